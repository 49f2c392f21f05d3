"""Who said what: quotations and reported speech with their speakers."""

from __future__ import annotations

import bisect
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from detente.entities import party_of
from detente.events.contexts import contexts_of
from detente.events.quotation import Quotation, quotations
from detente.events.speech import Cue, cues, issuers, quoter, span_of, speakers_of
from detente.knowledge.speaking import speech
from detente.types import Date, Entities, Party, Quoted, Sentence, Span, Statement, StatementKind

_FEWEST_WORDS = 3  # a quotation that stands alone with fewer is a title or irony


@dataclass(frozen=True, slots=True)
class _Draft:
    """A statement before its parties are known in full."""

    cue: Cue
    content: Span
    kind: StatementKind
    speaker: tuple[Party, ...]
    relayed_by: tuple[Party, ...]
    why: str


def find(entities: Entities) -> tuple[Statement, ...]:
    """Statements of an article in the order of their contents."""
    drafts = _drafts(entities)
    return tuple(
        _statement(entities, d) for d in sorted(drafts, key=lambda d: (d.content.start, d.content.end))
    )


def _statement(entities: Entities, draft: _Draft) -> Statement:
    article = entities.parse.article
    content = draft.content
    key = f"{article.id}:{content.start}:{content.end}"
    return Statement(
        id="s" + hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest()[:12],
        speaker=draft.speaker,
        relayed_by=draft.relayed_by,
        kind=draft.kind,
        cue=_quoted(article.text, draft.cue.span),
        content=_quoted(article.text, content),
        date=_date(entities, draft.cue),
        addressee=_addressee(entities, draft.cue),
        issues=contexts_of(article.text[content.start : content.end]),
        why=draft.why,
    )


def _quoted(text: str, span: Span) -> Quoted:
    return Quoted(span.start, span.end, text[span.start : span.end])


# ── finding ──────────────────────────────────────────────────────────────────────────────────────────────


class _Quotes:
    """The quotations of an article by place."""

    def __init__(self, found: tuple[Quotation, ...]) -> None:
        self.all = found
        self._starts = [q.outer.start for q in found]

    def around(self, place: int) -> Quotation | None:
        k = bisect.bisect_right(self._starts, place) - 1
        return self.all[k] if k >= 0 and place < self.all[k].outer.end else None

    def touching(self, span: Span) -> tuple[Quotation, ...]:
        k = bisect.bisect_right(self._starts, span.start) - 1
        first = k if k >= 0 and self.all[k].outer.end > span.start else k + 1
        return self.all[first : bisect.bisect_left(self._starts, span.end)]


def _drafts(entities: Entities) -> list[_Draft]:
    parse = entities.parse
    quotes = _Quotes(quotations(parse.article.text, _paragraphs(parse.sentences)))
    drafts: list[_Draft] = []
    taken: set[int] = set()
    for sentence in parse.sentences:
        here = _layers([c for c in cues(sentence) if quotes.around(c.span.start) is None])
        claims = _claims(parse.article.text, sentence, [c for c, _ in here], quotes, taken)
        for cue, relay in here:
            for part, claimed in _apart(parse.article.text, cue, claims.get(cue.word, [])):
                draft = _draft(entities, part, relay, claimed, drafts)
                if draft is not None:
                    drafts.append(draft)
                    taken.update(q.outer.start for q in claimed)
        drafts += _going_on(entities, sentence, quotes, taken, drafts)
    return drafts


def _layers(found: list[Cue]) -> list[tuple[Cue, Cue | None]]:
    """Each cue that stands in nobody else's words, with the cue that relays it ("A said that B said …")."""
    relays: dict[int, Cue] = {}
    for outer in found:
        inner = next((c for c in found if c.word == outer.root and c.said and c.speakers), None)
        if inner is not None and "clause" in outer.frames:
            relays[inner.word] = outer
    outers = {c.word for c in relays.values()}
    free = [c for c in found if c.word not in outers]
    return [(c, relays.get(c.word)) for c in free if not any(_within(c, other) for other in free)]


