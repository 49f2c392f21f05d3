"""Tellings become reports of happenings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from sqlalchemy import ColumnElement, Connection, and_, bindparam, delete, false, insert, or_, select

from detente import merging
from detente.record import rulings
from detente.record.reckoning import mint, reckon, tellings, told
from detente.record.schema import coding, dyad, event, happening, report
from detente.record.sides import states
from detente.types import Event, Grouping, Telling

_NEAR = dt.timedelta(days=merging.NEAR)
_AHEAD = dt.timedelta(days=merging.AHEAD)
_MOST = 40  # happenings that a telling is compared with, the nearest in time
_LARGE = 8  # states; larger sets are only compared with the very same


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
    new = tellings(connection, event.c.coding_id == coding_id)
    hands = rulings.of_article(connection, new[0].article) if new else ()
    placed: dict[int, tuple[int, Grouping]] = {}
    followed: dict[int, int] = {}
    for telling in new:
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


def attach(connection: Connection, reports: Iterable[tuple[int, int, Sequence[str], float]]) -> None:
    """Put events under happenings, each with the reasons and the probability."""
    rows = [
        {"event_id": key, "happening_id": target, "reasons": list(reasons), "probability": probability}
        for key, target, reasons, probability in reports
    ]
    if rows:
        connection.execute(insert(report), rows)


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
    near = [
        number for number in _candidates(connection, telling) if number not in apart and number not in taken
    ]
    several = told(connection, near, 0, merging.LATEST) if near else {}
    return merging.group(telling, [t for key in several for t in several[key]])


def _candidates(connection: Connection, telling: Telling) -> list[int]:
    """Happenings of the same type about the same time, announcements and what they announced included.

    First those between the same states, then those in which two of these states or more have a part; of each the nearest in time.
    """
    it = telling.event
    days = merging.days(telling)
    if not states(it) or days is None:
        return []
    first, last = days
    values = {
        "type": it.type,
        "states": states(it),
        "first": first - _NEAR,
        "announced": first - _AHEAD,
        "last": last + (_AHEAD if it.status == "planned" else _NEAR),
    }
    found: dict[int, None] = {}
    for chosen in (happening.c.states == values["states"], _sharing(states(it).split())):
        rows = connection.execute(_AROUND.where(chosen), values).all()
        found |= dict.fromkeys(
            number for _, number in sorted(rows, key=lambda row: abs((row[0] - first).days))[:_MOST]
        )
    return list(found)


def _sharing(codes: Sequence[str]) -> ColumnElement[bool]:
    """Happenings that a pair of these codes deals in; none where they are so many that each pair stands for little."""
    pairs = [and_(dyad.c.a == a, dyad.c.b == b) for a, b in combinations(codes[: _LARGE + 1], 2)]
    if not pairs or len(codes) > _LARGE:
        return false()
    days = dyad.c.start.between(bindparam("announced"), bindparam("last"))
    return happening.c.id.in_(select(dyad.c.happening_id).where(or_(*pairs), days))


_NUMBER = select(happening.c.id).where(happening.c.key == bindparam("key"))
_REPORTED = select(report.c.event_id).where(report.c.happening_id == bindparam("number")).limit(1)
_AROUND = (
    select(happening.c.start, happening.c.id)
    .where(
        happening.c.type == bindparam("type"),
        happening.c.origin == "detente",
        happening.c.start <= bindparam("last"),
        or_(
            happening.c.start >= bindparam("first"),
            and_(happening.c.status == "planned", happening.c.start >= bindparam("announced")),
        ),
    )
    .order_by(happening.c.id)
)
