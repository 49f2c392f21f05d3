"""The server that is asked, in a process of its own."""

from __future__ import annotations

import uvicorn

from detente import record
from detente.web.app import application
from detente.web.guard import Guard


def serve(name: str, port: int) -> None:
    """Serves until it is killed; the limit of one address is lifted, for all readers come from one."""
    with record.open(name) as found:
        app = application(found, Guard(per_minute=1e9))
        uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning")
