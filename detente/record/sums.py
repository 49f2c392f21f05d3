"""Sums over many rows, reckoned by the database: pairs, places, voices, statuses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    Connection,
    Select,
    and_,
    case,
    extract,
    func,
    literal_column,
    or_,
    select,
    text,
    union_all,
)

from detente.record import filters
from detente.record.query import Query
from detente.record.schema import (
    article,
    coding,
    dyad,
    happening,
    statement,
    statement_issue,
    statement_party,
)
from detente.types import OTHERS, Edge, Movement, Placed, Voiced

_LATELY, _BEFORE = dt.timedelta(days=90), dt.timedelta(days=365)


def _one_if(condition: Any) -> Any:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def edges(connection: Connection, query: Query, among: Sequence[str]) -> list[Edge]:
    """Pairs with what passed between them, the busiest first; ``among`` keeps pairs of these codes."""
    d = dyad.c
    rows: Select[Any] = select(d.a, d.b, d.quad, d.score)
    if query.pair:
        rows = rows.where(d.a == min(query.pair), d.b == max(query.pair))
    if among:
        rows = rows.where(d.a.in_(among), d.b.in_(among))
    if plain(query):
        rows = rows.where(*_of_dyad(query))
    else:
        found = filters.happenings(connection, query, select(happening.c.id).select_from(happening))
        rows = rows.where(d.happening_id.in_(found))
    several = [rows]
    if query.states:  # each half by its own index
        several = [
            rows.where(d.a.in_(query.states)),
            rows.where(d.b.in_(query.states), d.a.not_in(query.states)),
        ]
    of = (union_all(*several) if len(several) > 1 else rows).subquery().c
    number = func.count()
    asked = select(of.a, of.b, number, _one_if(of.quad <= 2), _one_if(of.quad > 2), func.avg(of.score))
    asked = asked.group_by(of.a, of.b).order_by(number.desc(), of.a, of.b)
    return [Edge(*row) for row in connection.execute(asked)]


def plain(query: Query) -> bool:
    """Whether the rows of pairs know all that the query asks."""
    known = Query(
        pair=query.pair, states=query.states, since=query.since, until=query.until, origins=query.origins
    )
    return query == known


def _of_dyad(query: Query) -> list[Any]:
    d = dyad.c
    found: list[Any] = [d.origin.in_(query.origins)] if query.origins else []
    found += [d.end >= query.since] if query.since else []
    return found + ([d.start <= query.until] if query.until else [])


def movements(connection: Connection, limit: int) -> list[Movement]:
    """Pairs whose scores lately add up to more or to less than the year before leads to expect, the most moved first."""
    first, last = connection.execute(
        select(func.min(article.c.published), func.max(article.c.published))
    ).one()
    if last is None:
        return []
    turn, h, d = last - _LATELY, happening.c, dyad.c
    share = _LATELY / min(_BEFORE, max(turn - first, _LATELY))  # of what was read before
    late = h.start > turn
    score = func.coalesce(h.score, 0.0)
    now, before = (func.sum(case((when, score), else_=0.0)) for when in (late, ~late))
    number = func.sum(case((late, 1), else_=0))
    asked = (
        select(d.a, d.b, number, now, before * share)
        .select_from(happening.join(dyad, d.happening_id == h.id))
        .where(h.origin == "detente", h.start > turn - _BEFORE, h.start <= last)
        .group_by(d.a, d.b)
        .having(number > 0)
        .order_by(func.abs(now - before * share).desc(), d.a, d.b)
        .limit(limit)
    )
    return [Movement(*row) for row in connection.execute(asked)]


def places(connection: Connection, query: Query) -> list[Placed]:
    """Places with what took place there, the busiest first."""
    h, number = happening.c, func.count()
    asked = select(
        h.place, h.country, h.lat, h.lon, number, _one_if(h.quad <= 2), _one_if(h.quad > 2), func.min(h.start),
        func.max(h.start),
    ).select_from(happening)  # fmt: skip
    asked = filters.happenings(connection, query, asked).where(h.place.is_not(None))
    asked = asked.group_by(h.lat, h.lon, h.place, h.country).order_by(number.desc(), h.place, h.lat)
    return [Placed(*row) for row in connection.execute(asked)]


def voices(connection: Connection, query: Query, speakers: int | None) -> list[Voiced]:
    """Statements by speaker, issue and month; one on two issues counts for each.

    Speakers beyond so many of the commonest are told as one, OTHERS.
    """
    s, p, i = statement.c, statement_party.c, statement_issue.c
    year, month = extract("year", s.start), extract("month", s.start)
    tables = (
        statement.join(coding, coding.c.id == s.coding_id)
        .join(article, article.c.id == coding.c.article_id)
        .join(statement_party, and_(p.statement_id == s.id, p.side == "speaker"))
        .outerjoin(statement_issue, i.statement_id == s.id)
    )
    speaker, issue = func.coalesce(p.code, ""), func.coalesce(i.issue, "")
    number: Any = func.count(s.id.distinct())
    rows: Select[Any] = select(speaker, issue, year, month, number).select_from(tables)
    if query.by:
        rows = rows.where(p.code.in_(query.by))
    if query.issues:
        rows = rows.where(or_(i.issue.is_(None), func.lower(i.issue).in_([x.lower() for x in query.issues])))
    rows = filters.statements(connection, query, rows).where(s.start.is_not(None))
    rows = rows.group_by(speaker, issue, year, month)
    if speakers is not None:
        rows = _with_others(rows, speakers)
    found = connection.execute(rows.order_by(text("3, 4, 1, 2")))
    return [Voiced(code, name, dt.date(int(y), int(m), 1), int(n)) for code, name, y, m, n in found]


def _with_others(rows: Select[Any], speakers: int) -> Select[Any]:
    """Rows of speaker, issue, year, month and number, in which those beyond the commonest speakers are one."""
    told = rows.cte("told")
    who, issue, year, month, number = told.c
    total = func.sum(number)
    common = select(who).group_by(who).order_by(total.desc(), who).limit(speakers).cte("common")
    speaker = case((who.in_(select(common.c[0])), who), else_=literal_column(f"'{OTHERS}'"))
    return select(speaker, issue, year, month, total).group_by(text("1, 2, 3, 4"))


def statuses(connection: Connection, query: Query) -> dict[str, int]:
    """How many happenings have each status, the commonest first."""
    number = func.count()
    asked: Any = filters.happenings(
        connection, query, select(happening.c.status, number).select_from(happening)
    )
    asked = asked.group_by(happening.c.status).order_by(number.desc(), happening.c.status)
    return {str(status): int(n) for status, n in connection.execute(asked)}
