"""Questions to a generated record of a million happenings, timed warm.

    python -m benchmarks.record [--record RECORD] [--happenings 1000000] [--check]

RECORD (benchmark.db) is made if it is not there, else asked as it is; how many happenings it holds is printed. Pairs and
their shares fall off as in news data (the most frequent pair has about 2 % of all), days run over 40 years; it holds no statements
and no commitments. Prints the 95th percentile in seconds of each question over the 20 most frequent pairs and 20 at random.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import json
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from detente import knowledge, record
from detente.errors import NoRecordError
from detente.knowledge import codebook
from detente.record import Query, Reader
from detente.types import Batch, Happening, Party, Status

FOLDER = Path(__file__).parent
_FIRST, _DAYS = dt.date(1985, 1, 1), 40 * 365
_BATCH = 100_000  # rows of one import
_WORDS = "talks trade border troops visit sanctions ceasefire embassy minister summit Taiwan oil grain missile".split()
_STATUSES: tuple[Status, ...] = ("occurred", "occurred", "occurred", "planned", "requested", "refused")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record", default="benchmark.db")
    parser.add_argument("--happenings", type=int, default=1_000_000)
    parser.add_argument(
        "--check", action="store_true", help="fail where a question takes longer than half a second"
    )
    args = parser.parse_args()
    with opened(args.record, args.happenings) as found:
        print(found.reader.number(), "happenings", file=sys.stderr)
        figures = {name: slowest(found.reader, ask) for name, ask in QUESTIONS.items()}
    print(json.dumps(figures, indent=1))
    return int(args.check and max(figures.values()) > 0.5)


def opened(name: str, number: int) -> record.Record:
    """The record, filled if it is new."""
    try:
        return record.open(name)
    except NoRecordError:
        found = record.open(name, create=True)
    start, left = time.perf_counter(), happenings(number)
    while several := list(itertools.islice(left, _BATCH)):
        batch = Batch(0, "generated", "benchmark", several[0].id, None, None, len(several), 0)
        found.writer.add_batch(batch, several)
        print(f"{several[-1].id}: {time.perf_counter() - start:.0f} s", flush=True)
    return found


def pairs() -> list[tuple[str, str]]:
    """All pairs of states, the most frequent first, in an order that is the same each time."""
    codes = [country.code for country in knowledge.countries()]
    found = [(a, b) for a in codes for b in codes if a < b]
    random.Random(1).shuffle(found)
    return found


def happenings(number: int) -> Iterator[Happening]:
    chance, every = random.Random(2), pairs()
    weights = [1 / (rank + 5) for rank in range(len(every))]
    types = list(codebook.ratings())
    for i, (a, b) in enumerate(chance.choices(every, weights, k=number)):
        sides = (a, b) if chance.random() < 0.5 else (b, a)
        kind, day = chance.choice(types), _FIRST + dt.timedelta(chance.randrange(_DAYS))
        rating = codebook.ratings()[kind]
        yield Happening(
            id=f"g{i}", type=kind, own=None, mode=None, contexts=("diplomatic",), status=chance.choice(_STATUSES), plover=kind,
            quad=rating.quad, score=rating.score, actors=(Party(sides[0], f"Person {i % 5000}", "GOV", "minister"),),
            recipients=(Party(sides[1]),), reciprocal=kind == "CONSULT", start=day, end=day, precision="day", dated=True,
            place=None, country=None, lat=None, lon=None, confidence=0.5 + chance.random() / 2, reports=1, articles=1,
            sources=1, first_reported=day, last_reported=day, origin="generated",
            text=" ".join(chance.choices(_WORDS, k=12)), url=None,
        )  # fmt: skip


Ask = Callable[[Reader, Query], object]
QUESTIONS: dict[str, Ask] = {
    "all happenings of a pair": lambda r, q: r.happenings(q),
    "the latest 50": lambda r, q: r.happenings(q, limit=50, newest=True),
    "one year": lambda r, q: r.happenings(q & Query.parse("since:2010 until:2010")),
    "one direction and type": lambda r, q: r.happenings(
        Query.parse(f"{str(q).replace('-', '>')} type:SANCTION")
    ),
    "with words": lambda r, q: r.happenings(q & Query.parse("sanctions Taiwan")),
    "by a person": lambda r, q: r.happenings(q & Query.parse('who:"Person 77"')),
    "how many": lambda r, q: r.number(q),
    "statements": lambda r, q: r.statements(q),
    "commitments": lambda r, q: r.commitments(q),
    "coverage": lambda r, q: r.coverage(q),
}


def slowest(reader: Reader, ask: Ask) -> float:
    """95th percentile in seconds, the second time that each pair is asked for."""
    every = pairs()
    chosen = [*every[:20], *random.Random(3).sample(every, 20)]
    seconds = []
    for pair in chosen:
        query = Query.of(pair=pair)
        ask(reader, query)
        start = time.perf_counter()
        ask(reader, query)
        seconds.append(time.perf_counter() - start)
    return round(statistics.quantiles(seconds, n=20)[-1], 3)


if __name__ == "__main__":
    raise SystemExit(main())
