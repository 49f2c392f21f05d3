"""What the tellings of one act say together: one event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from detente.events.parties import codes
from detente.events.plover import rating, reduced
from detente.types import Date, Event, Party, Place, Status, Telling

# Reports that settle what became of an act, and those that only look ahead; among equals the latest published holds.
_SETTLED: dict[Status, int] = {
    "occurred": 3, "ongoing": 2, "cancelled": 3, "refused": 3, "denied": 1, "negated": 1,
    "planned": 0, "requested": -1, "possible": -2,
}  # fmt: skip


def merged(tellings: Sequence[Telling]) -> Event:
    """The surest telling's event with what the others add: more parties and their names, the day, the place, what became of it.

    Its confidence is the surest telling's: reports repeat one another and are no independent witnesses.
    """
    event = surest(tellings).event
    fullest = max(
        tellings, key=lambda t: (len(codes((*t.event.actors, *t.event.recipients))), *_sureness(t))
    ).event
    status = _status(tellings)
    mode = event.mode or _commonest(t.event.mode for t in tellings if t.event.type == event.type)
    plover = reduced(event.type, status)
    quad, score = rating(plover, mode)
    others = [t.event for t in tellings]
    return replace(
        event,
        status=status,
        mode=mode,
        plover=plover,
        quad=quad,
        score=score,
        actors=_named(fullest.actors, others),
        recipients=_named(fullest.recipients, others),
        reciprocal=fullest.reciprocal,
        contexts=tuple(sorted({c for e in others for c in e.contexts})),
        date=_date(tellings, status),
        place=_place(tellings),
    )


def surest(tellings: Iterable[Telling]) -> Telling:
    """The telling with the highest confidence, the earliest of equals."""
    return max(tellings, key=_sureness)


def _sureness(t: Telling) -> tuple[float, int]:
    return t.event.confidence, -t.key


def _status(tellings: Iterable[Telling]) -> Status:
    """What the reports settle: above all what was published last among those that know the outcome."""
    known = [t for t in tellings if _SETTLED[t.event.status] >= 2]
    if known:
        return max(known, key=lambda t: (_day(t), _SETTLED[t.event.status], t.event.confidence)).event.status
    return max(tellings, key=lambda t: (_SETTLED[t.event.status], _day(t), t.event.confidence)).event.status


def _day(t: Telling) -> str:
    return t.published.isoformat() if t.published else ""


def _named(parties: tuple[Party, ...], events: Iterable[Event]) -> tuple[Party, ...]:
    """A party without a name takes the one that all other tellings that name somebody of its state agree on."""
    told = [p for e in events for p in (*e.actors, *e.recipients) if p.name and p.role]
    return tuple(_with_name(p, [other for other in told if other.code == p.code]) for p in parties)


def _with_name(party: Party, told: list[Party]) -> Party:
    if party.name or party.code is None or party.role or len({p.name for p in told}) != 1:
        return party
    return replace(party, name=told[0].name, sector=told[0].sector, role=told[0].role)


def _date(tellings: Iterable[Telling], status: Status) -> Date | None:
    """The closest date that tellings with this outcome give, that of most among equals; of any telling where these give none.

    Where these tell no more than a month or the like, any telling that gives a closer date within it is heard.
    """
    dated = [(t, t.event.date) for t in tellings if t.event.date]
    of_outcome = [(t, d) for t, d in dated if t.event.status == status] or dated
    if not of_outcome:
        return None
    best = _closest(of_outcome)
    return _closest([(t, d) for t, d in dated if best.start <= d.start and d.end <= best.end])


def _closest(dated: Sequence[tuple[Telling, Date]]) -> Date:
    count = Counter((d.start, d.end) for _, d in dated)
    return max(
        dated, key=lambda td: (-_length(td[1]), count[td[1].start, td[1].end], td[0].event.confidence)
    )[1]


def _length(date: Date) -> int:
    return (date.end - date.start).days


def _place(tellings: Iterable[Telling]) -> Place | None:
    places = [t.event.place for t in tellings if t.event.place]
    name = _commonest(p.name for p in places)
    return next((p for p in places if p.name == name), None)


def _commonest(values: Iterable[str | None]) -> str | None:
    """The value told most often, the first of equals."""
    count = Counter(v for v in values if v)
    return max(count, key=count.__getitem__) if count else None
