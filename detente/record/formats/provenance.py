"""Where an export comes from: what coded it, what was asked, and how the record stood."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

_PROGRAM = "detente"


@dataclass(frozen=True, slots=True)
class Provenance:
    """What every export says of itself; ``exported`` only where the caller gives it, for no clock is asked."""

    version: str
    coders: tuple[dict[str, str], ...]  # version, model, knowledge
    imported: tuple[dict[str, Any], ...]  # format, files, rows, digest of the files'
    query: str
    changed: str | None  # time of the record's last change, UTC; None where the database does not tell
    exported: str | None = None

    def data(self) -> dict[str, Any]:
        """The same as JSON."""
        return {"program": _PROGRAM, **asdict(self)}

    @property
    def coder(self) -> str:
        """Who coded the export's own rows, in one line."""
        return f"{_PROGRAM} {self.version}"

    def dumps(self) -> str:
        return json.dumps(self.data(), ensure_ascii=False, indent=2) + "\n"

    def lines(self) -> list[str]:
        """One fact a line, for formats with comments."""
        return [
            f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in self.data().items() if value
        ]
