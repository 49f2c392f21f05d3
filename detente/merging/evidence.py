"""What speaks for and against two tellings being of one act, by name."""

from __future__ import annotations

import datetime as dt
import functools
import math
import re

from detente.events.learnt import Features
from detente.events.parties import codes
from detente.knowledge import channels
from detente.types import Event, Party, Telling

_WORDS = re.compile(r"[^\W\d_]{3,}")
_HAPPENED = {"ongoing": "occurred", "possible": "planned", "requested": "planned"}
_MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_FAR = 30  # days; beyond, further is no worse


def features(a: Telling, b: Telling) -> Features:
    """Named evidence about one pair of tellings; all values are about 0-1 but for logs of days."""
    x, y = a.event, b.event
    return {"bias": 1.0} | _kind(x, y) | _parties(x, y) | _days(a, b) | _places(x, y) | _words(a, b)


def _kind(x: Event, y: Event) -> Features:
    states = sorted(_HAPPENED.get(e.status, e.status) for e in (x, y))
    return {
        f"category {x.type}": 1.0,
        "same mode": float(x.mode is not None and x.mode == y.mode),
        "other mode": float(bool(x.mode and y.mode) and x.mode != y.mode),
        f"status {'+'.join(states)}": 1.0,
    }


def _parties(x: Event, y: Event) -> Features:
    all_x, all_y = (*x.actors, *x.recipients), (*y.actors, *y.recipients)
    together = _shared(codes(all_x), codes(all_y))
    if x.type in _MUTUAL or y.type in _MUTUAL:
        directed = together
    else:
        directed = (
            _shared(codes(x.actors), codes(y.actors)) + _shared(codes(x.recipients), codes(y.recipients))
        ) / 2
    persons = _persons(all_x, all_y)
    return {
        "same parties": float(codes(all_x) == codes(all_y)),
        "shared parties": together,
        "shared sides": directed,
        "same person": float(persons > 0),
        "other person": float(persons < 0),
        "other level": float(_other_level(all_x, all_y)),
    }


def _shared(x: frozenset[str], y: frozenset[str]) -> float:
    return len(x & y) / len(x | y) if x | y else 0.5


def _persons(x: tuple[Party, ...], y: tuple[Party, ...]) -> int:
    """1 where a state's named person is the same in both, -1 where one's is another, 0 where none is named in both."""
    verdict = 0
    for code in codes(x) & codes(y):
        names_x, names_y = _names(x, code), _names(y, code)
        if names_x and names_y:
            if not names_x & names_y:
                return -1
            verdict = 1
    return verdict


def _names(parties: tuple[Party, ...], code: str) -> frozenset[str]:
    return frozenset(p.name for p in parties if p.code == code and p.name and p.role)


def _other_level(x: tuple[Party, ...], y: tuple[Party, ...]) -> bool:
    return any(
        (found := _levels(x, code)) and (other := _levels(y, code)) and not found & other
        for code in codes(x) & codes(y)
    )


def _levels(parties: tuple[Party, ...], code: str) -> frozenset[str]:
    found = (channels.level(p.role, p.sector) for p in parties if p.code == code and p.role)
    return frozenset(level.id for level in found if level)


def _days(a: Telling, b: Telling) -> Features:
    x, y = days(a), days(b)
    told = bool(a.event.date) + bool(b.event.date)
    if not x or not y:
        return {"day unknown": 1.0}
    gap = max(0, (x[0] - y[1]).days, (y[0] - x[1]).days)
    exact = told == 2 and x[0] == x[1] and y[0] == y[1]
    return {
        f"days told {told}": 1.0,
        "same day": float(gap == 0 and exact),
        "within span": float(gap == 0 and not exact),
        f"gap told {told}": math.log1p(min(gap, _FAR)),
        "day after": float(gap == 1),
        "published apart": _apart(a.published, b.published),
    }


def days(t: Telling) -> tuple[dt.date, dt.date] | None:
    """Inclusive days of the act as told, the day of publication where none was."""
    if t.event.date:
        return t.event.date.start, t.event.date.end
    return (t.published, t.published) if t.published else None


def _apart(x: dt.date | None, y: dt.date | None) -> float:
    return math.log1p(min(abs((x - y).days), _FAR)) if x and y else math.log1p(_FAR)


def _places(x: Event, y: Event) -> Features:
    if not x.place or not y.place:
        return {}
    same = x.place.name == y.place.name
    country = x.place.country is not None and x.place.country == y.place.country
    return {
        "same place": float(same),
        "same country": float(country and not same),
        "other place": float(not country and not same),
    }


def _words(a: Telling, b: Telling) -> Features:
    x, y = words(a.text), words(b.text)
    both = len(x & y)
    ways = (channels.how(a.text), channels.how(b.text)) if a.event.type == "CONSULT" else (None, None)
    return {
        "same way": float(ways[0] is not None and ways[0] == ways[1]),
        "other way": float(None not in ways and ways[0] != ways[1]),
        "shared words": both / len(x | y) if x | y else 0.0,
        "contained words": both / min(len(x), len(y)) if x and y else 0.0,
    }


@functools.lru_cache(maxsize=8192)
def words(text: str) -> frozenset[str]:
    """Words of three letters or more, lower case, cut to five letters (a plain stem that forms of one word share)."""
    return frozenset(w[:5] for w in _WORDS.findall(text.lower()))
