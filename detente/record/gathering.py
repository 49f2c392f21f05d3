"""Tellings become reports of happenings, and happenings are reckoned from their reports."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, delete, insert, or_, select, update

from detente import merging
from detente.record import rulings
from detente.record.packing import unpack
from detente.record.rows import packed, parties
from detente.record.schema import appearance, article, coding, event, happening, redirect, report
from detente.record.sides import Sides, put_sides, states
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


def gather(connection: Connection, coding_id: int, before: Sequence[Old]) -> None:
    """Give each event of a new coding its happening and reckon all that are touched; ``before`` is what the article said earlier."""
    told = tellings(connection, event.c.coding_id == coding_id)
    hands = rulings.of_article(connection, told[0].article) if told else ()
    placed: dict[int, tuple[int, Grouping]] = {}
    followed: dict[int, int] = {}
    for telling in told:
        taken = {
            number for number, _ in placed.values()
        }  # the coder took the events of one article for different acts
        grouping = _grouping(connection, telling, hands, taken)
        old = _earlier(telling.event, before)
        target = _target(connection, telling, grouping, old, taken)
        placed[telling.key] = (target, grouping)
        if old:
            followed.setdefault(old.happening, target)
    attach(connection, [(key, target, g.reasons, g.probability) for key, (target, g) in placed.items()])
    reckon(
        connection,
        {*followed, *(old.happening for old in before), *(n for n, _ in placed.values())},
        followed,
    )


def tellings(connection: Connection, *conditions: ColumnElement[bool]) -> list[Telling]:
    """Events that fit, as merging compares them, in the order in which they came."""
    return [
        Telling(number, key, unpack(Event, data), text, published, group)
        for number, key, data, text, published, group in connection.execute(_TELLINGS.where(*conditions))
    ]


def attach(connection: Connection, reports: Iterable[tuple[int, int, Sequence[str], float]]) -> None:
    """Put events under happenings, each with the reasons and the probability."""
    rows = [
        {"event_id": key, "happening_id": target, "reasons": list(reasons), "probability": probability}
        for key, target, reasons, probability in reports
    ]
    if rows:
        connection.execute(insert(report), rows)


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
    several: dict[str | None, list[Telling]] = defaultdict(list)
    for telling in tellings(connection, happening.c.id.in_(numbers)):
        several[telling.happening].append(telling)
    keys = dict(
        map(
            tuple,
            connection.execute(select(happening.c.id, happening.c.key).where(happening.c.id.in_(numbers))),
        )
    )
    found = _found(connection, {t.article for told in several.values() for t in told})
    rows = [
        _said(several[key]) | _counted(several[key], found) | {"number": number}
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


def _target(
    connection: Connection, telling: Telling, grouping: Grouping, old: Old | None, taken: set[int]
) -> int:
    """The happening that was found, else that of the same event before if nothing else reports it, else a new one."""
    if grouping.happening:
        return int(connection.scalar(_NUMBER, {"key": grouping.happening}) or 0)
    if old and old.happening not in taken and connection.scalar(_REPORTED, {"number": old.happening}) is None:
        return old.happening
    return mint(connection, telling)


def _earlier(it: Event, before: Iterable[Old]) -> Old | None:
    """The same event as it was coded before: by its id, else by its predicate's place."""
    place = it.mentions[0].trigger
    by_place = (old for old in before if old.start < place.end and place.start < old.end)
    return next((old for old in before if old.key == it.id), None) or next(by_place, None)


def _grouping(
    connection: Connection, telling: Telling, hands: Sequence[rulings.Hand], taken: Collection[int]
) -> Grouping:
    """By hand where somebody ruled, else by comparing; what was ruled apart is not compared."""
    bound = [hand.happening for hand in hands if hand.kind == "merge" and hand.holds(telling)]
    if bound:
        key = connection.scalar(select(happening.c.key).where(happening.c.id == bound[0]))
        return Grouping(telling.key, key, ("merged by hand",), 1.0)
    apart = {hand.happening for hand in hands if hand.kind == "split" and hand.holds(telling)}
    near = [number for number in _near(connection, telling) if number not in apart and number not in taken]
    return merging.group(telling, tellings(connection, happening.c.id.in_(near)) if near else [])


