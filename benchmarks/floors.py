"""What the benchmarks share: the end of their commands, and the floors under their figures."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

Figures = Mapping[str, Any]  # figures by name, or such mappings by data set


def under(found: Figures, folder: Path) -> list[str]:
    """A line for each figure that is under its floor in the folder's floors.json, or was not measured."""
    return list(_under(found, json.loads((folder / "floors.json").read_text(encoding="utf-8")), ""))


def _under(found: Figures, floors: Figures, name: str) -> Iterator[str]:
    for key, floor in floors.items():
        what = f"{name} {key}".strip()
        if key not in found:
            yield f"{what} was not measured"
        elif isinstance(floor, dict):
            yield from _under(found[key], floor, what)
        elif found[key] < floor:
            yield f"{what} {found[key]} is under its floor {floor}"


def ended(found: Figures, folder: Path, *, check: bool) -> int:
    """Exit code of a benchmark: 1 where ``check`` finds a figure under its floor, each told on standard error."""
    problems = under(found, folder) if check else []
    for line in problems:
        print(line, file=sys.stderr)
    return 1 if problems else 0
