"""Who stands on which side of a happening, and the pairs that follow from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, insert

from detente.record.filters import folded
from detente.record.schema import dyad, side
from detente.types import Event, Happening, Party

_MOST = 60  # codes of one happening that are paired; a summit of all the world would give 20,000 pairs


def states(it: Event | Happening) -> str:
    """The codes of all parties, sorted, with a blank between."""
    return " ".join(sorted({p.code for p in (*it.actors, *it.recipients) if p.code}))


class Sides(NamedTuple):
    """Who acts on whom, on which days, and what sums of pairs ask."""

    actors: Sequence[Party]
    recipients: Sequence[Party]
    reciprocal: bool
    start: dt.date | None
    end: dt.date | None
    origin: str
    quad: int | None
    score: float | None


def put_sides(connection: Connection, several: Mapping[int, Sides]) -> None:
    """Write the sides and pairs of happenings anew, by their numbers."""
    for table, make in ((side, side_rows), (dyad, dyad_rows)):
        connection.execute(delete(table).where(table.c.happening_id.in_(several)))
        rows = [row for number, it in several.items() for row in make(number, it)]
        if rows:
            connection.execute(insert(table), rows)


def side_rows(number: int, it: Sides) -> Iterator[dict[str, Any]]:
    """A row for each party."""
    for name, parties in (("actor", it.actors), ("recipient", it.recipients)):
        for position, p in enumerate(parties):
            yield {
                "happening_id": number, "side": name, "position": position, "code": p.code,
                "folded": folded(p.name) if p.name else None, "start": it.start,
            }  # fmt: skip


def dyad_rows(number: int, it: Sides) -> Iterator[dict[str, Any]]:
    """A row for each pair of codes that deal with one another, the alphabetically first in front."""
    acting, receiving = _codes(it.actors), _codes(it.recipients)
    if it.reciprocal:
        acting = receiving = _codes((*it.actors, *it.recipients))
    towards: dict[tuple[str, str], int] = {}
    for first in acting:
        for second in receiving:
            if first != second:
                pair, way = ((first, second), 1) if first < second else ((second, first), 2)
                towards[pair] = towards.get(pair, 0) | way
    for (a, b), way in towards.items():
        yield {
            "happening_id": number, "a": a, "b": b, "towards": way, "start": it.start, "end": it.end,
            "origin": it.origin, "quad": it.quad, "score": it.score,
        }  # fmt: skip


def _codes(parties: Sequence[Party]) -> list[str]:
    return list(dict.fromkeys(p.code for p in parties if p.code))[:_MOST]
