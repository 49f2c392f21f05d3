"""What happenings are, by their reports: tellings are read, and happenings are reckoned from them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import count
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, delete, func, insert, select, update

from detente import merging
from detente.record.packing import unpack
from detente.record.rows import packed, parties
from detente.record.schema import appearance, article, coding, event, happening, redirect, report
from detente.record.sides import Sides, put_sides, states
from detente.types import Event, Telling

_LONGEST = 4_000  # characters of clauses by which a happening is found
_FIRST = _LAST = 32  # reports by which a much told happening is reckoned; those between only count


def tellings(connection: Connection, *conditions: ColumnElement[bool]) -> list[Telling]:
    """Events that fit, as merging compares them, in the order in which they came."""
    return [
        Telling(number, key, unpack(Event, data), text, published, group)
        for number, key, data, text, published, group in connection.execute(_TELLINGS.where(*conditions))
    ]


def told(connection: Connection, numbers: Collection[int], first: int, last: int) -> dict[str, list[Telling]]:
    """The tellings of happenings by their ids, in the order in which they came; of much told ones the first and the last."""
    h = happening.c
    large = set(connection.scalars(select(h.id).where(h.id.in_(numbers), h.reports > first + last)))
    ends = [key for number in sorted(large) for key in _ends(connection, number, first, last)]
    found: dict[str, list[Telling]] = {}
    for chosen in (h.id.in_({*numbers} - large), event.c.id.in_(ends)):
        for telling in tellings(connection, chosen):
            found.setdefault(telling.happening or "", []).append(telling)
    return found


def _ends(connection: Connection, number: int, first: int, last: int) -> set[int]:
    """The first and last events to come of those that report a happening."""
    its = select(report.c.event_id).where(report.c.happening_id == number)
    ends = (its.order_by(report.c.event_id).limit(first), its.order_by(report.c.event_id.desc()).limit(last))
    return {key for end in ends for key in connection.scalars(end)}


def mint(connection: Connection, telling: Telling) -> int:
    """A new happening of one telling; its id comes from the event's, so that the same reading gives the same record."""
    for turn in count():
        told = f"{telling.article} {telling.event.id} {turn or ''}"
        key = "h" + hashlib.sha256(told.encode()).hexdigest()[:12]
        if connection.scalar(_NUMBER, {"key": key}) is None:
            break
    values = _said([telling]) | {"key": key, "origin": "detente", "reports": 0, "articles": 0, "sources": 0}
    return int(connection.execute(insert(happening), values).inserted_primary_key[0])  # type: ignore[index]


def reckon(connection: Connection, numbers: Iterable[int], followed: Mapping[int, int] | None = None) -> None:
    """Say anew what the reports of happenings say together. One without reports goes; its id leads to what followed it."""
    numbers = sorted(set(numbers))
    several = told(connection, numbers, _FIRST, _LAST)
    keys = dict(
        map(
            tuple,
            connection.execute(select(happening.c.id, happening.c.key).where(happening.c.id.in_(numbers))),
        )
    )
    counts = _counted(connection, numbers)
    urls = _urls(connection, {merging.surest(tellings).article for tellings in several.values()})
    rows = [
        _said(several[key])
        | counts[number]
        | {"url": urls[merging.surest(several[key]).article], "words": _words(several[key]), "number": number}
        for number, key in keys.items()
        if key in several
    ]
    if rows:
        names = [name for name in rows[0] if name != "number"]
        values: dict[Any, Any] = {happening.c[name]: bindparam(name) for name in names}
        connection.execute(
            update(happening).where(happening.c.id == bindparam("number")).values(values), rows
        )
    put_sides(connection, {row["number"]: _sides(row) for row in rows})
    for number, key in keys.items():
        if key not in several:
            _drop(connection, number, key, (followed or {}).get(number))


def _sides(row: Mapping[str, Any]) -> Sides:
    sides = parties(row["actors"]), parties(row["recipients"])
    return Sides(*sides, row["reciprocal"], row["start"], row["end"], "detente", row["quad"], row["score"])


def _said(told: Sequence[Telling]) -> dict[str, Any]:
    """The columns that come from what the tellings say."""
    it = merging.merged(told)
    of_outcome = [t for t in told if t.event.status == it.status]
    day = min((t.published for t in of_outcome if t.published), default=None)
    return {
        "states": states(it),
        "type": it.type, "own": it.own, "mode": it.mode, "contexts": list(it.contexts), "status": it.status,
        "plover": it.plover, "quad": it.quad, "score": it.score,
        "actors": packed(it.actors), "recipients": packed(it.recipients), "reciprocal": it.reciprocal,
        "start": it.date.start if it.date else day, "end": it.date.end if it.date else day,
        "precision": it.date.precision if it.date else None, "dated": it.date is not None,
        "place": it.place.name if it.place else None, "country": it.place.country if it.place else None,
        "lat": it.place.lat if it.place else None, "lon": it.place.lon if it.place else None,
        "confidence": it.confidence, "text": merging.surest(told).text,
    }  # fmt: skip


def _counted(connection: Connection, numbers: Sequence[int]) -> dict[int, dict[str, Any]]:
    """The columns that come from where the reports of happenings stand, by their numbers."""
    columns = {
        "reports": func.count(report.c.event_id.distinct()),
        "articles": func.count(coding.c.article_id.distinct()),
        "sources": func.count(appearance.c.source_id.distinct()),
        "first_reported": func.min(appearance.c.published),
        "last_reported": func.max(appearance.c.published),
    }
    rows = connection.execute(
        select(report.c.happening_id, *columns.values())
        .join(event, event.c.id == report.c.event_id)
        .join(coding)
        .join(appearance, appearance.c.article_id == coding.c.article_id)
        .where(report.c.happening_id.in_(numbers))
        .group_by(report.c.happening_id)
    )
    return {number: dict(zip(columns, values, strict=True)) for number, *values in rows}


def _urls(connection: Connection, articles: Collection[str]) -> dict[str, str | None]:
    return dict(
        map(
            tuple, connection.execute(select(article.c.key, article.c.url).where(article.c.key.in_(articles)))
        )
    )


def _words(tellings: Iterable[Telling]) -> str:
    return "\n".join(dict.fromkeys(t.text for t in tellings))[:_LONGEST]


def _drop(connection: Connection, number: int, key: str, followed_by: int | None) -> None:
    target = (
        connection.scalar(select(happening.c.key).where(happening.c.id == followed_by))
        if followed_by
        else None
    )
    connection.execute(delete(happening).where(happening.c.id == number))
    if target is None or target == key:
        connection.execute(delete(redirect).where(redirect.c.target == key))
        return
    connection.execute(update(redirect).where(redirect.c.target == key).values(target=target))
    connection.execute(insert(redirect).values(key=key, target=target))


_TELLINGS = (
    select(event.c.id, article.c.key, event.c.data, event.c.text, article.c.published, happening.c.key)
    .select_from(
        event.join(coding)
        .join(article)
        .outerjoin(report, report.c.event_id == event.c.id)
        .outerjoin(happening, happening.c.id == report.c.happening_id)
    )
    .order_by(event.c.id)
)
_NUMBER = select(happening.c.id).where(happening.c.key == bindparam("key"))
