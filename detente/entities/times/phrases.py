"""Symbols of the grammar that stand for several pieces: counts, years in words, holidays, "this past"."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any

from detente import knowledge
from detente.entities.times.words import Piece

_HALVES = {"a.m.": 0, "am": 0, "a.m": 0, "p.m.": 12, "pm": 12, "p.m": 12}
Step = tuple[int, Any]  # where a symbol ends (exclusive), and its value
Table = dict[str, list[tuple[list[str], Any]]]  # phrases by first word, longer ones first


def _table(phrases: Mapping[str, Any]) -> Table:
    table: Table = {}
    for phrase in sorted(phrases, key=lambda p: (-len(p.split()), p)):
        words = phrase.split()
        table.setdefault(words[0], []).append((words, phrases[phrase]))
    return table


@functools.cache
def _tables() -> dict[str, Table]:
    words = knowledge.time_words()
    tables: dict[str, Mapping[str, Any]] = {
        "HOLIDAY": words.holidays,
        "WAYS": words.ways,
        "INEXACT": dict.fromkeys(words.inexact),
        "HEDGE": dict.fromkeys(words.hedges),
        "ZONE": dict.fromkeys(words.zones),
    }
    return {symbol: _table(phrases) for symbol, phrases in tables.items()}


@functools.cache
def openings(symbol: str) -> frozenset[str]:
    """Words and symbols of one piece with which such a symbol may begin, "" for any."""
    numbers = {"FIGURE", *knowledge.time_words().numbers}
    if symbol == "COUNT":
        return frozenset(numbers.union(_tables()["INEXACT"], _tables()["HEDGE"]))
    if symbol == "YEARWORDS":
        return frozenset(numbers)
    if symbol == "CLOCK":
        return frozenset(("HOUR", "DAY", "FIGURE"))
    return frozenset(_tables()[symbol]) if symbol in _tables() else frozenset(("",))


def _listed(symbol: str, pieces: list[Piece], at: int) -> Step | None:
    """The longest phrase of a list that begins here."""
    for words, value in _tables()[symbol].get(pieces[at].text, ()):
        if _texts(pieces, at, len(words)) == words:
            return at + len(words), value
    return None


def _texts(pieces: list[Piece], at: int, count: int) -> list[str]:
    return [p.text for p in pieces[at : at + count]]


def _count(pieces: list[Piece], at: int) -> Step | None:
    """A number with what makes it rough and what stands between it and the unit; None where it is not exact."""
    hedge = _listed("HEDGE", pieces, at)
    start = hedge[0] if hedge else at
    first = _number(pieces, start) if start < len(pieces) else None
    if first is None:
        return None
    end, value = first
    if _texts(pieces, end, 1) in (["to"], ["or"], ["-"]) and end + 1 < len(pieces):
        other = _number(pieces, end + 1)
        end, value = (other[0], None) if other and pieces[end + 1].text not in ("a", "an") else (end, value)
    if _texts(pieces, end, 1) and pieces[end].text in knowledge.time_words().fillers:
        end += 1
    return end, value


def _number(pieces: list[Piece], at: int) -> Step | None:
    """A number in figures or in words up to thousands; None where it is not exact."""
    inexact = _listed("INEXACT", pieces, at)
    if inexact:
        return inexact
    numbers = knowledge.time_words().numbers
    text = pieces[at].text
    if "FIGURE" in pieces[at].means:
        half = _texts(pieces, at + 1, 1) == ["1/2"]
        return at + 1 + half, pieces[at].means["FIGURE"] + half / 2
    if text not in numbers:
        return None
    following = _texts(pieces, at + 1, 2)
    if 20 <= numbers[text] < 100:
        skip = 1 if following[:1] == ["-"] else 0
        if (
            len(following) > skip
            and 1 <= numbers.get(following[skip], 0) <= 9
            and following[skip] not in ("a", "an")
        ):
            return at + 2 + skip, numbers[text] + numbers[following[skip]]
    size = knowledge.time_words().sizes.get(following[0], 0) if following else 0
    return (at + 2, numbers[text] * size) if size else (at + 1, numbers[text])


def _year_in_words(pieces: list[Piece], at: int) -> Step | None:
    """Nineteen ninety-six."""
    numbers = knowledge.time_words().numbers
    if _texts(pieces, at, 2) == ["two", "thousand"]:
        return at + 2, 2000
    if pieces[at].text not in ("eighteen", "nineteen", "twenty") or at + 1 >= len(pieces):
        return None
    rest = at + 1 + (pieces[at + 1].text == "-")
    more = _number(pieces, rest) if rest < len(pieces) and pieces[rest].text in numbers else None
    if more is None or more[1] is None or not 10 <= more[1] < 100:
        return None
    return more[0], numbers[pieces[at].text] * 100 + int(more[1])


def _clock(pieces: list[Piece], at: int) -> Step | None:
    """7:15 p.m., 5 p.m. EST, 0735 GMT, as TIMEX3 writes them (T19:15)."""
    means = pieces[at].means
    hour, minute = means.get("HOUR") or (means.get("DAY", 99), 0)
    end = at + 1
    half = _texts(pieces, end, 1)
    if half and half[0] in _HALVES and 1 <= hour <= 12:
        hour, end = hour % 12 + _HALVES[half[0]], end + 1
    elif len(pieces[at].text) == 4 and pieces[at].text.isdecimal() and half and half[0] in ("gmt", "utc"):
        hour, minute = divmod(int(pieces[at].text), 100)
    elif "HOUR" not in means:
        return None
    zone = _listed("ZONE", pieces, end) if end < len(pieces) else None
    return (zone[0] if zone else end), f"T{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else None


PHRASES: dict[str, Callable[[list[Piece], int], Step | None]] = {
    "COUNT": _count,
    "CLOCK": _clock,
    "YEARWORDS": _year_in_words,
    "HOLIDAY": functools.partial(_listed, "HOLIDAY"),
    "WAYS": functools.partial(_listed, "WAYS"),
}
