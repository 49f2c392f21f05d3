"""How far a run over many articles has come, and what came of it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from detente.adding import Tally
from detente.commands.streams import remark, results, whole
from detente.output.words import counted


def followed(tallies: Iterable[Tally], *, quiet: bool) -> int:
    """Run to the end, with a line that tells the rates on a terminal; exit code 1 if something failed.

    Stopped by Ctrl-C it says what is safe.
    """
    start, last = time.monotonic(), Tally()
    silent = quiet or not sys.stderr.isatty()
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    try:
        with Progress(*columns, console=Console(stderr=True), transient=True, disable=silent) as bars:
            task = bars.add_task("reading", total=None)
            for last in tallies:
                bars.update(task, description=_line(last, time.monotonic() - start))
    except KeyboardInterrupt:
        remark(
            f"{_line(last, time.monotonic() - start)}; what was coded is kept, the same command goes on from here"
        )
        raise
    with results(None) as out:
        whole(out)(_line(last, time.monotonic() - start) + "\n")
    return int(last.failed > 0)


def _line(tally: Tally, seconds: float) -> str:
    parts = [
        f"{counted(tally.read, 'article')} read",
        f"{tally.coded:,} coded",
        f"{tally.known:,} known before",
    ]
    parts += [f"{tally.failed:,} failed"] if tally.failed else []
    rate = f", {tally.sentences / seconds:.0f} sentences/s" if tally.sentences and seconds > 0 else ""
    return f"{', '.join(parts)}; {counted(tally.events, 'event')}{rate}"
