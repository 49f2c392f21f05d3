"""The judged pairs as tellings: their articles coded, and of each clause the event that the coder finds there."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente import pipeline
from detente.types import Article, Coding, Event, Telling

HERE = Path(__file__).parent
DATA = HERE.parents[2] / "shared" / "data"
SETS = {
    "polnear": ("quotes/polnear_train.jsonl", "quotes/polnear_dev.jsonl"),
    "aquaint": ("times/aquaint_train.jsonl",),
    "timebank": ("times/timebank_train.jsonl",),
    "white-house": ("corpus/white-house.jsonl.gz",),
    "wikinews": ("corpus/wikinews-2019-2020.jsonl.gz",),
}


@dataclass(frozen=True, slots=True)
class Pair:
    """A judged pair; a telling is None where the coder finds no act of the category in its clause."""

    row: dict[str, str]
    a: Telling | None
    b: Telling | None

    @property
    def same(self) -> bool:
        return self.row["same"] == "1"


def rows(gold: Path) -> list[dict[str, str]]:
    """The judgements of a file in the layout of pairs.csv."""
    with gold.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def pairs(judged: list[dict[str, str]], workers: int = 1) -> list[Pair]:
    """Pairs with their tellings; every article is coded once."""
    wanted = {(r["dataset"], r[side]) for r in judged for side in "ab"}
    codings = {c.article.id: c for c in pipeline.code_all(_articles(wanted), workers=workers)}
    found = []
    for number, row in enumerate(judged):
        sides = [_telling(codings, row, side, 2 * number + k) for k, side in enumerate("ab")]
        found.append(Pair(row, *sides))
    return found


def texts(wanted: set[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Texts of documents by data set and id."""
    return {key: row["text"] for key, row in _documents(wanted)}


def _articles(wanted: set[tuple[str, str]]) -> Iterator[Article]:
    return (_article(" ".join(key), row) for key, row in _documents(wanted))


def _documents(wanted: set[tuple[str, str]]) -> Iterator[tuple[tuple[str, str], dict[str, Any]]]:
    for dataset, files in SETS.items():
        for name in files:
            for row in _lines(DATA / name):
                key = dataset, row.get("doc_id") or row.get("id") or ""
                if key in wanted:
                    yield key, row


def _article(name: str, row: dict[str, Any]) -> Article:
    day = row.get("published") or row.get("dct") or row.get("date")
    published = dt.date.fromisoformat(day[:10]) if day else None
    return Article(name, row["text"], row.get("title"), row.get("publisher"), row.get("url"), published)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as file
    ):
        yield from map(json.loads, file)


def _telling(codings: dict[str, Coding], row: dict[str, str], side: str, key: int) -> Telling | None:
    coding = codings[f"{row['dataset']} {row[side]}"]
    start, end = int(row[f"{side}_start"]), int(row[f"{side}_end"])
    near = [
        (e, shared) for e in coding.events if e.type == row["category"] and (shared := _shared(e, start, end))
    ]
    if not near:
        return None
    event, _ = max(near, key=lambda pair: pair[1])
    span = event.mentions[0].span
    text = coding.article.text[span.start : span.end]
    return Telling(key, coding.article.id, event, text, coding.article.published)


def _shared(event: Event, start: int, end: int) -> int:
    """Characters that the event's tellings by a word of the clause have in common with it."""
    told = (m for m in event.mentions if start <= m.trigger.start < end)
    return max((min(m.span.end, end) - max(m.span.start, start) for m in told), default=0)
