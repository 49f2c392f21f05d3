"""Who said what: quotations and reported speech with their speakers."""

from __future__ import annotations

import bisect
import hashlib
import itertools
from collections.abc import Iterable
from dataclasses import dataclass, replace

from detente.events.attribution import apart, claims, content, layers
from detente.events.contexts import contexts_of
from detente.events.interlocutors import (
    addressee,
    is_definite,
    is_document,
    is_public,
    named,
    parties_of,
    unresolved,
)
from detente.events.quotation import Quotation, quotations
from detente.events.said import span_of
from detente.events.speakers import issuers, quoter, speakers_of
from detente.events.speech import Cue, cues
from detente.types import Date, Entities, Party, Quoted, Sentence, Span, Statement, StatementKind, Voice

_FEWEST_WORDS = 3  # a quotation that stands alone with fewer is a title or irony
_KINDS = {"direct": "direct quotation", "mixed": "partly quoted", "indirect": "reported speech"}


@dataclass(frozen=True, slots=True)
class _Draft:
    """A statement in the making; ``ends`` is the number of the sentence in which it ends."""

    cue: Cue
    content: Span
    kind: StatementKind
    speaker: tuple[Party, ...]
    relayed_by: tuple[Party, ...]
    why: str
    ends: int


def find(entities: Entities) -> tuple[Statement, ...]:
    """Statements of an article in the order of their contents; the same words are said once."""
    drafts = sorted(_Reader(entities).read(), key=_place)
    ends = [0, *itertools.accumulate((d.content.end for d in drafts), max)]
    return tuple(
        _statement(entities, d) for d, end in zip(drafts, ends, strict=False) if d.content.start >= end
    )


def voices_by_rule(entities: Entities) -> tuple[Voice, ...]:
    """Who says what by the rules alone, whoever speaks: what the speech model is measured against."""
    mute = replace(entities, parse=replace(entities.parse, voices=()))
    return tuple(Voice(_source(d.cue), d.cue.span, (d.content,)) for d in _Reader(mute, public=False).read())


def _source(cue: Cue) -> Span | None:
    """The words around the first speaker's head word."""
    own = (
        set(cue.sentence.subtree(cue.speakers[0])) - set(range(cue.first, cue.last))
        if cue.speakers
        else set()
    )
    first = last = cue.speakers[0] if cue.speakers else 0
    while first - 1 in own:
        first -= 1
    while last + 1 in own:
        last += 1
    return span_of(cue.sentence, range(first, last + 1)) if own else None


def _place(draft: _Draft) -> tuple[int, int]:
    return draft.content.start, draft.content.end


def _statement(entities: Entities, draft: _Draft) -> Statement:
    article, span = entities.parse.article, draft.content
    key = f"{article.id}:{span.start}:{span.end}"
    return Statement(
        id="s" + hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest()[:12],
        speaker=draft.speaker,
        relayed_by=draft.relayed_by,
        kind=draft.kind,
        cue=_quoted(article.text, draft.cue.span),
        content=_quoted(article.text, span),
        date=_date(entities, draft.cue),
        addressee=addressee(entities, draft.cue),
        issues=contexts_of(article.text[span.start : span.end]),
        why=draft.why,
    )


def _quoted(text: str, span: Span) -> Quoted:
    return Quoted(span.start, span.end, text[span.start : span.end])


def _date(entities: Entities, cue: Cue) -> Date | None:
    """Day or period that hangs on the cue."""
    words = cue.sentence.words
    for when in entities.times:
        if when.sentence != cue.sentence.number or when.start is None or when.end is None:
            continue
        hangs = any(words[i].head == cue.word for i in range(when.first, when.last))
        if hangs and when.kind == "point" and when.precision is not None:
            return Date(when.start, when.end, when.text, when.precision)
    return None


# ── reading ──────────────────────────────────────────────────────────────────────────────────────────────


