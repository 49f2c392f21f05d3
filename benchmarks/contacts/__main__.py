"""Compare the contacts that the record tells of a pair with those that readers found in the same articles.

    python -m benchmarks.contacts                       White House documents into a fresh record, four pairs
    python -m benchmarks.contacts --record FILE         an existing record of them
    python -m benchmarks.contacts [--gold FILE] [--level leaders] [--out FILE] [--json]
    python -m benchmarks.contacts --check               fail where a figure is under its floor (floors.json)

A contact of the record matches one of the list that took place within a day of it, each at most once, two-sided ones first. Precision is
over all contacts of the level that the record holds as having taken place; recall over the list's, by kind. *tune* was looked at
while the code was written, *held* was not; precision cannot be parted so, for what is wrongly told is in no part.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks import floors
from detente import pipeline, record
from detente.articles import read
from detente.record import Query, Reader
from detente.relations.contacts import Contact
from detente.relations.relationship import relationship
from detente.types import Article

HERE = Path(__file__).parent
CORPUS = HERE.parents[2] / "shared" / "data" / "corpus" / "white-house.jsonl.gz"
DAY = dt.timedelta(days=1)
Row = dict[str, str]


def articles(corpus: Path) -> Iterator[Article]:
    """As `detente add` reads them, titles in front."""
    return (item for item in read(corpus) if isinstance(item, Article))


def filled(corpus: Path, path: Path, workers: int) -> record.Record:
    """A record of the corpus."""
    found = record.open(path, create=True)
    version = pipeline.coder_version()
    for coding in pipeline.code_all(articles(corpus), workers=workers):
        found.writer.add(coding, version)
    return found


def taken_place(reader: Reader, pair: str, level: str) -> list[Contact]:
    """Contacts of a level that the record holds as having taken place on a known day."""
    found = relationship(reader, Query.parse(f"pair:{pair}"))
    channel = next(c for c in found.channels if c.level.id == level)
    return list(channel.contacts)


def near(contact: Contact, row: Row) -> bool:
    h, first = contact.happening, dt.date.fromisoformat(row["date"])
    last = dt.date.fromisoformat(row["until"] or row["date"])
    return bool(h.start and h.end and first - DAY <= h.end and h.start <= last + DAY)


def matched(contacts: list[Contact], listed: list[Row]) -> dict[int, Contact]:
    """Contact by the number of its row: as many as can be matched (augmenting paths), bilateral rows first."""
    home: dict[int, int] = {}  # contact to row

    def place(row: int, tried: set[int]) -> bool:
        for c, contact in enumerate(contacts):
            if c not in tried and near(contact, listed[row]):
                tried.add(c)
                if c not in home or place(home[c], tried):
                    home[c] = row
                    return True
        return False

    for row in sorted(range(len(listed)), key=lambda r: listed[r]["kind"]):
        place(row, set())
    return {row: contacts[c] for c, row in home.items()}


def measure(reader: Reader, gold: list[Row], level: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Figures over all pairs, and what was missed or wrongly told."""
    hits: dict[str, list[bool]] = {}
    told = right = 0
    errors: list[dict[str, Any]] = []
    for pair in sorted({r["pair"] for r in gold}):
        listed = [
            r
            for r in gold
            if (r["pair"], r["level"], r["happened"]) == (pair, level, "occurred") and r["date"]
        ]
        contacts = taken_place(reader, pair, level)
        found = matched(contacts, listed)
        told, right = told + len(contacts), right + len(found)
        for number, row in enumerate(listed):
            for name in (row["kind"], f"{row['kind']} {row['part']}"):
                hits.setdefault(name, []).append(number in found)
            if number not in found:
                errors.append(
                    {
                        "missed": f"{pair} {row['date']} {row['how']}: {row['who']}",
                        "part": row["part"],
                        "kind": row["kind"],
                    }
                )
        matched_ids = {c.happening.id for c in found.values()}
        wrong = (c.happening for c in contacts if c.happening.id not in matched_ids)
        errors += [{"wrong": f"{pair} {h.start} {h.text}", "happening": h.id} for h in wrong]
    figures: dict[str, Any] = {"precision": round(right / told, 3) if told else 0.0, "contacts": told}
    figures |= {f"recall {name}": round(sum(found) / len(found), 3) for name, found in sorted(hits.items())}
    return figures, errors


def main() -> int:
    ap = floors.command(__doc__)
    ap.add_argument("--gold", type=Path, default=HERE / "contacts.csv")
    ap.add_argument("--corpus", type=Path, default=CORPUS)
    ap.add_argument("--record", type=Path, help="an existing record of the corpus")
    ap.add_argument("--level", default="leaders")
    ap.add_argument("--workers", type=int, default=2)
    ap.add_argument("--out", type=Path, help="what was missed and wrongly told, JSONL")
    a = ap.parse_args()
    with a.gold.open(encoding="utf-8", newline="") as file:
        gold = list(csv.DictReader(file))
    with tempfile.TemporaryDirectory() as folder:
        path = a.record or Path(folder) / "contacts.db"
        with record.open(path) if a.record else filled(a.corpus, path, a.workers) as found:
            figures, errors = measure(found.reader, gold, a.level)
    if a.out:
        a.out.write_text("".join(json.dumps(e, ensure_ascii=False) + "\n" for e in errors), encoding="utf-8")
    print(json.dumps(figures, indent=1) if a.json else "\n".join(f"{k:32} {v}" for k, v in figures.items()))
    return floors.ended(figures, HERE, check=a.check)


if __name__ == "__main__":
    sys.exit(main())
