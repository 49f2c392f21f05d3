"""A generated record: articles, each with two happenings of one pair, now and then a statement, an office or a commitment.

Written row by row past the writer, which would look for copies and for other reports of the same act for hours; the rows are
as it writes them. Pairs and their shares fall off as in news data (the most frequent pair has about 2 % of all), days run
over 40 years.
"""

from __future__ import annotations

import datetime as dt
import itertools
import random
import sys
import time
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, func, insert, select

from detente import knowledge
from detente.knowledge import codebook
from detente.record import schema
from detente.record.engine import Store
from detente.record.filters import folded
from detente.record.sides import Sides, dyad_rows, side_rows
from detente.types import Party

_FIRST, _DAYS = dt.date(1985, 1, 1), 40 * 365
_BATCH = 5_000  # articles of one transaction
_WORDS = "talks trade border troops visit sanctions ceasefire embassy minister summit Taiwan oil grain missile".split()
_ISSUES = ("Taiwan", "trade", "nuclear weapons", "sanctions", "human rights", "the climate")
_ROLES = ("president", "foreign minister", "defence minister", "ambassador", "spokesperson")
_STATUSES = ("occurred", "occurred", "occurred", "planned", "requested", "refused")
_PLACES = (("Geneva", "CHE", 46.2, 6.1), ("Vienna", "AUT", 48.2, 16.4), ("Doha", "QAT", 25.3, 51.5))
_SOURCES, _PEOPLE = 40, 5_000
_Rows = dict[Table, list[dict[str, Any]]]
_ORDER = (
    schema.article, schema.appearance, schema.coding, schema.naming, schema.holder, schema.event, schema.statement,
    schema.statement_party, schema.statement_issue, schema.commitment, schema.commitment_party, schema.happening, schema.side,
    schema.dyad, schema.report,
)  # fmt: skip


