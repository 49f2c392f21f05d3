"""Commands that exchange rows with other data sets."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from detente.cli.asking import Words
from detente.cli.keeping import Kept
from detente.cli.program import app
from detente.commands.asked import Asked
from detente.settings import RECORD


@app.command(name="import", usage="Usage: detente import [OPTIONS] FILE...")
def import_(
    files: Annotated[list[Path], Parameter(name="FILE", help="Files of events, plain, .gz or .zip.")],
    /,
    *,
    format: Annotated[  # noqa: A002 - the option's name
        Literal["gdelt1", "gdelt2", "gdelt-mentions", "icews", "polecat", "phoenix", "petrarch2", "plover"]
        | None,
        Parameter(help="What the files are; told from their first lines if left out."),
    ] = None,
    origin: Annotated[
        str | None, Parameter(help="Name of the data set in the record, if not that of its format.")
    ] = None,
    record: Kept = RECORD,
) -> int:
    """Put rows that GDELT, ICEWS, POLECAT, Phoenix or others coded into the record."""
    from detente.commands import import_ as command

    return command.run(files, format, origin, record)


@app.command(usage="Usage: detente export [OPTIONS] [QUERY...]")
def export(
    words: Words = None,
    /,
    *,
    format: Annotated[  # noqa: A002 - the option's name
        Literal[
            "gdelt1",
            "gdelt2",
            "icews",
            "polecat",
            "phoenix",
            "plover",
            "csv",
            "jsonl",
            "parquet",
            "bibtex",
            "csl",
        ],
        Parameter(help="What to write; bibtex and csl cite the articles."),
    ] = "csv",
    out: Annotated[Path | None, Parameter(help="Write to this file, whole or not at all.")] = None,
    time: Annotated[
        str | None, Parameter(help="Time of the export, to be written into it; none if left out.")
    ] = None,
    record: Kept = RECORD,
    since: Annotated[str | None, Parameter(help="First day: YYYY, YYYY-MM or YYYY-MM-DD.")] = None,
    until: Annotated[str | None, Parameter(help="Last day: YYYY, YYYY-MM or YYYY-MM-DD.")] = None,
) -> int:
    """Write happenings in the form of other data sets, as a table, or as a bibliography of their articles."""
    from detente.commands import export as command

    return command.run(words or [], Asked(record, since, until), format, out, time)
