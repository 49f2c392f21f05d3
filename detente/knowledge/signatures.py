"""Signatures of words that take complements (signatures.csv): what they imply of it, said plainly or negated."""

from __future__ import annotations

import csv
import functools
from dataclasses import dataclass
from pathlib import Path

_FILE = Path(__file__).parent / "signatures.csv"


@dataclass(frozen=True, slots=True)
class Signature:
    """Mean judgement of the complement, -3 it did not happen to 3 it happened, over ``judged`` sentences."""

    value: float
    judged: int


@functools.cache
def _table() -> dict[tuple[str, str, bool], Signature]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        return {
            (row["word"], row["frame"], row["negated"] == "1"): Signature(
                float(row["value"]), int(row["judged"])
            )
            for row in csv.DictReader(file)
        }


def of(word: str, frame: str, *, negated: bool) -> Signature | None:
    """What a word implies of the complement that it takes so, None where nothing is known."""
    return _table().get((word, frame, negated))
