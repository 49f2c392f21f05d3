"""Tellings become reports of happenings, and happenings are reckoned from their reports."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from sqlalchemy import Connection, and_, delete, func, insert, or_, select, update

from detente import merging
from detente.record import rulings
from detente.record.packing import pack, unpack
from detente.record.schema import appearance, article, coding, event, happening, redirect, report
from detente.record.sides import put_sides, states
from detente.types import Event, Grouping, Telling

_NEAR = dt.timedelta(days=10)
_AHEAD = dt.timedelta(days=120)  # how long before an act its announcement is looked for
_MOST = 40  # happenings that a telling is compared with, the nearest in time
_LONGEST = 4_000  # characters of clauses by which a happening is found


@dataclass(frozen=True, slots=True)
class Old:
    """A report of the article's coding before: its event and the number of its happening."""

    key: str
    start: int
    end: int
    happening: int


def old_reports(connection: Connection, article_id: int) -> list[Old]:
    """The reports of the article's current coding."""
    columns = (event.c.key, event.c.start, event.c.end, report.c.happening_id)
    rows = select(*columns).join(report, report.c.event_id == event.c.id).join(coding)
    return [Old(*row) for row in connection.execute(rows.where(coding.c.article_id == article_id))]


def drop_reports(connection: Connection, article_id: int) -> None:
    """Take the article's reports away from their happenings."""
    events = select(event.c.id).join(coding).where(coding.c.article_id == article_id)
    connection.execute(delete(report).where(report.c.event_id.in_(events)))


def gather(connection: Connection, events: Sequence[tuple[int, Event]], before: Sequence[Old]) -> None:
    """Give each new event its happening and reckon all that are touched; ``before`` is what the article said earlier."""
    followed: dict[int, int] = {}
    touched: set[int] = {old.happening for old in before}
    for number, it in events:
        (telling,) = tellings(connection, event.c.id == number)
        grouping = _grouping(connection, telling)
        old = _earlier(it, before)
        target = _target(connection, telling, grouping, old)
        attach(connection, number, target, grouping.reasons, grouping.probability)
        touched.add(target)
        if old:
            followed.setdefault(old.happening, target)
    for number in sorted(touched):
        reckon(connection, number, followed.get(number))


def tellings(connection: Connection, *conditions: Any) -> list[Telling]:
    """Events that fit, as merging compares them."""
    columns = (event.c.id, article.c.key, event.c.data, event.c.text, article.c.published, happening.c.key)
    tables = (
        event.join(coding)
        .join(article)
        .outerjoin(report, report.c.event_id == event.c.id)
        .outerjoin(happening)
    )
    rows = select(*columns).select_from(tables).where(*conditions).order_by(event.c.id)
    return [
        Telling(number, key, unpack(Event, data), text, published, group)
        for number, key, data, text, published, group in connection.execute(rows)
    ]


def attach(
    connection: Connection, event_id: int, target: int, reasons: Sequence[str], probability: float
) -> None:
    """Put an event's report under a happening."""
    values = {
        "event_id": event_id,
        "happening_id": target,
        "reasons": list(reasons),
        "probability": probability,
    }
    connection.execute(insert(report).values(**values))


def mint(connection: Connection, telling: Telling) -> int:
    """A new happening of one telling; its id comes from the event's, so that the same reading gives the same record."""
    for turn in count():
        told = f"{telling.article} {telling.event.id} {turn or ''}"
        key = "h" + hashlib.sha256(told.encode()).hexdigest()[:12]
        if connection.scalar(select(happening.c.id).where(happening.c.key == key)) is None:
            break
    values = _said([telling]) | {"key": key, "origin": "detente", "reports": 0, "articles": 0, "sources": 0}
    return int(connection.execute(insert(happening).values(**values)).inserted_primary_key[0])  # type: ignore[index]


def reckon(connection: Connection, number: int, followed_by: int | None = None) -> None:
    """Say anew what a happening's reports say together; without reports it goes, and its id leads to what followed it."""
    told = tellings(connection, happening.c.id == number)
    if not told:
        _drop(connection, number, followed_by)
        return
    values = _said(told) | _counted(connection, told)
    connection.execute(update(happening).where(happening.c.id == number).values(**values))
    merged = merging.merged(told)
    put_sides(
        connection,
        number,
        merged.actors,
        merged.recipients,
        reciprocal=merged.reciprocal,
        start=values["start"],
    )


