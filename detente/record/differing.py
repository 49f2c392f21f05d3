"""What recoding changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, func, select

from detente.record import rows
from detente.record.packing import unpack
from detente.record.schema import article, coding, event
from detente.types import Card, Change, Event

# What may differ without the act being told otherwise.
_ASIDE = {"id", "why", "rule", "confidence", "mentions"}
_COMPARED = tuple(field.name for field in fields(Event) if field.name not in _ASIDE)


def changes(connection: Connection) -> Iterator[Change]:
    """Event by event, article by article, between the current coding and the one before it."""
    before = (
        select(coding.c.article_id, func.max(coding.c.id).label("id"))
        .where(~coding.c.current)
        .group_by(coding.c.article_id)
        .subquery()
    )
    asked = rows.joined(rows.with_card(coding.c.id, before.c.id).select_from(
        coding.join(before, before.c.article_id == coding.c.article_id).join(article, article.c.id == coding.c.article_id)
    )).where(coding.c.current).order_by(article.c.id)  # fmt: skip
    for row in connection.execute(asked).all():
        yield from _changed(rows.card(row), _events(connection, row[-1]), _events(connection, row[-2]))


def _events(connection: Connection, coding_id: int) -> list[Event]:
    asked: Any = select(event.c.data).where(event.c.coding_id == coding_id).order_by(event.c.id)
    return [unpack(Event, data) for data in connection.scalars(asked)]


def _changed(card: Card, old: list[Event], new: list[Event]) -> Iterator[Change]:
    """Events of one predicate are the same event told twice; each is paired once."""
    left = {it.mentions[0].trigger: it for it in old}
    for it in new:
        was = left.pop(it.mentions[0].trigger, None)
        differing = tuple(name for name in _COMPARED if was and getattr(was, name) != getattr(it, name))
        if was is None or differing:
            yield Change(card, was, it, differing)
    for it in left.values():
        yield Change(card, it, None)
