"""``detente backup``: a copy of the record."""

from __future__ import annotations

from detente import record
from detente.commands.streams import results, whole


def run(target: str, name: str) -> int:
    """0; raises RecordError where something is in the way."""
    with record.open(name) as kept, results(None) as out:
        whole(out)(f"{kept.name} copied to {kept.copy(target)}\n")
    return 0
