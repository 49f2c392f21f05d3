"""Times told in the text, reckoned from the day of publication."""

from __future__ import annotations

import datetime as dt
import itertools

from detente.entities.times import anchored, clock, counts, dates, durations, fiscal, parts, timex  # noqa: F401  they fill the grammar
from detente.entities.times.calendar import Days
from detente.entities.times.frame import GRAMMAR, NO_SUCH, Frame, UntoldError
from detente.entities.times.grammar import Match, Reader
from detente.entities.times.tense import tense
from detente.entities.times.words import Piece, pieces
from detente.types import Parse, Sentence, Timex, When

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
        start = _inside(row, at, match.end) if match else at
        if match is not None and match.kind is not None and not _named(sentence, row, start, match.end):
            first, last = _words(row, start, match.end)
            frame = Frame(published, tense(sentence, first, last), tuple(told[-_REMEMBERED:]))
            when, days = _resolve(sentence, row, start, match, frame)
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


def _inside(row: list[Piece], start: int, end: int) -> int:
    """Where a match begins without the preposition that only helped to find it."""
    while start < end - 1 and row[start].text in _OUTSIDE:
        start += 1
    return start


def _words(row: list[Piece], start: int, end: int) -> tuple[int, int]:
    """The words of some pieces."""
    return row[start].word, row[end - 1].word + 1


def _named(sentence: Sentence, row: list[Piece], start: int, end: int) -> bool:
    """Whether the words are a person's name ("Theresa May") or part of a longer name ("The Sunday Times")."""
    first, last = _words(row, start, end)
    if any(w.text[0].isdigit() for w in sentence.words[first:last]):
        return False
    holding = [n for n in sentence.names if n.first <= first and last <= n.last]
    return any(n.label == "PER" or n.last - n.first > last - first for n in holding)


def _resolve(
    sentence: Sentence, row: list[Piece], start: int, match: Match, frame: Frame
) -> tuple[When, Days | None]:
    """A time in its words, and its days where it tells any."""
    first, last = _words(row, start, match.end)
    days, reason, value = _built(match, frame)
    when = When(
        sentence.number,
        first,
        last,
        _text(sentence, first, last),
        days.start if days else None,
        days.end if days else None,
        days.precision if days else None,
        reason,
        "point" if days or match.kind is None or match.kind == "aside" else match.kind,
        _timexes(row, start, match, days, value),
    )
    return when, days


def _built(match: Match, frame: Frame) -> tuple[Days | None, str | None, str | None]:
    """The days, or why there are none and what TIMEX3 value is left."""
    try:
        return match.build(frame), None, None
    except UntoldError as untold:
        return None, str(untold), untold.value
    except (ValueError, OverflowError):
        return None, NO_SUCH, None


def _timexes(
    row: list[Piece], start: int, match: Match, days: Days | None, value: str | None
) -> tuple[Timex, ...]:
    """The expressions in brackets, or the whole match."""
    edges = match.brackets or (start, match.end)
    values = [part.timex for part in days.parts or (days,)] if days else [value] * len(edges)
    return tuple(
        Timex(*_words(row, _inside(row, a, b), b), timex.type_of(value, match.kind or ""), value or None)
        for a, b, value in zip(edges[::2], edges[1::2], values, strict=False)
    )


def _text(sentence: Sentence, first: int, last: int) -> str:
    """The words as written, whatever stood between them as one space."""
    words = sentence.words[first:last]
    gaps = ["" if a.end == b.start else " " for a, b in itertools.pairwise(words)]
    return "".join(w.text + gap for w, gap in zip(words, [*gaps, ""], strict=True))
