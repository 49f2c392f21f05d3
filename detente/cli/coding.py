"""Commands that read articles and keep nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter
from cyclopts.validators import Number

from detente.cli.program import Actors, Codebook, Files, Published, app


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
