"""Which quotations belong to which cue of a sentence, and which words are thereby said."""

from __future__ import annotations

import re
from dataclasses import replace

from detente.events.quotation import Quotation
from detente.events.speech import Cue
from detente.types import Span, StatementKind

_THAT = re.compile(r"[\s,:;]*(?:that\b\s*)?", re.IGNORECASE)
_NEAR = 90  # characters between a cue and the quotation that it introduces
_NEAR_BEFORE = 120  # the same where the quotation stands first: a name with its office stands between


def layers(found: list[Cue]) -> list[tuple[Cue, Cue | None]]:
    """Each cue that stands in nobody else's words, with the cue that relays it ("A said that B said …")."""
    relays: dict[int, Cue] = {}
    for outer in found:
        for inner in found:
            spoken = inner.said and inner.speakers and "clause" in inner.frames & outer.frames
            if inner.word == outer.root and spoken:
                relays[inner.word] = outer
    outers = {c.word for c in relays.values()}
    free = [c for c in found if c.word not in outers]
    return [(c, relays.get(c.word)) for c in free if not any(_within(c, other) for other in free)]


def _within(cue: Cue, other: Cue) -> bool:
    if other.root is None or other.said is None or cue.word == other.word:
        return False
    return other.said.covers(cue.span) and other.root in cue.sentence.ancestors(cue.word)


def claims(text: str, found: list[Cue], near: list[Quotation]) -> dict[int, list[Quotation]]:
    """Quotations in or beside a sentence by the word number of the cue that each belongs to."""
    claimed: dict[int, list[Quotation]] = {}
    for quotation in near:
        rated = [
            (strength, -abs(cue.span.start - quotation.outer.start), cue.word)
            for cue in found
            if (strength := _claim(text, cue, quotation, claimed.get(cue.word, [])))
        ]
        if rated:
            claimed.setdefault(max(rated)[2], []).append(quotation)
    return {c.word: _together(text, c, claimed[c.word]) for c in found if c.word in claimed}


def _claim(text: str, cue: Cue, quotation: Quotation, before: list[Quotation]) -> int:
    """How strongly a cue draws a quotation: 4 heard as its words, 3 set beside it, 2 within what is said, 0 not at all."""
    outer = quotation.outer
    if any(h.start < outer.end and outer.start < h.end for h in cue.heard):
        return 4
    if cue.frames & {"quote", "clause"}:
        if cue.span.end <= outer.start:
            between = text[cue.span.end : outer.start].rstrip()
            if between[-1:] in (".", "?", "!"):
                return 0
            if _introduces(between, joined=bool(before)):
                return 3
        elif outer.end <= cue.span.start and _is_followed(text, quotation, cue):
            return 3
    inside = cue.said is not None and cue.said.start < outer.end and outer.start < cue.said.end
    return 2 if inside else 0


def _introduces(between: str, *, joined: bool) -> bool:
    if between == "" or between[-1] == ":":
        return True
    comma = between[-1] == "," or (joined and between.endswith(("and", "but", "that")))
    return comma and len(between) < _NEAR


def _is_followed(text: str, quotation: Quotation, cue: Cue) -> bool:
    between = text[quotation.outer.end : cue.span.start]
    word = cue.sentence.words[cue.word]
    if between.lstrip(" ,").startswith(("while ", "and ", "but ", "as ")):
        return False
    if word.xpos == "VBG" and word.lemma != "say":  # "…," she wrote, recalling …
        return False
    open_end = text[quotation.inner.end - 1] in ",?!…—-" or between[:1] == ","
    return len(between) < _NEAR_BEFORE and open_end and "\n\n" not in between


def _together(text: str, cue: Cue, claimed: list[Quotation]) -> list[Quotation]:
    """Without the quotations in front of the cue that are sentences of their own."""
    for k in range(len(claimed) - 1, 0, -1):
        left, right = claimed[k - 1], claimed[k]
        closed = text[left.inner.end - 1] in ".?!" and text[left.outer.end : right.outer.start].isspace()
        if closed and right.outer.end <= cue.span.start:
            return claimed[k:]
    return claimed


