"""What somebody decided by hand, in terms that outlive recoding: articles and the places of predicates in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from sqlalchemy import Connection, and_, delete, insert, or_, select, union_all

from detente.record.schema import article, coding, event, report, ruling
from detente.types import Span, Telling

Kind = Literal["merge", "split"]


def rule(connection: Connection, kind: Kind, one: Telling, others: Iterable[Telling]) -> None:
    """Put down that ``one`` tells the same act as each of ``others``, or another; an earlier word on them is void."""
    for other in others:
        first, second = _place(one), _place(other)
        _void(connection, first, second)
        values = dict(zip(("article", "start", "end"), first, strict=True))
        values |= dict(zip(("other_article", "other_start", "other_end"), second, strict=True))
        connection.execute(insert(ruling).values(kind=kind, **values))


def happenings(connection: Connection, kind: Kind, article_key: str, trigger: Span) -> list[int]:
    """The happenings where the tellings stand that were ruled to go, or not to go, with this one."""
    r = ruling.c
    there = (r.kind == kind, r.article == article_key, r.start < trigger.end, r.end > trigger.start)
    back = (
        r.kind == kind,
        r.other_article == article_key,
        r.other_start < trigger.end,
        r.other_end > trigger.start,
    )
    partners = union_all(
        select(r.other_article.label("key"), r.other_start.label("first"), r.other_end.label("last")).where(
            *there
        ),
        select(r.article, r.start, r.end).where(*back),
    ).subquery()
    found = (
        select(report.c.happening_id)
        .join(event, event.c.id == report.c.event_id)
        .join(coding)
        .join(article)
        .join(
            partners,
            and_(
                partners.c.key == article.c.key,
                event.c.start < partners.c.last,
                event.c.end > partners.c.first,
            ),
        )
    )
    return list(dict.fromkeys(connection.scalars(found.order_by(event.c.id))))


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
