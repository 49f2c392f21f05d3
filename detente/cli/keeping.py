"""Commands that build and keep a record."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from detente.cli.program import Actors, Codebook, Published, app
from detente.settings import RECORD

Kept = Annotated[
    str, Parameter(name="--record", env_var="DETENTE_RECORD", help="The record: a file or postgresql://….")
]
Workers = Annotated[int, Parameter(help="Processes that code side by side.", validator=Number(gte=1))]
Quiet = Annotated[bool, Parameter(negative="", help="No progress on standard error.")]
Json = Annotated[bool, Parameter(name="--json", negative="", help="Print JSON.")]


@app.command(usage="Usage: detente add [OPTIONS] PATH...")
def add(
    paths: Annotated[
        list[str],
        Parameter(name="PATH", help="Articles, feeds, archives, folders of them, or http(s) addresses."),
    ],
    /,
    *,
    record: Kept = RECORD,
    published: Published = None,
    follow: Annotated[
        bool, Parameter(negative="", help="Fetch what feeds and sitemaps in files lead to.")
    ] = False,
    workers: Workers = 1,
    quiet: Quiet = False,
    codebook: Codebook = None,
    actors: Actors = None,
) -> int:
    """Code articles and put them into the record, each once."""
    from detente.commands import add as command
    from detente.commands.own import brought

    own = brought(codebook, actors)
    return command.run(
        paths, record, published=published, follow=follow, workers=workers, quiet=quiet, own=own
    )


@app.command
def recode(
    *,
    record: Kept = RECORD,
    workers: Workers = 1,
    quiet: Quiet = False,
    codebook: Codebook = None,
    actors: Actors = None,
) -> int:
    """Code again what an older detente, or one with other own files, has coded; see diff."""
    from detente.commands import recode as command
    from detente.commands.own import brought

    return command.run(record, workers=workers, quiet=quiet, own=brought(codebook, actors))


@app.command
def diff(*, record: Kept = RECORD, as_json: Json = False) -> int:
    """Show what recoding changed: events that appeared, vanished or are told otherwise."""
    from detente.commands import diff as command

    return command.run(record, as_json=as_json)


@app.command(usage="Usage: detente forget [OPTIONS] SOURCE|ARTICLE")
def forget(
    what: Annotated[
        str, Parameter(name="SOURCE|ARTICLE", help="A publisher, or an article's id or address.")
    ],
    /,
    *,
    record: Kept = RECORD,
) -> int:
    """Remove an article, or all of a publisher, with everything that came from it."""
    from detente.commands import forget as command

    return command.run(what, record)


@app.command(usage="Usage: detente backup [OPTIONS] FILE")
def backup(
    target: Annotated[
        str, Parameter(name="FILE", help="A file that does not exist yet, or an empty database's address.")
    ],
    /,
    *,
    record: Kept = RECORD,
) -> int:
    """Copy the record, as it is now; the copy is a record itself."""
    from detente.commands import backup as command

    return command.run(target, record)


@app.command
def sources(*, record: Kept = RECORD, as_json: Json = False) -> int:
    """List what the record was made from: publishers, imported files, coders."""
    from detente.commands import sources as command

    return command.run(record, as_json=as_json)


@app.command(usage="Usage: detente merge [OPTIONS] HAPPENING HAPPENING")
def merge(
    kept: Annotated[str, Parameter(name="HAPPENING", help="Id of the happening that stays.")],
    other: Annotated[str, Parameter(name="HAPPENING", help="Id of the one that becomes part of it.")],
    /,
    *,
    record: Kept = RECORD,
) -> int:
    """Decide by hand that two happenings are one; kept for ever."""
    from detente.commands import hands as command

    return command.merge(kept, other, record)


@app.command(usage="Usage: detente split [OPTIONS] EVENT")
def split(
    event: Annotated[str, Parameter(name="EVENT", help="Id of the event that does not belong.")],
    /,
    *,
    record: Kept = RECORD,
) -> int:
    """Decide by hand that a report is not of the happening it stands with; kept for ever."""
    from detente.commands import hands as command

    return command.split(event, record)
