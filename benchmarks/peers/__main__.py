"""Code sentences that have CAMEO gold from their raw text and compare country pair and category.

    python -m benchmarks.peers                          petr2_gsr and petr_unittest of ../shared/data/relations
    python -m benchmarks.peers --gold FILE [--actors CSV] [--out DIR] [--json]
    python -m benchmarks.peers --pairs                  where no act of a sentence is kept, what the model says of its pairs of parties
    python -m benchmarks.peers --lexicon                by lexicon and rules alone, nothing weighed or dropped
    python -m benchmarks.peers --check                  fail where a figure is under its floor (floors.json)

A gold row has ``id``, ``text``, ``date``, ``expected`` (or ``expected_cameo``, which goes first): source, target and
CAMEO code. A code counts by its root: the PLOVER categories of all codes of that root in cameo.csv (the field's
table, CAMEO2PLOVER-2021 of openeventdata/PLOVER, draft 0.8; of 175, listed twice, once). Actors count by their country
or organisation (codes.csv where CAMEO's is another); a group by the country where it chiefly acts.

Not asked, neither as found nor as extra: roots without a PLOVER category (01, 02, invented ones), gold with one side
only, and what was coded of the same pair. CAMEO has no tense, so an act that is still to come counts by its own
category too, not only by AGREE. A two-sided act is one and is right by either direction, for CAMEO has no such acts and
its gold tells now one direction, now both.
"""

from __future__ import annotations

import csv
import datetime as dt
import functools
import itertools
import json
import pathlib
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from benchmarks import floors
from benchmarks.coding.__main__ import by_lexicon
from benchmarks.peers.conventions import translated
from detente import articles, clauses, entities, knowledge, pipeline
from detente.events import pairs as marked
from detente.knowledge import own
from detente.types import Entities, Event, Party

HERE = pathlib.Path(__file__).parent
RELATIONS = HERE.parents[2] / "shared" / "data" / "relations"
STANDING = {"petr2_gsr": None, "petr_unittest": HERE / "arnor.csv"}
_SURE = 0.95  # how sure the model must be that something holds between two parties
_NOT_DONE = ("denied", "cancelled", "refused", "negated")
Pair = tuple[str, str]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Act:
    """Who did to whom what any of the categories says."""

    pair: Pair
    categories: frozenset[str]
    two_sided: bool = False

    def has(self, pair: Pair) -> bool:
        return pair == self.pair or (self.two_sided and pair == self.pair[::-1])

    def fits(self, gold: Act) -> bool:
        return self.has(gold.pair) and bool(self.categories & gold.categories)


@dataclass(slots=True)
class Compared:
    """Acts of one sentence, by the gold and as coded, and the pairs that are not asked."""

    id: str
    gold: list[Act]
    coded: list[Act]
    unasked: set[Pair] = field(default_factory=set)

    def leaves(self, act: Act) -> bool:
        """Whether an act's pair is not asked."""
        return any(_covers(u, act) for u in self.unasked)

    @property
    def found(self) -> int:
        return sum(any(c.fits(g) for c in self.coded) for g in self.gold)

    @property
    def right(self) -> int:
        return sum(any(c.fits(g) for g in self.gold) for c in self.coded)


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


def _codes(parties: tuple[Party, ...]) -> dict[str, str | None]:
    """Sectors by code."""
    return {_homes().get(p.code, p.code): p.sector for p in parties if p.code}


def pairs(event: Event) -> list[Pair]:
    """Country pairs of one event; of a two-sided one each pair once."""
    actors, recipients = _codes(event.actors), _codes(event.recipients)
    if not event.reciprocal:
        return [(a, r) for a in actors for r in recipients if a != r or actors[a] != recipients[r]]
    if actors and recipients:
        return [(a, r) for a in actors for r in recipients if a != r]
    return list(itertools.combinations(actors or recipients, 2))


def categories(event: Event) -> frozenset[str]:
    named = {event.plover} if event.status in _NOT_DONE else {event.plover, event.type}
    return frozenset(name for name in named if name)


def compared(row: Row, events: tuple[Event, ...]) -> Compared:
    out = Compared(row["id"], [], [])
    for told in row.get("expected_cameo") or row["expected"]:
        source, target = country(told["source"]), country(told["target"])
        wanted = roots().get(told["event"][:2])
        if wanted and source and target:
            out.gold.append(Act((source, target), wanted))
        else:
            out.unasked.add((source or "", target or ""))
    coded = [Act(pair, categories(e), e.reciprocal) for e in events if e.plover for pair in pairs(e)]
    out.coded = [c for c in dict.fromkeys(coded) if not out.leaves(c)]
    return out


