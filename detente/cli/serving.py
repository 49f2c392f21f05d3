"""The command that shows a record in the browser."""

from __future__ import annotations

from typing import Annotated

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
        str, Parameter(help="Address to listen at; any but this machine's own needs a token.")
    ] = "127.0.0.1",
    port: Annotated[int, Parameter(help="Port to listen at.", validator=Number(gte=1, lte=65535))] = 8720,
    token: Annotated[
        str | None,
        Parameter(env_var="DETENTE_TOKEN", help="What a visitor has to know, 16 characters or more."),
    ] = None,
) -> int:
    """Show the record in the browser, with an API and feeds; needs the extra "web"."""
    try:
        from detente.web import serving
    except ImportError as error:
        raise DetenteError(f"the pages need {error.name}: pip install 'detente[web]'") from None
    return serving.run(record, host, port, token)
