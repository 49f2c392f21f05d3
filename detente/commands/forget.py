"""``detente forget``: what came from an article or a publisher leaves the record."""

from __future__ import annotations

from detente import record
from detente.commands.streams import results, whole
from detente.output.words import counted


def run(what: str, name: str) -> int:
    """0; raises RecordError where there is no such article or publisher."""
    with record.open(name) as kept, results(None) as out:
        removed = kept.writer.forget(what)
        whole(out)(f"{counted(removed, 'article')} forgotten, with all that came from it\n")
    return 0
