"""What somebody decided by hand, in terms that outlive recoding: articles and the places of predicates in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, and_, delete, insert, or_, select, union_all

from detente.record.schema import article, coding, event, report, ruling
from detente.types import Telling

Kind = Literal["merge", "split"]


def rule(connection: Connection, kind: Kind, one: Telling, others: Iterable[Telling]) -> None:
    """Put down that ``one`` tells the same act as each of ``others``, or another; an earlier word on them is void."""
    for other in others:
        first, second = _place(one), _place(other)
        _void(connection, first, second)
        values = dict(zip(("article", "start", "end"), first, strict=True))
        values |= dict(zip(("other_article", "other_start", "other_end"), second, strict=True))
        connection.execute(insert(ruling).values(kind=kind, **values))


@dataclass(frozen=True, slots=True)
class Hand:
    """A ruling on a telling of one article whose predicate lies at ``start``: the other telling stands in ``happening``."""

    kind: Kind
    start: int
    end: int
    happening: int

    def holds(self, telling: Telling) -> bool:
        trigger = telling.event.mentions[0].trigger
        return self.start < trigger.end and trigger.start < self.end


def of_article(connection: Connection, key: str) -> list[Hand]:
    """What was ruled on an article's tellings, as far as the other tellings are in the record now."""
    r = ruling.c
    partners = union_all(
        select(r.kind, r.start, r.end, r.other_article.label("key"), r.other_start.label("first"), r.other_end.label("last"))
        .where(r.article == key),
        select(r.kind, r.other_start, r.other_end, r.article, r.start, r.end).where(r.other_article == key),
    ).subquery()  # fmt: skip
    p = partners.c
    same = and_(p.key == article.c.key, event.c.start < p.last, event.c.end > p.first)
    there = (
        event.join(report, report.c.event_id == event.c.id).join(coding).join(article).join(partners, same)
    )
    asked = select(p.kind, p.start, p.end, report.c.happening_id).select_from(there).order_by(event.c.id)
    return [Hand(*row) for row in connection.execute(asked)]


def _place(telling: Telling) -> tuple[str, int, int]:
    trigger = telling.event.mentions[0].trigger
    return telling.article, trigger.start, trigger.end


def _void(connection: Connection, first: tuple[str, int, int], second: tuple[str, int, int]) -> None:
    r = ruling.c
    one, other = (r.article, r.start, r.end), (r.other_article, r.other_start, r.other_end)
    same = [
        and_(
            *(
                column == value
                for columns, place in pairs
                for column, value in zip(columns, place, strict=True)
            )
        )
        for pairs in (((one, first), (other, second)), ((one, second), (other, first)))
    ]
    connection.execute(delete(ruling).where(or_(*same)))