def _target(connection: Connection, telling: Telling, grouping: Grouping, old: Old | None) -> int:
    """The happening that was found, else that of the same event before if nothing else reports it, else a new one."""
    if grouping.happening:
        return int(
            connection.scalar(select(happening.c.id).where(happening.c.key == grouping.happening)) or 0
        )
    if (
        old
        and connection.scalar(select(report.c.event_id).where(report.c.happening_id == old.happening)) is None
    ):
        return old.happening
    return mint(connection, telling)


def _earlier(it: Event, before: Iterable[Old]) -> Old | None:
    """The same event as it was coded before: by its id, else by its predicate's place."""
    place = it.mentions[0].trigger
    by_place = (old for old in before if old.start < place.end and place.start < old.end)
    return next((old for old in before if old.key == it.id), None) or next(by_place, None)


def _grouping(connection: Connection, telling: Telling) -> Grouping:
    """By hand where somebody ruled, else by comparing; what was ruled apart is not compared."""
    trigger = telling.event.mentions[0].trigger
    if bound := rulings.happenings(connection, "merge", telling.article, trigger):
        key = connection.scalar(select(happening.c.key).where(happening.c.id == bound[0]))
        return Grouping(telling.key, key, ("merged by hand",), 1.0)
    apart = rulings.happenings(connection, "split", telling.article, trigger)
    near = [number for number in _near(connection, telling) if number not in apart]
    candidates = (
        tellings(connection, happening.c.id.in_(near), article.c.key != telling.article) if near else []
    )
    return merging.group(telling, candidates)


def _near(connection: Connection, telling: Telling) -> list[int]:
    """Happenings between the same states about the same time, announcements and what they announced included."""
    it, h = telling.event, happening.c
    first, last = (it.date.start, it.date.end) if it.date else (telling.published, telling.published)
    if not states(it) or first is None or last is None:
        return []
    until = last + (_AHEAD if it.status == "planned" else _NEAR)
    about = or_(
        and_(h.start >= first - _NEAR, h.start <= until),
        and_(h.status == "planned", h.start >= first - _AHEAD, h.start <= until),
    )
    rows = connection.execute(
        select(h.start, h.id).where(h.states == states(it), h.origin == "detente", about).order_by(h.id)
    )
    return [number for _, number in sorted(rows, key=lambda row: abs((row[0] - first).days))[:_MOST]]


def _said(told: Sequence[Telling]) -> dict[str, Any]:
    """The columns that come from what the tellings say."""
    it = merging.merged(told)
    days = [t.published for t in told if t.published]
    day = min(days, default=None)
    best = max(told, key=lambda t: (t.event.confidence, -t.key))
    return {
        "states": states(it),
        "type": it.type, "own": it.own, "mode": it.mode, "contexts": list(it.contexts), "status": it.status,
        "plover": it.plover, "quad": it.quad, "score": it.score,
        "actors": pack(it.actors), "recipients": pack(it.recipients), "reciprocal": it.reciprocal,
        "start": it.date.start if it.date else day, "end": it.date.end if it.date else day,
        "precision": it.date.precision if it.date else None, "dated": it.date is not None,
        "place": it.place.name if it.place else None, "country": it.place.country if it.place else None,
        "lat": it.place.lat if it.place else None, "lon": it.place.lon if it.place else None,
        "confidence": it.confidence, "text": best.text,
    }  # fmt: skip


def _counted(connection: Connection, told: Sequence[Telling]) -> dict[str, Any]:
    """The columns that come from where the tellings stand."""
    keys = {t.article for t in told}
    best = max(told, key=lambda t: (t.event.confidence, -t.key))
    found = select(
        func.count(appearance.c.source_id.distinct()),
        func.min(appearance.c.published),
        func.max(appearance.c.published),
    )
    sources, first, last = connection.execute(found.join(article).where(article.c.key.in_(keys))).one()
    return {
        "reports": len(told),
        "articles": len(keys),
        "sources": sources,
        "first_reported": first,
        "last_reported": last,
        "url": connection.scalar(select(article.c.url).where(article.c.key == best.article)),
        "words": "\n".join(dict.fromkeys(t.text for t in told))[:_LONGEST],
    }


def _drop(connection: Connection, number: int, followed_by: int | None) -> None:
    key = connection.scalar(select(happening.c.key).where(happening.c.id == number))
    target = (
        connection.scalar(select(happening.c.key).where(happening.c.id == followed_by))
        if followed_by
        else None
    )
    connection.execute(delete(happening).where(happening.c.id == number))
    if target is None:
        connection.execute(delete(redirect).where(redirect.c.target == key))
        return
    connection.execute(update(redirect).where(redirect.c.target == key).values(target=target))
    connection.execute(insert(redirect).values(key=key, target=target))
