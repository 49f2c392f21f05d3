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
_PARTS = re.compile(r"[^\W\d_]{2,}")
_NAMES = re.compile(r"(?<!^)\b[^\W\d_a-z][\w.-]+|\b\d[\d,.]*\b")
_HAPPENED = {"ongoing": "occurred", "possible": "planned", "requested": "planned"}
_MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_FAR = 30  # days; beyond, further is no worse


def features(a: Telling, b: Telling) -> Features:
    """Named evidence about one pair of tellings; all values are about 0-1 but for logs of days."""
    x, y = a.event, b.event
    found = {"bias": 1.0} | _kind(x, y) | _parties(x, y) | _days(a, b) | _places(x, y) | _words(a, b)
    return found | {"same persons on the same day": found["same persons"] * found.get("same day", 0.0)}


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
    persons = [_persons(all_x, all_y, code) for code in codes(all_x) & codes(all_y)]
    return {
        "same parties": float(codes(all_x) == codes(all_y)),
        "shared parties": together,
        "shared sides": directed,
        "same person": float(1 in persons and -1 not in persons),
        "same persons": float(persons.count(1) > 1 and -1 not in persons),
        "other person": float(-1 in persons),
        "other level": float(_other_level(all_x, all_y)),
    }


def _shared(x: frozenset[str], y: frozenset[str]) -> float:
    return len(x & y) / len(x | y) if x | y else 0.5


def _persons(x: tuple[Party, ...], y: tuple[Party, ...], code: str) -> int:
    """1 where a state's named persons are the same in both, -1 where they are others, 0 where one names none."""
    names_x, names_y = _names(x, code), _names(y, code)
    if not names_x or not names_y:
        return 0
    return 1 if any(_one_person(a, b) for a in names_x for b in names_y) else -1


def _one_person(a: list[str], b: list[str]) -> bool:
    """Whether the longest part of either name is in the other: one article has more of a name than another."""
    return max(a, key=len) in b or max(b, key=len) in a


def _names(parties: tuple[Party, ...], code: str) -> list[list[str]]:
    """The parts of each person's name."""
    named = (p.name for p in parties if p.code == code and p.name and p.role)
    return [parts for name in named if (parts := _PARTS.findall(name.lower()))]


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
    named, told = names(a.text), names(b.text)
    ways = (channels.how(a.text), channels.how(b.text)) if a.event.type == "CONSULT" else (None, None)
    return {
        "same way": float(ways[0] is not None and ways[0] == ways[1]),
        "other way": float(None not in ways and ways[0] != ways[1]),
        "shared words": both / len(x | y) if x | y else 0.0,
        "contained words": both / min(len(x), len(y)) if x and y else 0.0,
        "shared names": len(named & told) / min(len(named), len(told)) if named and told else 0.0,
        "other names": float(bool(named and told) and not named & told),
    }


@functools.lru_cache(maxsize=8192)
def names(text: str) -> frozenset[str]:
    """Words with a capital behind the first one, and numbers: what an act has of its own."""
    return frozenset(w.rstrip(".,").lower() for w in _NAMES.findall(text))


@functools.lru_cache(maxsize=8192)
def words(text: str) -> frozenset[str]:
    """Words of three letters or more, lower case, cut to five letters (a plain stem that forms of one word share)."""
    return frozenset(w[:5] for w in _WORDS.findall(text.lower()))
