"""Signatures: plain, sorted, within the judges' scale, and right for verbs that everybody knows."""

import csv
from pathlib import Path

import pytest

from detente.knowledge import signatures

FILE = Path(signatures.__file__).with_name("signatures.csv")


def test_rows_are_sorted_and_within_the_scale():
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    keys = [(r["word"], r["frame"], int(r["negated"])) for r in rows]
    assert keys == sorted(set(keys))
    assert all(-3 <= float(r["value"]) <= 3 and int(r["judged"]) >= 1 for r in rows)


@pytest.mark.parametrize(
    ("word", "frame", "negated", "sign"),
    [
        ("manage", "to", True, -1),
        ("fail", "to", False, -1),
        ("fail", "to", True, 1),
        ("know", "that", False, 1),
        ("forget", "to", False, -1),
        ("refuse", "to", False, -1),
    ],
)
def test_well_known_verbs(word, frame, negated, sign):
    known = signatures.of(word, frame, negated=negated)
    assert known
    assert known.value * sign > 1


def test_an_unknown_word_implies_nothing():
    assert signatures.of("zzz", "to", negated=False) is None
