"""A small grammar: rules over pieces, the longest match wins, linear in the sentence.

A rule is a line of items: ``lower`` words (``a|b`` either), SYMBOLS, ``?`` after what may be absent, and
``item=name`` to hand its value on under a name. Symbols hand theirs on under their own name, ``SYMBOL=`` does not.
``[`` and ``]`` stand around what is a time expression by itself, where that is not the whole line. STOP takes nothing:
it asks that what follows is no clause or phrase. Rules stand in levels; LEVEL0 and LEVEL1 in a later level's rule
stand for a whole match of the earlier levels. The lines of a level are kept as one tree, so that what they begin with
in common is read once.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal, NamedTuple

from detente.entities.times.calendar import Days
from detente.entities.times.phrases import PHRASES, openings
from detente.entities.times.words import Piece
from detente.types import WhenKind

Kind = WhenKind | Literal["aside"]
Build = Callable[..., Days]
_NOTHING_TAKEN = ("STOP", "[", "]")


class Item(NamedTuple):
    """One place of a rule: a symbol or words, and the name under which its value goes on."""

    symbol: str
    words: frozenset[str]
    name: str


class Rule(NamedTuple):
    """What a line of items builds; the lower ``number`` stands earlier.

    ``kind`` "aside" is a point that no later time is counted from; None swallows what only looks like a time.
    """

    number: int
    build: Build
    kind: Kind | None


class Match(NamedTuple):
    """Where a match ends (exclusive), how its days are reckoned, of which kind it is, and its brackets."""

    end: int
    build: Build
    kind: Kind | None
    brackets: tuple[int, ...] = ()


@dataclass(slots=True)
class Node:
    """Rules with the same items so far: how they go on, and the one that ends here.

    ``steps``: by word or symbol of one piece and by name. ``spans``: by other symbol and name.
    """

    steps: dict[str, dict[str, Node]] = field(default_factory=dict)
    spans: dict[tuple[str, str], Node] = field(default_factory=dict)
    rule: Rule | None = None

    def after(self, item: Item) -> Iterator[Node]:
        """The nodes that this item leads to, made where there are none."""
        if item.words or not _spans(item.symbol):
            for key in item.words or [item.symbol]:
                yield self.steps.setdefault(key, {}).setdefault(item.name, Node())
        else:
            yield self.spans.setdefault((item.symbol, item.name), Node())

    def openings(self, levels: list[Node]) -> set[str]:
        """Words and symbols with which the piece after these items may begin; "" where any piece will do."""
        found = {*self.steps} | ({""} if self.rule else set())
        for (symbol, _), after in self.spans.items():
            if symbol in ("[", "]"):
                found |= after.openings(levels)
            elif symbol.startswith("LEVEL"):
                found.update(*(level.openings(levels) for level in levels[: int(symbol[5:]) + 1]))
            else:
                found |= openings(symbol)
        return found


_NONE: dict[str, Node] = {}


def _spans(symbol: str) -> bool:
    """Whether the symbol stands for any number of pieces."""
    return symbol in _NOTHING_TAKEN or symbol in PHRASES or symbol.startswith("LEVEL")


@dataclass(slots=True)
class Grammar:
    """The tree of rules of each level."""

    levels: list[Node] = field(default_factory=list)
    seconds: dict[str, set[str]] = field(default_factory=dict)
    count: int = 0

    def rule(self, lines: str, level: int = 0, kind: Kind | None = "point") -> Callable[[Build], Build]:
        """Decorator: these lines of items are built by this function."""

        def add(build: Build) -> Build:
            while len(self.levels) <= level:
                self.levels.append(Node())
            for line in filter(None, map(str.strip, lines.splitlines())):
                for items in _expand(line):
                    self._add(self.levels[level], items, Rule(self.count, build, kind))
            return build

        return add

    def openings(self) -> dict[str, set[str]]:
        """Words and symbols with which a match may begin, and those that may follow each of them."""
        if not self.seconds:
            for level in self.levels:
                self._open(level)
        return self.seconds

    def _open(self, root: Node) -> None:
        for key, named in root.steps.items():
            after = (node.openings(self.levels) for node in named.values())
            self.seconds.setdefault(key, set()).update(*after)
        for (symbol, _), node in root.spans.items():
            if symbol in ("[", "]"):
                self._open(node)
            elif not symbol.startswith("LEVEL"):
                for key in openings(symbol):
                    self.seconds.setdefault(key, set()).add("")

    def _add(self, root: Node, items: tuple[Item, ...], rule: Rule) -> None:
        self.count += 1
        nodes = [root]
        for item in items:
            nodes = [after for node in nodes for after in node.after(item)]
        for node in nodes:
            node.rule = node.rule or rule


def _expand(line: str) -> list[tuple[Item, ...]]:
    """All ways to leave optional items out."""
    choices = [
        [_item(part.replace("?", "")), None] if part.endswith("?") else [_item(part)] for part in line.split()
    ]
    return [tuple(i for i in way if i) for way in itertools.product(*choices) if any(way)]


def _item(part: str) -> Item:
    content, named, name = part.partition("=")
    if content in _NOTHING_TAKEN:
        return Item(content, frozenset(), "")
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
        """The longest match from here on."""
        if not self._may_begin(at):
            return None
        return self._match(len(self.grammar.levels) - 1, at)

    def _may_begin(self, at: int) -> bool:
        """Whether this piece and the next may begin a match; most words cannot, and "the" seldom does."""
        piece = self.pieces[at]
        if piece.means:
            return True
        seconds = self.grammar.openings().get(piece.text)
        if not seconds or "" in seconds or at + 1 >= len(self.pieces):
            return bool(seconds)
        after = self.pieces[at + 1]
        return after.text in seconds or not seconds.isdisjoint(after.means)

    def _match(self, level: int, at: int) -> Match | None:
        """The longest match of this level or an earlier one; the earlier rule wins a tie."""
        key = level, at
        if key not in self._seen:
            best = self._match(level - 1, at) if level else None
            root, number = self.grammar.levels[level], -1
            for match, rule in self._walk(root, at, {}, ()):
                if best is None or match.end > best.end or (match.end == best.end and rule < number):
                    best, number = match, rule
            self._seen[key] = best
        return self._seen[key]

    def _walk(
        self, node: Node, at: int, values: dict[str, Any], brackets: tuple[int, ...]
    ) -> Iterator[tuple[Match, int]]:
        """All matches from here on, each with the number of its rule."""
        if node.rule:
            number, build, kind = node.rule
            yield Match(at, partial(build, **values) if values else build, kind, brackets), number
        for end, value, name, after in self._steps(node, at):
            more = {**values, name: value} if name else values
            yield from self._walk(after, end, more, brackets)
        for (symbol, name), after in node.spans.items():
            if symbol in ("[", "]"):
                yield from self._walk(after, at, values, (*brackets, at))
            elif step := self._span(symbol, at):
                more = {**values, name: step[1]} if name else values
                yield from self._walk(after, step[0], more, brackets)

    def _steps(self, node: Node, at: int) -> Iterator[tuple[int, Any, str, Node]]:
        """The ways on over the piece here: where to, its value with its name, and what may follow."""
        if at >= len(self.pieces) or not node.steps:
            return
        _, text, means, _ = self.pieces[at]
        for name, after in node.steps.get(text, _NONE).items():
            yield at + 1, text, name, after
        for symbol, value in means.items():
            for name, after in node.steps.get(symbol, _NONE).items():
                yield at + 1, value, name, after

    def _span(self, symbol: str, at: int) -> tuple[int, Any] | None:
        """Where a symbol of any number of pieces ends, with its value."""
        if symbol == "STOP":
            return (at, None) if at >= len(self.pieces) or self.pieces[at].stop else None
        if at >= len(self.pieces):
            return None
        if symbol in PHRASES:
            return self._phrase(symbol, at)
        found = self._match(int(symbol[5:]), at)
        return (found.end, found.build) if found and found.kind in ("point", "aside") else None

    def _phrase(self, symbol: str, at: int) -> tuple[int, Any] | None:
        """A symbol of several pieces, read once."""
        key = symbol, at
        if key not in self._taken:
            self._taken[key] = PHRASES[symbol](self.pieces, at)
        return self._taken[key]
