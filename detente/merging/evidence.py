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
Days = tuple[dt.date, dt.date]
_MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_FAR = 30  # days; beyond, further is no worse
_WIDE = 31  # days; a longer span says little of when in it
_OPENING = 2  # sentences that tell the news of the day
_SELF = frozenset({"i", "we"})
_IN_PERSON = {"visit": "meeting"}  # a visit that one tells another tells as a meeting


def features(a: Telling, b: Telling) -> Features:
    """Named evidence about one pair of tellings; all values are about 0-1 but for logs of days."""
    x, y = a.event, b.event
    found = {"bias": 1.0} | _kind(x, y) | _parties(x, y) | _days(a, b) | _places(x, y) | _words(a, b)
    day = found.get("same day", 0.0)
    persons = found["same persons"] * day
    return found | {
        "same company on the same day": day * float(found["same parties"] > 0 and _several(x)),
        "shared words on the same day": found["contained words"] * day * found["same parties"],
        "same person on the same day": found["same person"] * day * found["same parties"],
        "same persons on the same day": persons * found["same parties"],
        "same persons in other company": persons * (1 - found["same parties"]),
    }


def _several(x: Event) -> bool:
    return len(codes((*x.actors, *x.recipients))) > 2


def _kind(x: Event, y: Event) -> Features:
    states = sorted(_HAPPENED.get(e.status, e.status) for e in (x, y))
    return {
        f"category {x.type}": 1.0,
        "same mode": float(x.mode is not None and x.mode == y.mode),
        "other mode": float(bool(x.mode and y.mode) and x.mode != y.mode),
        f"status {'+'.join(states)}": 1.0,
    }


def _parties(x: Event, y: Event) -> Features:
    sides = _sides(x, y)
    all_x, all_y = (*x.actors, *x.recipients), (*y.actors, *y.recipients)
    persons = [_persons(p, q, code) for p, q in sides for code in codes(p) & codes(q)]
    return {
        "same parties": float(codes(all_x) == codes(all_y)),
        "shared parties": _shared(codes(all_x), codes(all_y)),
        "shared sides": sum(_shared(codes(p), codes(q)) for p, q in sides) / len(sides),
        "same person": float(1 in persons and -1 not in persons),
        "same persons": float(persons.count(1) > 1 and -1 not in persons),
        "other person": float(-1 in persons),
        "named in one": sum(_is_named(p) != _is_named(q) for p, q in sides) / len(sides),
        "other level": float(_other_level(all_x, all_y)),
    }


def _sides(x: Event, y: Event) -> list[tuple[tuple[Party, ...], tuple[Party, ...]]]:
    """What is compared with what: actors and recipients, or all parties where an act has no direction."""
    if {x.type, y.type} & _MUTUAL:
        return [((*x.actors, *x.recipients), (*y.actors, *y.recipients))]
    return [(x.actors, y.actors), (x.recipients, y.recipients)]


def _is_named(parties: tuple[Party, ...]) -> bool:
    return any(p.name for p in parties)


def _shared(x: frozenset[str], y: frozenset[str]) -> float:
    return len(x & y) / len(x | y) if x | y else 0.5


def _persons(x: tuple[Party, ...], y: tuple[Party, ...], code: str) -> int:
    """1 where a state's named persons are the same in both, -1 where they are others, 0 where one names none."""
    names_x, names_y = _names(x, code), _names(y, code)
    if not names_x or not names_y:
        return 0
    return 1 if any(_one_person(a, b) for a in names_x for b in names_y) else -1


def _one_person(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether one has all of the other's parts of a name, or both have two: one article has more of a name than another."""
    return a <= b or b <= a or len(a & b) > 1


def _names(parties: tuple[Party, ...], code: str) -> list[frozenset[str]]:
    """The parts of each person's name."""
    named = (p.name for p in parties if p.code == code and p.name and p.role)
    return [parts for name in named if (parts := frozenset(_PARTS.findall(name.lower())))]


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
    if not x or not y:
        return {"day unknown": 1.0}
    known = {_known(a), _known(b)}
    told = next(k for k in ("later", "opening", "told") if k in known)  # as well as of the less known one
    gap = between(x, y)
    exact = told == "told" and x[0] == x[1] and y[0] == y[1]
    wide = max((x[1] - x[0]).days, (y[1] - y[0]).days) > _WIDE
    return {
        f"days {told}": 1.0,
        "same day": float(gap == 0 and exact),
        "within span": float(gap == 0 and not exact and not wide),
        f"gap {told}": math.log1p(min(gap, _FAR)),
        "day after": float(gap == 1),
    }


def _known(t: Telling) -> str:
    """How well its day is known: told, or that of its own words ("we condemn"); news of the day's opening; or told later in it."""
    own_words = any((p.text or "").lower() in _SELF for p in t.event.actors)
    if t.event.date or own_words:
        return "told"
    return "opening" if t.event.mentions[0].sentence < _OPENING else "later"


def days(t: Telling) -> Days | None:
    """Inclusive days of the act as told, the day of publication where none was."""
    if t.event.date:
        return t.event.date.start, t.event.date.end
    return (t.published, t.published) if t.published else None


def between(x: Days, y: Days) -> int:
    """Days from the end of one span to the start of the other, 0 where they meet."""
    return max(0, (x[0] - y[1]).days, (y[0] - x[1]).days)


def _places(x: Event, y: Event) -> Features:
    if not x.place or not y.place:
        return {}
    same = x.place.name == y.place.name
    country = x.place.country is not None and x.place.country == y.place.country
    return {
        "same place": float(same),
        "same country": float(country and not same),
        "other place": float(None not in (x.place.country, y.place.country) and not country),
    }


def _words(a: Telling, b: Telling) -> Features:
    x, y = words(a.text), words(b.text)
    both = len(x & y)
    named, told = names(a.text), names(b.text)
    ways = [_way(a.text), _way(b.text)] if a.event.type == "CONSULT" else [None, None]
    return {
        "same way": float(ways[0] is not None and ways[0] == ways[1]),
        "other way": float(None not in ways and ways[0] != ways[1]),
        "shared words": both / len(x | y) if x | y else 0.0,
        "contained words": both / min(len(x), len(y)) if x and y else 0.0,
        "shared names": len(named & told) / min(len(named), len(told)) if named and told else 0.0,
        "other names": float(bool(named and told) and not named & told),
    }


def _way(text: str) -> str | None:
    how = channels.how(text)
    return _IN_PERSON.get(how, how) if how else None


@functools.lru_cache(maxsize=8192)
def names(text: str) -> frozenset[str]:
    """Words with a capital behind the first one, and numbers: what an act has of its own."""
    return frozenset(w.rstrip(".,").lower() for w in _NAMES.findall(text))


@functools.lru_cache(maxsize=8192)
def words(text: str) -> frozenset[str]:
    """Words of three letters or more, lower case, cut to five letters (a plain stem that forms of one word share)."""
    return frozenset(w[:5] for w in _WORDS.findall(text.lower()))
