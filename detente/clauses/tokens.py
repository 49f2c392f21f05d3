"""Words in the manner of Universal Dependencies for English (EWT and GUM guidelines), with exact offsets.

Clitics are words of their own ("China|'s", "do|n't", "we|'ll"), hyphens split compounds ("two|-|day") but not
prefixes ("co-founder", "anti-war"), abbreviations and initials keep their period ("U.S.", "Gen."), a final period
is a word. Whether a period also ends a sentence is the network's decision.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.knowledge import grammar
from detente.types import Span

_URL = r"(?:https?://|www\.)[^\s<>\"]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"
_NUMBER = r"\d+(?:/\d+){1,2}(?![\w])|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s|m|bn|k|p|a)?(?![\w])|\d+(?:[.,:]\d+)*"
_INITIALS = r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![\w]))?"
_WORD = r"[^\W\d_](?:\w|[.&](?=\w)|['’](?=[^\W\d_]))*"
_MARK = r"\.{2,}|-{2,}|(?P<run>[!?*=_~$<>])(?P=run)*|[^\w\s]"
_TOKEN = re.compile(f"({_URL})|({_INITIALS})|({_NUMBER})|({_WORD}|\\w+)|{_MARK}")
_CLITIC = re.compile(r"(.+?)(n['’]t|['’](?:s|re|ve|ll|d|m|S|LL|RE))$")
_SPLIT = {"cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3, "gimme": 3}
_TAIL = re.compile(r"(?:n['’]t|['’](?:s|re|ve|ll|d|m))(?![\w])", re.IGNORECASE)
_LONGEST = 200  # characters of one word; longer runs are cut


def words(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Spans of the words of ``text[start:end]`` in reading order; no word holds white space."""
    return list(_join_prefixes(text, list(_raw(text, start, len(text) if end is None else end))))


def _raw(text: str, start: int, end: int) -> Iterator[Span]:
    at = start
    while at < end:
        found = _TOKEN.search(text, at, min(end, at + 5000))
        if not found:
            at += 5000
            continue
        a, b = found.span()
        url, word = found.group(1), found.group(4)
        if url:
            b = a + len(url.rstrip(".,;:!?)’'\""))
        elif word:
            b = _word_end(text, a, b, end)
        b = min(b, a + _LONGEST)
        if word:
            yield from _split(text, a, b)
        else:
            b = _clitic_end(text, a, b, start, end)
            yield Span(a, b)
        at = b


def _word_end(text: str, a: int, b: int, end: int) -> int:
    """A known abbreviation or an initial takes its period; "n't" stays for the clitic split."""
    if b < end and text[b] == ".":
        word = text[a:b]
        initial = len(word) == 1 and word.isupper() and b + 1 < end and text[b + 1] == " " and word != "I"
        if initial or word.lower() in grammar.abbreviations():
            return b + 1
    if b < end and text[b] in "'’" and text[b - 1] in "nN" and text[b + 1 : b + 2] in ("t", "T"):
        return b + 2
    return b


def _clitic_end(text: str, a: int, b: int, start: int, end: int) -> int:
    """A clitic behind a number or an abbreviation ("G7's", "U.S.'s") is one word."""
    tail = _TAIL.match(text, a, end) if text[a] in "'’" and a > start else None
    return tail.end() if tail and (text[a - 1].isalnum() or text[a - 1] == ".") else b


def _split(text: str, a: int, b: int) -> Iterator[Span]:
    word = text[a:b]
    cut = _SPLIT.get(word.lower())
    if not cut and (clitic := _CLITIC.match(word)):
        cut = clitic.end(1)
    if cut:
        yield Span(a, a + cut)
        yield Span(a + cut, b)
    else:
        yield Span(a, b)


def _join_prefixes(text: str, spans: list[Span]) -> Iterator[Span]:
    """Prefix, hyphen and stem are one word ("ex-president"), as are phone and serial numbers."""
    i = 0
    while i < len(spans):
        j = i
        while j + 2 < len(spans) and _glued(text, spans[j], spans[j + 1], spans[j + 2], first=j == i):
            j += 2
        yield Span(spans[i].start, spans[j].end)
        i = j + 1


def _glued(text: str, a: Span, hyphen: Span, b: Span, *, first: bool) -> bool:
    if text[hyphen.start : hyphen.end] != "-" or a.end != hyphen.start or hyphen.end != b.start:
        return False
    return first and text[a.start : a.end].lower() in grammar.prefixes() and text[b.start].isalnum()
