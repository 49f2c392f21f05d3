"""CAMEO's codes, what PLOVER makes of them, and their Goldstein-type scores (cameo.csv)."""

from __future__ import annotations

import csv
import functools
from dataclasses import dataclass
from pathlib import Path

_FILE = Path(__file__).parent / "cameo.csv"


@dataclass(frozen=True, slots=True)
class Cameo:
    """A code (text: 010 is not 10) with PLOVER's category, None for statements and appeals, which PLOVER dropped.

    ``gdelt`` and ``icews`` are the scores (-10 to 10) that these data sets print for it; ``stands_for`` are the
    categories ("ACCUSE") and modes ("ACCUSE:allege") of PLOVER that go out as this code where it is not the first of its kind.
    """

    code: str
    category: str | None
    mode: str | None
    contexts: tuple[str, ...]
    gdelt: float
    icews: float
    stands_for: tuple[str, ...]


@functools.cache
def codes() -> dict[str, Cameo]:
    """All codes, sorted."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return {row["cameo"]: _cameo(row) for row in csv.DictReader(file)}


def _cameo(row: dict[str, str]) -> Cameo:
    contexts = tuple(row["contexts"].split(";")) if row["contexts"] else ()
    category, mode = row["category"] or None, row["mode"] or None
    stands_for = tuple(row["stands_for"].split(";"))
    return Cameo(row["cameo"], category, mode, contexts, float(row["gdelt"]), float(row["icews"]), stands_for)


def of(code: str) -> Cameo | None:
    """A code's row, or that of the nearest code above it ("1831" to "183"; "04" to "040"), None where none is known."""
    tried = (code, code[:3], f"{code[:2]}0")
    return next((codes()[c] for c in tried if c in codes()), None)


@functools.lru_cache(maxsize=4096)
def nearest(category: str, mode: str | None) -> Cameo:
    """The code that stands for this category and mode: the one the table says, else the most general of the mode."""
    wanted = f"{category}:{mode}" if mode else category
    named = next((c for c in codes().values() if wanted in c.stands_for), None)
    rows = (c for c in codes().values() if c.category == category)
    return named or min(rows, key=lambda c: (c.mode != mode, c.mode is not None, len(c.code), c.code))
