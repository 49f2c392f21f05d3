"""Who stands on which side of a happening, and the pairs that follow from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert

from detente.record.filters import folded
from detente.record.schema import dyad, side
from detente.types import Event, Happening, Party

_MOST = 60  # codes of one happening that are paired; a summit of all the world would give 20,000 pairs


def states(it: Event | Happening) -> str:
    """The codes of all parties, sorted, with a blank between."""
    return " ".join(sorted({p.code for p in (*it.actors, *it.recipients) if p.code}))


def put_sides(
    connection: Connection,
    number: int,
    actors: Sequence[Party],
    recipients: Sequence[Party],
    *,
    reciprocal: bool,
    start: dt.date | None,
) -> None:
    """Write the sides and pairs of a happening anew."""
    for table in (side, dyad):
        connection.execute(delete(table).where(table.c.happening_id == number))
    rows = list(side_rows(number, actors, recipients, start))
    pairs = list(dyad_rows(number, actors, recipients, reciprocal, start))
    if rows:
        connection.execute(insert(side), rows)
    if pairs:
        connection.execute(insert(dyad), pairs)


def side_rows(
    number: int, actors: Sequence[Party], recipients: Sequence[Party], start: dt.date | None
) -> Iterator[dict[str, Any]]:
    """A row for each party."""
    for name, parties in (("actor", actors), ("recipient", recipients)):
        for position, p in enumerate(parties):
            yield {
                "happening_id": number, "side": name, "position": position, "code": p.code,
                "folded": folded(p.name) if p.name else None, "start": start,
            }  # fmt: skip


def dyad_rows(
    number: int, actors: Sequence[Party], recipients: Sequence[Party], reciprocal: bool, start: dt.date | None
) -> Iterator[dict[str, Any]]:
    """A row for each pair of codes that deal with one another, the alphabetically first in front."""
    acting, receiving = _codes(actors), _codes(recipients)
    if reciprocal:
        acting = receiving = _codes((*actors, *recipients))
    towards: dict[tuple[str, str], int] = {}
    for first in acting:
        for second in receiving:
            if first != second:
                pair, way = ((first, second), 1) if first < second else ((second, first), 2)
                towards[pair] = towards.get(pair, 0) | way
    for (a, b), way in towards.items():
        yield {"happening_id": number, "a": a, "b": b, "towards": way, "start": start}


def _codes(parties: Sequence[Party]) -> list[str]:
    return list(dict.fromkeys(p.code for p in parties if p.code))[:_MOST]
