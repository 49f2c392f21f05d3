"""Paragraphs cut into packs that the network takes in one pass."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from detente.clauses.tokens import words
from detente.inference import MAX_PIECES, encode, pieces
from detente.settings import WORD_LIMIT
from detente.types import Article, Span

_LINE = re.compile(r"[^\n]+")
_DASH = re.compile(r"\s*(?:—|–|--|-)\s")
_STOPS = frozenset(".!?")
_CLOSERS = frozenset("\"”’')]»")

Cut = Callable[[str, int, int], list[Span]]  # the words of text[start:end]


@dataclass(frozen=True, slots=True)
class Pack:
    """A run of words of one paragraph with its encoding for the network."""

    paragraph: int
    words: list[Span]
    encoded: tuple[list[int], list[int], list[int]]


def packs(article: Article, cut: Cut = words) -> list[Pack]:
    """Each line is a paragraph; one too long for a pass is cut behind the last stop that fits.

    A dateline is no part of its sentence; words past settings.WORD_LIMIT are left out.
    """
    text, out, count = article.text, list[Pack](), 0
    for paragraph, line in enumerate(_LINE.finditer(text)):
        spans = cut(text, _behind_dateline(article, line.start(), line.end()), line.end())
        spans = spans[: WORD_LIMIT - count]
        count += len(spans)
        for run in _cut(text, spans):
            spaces = [a.start == 0 or text[a.start - 1].isspace() for a in run]
            encoded = encode([text[a.start : a.end] for a in run], spaces)
            out.append(Pack(paragraph, run, encoded))
    return out


def _behind_dateline(article: Article, start: int, end: int) -> int:
    """Where the sentence begins in a line that a dateline opens ("BEIJING (AP) — Talks …")."""
    if article.dateline is None or not start <= article.dateline.span.start < end:
        return start
    told = article.dateline.span
    if article.text[told.end - 1] in "—–-":
        return told.end
    dash = _DASH.search(article.text, told.end, min(end, told.end + 60))
    return dash.end() if dash else start


def is_cut(packs: list[Pack]) -> bool:
    """Whether words were left out."""
    return sum(len(p.words) for p in packs) >= WORD_LIMIT


def _cut(text: str, spans: list[Span]) -> Iterator[list[Span]]:
    of = pieces().of
    run: list[Span] = []
    sizes: list[int] = []
    total = 0
    for span in spans:
        size = len(of(text[span.start : span.end]))
        if run and total + size > MAX_PIECES:
            at = _last_stop(text, run)
            yield run[:at]
            run, sizes = run[at:], sizes[at:]
            total = sum(sizes)
        run.append(span)
        sizes.append(size)
        total += size
    if run:
        yield run


def _last_stop(text: str, run: list[Span]) -> int:
    """Where to cut: behind the last full stop (and what closes it) of the second half, else at the end."""
    for i in range(len(run) - 1, len(run) // 2, -1):
        before = text[run[i - 1].start : run[i - 1].end]
        stop = before in _STOPS or (before in _CLOSERS and text[run[i - 2].start : run[i - 2].end] in _STOPS)
        if stop and text[run[i].start] not in _CLOSERS:
            return i
    return len(run)