def fill(name: str, number: int) -> None:
    """Put ``number`` happenings into the new record of this name."""
    start, store, chance = time.perf_counter(), Store(name), random.Random(2)
    with store.writing() as connection:
        sources = [{"id": i + 1, "name": f"Agency {i}"} for i in range(_SOURCES)]
        connection.execute(insert(schema.source), sources)
        connection.execute(insert(schema.coder).values(id=1, version="0", model="none", knowledge="none"))
    for first in range(0, number // 2, _BATCH):
        rows: _Rows = defaultdict(list)
        for at in range(first, min(first + _BATCH, number // 2)):
            _article(at + 1, chance, rows)
        with store.writing() as connection:
            for table in _ORDER:
                if rows[table]:
                    connection.execute(insert(table), rows[table])
        print(f"{2 * (first + _BATCH):,} happenings: {time.perf_counter() - start:.0f} s", file=sys.stderr)
    _count_on(store)
    store.close()


def pairs() -> list[tuple[str, str]]:
    """All pairs of states, the most frequent first, in an order that is the same each time."""
    codes = [country.code for country in knowledge.countries()]
    found = [(a, b) for a in codes for b in codes if a < b]
    random.Random(1).shuffle(found)
    return found


def _count_on(store: Store) -> None:
    """PostgreSQL counts on from the numbers given here, and the database looks at what it holds now."""
    with store.writing() as connection:
        if connection.dialect.name == "postgresql":
            for table in (t for t in (schema.source, schema.coder, *_ORDER) if "id" in t.c):
                sequence = func.pg_get_serial_sequence(table.name, "id")
                highest = connection.scalar(select(func.max(table.c.id)))
                connection.execute(select(func.setval(sequence, highest)))
        connection.exec_driver_sql("ANALYZE")


_PAIRS = pairs()
_SHARES = list(itertools.accumulate(1 / (rank + 5) for rank in range(len(_PAIRS))))
_KINDS = list(codebook.ratings())
_OFTEN = list(itertools.accumulate(6 if kind == "CONSULT" else 1 for kind in _KINDS))


@dataclass(frozen=True, slots=True)
class _Told:
    """A clause of an article: whom it is about, when, its words and where they begin."""

    article: int
    pair: tuple[str, str]
    day: dt.date
    words: str
    at: int

    @property
    def date(self) -> dict[str, str]:
        day = self.day.isoformat()
        return {"start": day, "end": day, "text": "on the day", "precision": "day"}

    @property
    def mention(self) -> dict[str, Any]:
        trigger = {"start": self.at, "end": self.at + self.words.index(" ")}
        whole = {"start": self.at, "end": self.at + len(self.words)}
        return {"span": whole, "trigger": trigger, "sentence": self.article % 4, "word": 0}


def _article(number: int, chance: random.Random, rows: _Rows) -> None:
    """One article with what it tells."""
    pair = chance.choices(_PAIRS, cum_weights=_SHARES)[0]
    day = _FIRST + dt.timedelta(chance.randrange(_DAYS))
    first, second = (" ".join(chance.choices(_WORDS, k=12)).capitalize() + "." for _ in range(2))
    clauses = _Told(number, pair, day, first, 0), _Told(number, pair, day, second, len(first) + 1)
    source = 1 + int(_SOURCES * chance.random() ** 2)
    rows[schema.article].append({
        "id": number, "key": f"g{number}", "title": f"{first[:40]} {number}", "source_id": source,
        "url": f"https://agency.example/{number}", "published": day, "language": "en", "text": f"{first} {second}",
        "sentences": 2, "data": {},
    })  # fmt: skip
    rows[schema.appearance].append(
        {"id": number, "article_id": number, "source_id": source, "published": day}
    )
    rows[schema.coding].append(
        {"id": number, "article_id": number, "coder_id": 1, "current": True, "warnings": []}
    )
    rows[schema.naming] += [{"article_id": number, "code": code, "times": 2} for code in pair]
    for turn, clause in enumerate(clauses):
        _act(2 * number - 1 + turn, clause, chance, rows)
    for share, put in ((0.3, _statement), (0.1, _holder), (0.02, _commitment)):
        if chance.random() < share:
            put(clauses[1], chance, rows)


def _act(number: int, it: _Told, chance: random.Random, rows: _Rows) -> None:
    a, b = it.pair if chance.random() < 0.5 else it.pair[::-1]
    kind, status = chance.choices(_KINDS, cum_weights=_OFTEN)[0], chance.choice(_STATUSES)
    rating, sure = codebook.ratings()[kind], round(0.5 + chance.random() / 2, 2)
    actor = Party(a, f"Person {chance.randrange(_PEOPLE)}", "GOV", chance.choice(_ROLES))
    actors = [{"code": a, "name": actor.name, "sector": "GOV", "role": actor.role}]
    place = chance.choice(_PLACES) if chance.random() < 0.1 else (None,) * 4
    coded = {
        "type": kind, "contexts": ["diplomatic"], "status": status, "plover": kind, "quad": rating.quad, "score": rating.score,
        "actors": actors, "recipients": [{"code": b}], "reciprocal": kind == "CONSULT", "confidence": sure,
    }  # fmt: skip
    data = coded | {
        "id": f"g{number}", "date": it.date, "mentions": [it.mention], "why": "generated", "rule": "generated",
    }  # fmt: skip
    rows[schema.event].append({
        "id": number, "coding_id": it.article, "key": f"g{number}", "start": it.at, "end": it.at + it.words.index(" "),
        "text": it.words, "data": data,
    })  # fmt: skip
    rows[schema.happening].append(coded | {
        "id": number, "key": f"h{number}", "states": " ".join(it.pair), "start": it.day, "end": it.day, "precision": "day",
        "dated": True, "reports": 1, "articles": 1, "sources": 1, "first_reported": it.day, "last_reported": it.day,
        "origin": "detente", "text": it.words, "words": it.words,
        "place": place[0], "country": place[1], "lat": place[2], "lon": place[3],
    })  # fmt: skip
    rows[schema.report].append(
        {"event_id": number, "happening_id": number, "reasons": [], "probability": 1.0}
    )
    sides = Sides(
        (actor,), (Party(b),), kind == "CONSULT", it.day, it.day, "detente", rating.quad, rating.score
    )
    rows[schema.side] += side_rows(number, sides)
    rows[schema.dyad] += dyad_rows(number, sides)


def _statement(it: _Told, chance: random.Random, rows: _Rows) -> None:
    name, issue = f"Person {chance.randrange(_PEOPLE)}", chance.choice(_ISSUES)
    speaker = {"code": it.pair[0], "name": name, "sector": "GOV", "role": "spokesperson"}
    content = {"start": it.at, "end": it.at + len(it.words), "text": it.words}
    data = {
        "id": f"s{it.article}", "speaker": [speaker], "kind": "indirect", "content": content, "date": it.date,
        "addressee": [{"code": it.pair[1]}], "issues": [issue], "why": "generated",
    }  # fmt: skip
    rows[schema.statement].append({
        "id": it.article, "coding_id": it.article, "key": data["id"], "kind": "indirect", "start": it.day, "end": it.day,
        "content": it.words, "data": data,
    })  # fmt: skip
    for side, code, called in (("speaker", it.pair[0], name), ("addressee", it.pair[1], "")):
        rows[schema.statement_party].append(
            {"statement_id": it.article, "side": side, "position": 0, "code": code, "folded": folded(called)}
        )
    rows[schema.statement_issue].append({"statement_id": it.article, "issue": issue})


def _holder(it: _Told, chance: random.Random, rows: _Rows) -> None:
    name = f"Person {chance.randrange(_PEOPLE)}"
    rows[schema.holder].append({
        "article_id": it.article, "name": name, "folded": folded(name), "code": it.pair[0], "office": "minister",
        "former": False, "start": 0, "end": 5,
    })  # fmt: skip


def _commitment(it: _Told, chance: random.Random, rows: _Rows) -> None:
    due = (it.day + dt.timedelta(chance.randrange(30, 300))).isoformat()
    data = {
        "id": f"c{it.article}", "kind": "promise", "parties": list(it.pair), "what": it.words, "state": "agreed",
        "date": it.date, "due": {"start": due, "end": due, "text": "then", "precision": "day"}, "mentions": [it.mention],
        "why": "generated",
    }  # fmt: skip
    rows[schema.commitment].append({
        "id": it.article, "coding_id": it.article, "key": data["id"], "state": "agreed", "start": it.day, "end": it.day,
        "what": it.words, "data": data,
    })  # fmt: skip
    rows[schema.commitment_party] += [{"commitment_id": it.article, "code": code} for code in it.pair]
