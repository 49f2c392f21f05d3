"""What one party of a sentence does to another, as the event model reads it.

A question of its own beside the coding of articles, which does not ask it: benchmarks.relations and benchmarks.peers do.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente import inference
from detente.clauses.tokens import words
from detente.events.acts import CATEGORIES
from detente.events.sides import mentions
from detente.types import Entities, Mention, Sentence, Span

_LONGEST = 180  # words of a sentence that are read, as by events.acts
_PIECES = 400  # subwords of a sentence that are read
_PHRASES = 16  # phrases of a sentence that are paired; a list of more is no dealing of two
Probabilities = dict[str, float]


def probabilities(sentence: str, source: Span, target: Span) -> Probabilities:
    """Probabilities of NONE and the 16 categories of what ``source`` does to ``target``, by name.

    The spans are characters of the sentence; an empty one stands for a party that the sentence does not name.
    """
    (said,) = _read(sentence, words(sentence), [(source, target)]) or [_nothing()]
    return said


@dataclass(frozen=True, slots=True)
class Pair:
    """Two phrases that name parties, and the probabilities of what the first does to the second."""

    source: Mention
    target: Mention
    said: Probabilities


def pairs(entities: Entities, s: Sentence) -> Iterator[Pair]:
    """Each phrase of a sentence that names a party with each other one, both ways."""
    text = entities.parse.article.text
    named = [m for m in mentions(entities, s) if any(p.code for p in m.parties)][:_PHRASES]
    two = list(itertools.permutations(named, 2))
    spans = [(Span(a.start, a.end), Span(b.start, b.end)) for a, b in two]
    said = _read(text, [Span(w.start, w.end) for w in s.words], spans)
    for (source, target), found in zip(two, said, strict=True):
        yield Pair(source, target, found)


def _read(text: str, found: Sequence[Span], asked: Sequence[tuple[Span, Span]]) -> list[Probabilities]:
    found = found[:_LONGEST]
    if not found or not asked:
        return []
    spaces = [w.start == 0 or text[w.start - 1].isspace() for w in found]
    pack = inference.encode([text[w.start : w.end] for w in found], spaces)
    if len(pack[0]) > _PIECES:
        return _read(text, found[: sum(first < _PIECES - 20 for first in pack[2])], asked)
    two = [(_covered(found, source), _covered(found, target)) for source, target in asked]
    return [dict(zip(CATEGORIES, map(float, row), strict=True)) for row in inference.pairs(pack, two)]


def _nothing() -> Probabilities:
    return dict.fromkeys(CATEGORIES, 0.0) | {"NONE": 1.0}


def _covered(found: Sequence[Span], span: Span) -> list[int]:
    return [i for i, w in enumerate(found) if w.start < span.end and w.end > span.start]