def _near(connection: Connection, telling: Telling) -> list[int]:
    """Happenings between the same states about the same time, announcements and what they announced included."""
    it = telling.event
    first, last = (it.date.start, it.date.end) if it.date else (telling.published, telling.published)
    if not states(it) or first is None or last is None:
        return []
    values = {
        "states": states(it),
        "first": first - _NEAR,
        "announced": first - _AHEAD,
        "last": last + (_AHEAD if it.status == "planned" else _NEAR),
    }
    rows = connection.execute(_AROUND, values).all()
    return [number for _, number in sorted(rows, key=lambda row: abs((row[0] - first).days))[:_MOST]]


def _said(told: Sequence[Telling]) -> dict[str, Any]:
    """The columns that come from what the tellings say."""
    it = merging.merged(told)
    days = [t.published for t in told if t.published]
    day = min(days, default=None)
    return {
        "states": states(it),
        "type": it.type, "own": it.own, "mode": it.mode, "contexts": list(it.contexts), "status": it.status,
        "plover": it.plover, "quad": it.quad, "score": it.score,
        "actors": packed(it.actors), "recipients": packed(it.recipients), "reciprocal": it.reciprocal,
        "start": it.date.start if it.date else day, "end": it.date.end if it.date else day,
        "precision": it.date.precision if it.date else None, "dated": it.date is not None,
        "place": it.place.name if it.place else None, "country": it.place.country if it.place else None,
        "lat": it.place.lat if it.place else None, "lon": it.place.lon if it.place else None,
        "confidence": it.confidence, "text": _best(told).text,
    }  # fmt: skip


def _best(told: Sequence[Telling]) -> Telling:
    """The surest report, the earliest of equals."""
    return max(told, key=lambda t: (t.event.confidence, -t.key))


@dataclass(frozen=True, slots=True)
class _Found:
    """Where an article was found: its address, its publishers, the days."""

    url: str | None
    sources: frozenset[int]
    days: tuple[dt.date, ...]


def _found(connection: Connection, articles: Collection[str]) -> dict[str, _Found]:
    columns = (article.c.key, article.c.url, appearance.c.source_id, appearance.c.published)
    rows: dict[str, list[Any]] = defaultdict(list)
    for row in connection.execute(select(*columns).join(appearance).where(article.c.key.in_(articles))):
        rows[row[0]].append(row)
    return {
        key: _Found(
            several[0][1], frozenset(r[2] for r in several if r[2]), tuple(r[3] for r in several if r[3])
        )
        for key, several in rows.items()
    }


def _counted(told: Sequence[Telling], found: Mapping[str, _Found]) -> dict[str, Any]:
    """The columns that come from where the tellings stand."""
    places = {t.article: found[t.article] for t in told}
    days = [day for place in places.values() for day in place.days]
    return {
        "reports": len(told),
        "articles": len(places),
        "sources": len(frozenset[int]().union(*(place.sources for place in places.values()))),
        "first_reported": min(days, default=None),
        "last_reported": max(days, default=None),
        "url": places[_best(told).article].url,
        "words": "\n".join(dict.fromkeys(t.text for t in told))[:_LONGEST],
    }


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
_REPORTED = select(report.c.event_id).where(report.c.happening_id == bindparam("number")).limit(1)
_AROUND = (
    select(happening.c.start, happening.c.id)
    .where(
        happening.c.states == bindparam("states"),
        happening.c.origin == "detente",
        happening.c.start <= bindparam("last"),
        or_(
            happening.c.start >= bindparam("first"),
            and_(happening.c.status == "planned", happening.c.start >= bindparam("announced")),
        ),
    )
    .order_by(happening.c.id)
)
