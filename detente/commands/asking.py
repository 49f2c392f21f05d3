"""What the commands that ask a record share: opening it, the query, the form of the answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from rich.console import RenderableType

from detente import record
from detente.commands.asked import Asked
from detente.commands.streams import results, whole
from detente.output import pictures
from detente.output.data import dumps
from detente.output.table import console, rendered
from detente.record import Query, Reader
from detente.record.query import actor
from detente.relations.charts import Chart


@contextmanager
def reading(asked: Asked) -> Iterator[Reader]:
    """The reader of the record that is asked."""
    with record.open(asked.record or record.DEFAULT) as found:
        yield found.reader


def query(words: Sequence[str], asked: Asked, states: Sequence[str] = ()) -> Query:
    """The query of a command line: filters and words as typed, narrowed by the states and days of the options.

    A word with a blank in it was quoted in the shell and stays one phrase.
    """
    text = " ".join(f'"{w}"' if " " in w and '"' not in w and ":" not in w else w for w in words)
    pair = tuple(map(actor, states))
    return Query.parse(text) & Query.of(pair=pair, since=asked.since, until=asked.until)


def answer(asked: Asked, data: Any, shown: RenderableType, chart: Chart | None = None) -> int:
    """Prints the data as JSON or as shown, and draws the chart where one was asked for."""
    if asked.plot and chart:
        pictures.write(chart, asked.plot)
    with results(None) as out:
        whole(out)(dumps(data) + "\n" if asked.json else rendered(console(out), shown))
    return 0
