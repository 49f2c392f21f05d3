"""Quotation marks: what of a text stands inside them.

Only outermost quotations are told; a quotation inside another is part of its words. The marks may be
typographic, straight, French, or a typewriter's pairs of backquotes and apostrophes. Time is linear in the text.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from detente.types import Span

_MARK = re.compile("``|''|[“„«”»\"]")
_SINGLE_OPENER, _SINGLE_CLOSER = re.compile("[‘'`]"), re.compile("[’']")
_OPENERS = {"“", "„", "«", "``"}


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between two marks, ``inner`` without and ``outer`` with the marks.

    ``resumes`` says that the quotation before it was left open, as is the custom where one speech runs through
    several paragraphs; ``closed`` that its own closing mark was found.
    """

    inner: Span
    outer: Span
    resumes: bool = False

    @property
    def closed(self) -> bool:
        return self.outer.end > self.inner.end


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    opens: bool
    closes: bool


def quotations(text: str, paragraphs: Sequence[Span]) -> tuple[Quotation, ...]:
    """Outermost quotations of a text whose paragraphs are given in reading order.

    A quotation left open ends with its paragraph, or at the next paragraph's first mark where that one closes.
    """
    double = list(_doubled(text, paragraphs))
    single = list(_singled(text, paragraphs, double))
    return tuple(sorted([*double, *single], key=lambda q: q.outer.start))


def _doubled(text: str, paragraphs: Sequence[Span]) -> Iterator[Quotation]:
    marks = [list(_marks(text, p)) for p in paragraphs]
    start: _Mark | None = None
    resumes = False
    for number, paragraph in enumerate(paragraphs):
        depth = 0
        for mark in marks[number]:
            if start is None:
                start, depth = (mark, 0) if mark.opens else (None, 0)
            elif mark.opens and not mark.closes:
                if _sentence_ended(text, start.end, mark.start):
                    yield from _quotation(text, start, mark.start, 0, resumes)
                    start, resumes, depth = mark, True, 0
                else:
                    depth += 1
            elif mark.closes and depth:
                depth -= 1
            elif mark.closes:
                yield from _quotation(text, start, mark.start, mark.end, resumes)
                start, resumes = None, False
        following = marks[number + 1] if number + 1 < len(marks) else []
        if start is not None and not (following and following[0].closes and not following[0].opens):
            yield from _quotation(text, start, paragraph.end, 0, resumes)
            resumes = bool(following) and text[paragraph.end : following[0].start].isspace()
            start = None


def _quotation(text: str, mark: _Mark, end: int, outer: int, resumes: bool) -> Iterator[Quotation]:
    """The quotation from a mark to ``end``; ``outer`` is where its closing mark ends, 0 where there is none."""
    inner = _stripped(text, mark.end, end)
    if inner.start < inner.end:
        yield Quotation(inner, Span(mark.start, max(outer, inner.end)), resumes)


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _sentence_ended(text: str, start: int, end: int) -> bool:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end > start and text[end - 1] in ".!?…"


def _marks(text: str, paragraph: Span) -> Iterator[_Mark]:
    """Double marks of a paragraph, each told whether it can open and whether it can close."""
    low = False  # a low mark is open, which "“" closes
    for found in _MARK.finditer(text, paragraph.start, paragraph.end):
        (start, end), sign = found.span(), found[0]
        if low and sign == "“":
            low = False
            yield _Mark(start, end, opens=False, closes=True)
        elif sign in _OPENERS:
            low = sign == "„"
            yield _Mark(start, end, opens=True, closes=False)
        else:
            before = text[start - 1] if start > paragraph.start else " "
            after = text[end] if end < paragraph.end else " "
            yield _straight(start, sign, before, after)


def _straight(at: int, sign: str, before: str, after: str) -> _Mark:
    """A mark that looks the same on both sides opens after a space and before a word."""
    left = before.isspace() or before in "([—–-/"
    opens = sign in ('"', "''") and left and not after.isspace()
    closes = sign != '"' or not (opens and (after.isalnum() or after in "$[("))
    return _Mark(at, at + len(sign), opens=opens, closes=closes)


def _singled(text: str, paragraphs: Sequence[Span], taken: list[Quotation]) -> Iterator[Quotation]:
    """Quotations in single marks outside the double ones; an apostrophe alone is none."""
    for part in _outside(paragraphs, taken):
        marks = (m.start() for m in _SINGLE_CLOSER.finditer(text, part.start + 1, part.end))
        closers = [i for i in marks if _closes_single(text, i, part.end)]
        sure = [i for i in closers if text[i - 1] != "s"]
        i = part.start
        while opener := _SINGLE_OPENER.search(text, i, part.end):
            i = opener.start()
            end = _first(sure, i + 2) or _first(closers, i + 2) if _opens_single(text, i, part) else None
            if end is None:
                i += 1
                continue
            yield from _quotation(
                text, _Mark(i, i + 1, opens=True, closes=False), end, end + 1, resumes=False
            )
            i = end + 1


def _outside(paragraphs: Sequence[Span], taken: list[Quotation]) -> Iterator[Span]:
    cuts = sorted({x for p in paragraphs for x in (p.start, p.end)} | {x for q in taken for x in _ends(q)})
    inside = [(q.outer.start, q.outer.end) for q in taken]
    starts = [s for s, _ in inside]
    for start, end in pairwise(cuts):
        k = bisect.bisect_right(starts, start) - 1
        if k < 0 or inside[k][1] <= start:
            yield Span(start, end)


def _ends(quotation: Quotation) -> tuple[int, int]:
    return quotation.outer.start, quotation.outer.end


def _opens_single(text: str, i: int, part: Span) -> bool:
    before = text[i - 1] if i else " "
    return (
        i + 2 < part.end
        and text[i + 1].isalnum()
        and not text[i + 1].isdigit()
        and (before.isspace() or before in "([—–/:")
    )


def _closes_single(text: str, i: int, end: int) -> bool:
    after = text[i + 1] if i + 1 < end else " "
    return not text[i - 1].isspace() and not after.isalnum()


def _first(places: list[int], start: int) -> int | None:
    k = bisect.bisect_left(places, start)
    return places[k] if k < len(places) else None