def _within(cue: Cue, other: Cue) -> bool:
    if other.root is None or other.said is None or cue.word == other.word:
        return False
    return other.said.covers(cue.span) and other.root in cue.sentence.ancestors(cue.word)


def _apart(text: str, cue: Cue, claimed: list[Quotation]) -> list[tuple[Cue, list[Quotation]]]:
    """What a cue reports and what it quotes after a colon are two statements."""
    said = cue.said
    if said is None or not claimed or "clause" not in cue.frames:
        return [(cue, claimed)]
    colon = _before(text, claimed[-1].outer.start)
    if text[colon] != ":" or _words(text, Span(said.start, min(said.end, colon))) < 3 or colon < cue.span.end:
        return [(cue, claimed)]
    return [(replace(cue, said=Span(said.start, min(said.end, colon))), claimed[:-1]), (cue, claimed[-1:])]


def _paragraphs(sentences: Iterable[Sentence]) -> list[Span]:
    spans = []
    for _, group in groupby(sentences, key=lambda s: s.paragraph):
        members = list(group)
        spans.append(Span(members[0].start, members[-1].end))
    return spans


def _claims(
    text: str, sentence: Sentence, here: list[Cue], quotes: _Quotes, taken: set[int]
) -> dict[int, list[Quotation]]:
    """Which cue of the sentence each of its quotations belongs to."""
    claims: dict[int, list[Quotation]] = {}
    for quotation in quotes.touching(Span(max(sentence.start - 2, 0), sentence.end)):
        if quotation.outer.start in taken:
            continue
        rated = [(r, -abs(c.span.start - quotation.outer.start), c.word) for c in here
                 if (r := _claim(text, c, quotation, claims.get(c.word, [])))]  # fmt: skip
        if rated:
            claims.setdefault(max(rated)[2], []).append(quotation)
    return {c.word: _together(text, c, claims[c.word]) for c in here if c.word in claims}


def _claim(text: str, cue: Cue, quotation: Quotation, before: list[Quotation]) -> int:
    """How strongly a cue draws a quotation: 3 set beside it, 2 within what is said, 0 not at all."""
    outer = quotation.outer
    spoken = cue.frames & {"quote", "clause"}
    if spoken and cue.span.end <= outer.start:
        between = text[cue.span.end : outer.start].rstrip()
        joined = bool(before) and between.endswith(("and", "but", "that", ","))
        if between == "" or between[-1] == ":" or ((joined or between[-1] == ",") and len(between) < 90):
            return 3
        if between[-1] in ".?!":
            return 0
    elif spoken and outer.end <= cue.span.start:
        between = text[outer.end : cue.span.start]
        loose = text[quotation.inner.end - 1] in ",?!…—-" or between[:1] == ","
        if len(between) < 120 and loose and "\n\n" not in between:
            return 3
    if cue.said is not None and cue.said.start < outer.end and outer.start < cue.said.end:
        return 2
    return 0


def _together(text: str, cue: Cue, claimed: list[Quotation]) -> list[Quotation]:
    """Without the quotations in front of the cue that are sentences of their own."""
    for k in range(len(claimed) - 1, 0, -1):
        left, right = claimed[k - 1], claimed[k]
        closed = text[left.inner.end - 1] in ".?!" and text[left.outer.end : right.outer.start].isspace()
        if closed and right.outer.end <= cue.span.start:
            return claimed[k:]
    return claimed


