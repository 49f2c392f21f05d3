"""How far a long run has come."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from detente.commands.inputs import Inputs
from detente.output.words import counted
from detente.types import Coding

_FEW = 3  # files that need no progress bar


def progress(codings: Iterable[Coding], inputs: Inputs, *, silent: bool) -> Iterator[Coding]:
    """The codings as they come, counted on standard error if that is a terminal and the run is long.

    The bar has an end only where each file is one article.
    """
    collections = any(path.suffix.lower() == ".jsonl" for path in inputs.files)
    if silent or not sys.stderr.isatty() or (len(inputs.files) <= _FEW and not collections):
        yield from codings
        return
    columns = (BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task("reading", total=None if collections else len(inputs.files))
        articles = events = 0
        for coding in codings:
            articles, events = articles + 1, events + len(coding.events)
            done = articles + inputs.failed
            bars.update(
                task,
                completed=done,
                description=f"{counted(articles, 'article')}, {counted(events, 'event')}",
            )
            yield coding
