"""Rows that another data set coded, put in many at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from detente.record.rows import packed
from detente.record.schema import batch as batches
from detente.record.schema import dyad, happening, side, volume
from detente.record.sides import Sides, dyad_rows, side_rows, states
from detente.types import Batch, Happening, Volume

_CHUNK = 2_000
_PLAIN = (
    "type", "own", "mode", "status", "plover", "quad", "score", "reciprocal", "start", "end", "precision", "dated",
    "place", "country", "lat", "lon", "confidence", "reports", "articles", "sources", "first_reported",
    "last_reported", "origin", "text", "url",
)  # fmt: skip


def put(connection: Connection, batch: Batch, rows: Iterable[Happening], volumes: Iterable[Volume]) -> Batch:
    """The batch as written down, known rows counted among the skipped."""
    values = {
        name: getattr(batch, name)
        for name in ("format", "file", "digest", "coder", "query", "rows", "skipped")
    }
    number = int(connection.execute(insert(batches).values(**values)).inserted_primary_key[0])  # type: ignore[index]
    following = (connection.scalar(select(func.max(happening.c.id))) or 0) + 1
    skipped = batch.skipped
    for chunk in _chunks(rows):
        new = _unknown(connection, chunk)
        skipped += len(chunk) - len(new)
        following = _put(connection, number, new, following)
    _set_sequence(connection, following)
    written = {"skipped": skipped, "rows": batch.rows}
    connection.execute(update(batches).where(batches.c.id == number).values(**written))
    for it in volumes:
        connection.execute(delete(volume).where(volume.c.origin == it.origin, volume.c.year == it.year))
        connection.execute(insert(volume).values(origin=it.origin, year=it.year, rows=it.rows))
    return replace(batch, id=number, skipped=skipped)


def _chunks(rows: Iterable[Happening]) -> Iterator[list[Happening]]:
    left = iter(rows)
    while chunk := list(islice(left, _CHUNK)):
        yield chunk


def _unknown(connection: Connection, chunk: Sequence[Happening]) -> list[Happening]:
    """The rows whose ids are not in the record, each once."""
    by_key = {row.id: row for row in chunk}
    known = set(connection.scalars(select(happening.c.key).where(happening.c.key.in_(by_key))))
    return [row for key, row in by_key.items() if key not in known]


def _put(connection: Connection, batch_id: int, rows: Sequence[Happening], following: int) -> int:
    """Happenings numbered here, for the sides and pairs need the numbers; the next free number."""
    sides: list[dict[str, Any]] = []
    pairs: list[dict[str, Any]] = []
    for number, it in enumerate(rows, following):
        told = Sides(it.actors, it.recipients, it.reciprocal, it.start)
        sides += side_rows(number, told)
        pairs += dyad_rows(number, told)
    if rows:
        connection.execute(insert(happening), [_row(n, it, batch_id) for n, it in enumerate(rows, following)])
    if sides:
        connection.execute(insert(side), sides)
    if pairs:
        connection.execute(insert(dyad), pairs)
    return following + len(rows)


def _row(number: int, it: Happening, batch_id: int) -> dict[str, Any]:
    return {name: getattr(it, name) for name in _PLAIN} | {
        "id": number,
        "key": it.id,
        "states": states(it),
        "contexts": list(it.contexts),
        "actors": packed(it.actors),
        "recipients": packed(it.recipients),
        "words": it.text,
        "batch_id": batch_id,
    }


def _set_sequence(connection: Connection, following: int) -> None:
    """PostgreSQL counts on from the numbers given here."""
    if connection.dialect.name == "postgresql":
        sequence = func.pg_get_serial_sequence("happening", "id")
        connection.execute(select(func.setval(sequence, following, False)))
