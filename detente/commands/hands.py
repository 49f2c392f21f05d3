"""``detente merge`` and ``detente split``: what somebody decides by hand."""

from __future__ import annotations

from detente import record
from detente.commands.streams import results, whole


def merge(kept: str, other: str, name: str) -> int:
    """0; raises RecordError for ids that are none."""
    with record.open(name) as opened, results(None) as out:
        opened.writer.merge(kept, other)
        whole(out)(f"{other} is part of {kept} now\n")
    return 0


def split(event: str, name: str) -> int:
    """0; raises RecordError for an id that is none, or an event that stands alone."""
    with record.open(name) as opened, results(None) as out:
        whole(out)(f"{event} is the happening {opened.writer.split(event)} now\n")
    return 0
