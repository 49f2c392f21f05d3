"""Rows that another data set coded, put in many at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, func, insert, select, update

from detente.errors import InputError
from detente.record.rows import packed
from detente.record.schema import batch as batches
from detente.record.schema import dyad, happening, side, volume
from detente.record.sides import Sides, dyad_rows, side_rows, states
from detente.types import Batch, Happening, Mentioned, Volume

T = TypeVar("T")
_CHUNK = 2_000
_PLAIN = (
    "type", "own", "mode", "status", "plover", "quad", "score", "reciprocal", "start", "end", "precision", "dated",
    "place", "country", "lat", "lon", "confidence", "reports", "articles", "sources", "first_reported",
    "last_reported", "origin", "text", "url",
)  # fmt: skip


def put(
    connection: Connection,
    batch: Batch,
    rows: Iterable[Happening | InputError],
    volumes: Iterable[Volume] | None,
) -> Batch:
    """The batch as written down, its broken and known rows counted as skipped; volumes are counted where None are given."""
    number = _put_batch(connection, batch)
    following = (connection.scalar(select(func.max(happening.c.id))) or 0) + 1
    years: set[tuple[str, int]] = set()
    read, skipped = batch.rows, batch.skipped
    for chunk in _chunks(rows):
        sound = [row for row in chunk if not isinstance(row, InputError)]
        new = _unknown(connection, sound)
        read, skipped = read + len(chunk), skipped + len(chunk) - len(new)
        following = _put(connection, number, new, following)
        years.update((row.origin, row.start.year) for row in new if row.start)
    _set_sequence(connection, following)
    _put_volumes(connection, _counted(connection, years) if volumes is None else volumes)
    return _close_batch(connection, replace(batch, id=number, rows=read, skipped=skipped))


def put_mentions(connection: Connection, batch: Batch, later: Mapping[str, Mentioned]) -> Batch:
    """Adds to the counts of known happenings what later articles told of them; mentions of unknown ones are skipped."""
    number, skipped = _put_batch(connection, batch), batch.skipped
    h = happening.c
    asked = select(h.id, h.key, h.reports, h.articles, h.sources, h.last_reported)
    for chunk in _chunks(later):
        known = list(connection.execute(asked.where(h.key.in_(chunk))))
        skipped += sum(later[key].reports for key in {*chunk} - {row.key for row in known})
        for row in known:
            it = later[row.key]
            values = {
                "reports": row.reports + it.reports,
                "articles": row.articles + it.articles,
                "sources": max(row.sources, it.sources),
                "last_reported": max(filter(None, (row.last_reported, it.last))),
            }
            connection.execute(update(happening).where(h.id == row.id).values(**values))
    return _close_batch(connection, replace(batch, id=number, skipped=skipped))


def _put_batch(connection: Connection, batch: Batch) -> int:
    values = {
        name: getattr(batch, name)
        for name in ("format", "file", "digest", "coder", "query", "rows", "skipped")
    }
    return int(connection.execute(insert(batches).values(**values)).inserted_primary_key[0])  # type: ignore[index]


def _close_batch(connection: Connection, batch: Batch) -> Batch:
    written = {"skipped": batch.skipped, "rows": batch.rows}
    connection.execute(update(batches).where(batches.c.id == batch.id).values(**written))
    return batch


def _counted(connection: Connection, years: Iterable[tuple[str, int]]) -> Iterator[Volume]:
    """How many rows of a data set the record holds for a year, for each of these."""
    h = happening.c
    for origin, year in sorted(years):
        days = h.start.between(dt.date(year, 1, 1), dt.date(year, 12, 31))
        asked = select(func.count()).where(h.origin == origin, h.batch_id.is_not(None), days)
        yield Volume(origin, year, connection.scalar(asked) or 0)


def _put_volumes(connection: Connection, volumes: Iterable[Volume]) -> None:
    for it in volumes:
        connection.execute(delete(volume).where(volume.c.origin == it.origin, volume.c.year == it.year))
        connection.execute(insert(volume).values(origin=it.origin, year=it.year, rows=it.rows))


def _chunks(rows: Iterable[T]) -> Iterator[list[T]]:
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
        told = Sides(it.actors, it.recipients, it.reciprocal, it.start, it.end, it.origin, it.quad, it.score)
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