def _draft(
    entities: Entities, cue: Cue, relay: Cue | None, claimed: list[Quotation], before: list[_Draft]
) -> _Draft | None:
    text = entities.parse.article.text
    found = _content(text, cue, claimed)
    if found is None:
        return None
    content, kind = found
    speaker = _speaker(entities, cue, before)
    if not any(p.code or p.name for p in speaker) or cue.sentence.is_title:
        return None
    names = {"direct": "direct quotation", "mixed": "partly quoted", "indirect": "reported speech"}
    why = f"{names[kind]}; cue '{text[cue.span.start : cue.span.end]}'; speaker by {cue.how}"
    relays = relay.speakers if relay else quoter(cue.sentence, cue.word)
    return _Draft(cue, content, kind, speaker, _parties(entities, cue.sentence, relays), why)


def _content(text: str, cue: Cue, claimed: list[Quotation]) -> tuple[Span, StatementKind] | None:
    said = cue.said
    if not claimed:
        spoken = cue.frames & {"clause", "object", "vow"}
        return (said, "indirect") if said is not None and spoken and _words(text, said) >= 2 else None
    inner = Span(claimed[0].inner.start, claimed[-1].inner.end)
    outer = Span(claimed[0].outer.start, claimed[-1].outer.end)
    if "label" in cue.frames and said is not None and not cue.frames & {"clause"}:
        return Span(min(said.start, outer.start), outer.end), "mixed"
    if said is None or not cue.frames & {"clause", "object"} or _follows_colon(text, outer):
        return inner, "direct"
    if outer.end <= said.start or (said.end <= outer.start and said.start >= cue.span.end):
        return inner, "direct"
    before = Span(said.start, outer.start)
    after = Span(outer.end, said.end)
    if _words(text, before) == 0 and (_words(text, after) == 0 or text[inner.end - 1] in ".?!,"):
        return inner, "direct"
    return Span(min(said.start, outer.start), max(said.end, outer.end)), "mixed"


def _follows_colon(text: str, outer: Span) -> bool:
    return text[max(outer.start - 3, 0) : outer.start].rstrip().endswith(":")


def _before(text: str, place: int) -> int:
    """The last place in front of this one that is no space."""
    place -= 1
    while place > 0 and text[place].isspace():
        place -= 1
    return max(place, 0)


def _words(text: str, span: Span) -> int:
    return len(text[span.start : span.end].split()) if span.end > span.start else 0


def _going_on(
    entities: Entities, sentence: Sentence, quotes: _Quotes, taken: set[int], before: list[_Draft]
) -> Iterator[_Draft]:
    """A quotation that is a sentence of its own goes on where the sentence before it spoke."""
    text = entities.parse.article.text
    for quotation in quotes.touching(Span(max(sentence.start - 3, 0), sentence.end)):
        if quotation.outer.start in taken or not sentence.start <= quotation.inner.start < sentence.end:
            continue
        if _words(text, quotation.inner) < _FEWEST_WORDS or not _opens(text, quotation):
            continue
        last = (
            None if _later_cue(entities, quotation) else _spoken_before(entities, sentence, quotation, before)
        )
        if last is not None:
            taken.add(quotation.outer.start)
            yield last


def _opens(text: str, quotation: Quotation) -> bool:
    """Say whether the quotation starts a sentence."""
    ahead = text[max(quotation.outer.start - 10, 0) : quotation.outer.start].rstrip()
    return (
        ahead == ""
        or ahead[-1] in ".?!:…”»'\"’)"
        or "\n" in text[max(quotation.outer.start - 2, 0) : quotation.outer.start]
    )


def _later_cue(entities: Entities, quotation: Quotation) -> bool:
    """Say whether the quotation ends inside a later sentence, which then names its speaker."""
    text = entities.parse.article.text
    after = text[quotation.outer.end : quotation.outer.end + 60].split("\n", 1)[0].lstrip()
    return text[quotation.inner.end - 1] == "," or after[:1].islower() or after[:1] == ","


