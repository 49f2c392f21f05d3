"""Questions to a generated record of a million happenings, timed warm.

    python -m benchmarks.record [--record RECORD] [--happenings 1000000] [--check]

RECORD (benchmark.db; a file or a postgresql:// address) is made if it is not there (filling.py says of what), else asked
as it is; how many happenings it holds is printed. Prints the 95th percentile in seconds of each question over the 20 most
frequent pairs and 20 at random: on the clock, and of this process's processor, which other work on the machine leaves
alone (a server's is not in it).
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import time
from collections.abc import Callable

from benchmarks.record.filling import fill, pairs
from detente import record
from detente.errors import NoRecordError
from detente.record import Query, Reader


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
    return int(args.check and max(told["clock"] for told in figures.values()) > 0.5)


def opened(name: str, number: int) -> record.Record:
    """The record, filled if it is new."""
    try:
        return record.open(name)
    except NoRecordError:
        record.open(name, create=True).close()
    fill(name, number)
    return record.open(name)


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


def slowest(reader: Reader, ask: Ask) -> dict[str, float]:
    """95th percentiles in seconds by the clock and of the processor, the second time that each pair is asked for."""
    every = pairs()
    clocks = {"clock": time.perf_counter, "processor": time.process_time}
    seconds: dict[str, list[float]] = {name: [] for name in clocks}
    for pair in (*every[:20], *random.Random(3).sample(every, 20)):
        query = Query.of(pair=pair)
        ask(reader, query)
        start = {name: clock() for name, clock in clocks.items()}
        ask(reader, query)
        for name, clock in clocks.items():
            seconds[name].append(clock() - start[name])
    return {name: round(statistics.quantiles(told, n=20)[-1], 3) for name, told in seconds.items()}


if __name__ == "__main__":
    raise SystemExit(main())
