"""The commands that show a record in the browser, and say who may look."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter
from cyclopts.validators import Number

from detente.cli.keeping import Kept
from detente.cli.program import app
from detente.errors import DetenteError
from detente.settings import RECORD


@app.command
def serve(
    *,
    record: Kept = RECORD,
    host: Annotated[
        str, Parameter(help="Address to listen at; any but this machine's own needs a token or users.")
    ] = "127.0.0.1",
    port: Annotated[int, Parameter(help="Port to listen at.", validator=Number(gte=1, lte=65535))] = 8720,
    token: Annotated[
        str | None,
        Parameter(env_var="DETENTE_TOKEN", help="What a visitor has to know, 16 characters or more."),
    ] = None,
    users: Annotated[
        Path | None, Parameter(help="File of those who may sign in, as detente user makes it.")
    ] = None,
) -> int:
    """Show the record in the browser, with an API and feeds; needs the extra "web"."""
    with _extra():
        from detente.web import serving
    return serving.run(record, host, port, token, users)


@app.command(usage="Usage: detente user add|remove NAME --users FILE")
def user(
    action: Annotated[Literal["add", "remove"], Parameter(name="add|remove", help="What to do.")],
    name: Annotated[str, Parameter(name="NAME", help="Name to sign in with, and to review under.")],
    /,
    *,
    users: Annotated[Path, Parameter(help="File of those who may sign in; made where there is none.")],
) -> int:
    """Give somebody a password for the pages, which is asked for or read from standard input; or take one out."""
    with _extra():
        from detente.web import signing_up
    return signing_up.add(name, users) if action == "add" else signing_up.remove(name, users)


@contextmanager
def _extra() -> Iterator[None]:
    try:
        yield
    except ImportError as error:
        raise DetenteError(f"the pages need {error.name}: pip install 'detente[web]'") from None
