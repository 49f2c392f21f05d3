"""``detente serve``: the server that shows a record."""

from __future__ import annotations

import sys
from pathlib import Path

import uvicorn

from detente import record
from detente.errors import DetenteError
from detente.web.app import application
from detente.web.guard import Guard, is_loopback, weak
from detente.web.users import Users

_AT_ONCE = 64  # connections beyond which a new one is refused


def run(name: str, host: str, port: int, token: str | None, users: Path | None = None) -> int:
    """Serves until Ctrl-C; raises DetenteError for a host elsewhere without token and users, and what `record.open` raises."""
    if not is_loopback(host) and weak(token) and users is None:
        raise DetenteError(
            f"{host} can be reached from elsewhere: a token of at least 16 characters (--token or DETENTE_TOKEN) "
            "or a file of users (--users) is needed"
        )
    if token is not None and weak(token):
        raise DetenteError("the token is too short; it needs at least 16 characters")
    known = Users(users) if users else None
    with record.open(name) as opened:
        app = application(opened, Guard(host, token, known), cookie=f"detente{port}")
        shown = f"[{host}]" if ":" in host else host
        sys.stderr.write(f"http://{shown}:{port}/ shows {opened.name}; Ctrl-C stops it\n")
        uvicorn.run(
            app, host=host, port=port, log_level="warning", server_header=False, proxy_headers=False,
            limit_concurrency=_AT_ONCE, timeout_keep_alive=10,
        )  # fmt: skip
    return 0
