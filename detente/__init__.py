"""detente: a sourced record of how states deal with one another, read from the news."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from detente.api import Record

__version__ = "0.1.0"


def open(target: str | Path = "detente.db") -> Record:  # noqa: A001 - detente.open is what it does
    """The record of this name (a path, ``sqlite:///…`` or ``postgresql://…``), to ask; raises RecordError."""
    from detente.api import Record  # noqa: PLC0415  (importing detente stays cheap)

    return Record(target)
