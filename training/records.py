"""Annotated records with the words that tell each act: gold records with their marks, our own annotations, our own corpus.

``training/annotations/*.jsonl`` hold no article text: each line names a document of ../shared, the SHA-256 of its text, and
offsets into it. ``gold.jsonl`` marks the words of ../shared/gold/train's records; the other files are records of their own.
Fields: training/annotations/README.md.
"""

from __future__ import annotations

import functools
import gzip
import json
import pathlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from detente import articles
from detente.types import Article
from training.marks import Marker, Span, digest, flat, places
from training.treebank import SHARED

HERE = pathlib.Path(__file__).parent / "annotations"
HELD_OUT = pathlib.Path(__file__).parents[1] / "benchmarks/coding/held_out.txt"
CORPUS = pathlib.Path(__file__).parent / "corpus"


@dataclass(frozen=True)
class Told:
    """One telling: its clause and the words that tell the act, None where no word does."""

    clause: Span
    trigger: Span | None


@dataclass(frozen=True)
class Side:
    """A party of an act and the words that name it beside the first telling, None where none do."""

    code: str | None
    words: Span | None


@dataclass(frozen=True)
class Act:
    """An annotated event; ``told`` and ``words`` are offsets into the article as detente reads it."""

    must: bool
    types: tuple[str, ...]
    status: tuple[str, ...]
    reciprocal: bool
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    told: tuple[Told, ...]


@dataclass(frozen=True)
class Record:
    """One annotated article; ``gold`` is the record as score.py reads it."""

    doc: str
    article: Article
    acts: tuple[Act, ...]
    gold: dict[str, Any]


@functools.cache
def _corpora() -> dict[str, dict[str, str]]:
    """Documents of the corpora by name: their text and date."""
    out: dict[str, dict[str, str]] = {}
    for file in ("white-house", "wikinews-2019-2020"):
        with gzip.open(SHARED / f"data/corpus/{file}.jsonl.gz", "rt", encoding="utf-8") as f:
            for d in map(json.loads, f):
                out[d["id"]] = {"text": f"{d['title']}\n\n{d['text'].strip()}\n", "published": d["published"]}
    for name, key, kind in (("quotes/polnear_train", "date", "polnear"), ("times/timebank_train", "dct", "timebank"),
                            ("times/aquaint_train", "dct", "aquaint")):  # fmt: skip
        with (SHARED / f"data/{name}.jsonl").open(encoding="utf-8") as f:
            for d in map(json.loads, f):
                out[f"{kind}-{d['doc_id']}"] = {"text": d["text"].strip() + "\n", "published": d[key]}
    return out


def text_of(doc: str) -> dict[str, str]:
    """Text and date of a document of ../shared; KeyError where there is none of that name."""
    file = SHARED / "gold/train" / f"{doc}.txt"
    if file.exists():
        record = json.loads(file.with_suffix(".gold.json").read_text(encoding="utf-8"))
        return {"text": file.read_text(encoding="utf-8"), "published": record["article"]["published"]}
    return _corpora()[doc]


def rows(name: str) -> Iterator[dict[str, Any]]:
    """Lines of one annotation file, each checked against the text it was made on."""
    with (HERE / f"{name}.jsonl").open(encoding="utf-8") as f:
        for row in map(json.loads, f):
            if digest(text_of(row["document"])["text"]) != row["sha256"]:
                raise ValueError(f"{name}.jsonl: {row['document']} was annotated on another text")
            yield row


class Finder:
    """Offsets of the annotated text to offsets of the article, whose text may have been mended."""

    def __init__(self, text: str, article: Article) -> None:
        self._text, self._same = text, text == article.text
        self._flat = flat(article.text)

    def at(self, span: Sequence[int] | None) -> Span | None:
        """The same words in the article, None where they are not found."""
        if span is None:
            return None
        if self._same:
            return span[0], span[1]
        found = places(self._text[span[0] : span[1]], self._flat)
        return min(found, key=lambda f: abs(f[0] - span[0]), default=None)


def _act(event: dict[str, Any], marks: dict[str, Any], find: Finder) -> Act:
    told = [
        Told(clause, find.at(trigger))
        for span, trigger in zip(marks["evidence"], marks["triggers"], strict=True)
        if (clause := find.at(span))
    ]
    sides = {
        k: tuple(Side(p.get("code"), find.at(w)) for p, w in zip(event[k], marks[k], strict=True))
        for k in ("actors", "recipients")
    }
    return Act(
        must=event["need"] == "must",
        types=tuple(event["type"]),
        status=tuple(event["status"]),
        reciprocal=bool(event.get("reciprocal")),
        actors=sides["actors"],
        recipients=sides["recipients"],
        told=tuple(told),
    )


def _record(doc: str, text: str, gold: dict[str, Any], marks: list[dict[str, Any]]) -> Record:
    article = articles.article(text, published=gold["article"]["published"][:10])
    find = Finder(text, article)
    acts = tuple(_act(e, m, find) for e, m in zip(gold["events"], marks, strict=True))
    return Record(doc, article, acts, gold)


def marked() -> Iterator[Record]:
    """Gold records of ../shared that are not held out, with their marks."""
    held_out = set(HELD_OUT.read_text(encoding="utf-8").split())
    for row in rows("gold"):
        doc = row["document"]
        if doc in held_out:
            raise ValueError(f"gold.jsonl: {doc} is held out")
        gold = json.loads((SHARED / "gold/train" / f"{doc}.gold.json").read_text(encoding="utf-8"))
        yield _record(doc, text_of(doc)["text"], gold, row["events"])


def own(name: str = "articles") -> Iterator[Record]:
    """Our own annotations of articles of ../shared; "second" are those read a second time, by another reader."""
    for row in rows(name):
        text = text_of(row["document"])["text"]
        yield _record(row["document"], text, _as_gold(row, text), row["events"])


def _as_gold(row: dict[str, Any], text: str) -> dict[str, Any]:
    """The record as score.py reads it: words in place of offsets."""

    def words(spans: list[list[int]]) -> list[str]:
        return [text[a:b] for a, b in spans]

    events = [
        {"date": None, "reciprocal": False}
        | {k: v for k, v in e.items() if k != "parties"}
        | e["parties"]
        | {"id": f"{n} {e['type'][0]}", "evidence": words(e["evidence"])}
        for n, e in enumerate(row["events"])
    ]
    commitments = [c | {"evidence": words(c["evidence"])} for c in row["commitments"]]
    return {
        "article": {"published": row["published"][:10]},
        "events": events,
        "statements": [],
        "commitments": commitments,
    }


def invented() -> Iterator[Record]:
    """The open corpus of invented articles."""
    for file in sorted(CORPUS.glob("*.gold.json")):
        gold = json.loads(file.read_text(encoding="utf-8"))
        text = file.with_name(gold["article"]["file"]).read_text(encoding="utf-8")
        marker = Marker(file.name, text)
        marks = [
            marker.event(
                e["evidence"],
                e["triggers"],
                {k: [p["words"] for p in e[k]] for k in ("actors", "recipients")},
            )
            for e in gold["events"]
        ]
        yield _record(file.name.removesuffix(".gold.json"), text, gold, marks)


def everything() -> list[Record]:
    """All annotated articles that may be learnt from."""
    return [*marked(), *own(), *invented()]
