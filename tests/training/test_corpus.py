"""The open corpus holds what its card says, and its marks are words of its articles."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any, get_args

import pytest

from detente.types import Category, Status
from training.marks import Marker

CORPUS = Path(__file__).parents[2] / "training/corpus"
RECORDS = sorted(CORPUS.glob("*.gold.json"))


def record(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("file", RECORDS, ids=lambda f: f.name)
def test_marks_are_words_of_the_article(file: Path) -> None:
    gold = record(file)
    marker = Marker(file.name, file.with_name(gold["article"]["file"]).read_text(encoding="utf-8"))
    for e in gold["events"]:
        sides = {k: [p["words"] for p in e[k]] for k in ("actors", "recipients")}
        found = marker.event(e["evidence"], e["triggers"], sides)
        for (start, end), trigger in zip(found["evidence"], found["triggers"], strict=True):
            assert trigger is None or start <= trigger[0] < trigger[1] <= end
    for s in gold["statements"]:
        marker.phrase(s["content"])


def test_all_categories_and_statuses_are_there() -> None:
    events = [e for file in RECORDS for e in record(file)["events"]]
    types, statuses = Counter(e["type"][0] for e in events), Counter(e["status"][0] for e in events)
    assert min(types[c] for c in get_args(Category)) >= 15
    assert min(statuses[s] for s in get_args(Status)) >= 20
    assert len(RECORDS) == 88
    assert sum(not record(file)["events"] for file in RECORDS) >= 8


def test_every_article_says_that_it_is_invented() -> None:
    assert all(record(file)["article"]["invented"] for file in RECORDS)


def test_a_missing_word_is_named() -> None:
    with pytest.raises(ValueError, match="x: not in the text: 'never there'"):
        Marker("x", "A sentence.").phrase("never there")


def test_a_word_is_not_found_inside_another() -> None:
    marker = Marker("x", "Then Syrian troops left the town. Reporters heard that he was angry with Syria.")
    assert marker.near("he", (0, 33)) == (55, 57)
    assert marker.near("Syria", (0, 33)) == (5, 10)