def _covers(unasked: Pair, act: Act) -> bool:
    ways = (act.pair, act.pair[::-1]) if act.two_sided else (act.pair,)
    return any(all(u in ("", p) for u, p in zip(unasked, pair, strict=True)) for pair in ways)


def rows(gold: pathlib.Path) -> list[Row]:
    with gold.open(encoding="utf-8") as file:
        found = [json.loads(line) for line in file]
    return [row for row in found if row["text"].strip() and row.get("evaluate", "true") == "true"]


def _day(text: str) -> dt.date | None:
    try:
        return dt.datetime.strptime(text, "%Y%m%d").replace(tzinfo=dt.UTC).date()
    except ValueError:
        return None


def code(
    gold: pathlib.Path, actors: pathlib.Path | None, *, lexicon: bool = False, pairs: bool = False
) -> list[Compared]:
    mine, out = own.read(None, actors), []
    with own.using(mine):
        for row in rows(gold):
            article = articles.article(row["text"], published=_day(row["date"]))
            coding = by_lexicon(article) if lexicon else pipeline.code(article, mine)
            found = entities.resolve(clauses.parse(article))
            told = compared(row, tuple(translated(coding.events, found.parse.sentences)))
            if pairs:
                coded = {m.sentence for e in coding.events for m in e.mentions}
                told.coded += [act for act in read_as_pairs(found, coded) if not told.leaves(act)]
            out.append(told)
    return out


def read_as_pairs(found: Entities, coded: set[int]) -> Iterator[Act]:
    """What the model says of the parties of sentences of which no act is kept, where it is sure that something holds."""
    sure = (
        pair
        for s in found.parse.sentences
        if s.number not in coded
        for pair in marked.pairs(found, s)
        if pair.said["NONE"] < 1 - _SURE
    )
    acts: dict[Pair, tuple[float, str]] = {}
    for pair in sure:
        best = max((p, name) for name, p in pair.said.items() if name != "NONE")
        for a, r in itertools.product(_codes(pair.source.parties), _codes(pair.target.parties)):
            acts[a, r] = max(acts.get((a, r), best), best)
    return (Act(two, frozenset((name,))) for two, (_, name) in acts.items() if two[0] != two[1])


def errors(found: list[Compared]) -> Counter[str]:
    """How often what went wrong."""
    total: Counter[str] = Counter()
    for c in found:
        total.update(f"missed: {_missed(g, c)}" for g in c.gold if not any(x.fits(g) for x in c.coded))
        total.update(f"extra: {_extra(x, c)}" for x in c.coded if not any(x.fits(g) for g in c.gold))
    return total


def _missed(gold: Act, c: Compared) -> str:
    if any(x.has(gold.pair) for x in c.coded):
        return "other category"
    if any(x.has(gold.pair[::-1]) for x in c.coded):
        return "other direction"
    if any(set(x.pair) & set(gold.pair) for x in c.coded):
        return "other party"
    return "other pair" if c.coded else "nothing coded"


def _extra(act: Act, c: Compared) -> str:
    if not c.gold:
        return "no event expected"
    return "other category" if any(act.has(g.pair) for g in c.gold) else "other pair"


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
            sides = {"gold": c.gold, "coded": c.coded}
            told = {k: [[*act.pair, *sorted(act.categories)] for act in acts] for k, acts in sides.items()}
            file.write(json.dumps({"id": c.id, **told}) + "\n")


def standing() -> dict[str, dict[str, Any]]:
    """Figures of the data that the floors hold for."""
    return {k: report(k, code(RELATIONS / f"{k}.jsonl", v)) for k, v in STANDING.items()}


def main() -> int:
    ap = floors.command(__doc__)
    ap.add_argument("--gold", type=pathlib.Path)
    ap.add_argument("--actors", type=pathlib.Path, help="own actors, as for detente code")
    ap.add_argument("--out", type=pathlib.Path, help="where the predictions go")
    ap.add_argument("--pairs", action="store_true", help="the model's word on pairs where nothing is coded")
    ap.add_argument("--lexicon", action="store_true", help="lexicon and rules alone")
    a = ap.parse_args()
    asked = [(a.gold, a.actors)] if a.gold else [(RELATIONS / f"{k}.jsonl", v) for k, v in STANDING.items()]
    total = {}
    for gold, actors in asked:
        found = code(gold, actors or STANDING.get(gold.stem), lexicon=a.lexicon, pairs=a.pairs)
        total[gold.stem] = report(gold.stem, found)
        if a.out:
            write(found, a.out / f"{gold.stem}.jsonl")
    if a.json:
        print(json.dumps(total))
    return floors.ended(total, HERE, check=a.check)


if __name__ == "__main__":
    sys.exit(main())
