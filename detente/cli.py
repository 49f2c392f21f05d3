"""What a user may type; the work is done in commands/, imported only when it is asked for."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, CycloptsError, Parameter, Token
from cyclopts.help import PlainFormatter
from cyclopts.validators import Number

from detente import __version__
from detente.errors import DetenteError, OwnFileError
from detente.settings import FIRST_YEAR, LAST_YEAR

SOME_FAILED, USAGE, INTERRUPTED, PIPE_CLOSED = 1, 2, 130, 141

app = App(
    name="detente",
    help="Read news articles and print a sourced record of what states did, said and promised.",
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


@app.command(usage="Usage: detente code [OPTIONS] FILE...")
def code(
    files: Files,
    /,
    *,
    published: Published = None,
    format: Annotated[  # noqa: A002 - the option's name
        Literal["table", "json", "jsonl", "html"], Parameter(help="What to print.")
    ] = "table",
    out: Annotated[Path | None, Parameter(help="Write to this file, whole or not at all.")] = None,
    workers: Annotated[int, Parameter(help="Processes that code side by side.", validator=Number(gte=1))] = 1,
    quiet: Annotated[
        bool, Parameter(negative="", help="No progress and no warnings on standard error.")
    ] = False,
    codebook: Codebook = None,
    actors: Actors = None,
) -> int:
    """Code articles (text, HTML, JSON, JSONL; folders are walked)."""
    from detente.commands import code as command
    from detente.commands.own import brought

    own = brought(codebook, actors)
    return command.run(files, published, format, out, workers=workers, quiet=quiet, own=own)


@app.command
def explain(
    file: Annotated[Path, Parameter(help="The article; - is standard input.")],
    /,
    *,
    event: Annotated[
        str | None, Parameter(help="Id of the event, or its first letters; all events if left out.")
    ] = None,
    published: Published = None,
    codebook: Codebook = None,
    actors: Actors = None,
) -> int:
    """Show why an event was coded: its sentence, the rules and the parse."""
    from detente.commands import explain as command
    from detente.commands.own import brought

    return command.run(file, event, published, own=brought(codebook, actors))


@app.command
def demo() -> int:
    """Code the articles that come with detente and print their records."""
    from detente.commands import demo as command

    return command.run()


@app.command
def doctor() -> int:
    """Check the installation and time the coding of one article."""
    from detente.commands import doctor as command

    return command.run()


def run(tokens: Sequence[str]) -> int:
    """Exit code of one command line; every error is one line on standard error."""
    tokens = [
        "./-" if token == "-" else token for token in tokens
    ]  # the same path, but no option to the parser
    try:
        return app(tokens, exit_on_error=False, print_error=False, result_action="return_value") or 0
    except CycloptsError as error:
        return _fail(str(error).strip().splitlines()[0], USAGE)
    except OwnFileError as error:
        for problem in error.problems:
            _fail(problem, USAGE)
        return USAGE
    except DetenteError as error:
        return _fail(str(error), SOME_FAILED)
    except KeyboardInterrupt:
        return _fail("stopped", INTERRUPTED)
    except BrokenPipeError:
        # Python would complain when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED


def _fail(message: str, exit_code: int) -> int:
    from detente.commands.streams import remark

    remark(message)
    return exit_code


def main() -> None:
    """The ``detente`` command."""
    sys.exit(run(sys.argv[1:]))
