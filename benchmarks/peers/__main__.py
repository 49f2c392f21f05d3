"""Code sentences that have CAMEO gold from their raw text and compare country pair and category.

    python -m benchmarks.peers                          petr2_gsr and petr_unittest of ../shared/data/relations
    python -m benchmarks.peers --gold FILE [--actors CSV] [--out DIR] [--json]
    python -m benchmarks.peers --lexicon                by lexicon and rules alone, nothing weighed or dropped

A gold row has ``id``, ``text``, ``date``, ``expected`` (or ``expected_cameo``, which goes first): source, target and
CAMEO code. A code counts by its root: the PLOVER categories of all codes of that root in cameo.csv (the field's
table, CAMEO2PLOVER-2021 of openeventdata/PLOVER, draft 0.8; of 175, listed twice, once). Actors count by their country
or organisation (codes.csv where CAMEO's is another); a group by the country where it chiefly acts.

Not asked, neither as found nor as extra: roots without a PLOVER category (01, 02, invented ones), gold with one side
only, and what was coded of the same pair. CAMEO has no tense, so an act that is still to come counts by its own
category too, not only by AGREE. Two-sided acts count in both directions.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import functools
import json
import pathlib
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from benchmarks.coding.__main__ import by_lexicon
from detente import articles, knowledge, pipeline
from detente.knowledge import own
from detente.types import Event, Party

HERE = pathlib.Path(__file__).parent
RELATIONS = HERE.parents[2] / "shared" / "data" / "relations"
STANDING = {"petr2_gsr": None, "petr_unittest": HERE / "arnor.csv"}
_NOT_DONE = ("denied", "cancelled", "refused", "negated")
Pair = tuple[str, str]
Row = dict[str, Any]


@dataclass(slots=True)
class Compared:
    """One sentence: gold and coded acts as (pair, categories), what is not asked, and what went wrong."""

    id: str
    gold: list[tuple[Pair, frozenset[str]]]
    coded: list[tuple[Pair, frozenset[str]]]
    unasked: set[Pair] = field(default_factory=set)

    @property
    def found(self) -> int:
        return sum(any(_same(g, c) for c in self.coded) for g in self.gold)

    @property
    def right(self) -> int:
        return sum(any(_same(g, c) for g in self.gold) for c in self.coded)


def _same(a: tuple[Pair, frozenset[str]], b: tuple[Pair, frozenset[str]]) -> bool:
    return a[0] == b[0] and bool(a[1] & b[1])


def _table(name: str) -> dict[str, str]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return {row[0]: row[1] for row in list(csv.reader(file))[1:]}


@functools.cache
def roots() -> dict[str, frozenset[str]]:
    """PLOVER categories by CAMEO root."""
    found: dict[str, set[str]] = {}
    for code, category in _table("cameo.csv").items():
        found.setdefault(code[:2], set()).add(category)
    return {root: frozenset(categories) for root, categories in found.items()}


@functools.cache
def country(cameo: str) -> str | None:
    """Our code for a CAMEO actor, None where it names no country or body."""
    known = _table("codes.csv")
    longest = max((k for k in known if cameo.startswith(k)), key=len, default=None)
    if longest:
        return known[longest]
    return cameo[:3] if cameo[:3].isalpha() and cameo.isupper() else None


@functools.cache
def _homes() -> dict[str, str]:
    return {g.code: g.country for g in knowledge.groups() if g.country and g.code != "ISIS"}


def _codes(parties: tuple[Party, ...]) -> list[str]:
    return list(dict.fromkeys(_homes().get(p.code, p.code) for p in parties if p.code))


def pairs(event: Event) -> Iterator[Pair]:
    """Country pairs of one event, both ways where it is two-sided."""
    actors, recipients = _codes(event.actors), _codes(event.recipients)
    if not event.reciprocal:
        yield from ((a, r) for a in actors for r in recipients)
        return
    every = list(dict.fromkeys((*actors, *recipients)))
    if actors and recipients:
        both = {(a, r) for a in actors for r in recipients if a != r}
        yield from both | {(r, a) for a, r in both}
    else:
        yield from ((a, b) for a in every for b in every if a != b)


def categories(event: Event) -> frozenset[str]:
    named = {event.plover} if event.status in _NOT_DONE else {event.plover, event.type}
    return frozenset(name for name in named if name)


def compared(row: Row, events: tuple[Event, ...]) -> Compared:
    out = Compared(row["id"], [], [])
    for told in row.get("expected_cameo") or row["expected"]:
        source, target = country(told["source"]), country(told["target"])
        wanted = roots().get(told["event"][:2])
        if wanted and source and target:
            out.gold.append(((source, target), wanted))
        else:
            out.unasked.add((source or "", target or ""))
    coded = {(pair, categories(e)): None for e in events if e.plover for pair in pairs(e)}
    out.coded = [c for c in coded if not any(_covers(u, c[0]) for u in out.unasked)]
    return out


def _covers(unasked: Pair, pair: Pair) -> bool:
    return all(u in ("", p) for u, p in zip(unasked, pair, strict=True))


def rows(gold: pathlib.Path) -> list[Row]:
    with gold.open(encoding="utf-8") as file:
        found = [json.loads(line) for line in file]
    return [row for row in found if row["text"].strip() and row.get("evaluate", "true") == "true"]


def _day(text: str) -> dt.date | None:
    try:
        return dt.datetime.strptime(text, "%Y%m%d").replace(tzinfo=dt.UTC).date()
    except ValueError:
        return None


def code(gold: pathlib.Path, actors: pathlib.Path | None, *, lexicon: bool) -> list[Compared]:
    mine, out = own.read(None, actors), []
    with own.using(mine):
        for row in rows(gold):
            article = articles.article(row["text"], published=_day(row["date"]))
            coding = by_lexicon(article) if lexicon else pipeline.code(article, mine)
            out.append(compared(row, coding.events))
    return out


def errors(found: list[Compared]) -> Counter[str]:
    """How often what went wrong."""
    total: Counter[str] = Counter()
    for c in found:
        for g in c.gold:
            if not any(_same(g, x) for x in c.coded):
                total[f"missed: {_missed(g[0], c)}"] += 1
        for x in c.coded:
            if not any(_same(g, x) for g in c.gold):
                total[f"extra: {_extra(x[0], c)}"] += 1
    return total


def _missed(pair: Pair, c: Compared) -> str:
    told = {p for p, _ in c.coded}
    if pair in told:
        return "other category"
    if pair[::-1] in told:
        return "other direction"
    if any(set(p) & set(pair) for p in told):
        return "other party"
    return "other pair" if told else "nothing coded"


def _extra(pair: Pair, c: Compared) -> str:
    gold = {p for p, _ in c.gold}
    if not gold:
        return "no event expected"
    return "other category" if pair in gold else "other pair"


def report(name: str, found: list[Compared]) -> dict[str, Any]:
    gold, coded = sum(len(c.gold) for c in found), sum(len(c.coded) for c in found)
    precision = sum(c.right for c in found) / (coded or 1)
    recall = sum(c.found for c in found) / (gold or 1)
    out: dict[str, Any] = {
        "sentences": len(found),
        "gold": gold,
        "coded": coded,
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * precision * recall / ((precision + recall) or 1), 4),
        "unasked": sum(len(c.unasked) for c in found),
        "errors": dict(errors(found).most_common()),
    }
    print(f"== {name}", file=sys.stderr)
    for key, value in out.items():
        print(f"{key:22} {value}", file=sys.stderr)
    return out


def write(found: list[Compared], path: pathlib.Path) -> None:
    """Codes alone; the sentences are others'."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        for c in found:
            sides = {k: [[*pair, *sorted(names)] for pair, names in getattr(c, k)] for k in ("gold", "coded")}
            file.write(json.dumps({"id": c.id, **sides}) + "\n")


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--gold", type=pathlib.Path)
    ap.add_argument("--actors", type=pathlib.Path, help="own actors, as for detente code")
    ap.add_argument("--out", type=pathlib.Path, help="where the predictions go")
    ap.add_argument("--json", action="store_true")
    ap.add_argument("--lexicon", action="store_true", help="lexicon and rules alone")
    a = ap.parse_args()
    asked = [(a.gold, a.actors)] if a.gold else [(RELATIONS / f"{k}.jsonl", v) for k, v in STANDING.items()]
    total = {}
    for gold, actors in asked:
        found = code(gold, actors or STANDING.get(gold.stem), lexicon=a.lexicon)
        total[gold.stem] = report(gold.stem, found)
        if a.out:
            write(found, a.out / f"{gold.stem}.jsonl")
    if a.json:
        print(json.dumps(total))
    return 0


if __name__ == "__main__":
    sys.exit(main())
