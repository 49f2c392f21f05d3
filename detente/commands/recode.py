"""``detente recode``: the record's texts are coded by the detente of today."""

from __future__ import annotations

from detente import adding, record
from detente.commands.running import followed
from detente.commands.streams import remark
from detente.knowledge.own import NOTHING, Own


def run(name: str, *, workers: int = 1, quiet: bool = False, own: Own = NOTHING) -> int:
    """0 if everything could be coded, 1 if some article could not."""
    with record.open(name) as kept:
        tallies = adding.recode(kept, workers=workers, own=own, on_error=lambda error: remark(str(error)))
        return followed(tallies, quiet=quiet)