def _spoken_before(
    entities: Entities, sentence: Sentence, quotation: Quotation, before: list[_Draft]
) -> _Draft | None:
    previous = entities.parse.sentences[max(sentence.number - 1, 0)]
    recent = [d for d in before[-4:] if d.cue.span.end <= quotation.outer.start
              and (_reaches(d, previous) or _reaches(d, sentence))]  # fmt: skip
    if recent:
        why = (
            f"direct quotation; goes on after cue '{recent[-1].cue.sentence.words[recent[-1].cue.word].text}'"
        )
        return replace(recent[-1], content=quotation.inner, kind="direct", why=why)
    if not _introduces(entities, previous):
        return None
    return _introduced(entities, previous, quotation, before)


def _reaches(draft: _Draft, sentence: Sentence) -> bool:
    """Say whether a statement ends in this sentence, or its cue stands there."""
    return (
        draft.cue.sentence.number == sentence.number or sentence.start < draft.content.end <= sentence.end + 1
    )


def _introduces(entities: Entities, sentence: Sentence) -> bool:
    return entities.parse.article.text[sentence.start : sentence.end].rstrip().endswith(":")


def _introduced(
    entities: Entities, previous: Sentence, quotation: Quotation, before: list[_Draft]
) -> _Draft | None:
    root = next((i for i, w in enumerate(previous.words) if w.head < 0), None)
    if root is None:
        return None
    speakers, how = speakers_of(previous, root)
    cue = Cue(previous, root, root, root + 1, frozenset({"quote"}), speakers, how, None, None)
    speaker = _speaker(entities, cue, before)
    why = f"direct quotation; after a colon; speaker by {how}"
    return _Draft(cue, quotation.inner, "direct", speaker, (), why) if speaker else None


# ── parties ──────────────────────────────────────────────────────────────────────────────────────────────


def _speaker(entities: Entities, cue: Cue, before: list[_Draft]) -> tuple[Party, ...]:
    """Parties of the cue's speakers; a document speaks for who issued it."""
    found: list[Party] = []
    for word in cue.speakers:
        parties = _parties(entities, cue.sentence, (word,)) or (_unresolved(entities, cue.sentence, word),)
        if not any(p.code for p in parties) and _is_document(cue.sentence, word):
            parties = _parties(entities, cue.sentence, issuers(cue.sentence, word)) or (
                before[-1].speaker if before else parties
            )
        found += [p for p in parties if p not in found]
    return tuple(found)


def _unresolved(entities: Entities, sentence: Sentence, word: int) -> Party:
    span = span_of(sentence, sentence.subtree(word))
    place = span or Span(sentence.words[word].start, sentence.words[word].end)
    text = entities.parse.article.text[place.start : place.end]
    return Party(None, text=text, start=place.start, end=place.end, reason="speaker not identified")


def _is_document(sentence: Sentence, word: int) -> bool:
    return sentence.words[word].lemma.lower() in speech().documents


def _parties(entities: Entities, sentence: Sentence, words: Iterable[int]) -> tuple[Party, ...]:
    found: dict[Party, None] = {}
    for word in words:
        for party in party_of(entities, sentence.number, word):
            found[party] = None
    return tuple(found)


def _addressee(entities: Entities, cue: Cue) -> tuple[Party, ...]:
    """Who is told, where it is a party and not the press."""
    sentence = cue.sentence
    told = [c for c in sentence.childs(cue.word, "obj", "iobj") if c != cue.root and c not in cue.speakers]
    told += [c for c in sentence.childs(cue.word, "obl") if sentence.case(c) == "to"]
    known = [c for c in told if sentence.words[c].lemma.lower() not in speech().press]
    return tuple(p for p in _parties(entities, sentence, known) if p.code and p.sector not in ("MED", "JRN"))


def _date(entities: Entities, cue: Cue) -> Date | None:
    """The time that hangs on the cue."""
    sentence = cue.sentence
    for when in entities.times:
        if when.sentence != sentence.number or when.start is None or when.end is None or when.kind != "point":
            continue
        heads = {sentence.words[i].head for i in range(when.first, when.last)}
        if cue.word in heads and when.precision is not None:
            return Date(when.start, when.end, when.text, when.precision)
    return None