class _Quotes:
    """The quotations of an article by place."""

    def __init__(self, found: tuple[Quotation, ...]) -> None:
        self.all = found
        self._starts = [q.outer.start for q in found]

    def around(self, place: int) -> Quotation | None:
        k = bisect.bisect_right(self._starts, place) - 1
        return self.all[k] if k >= 0 and place < self.all[k].outer.end else None

    def touching(self, start: int, end: int) -> list[Quotation]:
        k = bisect.bisect_right(self._starts, start) - 1
        first = k if k >= 0 and self.all[k].outer.end > start else k + 1
        return list(self.all[first : bisect.bisect_left(self._starts, end)])


class _Reader:
    """Reads an article twice: first what a cue introduces, then quotations that go on without one.

    ``public`` leaves out what only firms, scholars, the press and unknown people say.
    """

    def __init__(self, entities: Entities, *, public: bool = True) -> None:
        self.entities, self.public = entities, public
        self.text = entities.parse.article.text
        self.sentences = entities.parse.sentences
        self._starts = [s.start for s in self.sentences]
        self.quotes = _Quotes(quotations(self.text, _paragraphs(self.sentences)))
        self.drafts: list[_Draft] = []
        self.by_end: dict[int, list[_Draft]] = {}
        self.taken: set[int] = set()
        self.voices: dict[int, list[Voice]] = {}
        for voice in entities.parse.voices:
            if voice.cue:
                self.voices.setdefault(self._number(voice.cue.start), []).append(voice)

    def read(self) -> list[_Draft]:
        for sentence in self.sentences:
            if not sentence.is_title:
                self._read_cues(sentence)
        for quotation in self.quotes.all:
            if quotation.outer.start not in self.taken:
                self._go_on(quotation)
        return self.drafts

    def _keep(self, draft: _Draft, claimed: list[Quotation]) -> None:
        self.drafts.append(draft)
        for number in {draft.cue.sentence.number, draft.ends}:
            self.by_end.setdefault(number, []).append(draft)
        self.taken.update(q.outer.start for q in claimed)

    def _number(self, place: int) -> int:
        """The sentence at a place of the text."""
        return max(bisect.bisect_right(self._starts, place) - 1, 0)

    def _read_cues(self, sentence: Sentence) -> None:
        every = cues(sentence, self.voices.get(sentence.number, []))
        here = layers([c for c in every if self._is_told(c)])
        start = min((c.heard[0].start for c, _ in here if c.heard), default=sentence.start)
        end = max((c.heard[-1].end for c, _ in here if c.heard), default=sentence.end)
        near = self.quotes.touching(max(min(start, sentence.start - 2), 0), max(end, sentence.end))
        claimed = claims(
            self.text, [c for c, _ in here], [q for q in near if q.outer.start not in self.taken]
        )
        for cue, relay in [(p, relay) for c, relay in here for p in self._by_sentence(c)]:
            for part, own in apart(self.text, cue, claimed.get(cue.word, [])):
                self._read_cue(part, relay, own)

    def _is_told(self, cue: Cue) -> bool:
        """Whether the reporter's own words tell the cue: it stands in no quotation but one left open in front of it."""
        around = self.quotes.around(cue.span.start)
        return around is None or (
            not around.closed and bool(cue.heard) and cue.heard[0].end <= cue.span.start
        )

    def _by_sentence(self, cue: Cue) -> list[Cue]:
        """What is heard in other sentences than the cue's are statements of their own."""
        parts: dict[int, list[Span]] = {}
        for span in cue.heard:
            parts.setdefault(self._number(span.start), []).append(span)
        return [replace(cue, heard=tuple(p)) for p in parts.values()] or [cue]

    def _read_cue(self, cue: Cue, relay: Cue | None, claimed: list[Quotation]) -> None:
        found = content(self.text, cue, claimed)
        speaker = self._speaker(cue) if found else ()
        if found is None or not self._is_heard(speaker):
            return
        span, kind = found
        why = f"{_KINDS[kind]}; cue '{self.text[cue.span.start : cue.span.end]}'; speaker by {cue.how}"
        words = relay.speakers if relay else quoter(cue.sentence, cue.word)
        relays = parties_of(self.entities, cue.sentence, words)
        self._keep(_Draft(cue, span, kind, speaker, relays, why, self._number(span.end - 1)), claimed)

    def _is_heard(self, speaker: Iterable[Party]) -> bool:
        return is_public(speaker) or not self.public

    # ── a quotation without a cue

    def _go_on(self, quotation: Quotation) -> None:
        """A quotation that is a sentence of its own goes on where the sentence before it spoke."""
        inner = quotation.inner
        if len(self.text[inner.start : inner.end].split()) < _FEWEST_WORDS or not self._opens(quotation):
            return
        if self._has_later_cue(quotation):
            return
        number = self._number(inner.start)
        draft = self._continued(quotation, number) or self._introduced(quotation, number)
        if draft is not None:
            self._keep(replace(draft, ends=self._number(inner.end - 1)), [quotation])

    def _opens(self, quotation: Quotation) -> bool:
        """Say whether the quotation starts a sentence."""
        start = quotation.outer.start
        ahead = self.text[max(start - 10, 0) : start]
        bare = ahead.rstrip()
        return bare == "" or "\n" in ahead[len(bare) :] or bare[-1] in ".?!:…”»'\"’)"

    def _has_later_cue(self, quotation: Quotation) -> bool:
        """Say whether the quotation ends inside a later sentence, which then names its speaker."""
        end = quotation.outer.end
        after = self.text[end : end + 60].split("\n", 1)[0].lstrip()
        return self.text[quotation.inner.end - 1] == "," or after[:1].islower() or after[:1] == ","

    def _continued(self, quotation: Quotation, number: int) -> _Draft | None:
        recent = [d for n in (number, number - 1) for d in self.by_end.get(n, [])
                  if max(d.cue.span.end, d.content.end) <= quotation.outer.start]  # fmt: skip
        if not recent:
            return None
        last = max(recent, key=lambda d: (d.cue.span.end, d.content.end))
        cue = self.text[last.cue.span.start : last.cue.span.end]
        why = f"direct quotation; goes on after cue '{cue}'"
        return replace(last, content=quotation.inner, kind="direct", why=why)

    def _introduced(self, quotation: Quotation, number: int) -> _Draft | None:
        """After a sentence that ends with a colon its subject speaks."""
        previous = self.sentences[max(number - 1, 0)]
        root = next((i for i, w in enumerate(previous.words) if w.head < 0), None)
        if root is None or not self.text[previous.start : previous.end].rstrip().endswith(":"):
            return None
        speakers, how = speakers_of(previous, root)
        cue = Cue(previous, root, root, root + 1, frozenset({"quote"}), speakers, how, None, None)
        speaker = self._speaker(cue)
        why = f"direct quotation; after a colon; speaker by {how}"
        draft = _Draft(cue, quotation.inner, "direct", speaker, (), why, number)
        return draft if self._is_heard(speaker) else None

    # ── speakers

    def _speaker(self, cue: Cue) -> tuple[Party, ...]:
        """Parties of the cue's speakers; a document speaks for who issued it."""
        found: list[Party] = []
        for word in cue.speakers:
            parties = named(self.entities, cue.sentence, word)
            if not any(p.code for p in parties) and is_document(cue.sentence, word):
                parties = parties_of(self.entities, cue.sentence, issuers(cue.sentence, word))
                known = self.drafts and is_definite(cue.sentence, word)
                parties = parties or (self.drafts[-1].speaker if known else ())
            parties = parties or (unresolved(self.text, cue.sentence, word),)
            found += [p for p in parties if p not in found]
        return tuple(found)


def _paragraphs(sentences: Iterable[Sentence]) -> list[Span]:
    spans = []
    for _, group in itertools.groupby(sentences, key=lambda s: s.paragraph):
        members = list(group)
        spans.append(Span(members[0].start, members[-1].end))
    return spans
