"""Happenings, tellings and coverage made by hand, for tests of merging/, relations/ and what shows them."""

from __future__ import annotations

import datetime as dt

from detente.types import (
    Card,
    Coverage,
    Date,
    Event,
    EventMention,
    Happening,
    Party,
    Report,
    Span,
    Telling,
)

PRESIDENT = {"sector": "GOV", "role": "president"}
FOREIGN = {"sector": "GOV", "role": "foreign minister"}
DEFENCE = {"sector": "GOV", "role": "defence minister"}


def who(code: str, name: str | None = None, **more: str) -> Party:
    return Party(code, name, **more)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def event(actors=("USA",), recipients=("CHN",), on: str | None = None, **more) -> Event:
    when = on and Date(day(on), day(on), on, "day")
    fields = {
        "id": "e1", "type": "CONSULT", "mode": None, "contexts": (), "status": "occurred", "plover": "CONSULT", "quad": 1,
        "score": 2.5, "actors": _parties(actors), "recipients": _parties(recipients), "reciprocal": False, "date": when,
        "date_text": None, "place": None, "reported_by": (), "confidence": 0.8, "why": "", "rule": "consult-meet",
        "mentions": (EventMention(Span(0, 1), Span(0, 1), 0, 0),),
    }  # fmt: skip
    return Event(**(fields | more))


def telling(
    key: int, text: str, published: str, article: str | None = None, happening: str | None = None, **more
) -> Telling:
    return Telling(key, article or f"a{key}", event(**more), text, day(published), happening)


def happening(name: str, on: str | None, actors=("USA",), recipients=("CHN",), **more) -> Happening:
    when = on and day(on)
    fields = {
        "id": name, "type": "CONSULT", "own": None, "mode": None, "contexts": (), "status": "occurred", "plover": "CONSULT",
        "quad": 1, "score": 2.5, "actors": _parties(actors), "recipients": _parties(recipients), "reciprocal": False,
        "start": when, "end": when, "precision": "day", "dated": True, "place": None, "country": None, "lat": None, "lon": None,
        "confidence": 0.8, "reports": 1, "articles": 1, "sources": 1, "first_reported": when, "last_reported": when,
        "origin": "detente", "text": None, "url": None,
    }  # fmt: skip
    return Happening(**(fields | more))


def card(name: str = "a1", title: str | None = None, published: str | None = None) -> Card:
    return Card(name, title, "The Courier", None, published and day(published), 10)


def report(text: str, title: str | None = None, **more) -> Report:
    return Report(event(**more), card(title=title), text, "h1", ())


def covered(first: int, last: int, naming: int) -> tuple[Coverage, ...]:
    """The same coverage in each month of these years."""
    months = [dt.date(y, m, 1) for y in range(first, last + 1) for m in range(1, 13)]
    return tuple(Coverage(m, naming * 3, naming, min(naming, 2)) for m in months)


def _parties(found) -> tuple[Party, ...]:
    return tuple(p if isinstance(p, Party) else Party(p) for p in found)
