"""Symbols of the grammar that stand for several pieces: counts, years in words, holidays, "this past"."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any

from detente import knowledge
from detente.entities.times.words import Piece

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
    tables = {"HOLIDAY": words.holidays, "WAYS": words.ways, "INEXACT": dict.fromkeys(words.inexact)}
    return {symbol: _table(phrases) for symbol, phrases in tables.items()}


def first_words() -> set[str]:
    """Words with which such a symbol may begin."""
    return {*knowledge.time_words().numbers, *(word for table in _tables().values() for word in table)}


def _listed(symbol: str, pieces: list[Piece], at: int) -> Step | None:
    """The longest phrase of a list that begins here."""
    for words, value in _tables()[symbol].get(pieces[at].text, ()):
        if _texts(pieces, at, len(words)) == words:
            return at + len(words), value
    return None


def _texts(pieces: list[Piece], at: int, count: int) -> list[str]:
    return [p.text for p in pieces[at : at + count]]


def _count(pieces: list[Piece], at: int) -> Step | None:
    """A number in figures or in words up to a hundred; None where the count is not exact."""
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
    if following[:1] == ["hundred"] and numbers[text] < 10:
        return at + 2, numbers[text] * 100
    if following[:1] == ["dozen"]:
        return at + 2, numbers[text] * 12
    return at + 1, numbers[text]


def _year_in_words(pieces: list[Piece], at: int) -> Step | None:
    """Nineteen ninety-six."""
    numbers = knowledge.time_words().numbers
    if pieces[at].text not in ("eighteen", "nineteen", "twenty") or at + 1 >= len(pieces):
        return None
    rest = at + 1 + (pieces[at + 1].text == "-")
    more = _count(pieces, rest) if rest < len(pieces) and pieces[rest].text in numbers else None
    if more is None or more[1] is None or not 10 <= more[1] < 100:
        return None
    return more[0], numbers[pieces[at].text] * 100 + int(more[1])


PHRASES: dict[str, Callable[[list[Piece], int], Step | None]] = {
    "COUNT": _count,
    "YEARWORDS": _year_in_words,
    "HOLIDAY": functools.partial(_listed, "HOLIDAY"),
    "WAYS": functools.partial(_listed, "WAYS"),
}