def apart(text: str, cue: Cue, claimed: list[Quotation]) -> list[tuple[Cue, list[Quotation]]]:
    """What a cue reports and what it quotes after a colon are two statements."""
    said = cue.said
    if said is None or not claimed or "clause" not in cue.frames:
        return [(cue, claimed)]
    colon = _before(text, claimed[-1].outer.start)
    if text[colon] != ":" or colon < cue.span.end:
        return [(cue, claimed)]
    quoting = replace(cue, heard=(claimed[-1].outer,)) if cue.heard else cue
    if _words(text, said.start, min(said.end, colon)) < 3:
        return [(quoting, claimed[-1:] if cue.heard else claimed)]
    told = Span(said.start, min(said.end, colon))
    telling = replace(cue, said=told, heard=(told,) if cue.heard else ())
    return [(telling, claimed[:-1]), (quoting, claimed[-1:])]


def content(text: str, cue: Cue, claimed: list[Quotation]) -> tuple[Span, StatementKind] | None:
    """What is said: the words inside the marks, the clause, or the clause with a quoted part in it."""
    said = cue.said
    if cue.heard:
        return _heard(text, cue, claimed)
    if not claimed:
        spoken = said is not None and "clause" in cue.frames
        return (said, "indirect") if said and spoken and _words(text, said.start, said.end) >= 2 else None
    inner = Span(claimed[0].inner.start, claimed[-1].inner.end)
    outer = Span(claimed[0].outer.start, claimed[-1].outer.end)
    if said is None or text[_before(text, outer.start)] == ":":
        return inner, "direct"
    if "phrase" in cue.frames and "clause" not in cue.frames:
        cut = text[inner.end - 1] in ",.?!" or text[outer.end : outer.end + 1] in (",", ".", ";")
        return Span(min(said.start, outer.start), outer.end if cut else max(said.end, outer.end)), "mixed"
    if "clause" not in cue.frames:
        return inner, "direct"
    if outer.end <= said.start or (said.end <= outer.start and said.start >= cue.span.end):
        return inner, "direct"
    whole = _words(text, outer.end, said.end) == 0 or text[inner.end - 1] in ".?!,"
    if _words(text, said.start, outer.start) == 0 and whole:
        return inner, "direct"
    return Span(min(said.start, outer.start), max(said.end, outer.end)), "mixed"


def _heard(text: str, cue: Cue, claimed: list[Quotation]) -> tuple[Span, StatementKind] | None:
    """What the speech model hears: a quotation's words, a clause, or one with a quoted part in it."""
    last = cue.heard[-1]
    span = _bare(text, cue.heard[0].start, last.end)
    inside = [q for q in claimed if q.inner.start < span.end and span.start < q.inner.end]
    semicolon = text.find(";", span.start, inside[0].outer.start if inside else span.end)
    if semicolon >= 0:  # behind it the reporter goes on
        span, inside = Span(span.start, semicolon), []
    if not inside:
        clause = "clause" in cue.frames and _words(text, span.start, span.end) >= 2
        return (span, "indirect") if clause else None
    end = inside[-1].inner.end if inside[-1].closed else min(inside[-1].inner.end, last.end)
    inner = Span(inside[0].inner.start, end)
    before, after = (
        _words(text, span.start, inside[0].outer.start),
        _words(text, inside[-1].outer.end, span.end),
    )
    if before == 0 and (after == 0 or text[end - 1] in ".?!"):
        return inner, "direct"
    return Span(min(span.start, inside[0].outer.start), max(span.end, inside[-1].outer.end)), "mixed"


def _bare(text: str, start: int, end: int) -> Span:
    """Without "that" in front and marks at the ends."""
    found = _THAT.match(text, start, end)
    start = found.end() if found else start
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",.;:"):
        end -= 1
    return Span(start, end)


def _before(text: str, place: int) -> int:
    """The last place in front of this one that is no space."""
    place -= 1
    while place > 0 and text[place].isspace():
        place -= 1
    return max(place, 0)


def _words(text: str, start: int, end: int) -> int:
    return len(text[start:end].split()) if end > start else 0
