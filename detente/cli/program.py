"""The program, and the options that several commands share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter, Token
from cyclopts.help import PlainFormatter

from detente import __version__
from detente.settings import FIRST_YEAR, LAST_YEAR

app = App(
    name="detente",
    help="Read news articles and keep a sourced record of what states did, said and promised.",
    help_epilogue="Exit codes: 0 all coded, 1 some input failed, 2 wrong usage, 130 stopped by Ctrl-C.",
    help_formatter=PlainFormatter(),
    version=__version__,
    version_flags=["--version"],
    suppress_keyboard_interrupt=False,
)


def _day(_: type, tokens: Sequence[Token]) -> dt.date:
    """A publication day; the bounds catch slips of the keyboard and do not depend on today."""
    value = tokens[0].value
    try:
        day = dt.datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        raise ValueError(f"{value!r} is not a day written as YYYY-MM-DD") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"{value!r} is not between {FIRST_YEAR} and {LAST_YEAR}")
    return day


Published = Annotated[
    dt.date | None,
    Parameter(
        converter=_day, help="Day of publication, YYYY-MM-DD; wins over the one that an article tells."
    ),
]
Files = Annotated[
    list[Path], Parameter(name="FILE", help="Articles or folders of articles; - is standard input.")
]


Codebook = Annotated[
    Path | None, Parameter(help="YAML file with own categories and patterns (docs/codebooks.md).")
]
Actors = Annotated[Path | None, Parameter(help="CSV file with own actors (docs/codebooks.md).")]
