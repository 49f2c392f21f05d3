"""Times told in the text, reckoned from the day of publication."""

from __future__ import annotations

import datetime as dt
import itertools

from detente.entities.times import counts, dates, parts  # noqa: F401  they fill the grammar
from detente.entities.times.calendar import Days
from detente.entities.times.frame import GRAMMAR, NO_SUCH, Frame, UntoldError
from detente.entities.times.grammar import Match, Reader
from detente.entities.times.tense import tense
from detente.entities.times.words import Piece, pieces
from detente.types import Parse, Sentence, When

_OUTSIDE = ("in", "on", "of", "for", "over", "during", "by", "until", "within", "through")
_REMEMBERED = 20  # times told before that "the next day" may count from


def find_all(parse: Parse) -> tuple[When, ...]:
    """Times of the whole article; "the next day" counts from the last date told before it."""
    found: list[When] = []
    told: list[Days] = []
    for sentence in parse.sentences:
        found += _scan(sentence, parse.article.published, told)
    return tuple(found)


def find(sentence: Sentence, published: dt.date | None) -> tuple[When, ...]:
    """Times of one sentence, in reading order, none within another."""
    return tuple(_scan(sentence, published, []))


def _scan(sentence: Sentence, published: dt.date | None, told: list[Days]) -> list[When]:
    """Longest matches from left to right; what they tell is added to ``told``."""
    row = pieces(sentence)
    reader = Reader(GRAMMAR, row)
    found: list[When] = []
    at = 0
    while at < len(row):
        at, match = _longest(reader, at)
        first, last = _words(row, at, match.end) if match else (0, 0)
        if match is not None and match.kind is not None and not _named(sentence, first, last):
            frame = Frame(published, tense(sentence, first, last), tuple(told[-_REMEMBERED:]))
            when, days = _resolve(sentence, first, last, match, frame)
            found.append(when)
            told += [days] if days and match.kind != "aside" else []
        at = match.end if match else at + 1
    return found


def _longest(reader: Reader, at: int) -> tuple[int, Match | None]:
    """The match from here on, or without the preposition here if it then reaches further."""
    match = reader.longest(at)
    if match and reader.pieces[at].text in _OUTSIDE and at + 1 < len(reader.pieces):
        inner = reader.longest(at + 1)
        if inner and inner.end > match.end:
            return at + 1, inner
    return at, match


def _named(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the words are a person's name ("Theresa May") or part of a longer name ("The Sunday Times")."""
    if any(w.text[0].isdigit() for w in sentence.words[first:last]):
        return False
    holding = [n for n in sentence.names if n.first <= first and last <= n.last]
    return any(n.label == "PER" or n.last - n.first > last - first for n in holding)


def _words(row: list[Piece], start: int, end: int) -> tuple[int, int]:
    """Words of a match, without the preposition that only helped to find it."""
    while start < end - 1 and row[start].text in _OUTSIDE:
        start += 1
    return row[start].word, row[end - 1].word + 1


def _resolve(
    sentence: Sentence, first: int, last: int, match: Match, frame: Frame
) -> tuple[When, Days | None]:
    text = _text(sentence, first, last)
    kind = match.kind if match.kind in ("duration", "set") else "point"
    try:
        days = match.build(frame)
    except UntoldError as untold:
        return When(sentence.number, first, last, text, None, None, None, str(untold), kind), None
    except (ValueError, OverflowError):
        return When(sentence.number, first, last, text, None, None, None, NO_SUCH), None
    return When(sentence.number, first, last, text, days.start, days.end, days.precision), days


def _text(sentence: Sentence, first: int, last: int) -> str:
    """The words as written, whatever stood between them as one space."""
    words = sentence.words[first:last]
    gaps = ["" if a.end == b.start else " " for a, b in itertools.pairwise(words)]
    return "".join(w.text + gap for w, gap in zip(words, [*gaps, ""], strict=True))
