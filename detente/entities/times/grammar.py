"""A small grammar: rules over pieces, the longest match wins, linear in the sentence.

A rule is a line of items: ``lower`` words (``a|b`` either), SYMBOLS, ``?`` after what may be absent, and
``item=name`` to hand its value on under a name. Symbols hand theirs on under their own name, ``SYMBOL=`` does not.
STOP takes nothing: it asks that what follows is no clause or phrase. Rules stand in levels; LEVEL0 and LEVEL1 in a later level's rule stand for a whole match of the earlier levels.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal

from detente import knowledge
from detente.entities.times.calendar import Days
from detente.entities.times.words import Piece

Kind = Literal["point", "aside", "duration", "set"]
Build = Callable[..., Days]


@dataclass(frozen=True, slots=True)
class Item:
    """One place of a rule: a symbol or words, and the name under which its value goes on."""

    symbol: str
    words: frozenset[str]
    name: str


@dataclass(frozen=True, slots=True)
class Rule:
    """Items without options.

    ``kind`` "aside" is a point that no later time is counted from; None swallows what only looks like a time.
    """

    items: tuple[Item, ...]
    build: Build
    kind: Kind | None


@dataclass(frozen=True, slots=True)
class Match:
    """Where a match ends (exclusive), how its days are reckoned, and of which kind it is."""

    end: int
    build: Build
    kind: Kind | None


@dataclass(slots=True)
class Grammar:
    """Rules by level and by the word or symbol with which they begin."""

    levels: list[dict[str, list[Rule]]] = field(default_factory=list)

    def rule(self, lines: str, level: int = 0, kind: Kind | None = "point") -> Callable[[Build], Build]:
        """Decorator: these lines of items are built by this function."""

        def add(build: Build) -> Build:
            while len(self.levels) <= level:
                self.levels.append({})
            for line in filter(None, map(str.strip, lines.splitlines())):
                for items in _expand(line):
                    for first in items[0].words or [items[0].symbol]:
                        self.levels[level].setdefault(first, []).append(Rule(items, build, kind))
            return build

        return add


def _expand(line: str) -> list[tuple[Item, ...]]:
    """All ways to leave optional items out."""
    choices = [
        [_item(part.rstrip("?")), None] if part.endswith("?") else [_item(part)] for part in line.split()
    ]
    return [tuple(i for i in way if i) for way in itertools.product(*choices) if any(way)]


def _item(part: str) -> Item:
    content, named, name = part.partition("=")
    if content.replace("_", "").rstrip("0123456789").isupper():
        return Item(content, frozenset(), name if named else content.lower())
    return Item("", frozenset(content.split("|")), name)


class Reader:
    """One reading of a sentence's pieces."""

    def __init__(self, grammar: Grammar, pieces: list[Piece]) -> None:
        self.grammar = grammar
        self.pieces = pieces
        self._seen: dict[tuple[int, int], Match | None] = {}
        self._taken: dict[tuple[str, int], tuple[int, Any] | None] = {}

    def longest(self, at: int) -> Match | None:
        return self._match(len(self.grammar.levels) - 1, at)

    def _match(self, level: int, at: int) -> Match | None:
        """The longest match of this level or an earlier one; the earlier rule wins a tie."""
        key = level, at
        if key not in self._seen:
            best = self._match(level - 1, at) if level else None
            for rule in self._rules(level, at):
                found = self._follow(rule, at)
                if found and (best is None or found.end > best.end):
                    best = found
            self._seen[key] = best
        return self._seen[key]

    def _rules(self, level: int, at: int) -> list[Rule]:
        """Rules of the level that may begin with this piece."""
        rules = self.grammar.levels[level]
        piece = self.pieces[at]
        firsts = [piece.text, *piece.means]
        firsts += [symbol for symbol in _LONG if self._long(symbol, at)]
        firsts += [f"LEVEL{n}" for n in range(level) if self._match(n, at)]
        return [rule for first in firsts for rule in rules.get(first, ())]

    def _long(self, symbol: str, at: int) -> tuple[int, Any] | None:
        """A symbol of several pieces, read once."""
        key = symbol, at
        if key not in self._taken:
            self._taken[key] = _LONG[symbol](self.pieces, at)
        return self._taken[key]

    def _follow(self, rule: Rule, at: int) -> Match | None:
        values: dict[str, Any] = {}
        for item in rule.items:
            if item.symbol == "STOP" and (at >= len(self.pieces) or "STOP" in self.pieces[at].means):
                continue
            step = self._take(item, at) if at < len(self.pieces) else None
            if step is None:
                return None
            at, value = step
            if item.name:
                values[item.name] = value
        return Match(at, partial(rule.build, **values) if values else rule.build, rule.kind)

    def _take(self, item: Item, at: int) -> tuple[int, Any] | None:
        piece = self.pieces[at]
        if item.words:
            return (at + 1, piece.text) if piece.text in item.words else None
        if item.symbol.startswith("LEVEL"):
            found = self._match(int(item.symbol[5:]), at)
            return (found.end, found.build) if found and found.kind in ("point", "aside") else None
        if item.symbol in _LONG:
            return self._long(item.symbol, at)
        return (at + 1, piece.means[item.symbol]) if item.symbol in piece.means else None


# ── symbols of several pieces ────────────────────────────────────────────────────────────────────────────


def _text(pieces: list[Piece], at: int, count: int) -> str:
    return " ".join(p.text for p in pieces[at : at + count])


def _count(pieces: list[Piece], at: int) -> tuple[int, float | None] | None:
    """A number in figures or in words up to a hundred; None where the count is not exact."""
    words = knowledge.time_words()
    for length in (3, 2, 1):
        if at + length <= len(pieces) and _text(pieces, at, length) in words.inexact:
            return at + length, None
    numbers = words.numbers
    text = pieces[at].text
    if "FIGURE" in pieces[at].means:
        half = _text(pieces, at + 1, 1) == "1/2"
        return at + 1 + half, pieces[at].means["FIGURE"] + half / 2
    if text not in numbers:
        return None
    following = [p.text for p in pieces[at + 1 : at + 3]]
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


def _year_in_words(pieces: list[Piece], at: int) -> tuple[int, int] | None:
    """Nineteen ninety-six."""
    numbers = knowledge.time_words().numbers
    if pieces[at].text not in ("eighteen", "nineteen", "twenty") or at + 1 >= len(pieces):
        return None
    rest = at + 1 + (pieces[at + 1].text == "-")
    more = _count(pieces, rest) if rest < len(pieces) and pieces[rest].text in numbers else None
    if more is None or more[1] is None or not 10 <= more[1] < 100:
        return None
    return more[0], numbers[pieces[at].text] * 100 + int(more[1])


def _holiday(pieces: list[Piece], at: int) -> tuple[int, str] | None:
    holidays = knowledge.time_words().holidays
    for length in (4, 3, 2, 1):
        if at + length <= len(pieces) and (rule := holidays.get(_text(pieces, at, length))):
            return at + length, rule
    return None


def _ways(pieces: list[Piece], at: int) -> tuple[int, int] | None:
    """last, this, next; "this past" and "this coming" too."""
    ways = knowledge.time_words().ways
    for length in (2, 1):
        if at + length <= len(pieces) and (text := _text(pieces, at, length)) in ways:
            return at + length, ways[text]
    return None


_LONG: dict[str, Callable[[list[Piece], int], tuple[int, Any] | None]] = {
    "COUNT": _count,
    "YEARWORDS": _year_in_words,
    "HOLIDAY": _holiday,
    "WAYS": _ways,
}
