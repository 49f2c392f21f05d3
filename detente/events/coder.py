"""Matched acts of an article to events."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace

from detente.events import acts, casting, learnt, plover, trees, weighing
from detente.events.acts import Reading
from detente.events.casting import Cast
from detente.events.circumstances import place_of, reporters, time_of
from detente.events.contexts import contexts_of
from detente.events.frames import carrier, light_verb
from detente.events.matching import Match
from detente.events.parties import codes
from detente.events.retelling import Telling, joined, retold
from detente.events.signs import NOT_DONE, Told
from detente.events.status import weighed
from detente.knowledge import own
from detente.types import Article, Date, Entities, Event, EventMention, Party, Sentence, Span

_LONGEST = 400  # characters of a mention; a clause is seldom longer
_WEEK = dt.timedelta(days=7)
_REASONS = 3  # features named in why
_CONTENT = ("NOUN", "VERB", "ADJ", "NUM")
_SPOKEN = frozenset({"ACCUSE", "REQUEST", "SUPPORT", "THREATEN", "REJECT", "AGREE", "CONCEDE"})
_OPENS_NEW_CLAUSE = ("parataxis", "advcl", "acl:relcl", "list", "appos", "dep")


def events(entities: Entities) -> tuple[Event, ...]:
    """Events of an article in the order of their best mentions."""
    told = tellings(entities, acts.read(entities))
    likely = [t for t in told if t.worth >= learnt.threshold("mention") or t.match.entry.is_own]
    return joined_events(entities, worthy(retold(likely), weighing.threshold()))


def worthy(groups: list[list[Telling]], threshold: float) -> list[list[Telling]]:
    """Groups of which one telling is worth keeping, or of an own category."""
    return [g for g in groups if any(t.worth >= threshold or t.match.entry.is_own for t in g)]


def told_once(entities: Entities, told: list[Telling]) -> tuple[Event, ...]:
    """Tellings of one act joined in one event, whatever they are worth."""
    return joined_events(entities, retold(told))


def joined_events(entities: Entities, groups: list[list[Telling]]) -> tuple[Event, ...]:
    """One event a group, in the order of the text."""
    found = [_event(entities, group) for group in groups]
    in_order = sorted(found, key=lambda e: e.mentions[0].span.start)
    return tuple(dated_by_meetings(in_order, entities.parse.article))


def tellings(entities: Entities, readings: Mapping[int, Reading]) -> list[Telling]:
    """Every act that lexicon or model finds, likely or not; ``readings`` by sentence number."""
    found = casting.cast(entities, readings)
    return [
        t
        for s in entities.parse.sentences
        for t in _tellings(entities, readings.get(s.number), found[s.number])
    ]


def dated_by_meetings(found: list[Event], article: Article) -> Iterator[Event]:
    """What is said in a meeting or call of the last days has its date: an undated act of one who took part."""
    meeting: Event | None = None
    for e in found:
        if e.type == "CONSULT" and e.date and e.status == "occurred" and _is_fresh(e.date, article):
            meeting = e
        elif meeting and meeting.date and e.date is None and e.date_text is None and _said_there(e, meeting):
            yield replace(e, date=meeting.date, why=f"{e.why}; date of the meeting it was said in")
            continue
        yield e


def _is_fresh(date: Date, article: Article) -> bool:
    return bool(
        article.published
        and date.precision == "day"
        and dt.timedelta(0) <= article.published - date.start <= _WEEK
    )


def _is_past(date: Date, article: Article) -> bool:
    return bool(article.published and article.published - date.end > _WEEK)


def _said_there(e: Event, meeting: Event) -> bool:
    there = codes((*meeting.actors, *meeting.recipients))
    return e.type in _SPOKEN and e.status == "occurred" and bool(codes(e.actors)) and codes(e.actors) <= there


def _tellings(entities: Entities, reading: Reading | None, chosen: list[Cast]) -> Iterator[Telling]:
    found = [c.match for c in chosen]
    by_word = {m.word: m for m in found}
    triggers = frozenset(by_word)
    statuses = {m.word: weighed(Told(m.sentence, m.word, by_word, reading)) for m in found}
    undone = {
        w for w, (status, _) in statuses.items() if status in NOT_DONE and by_word[w].entry.type == "AGREE"
    }
    inner = {m.word: outer for m in found if (outer := _told_by(m, by_word)) is not None}
    for c in chosen:
        m = c.match
        if (m.word in inner and inner[m.word] not in undone) or (m.word in undone & set(inner.values())):
            continue
        status, why = statuses[m.word]
        date, date_text = time_of(entities, m, triggers - {m.word})
        if date and status in ("occurred", "ongoing") and _lies_ahead(date, entities.parse.article):
            status, why = "planned", f"{date.text} is still to come"
        known = weighing.features(entities, c, status, reading, rivals=len(found))
        where = mention(m)
        yield Telling(
            match=m,
            mention=where,
            status=status,
            status_why=why,
            date=date,
            date_text=date_text,
            place=place_of(entities, m, triggers - {m.word}),
            reported_by=reporters(entities, m),
            features=known,
            confidence=weighing.confidence(known),
            worth=weighing.worth(known),
            row=c.row,
            content=_content(m, where.span),
            is_past=date is not None and _is_past(date, entities.parse.article),
        )


def _content(m: Match, span: Span) -> frozenset[str]:
    words = m.sentence.words
    told = (
        w
        for n, w in enumerate(words)
        if span.start <= w.start < span.end and w.upos in _CONTENT and n != m.word
    )
    return frozenset(w.lemma.lower() for w in told)


def _told_by(m: Match, by_word: dict[int, Match]) -> int | None:
    """The trigger of another coded act whose content this one is ("agreed to meet", "urged Iran to withdraw").

    Such an act is not coded beside the other, unless the other is a plan or promise that came to nothing ("plans to
    travel were cancelled"): there the act itself is.
    """
    s = m.sentence
    at = m.word if s.words[m.word].upos == "VERB" else carrier(s, m.word)
    for _ in range(4):
        rel, head = s.words[at].deprel, s.words[at].head
        if head < 0 or rel not in ("xcomp", "ccomp", "acl", "obj", "nmod", "obl", "advcl", "conj"):
            return None
        outer = by_word.get(head)
        if outer is not None and rel != "conj":
            told = outer.entry.inner not in (None, "occurred") and (rel != "advcl" or _marked(s, at))
            return head if told else None
        at = head
    return None


def _marked(s: Sentence, clause: int) -> bool:
    marks = (s.words[c].text.lower() for c in s.childs(clause, "mark", "case"))
    return any(mark in ("to", "of", "for", "from", "on", "that") for mark in marks)


def _lies_ahead(date: Date, article: Article) -> bool:
    return article.published is not None and date.start > article.published


def mention(m: Match) -> EventMention:
    """Where an act is told: its clause, without clauses that only hang on it, and its trigger."""
    s = m.sentence
    top = m.word
    if s.words[top].upos != "VERB":
        light = light_verb(s, top)
        top = light if light is not None else carrier(s, top)
    inside = [s.words[i] for i in _around(s, sorted(_clause(s, top)), top)]
    trigger = s.words[m.word]
    start, end = min(inside[0].start, trigger.start), max(inside[-1].end, trigger.end)
    return EventMention(Span(start, end), Span(trigger.start, trigger.end), s.number, m.word)


def _around(s: Sentence, inside: list[int], top: int) -> list[int]:
    """The run of a clause's words around its head: no wide gap, not too long, no marks at its ends."""
    words = s.words
    lo = hi = inside.index(top)

    def near(a: int, b: int, first: int, last: int) -> bool:
        return inside[b] <= inside[a] + 2 and words[inside[last]].end - words[inside[first]].start <= _LONGEST

    while lo and near(lo - 1, lo, lo - 1, hi):
        lo -= 1
    while hi + 1 < len(inside) and near(hi, hi + 1, lo, hi + 1):
        hi += 1
    while lo < hi and words[inside[lo]].upos in ("PUNCT", "CCONJ"):
        lo += 1
    while lo < hi and words[inside[hi]].upos == "PUNCT":
        hi -= 1
    return inside[lo : hi + 1]


def _clause(s: Sentence, top: int) -> set[int]:
    """Words of the clause, without clauses that only hang on it."""
    out, todo = set[int](), [top]
    while todo:
        i = todo.pop()
        out.add(i)
        todo += [c for c in s.children[i] if i != top or not _opens_clause(s, c)]
    return out


def _opens_clause(s: Sentence, c: int) -> bool:
    word = s.words[c]
    joined_clause = word.deprel == "conj" and word.upos == s.words[word.head].upos == "VERB"
    return joined_clause or word.deprel in _OPENS_NEW_CLAUSE


def _event(entities: Entities, group: list[Telling]) -> Event:
    t = joined(group)
    m, entry = t.match, t.match.entry
    article = entities.parse.article
    reduced = plover.reduced(entry.type, t.status)
    mode = entry.mode
    quad, score = plover.rating(reduced, mode)
    clause = article.text[t.mention.span.start : t.mention.span.end]
    contexts = dict.fromkeys((*entry.contexts, *contexts_of(clause)))
    key = f"{article.id}:{t.mention.trigger.start}:{t.mention.trigger.end}:{entry.type}"
    return Event(
        id="e" + hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest()[:12],
        type=entry.type,
        mode=mode,
        contexts=tuple(contexts),
        status=t.status,
        plover=reduced,
        quad=quad,
        score=score,
        actors=m.actors,
        recipients=_recipients(m),
        reciprocal=entry.reciprocal,
        date=t.date,
        date_text=t.date_text,
        place=t.place,
        reported_by=t.reported_by,
        mentions=tuple(dict.fromkeys(g.mention for g in group)),
        confidence=round(max(g.confidence for g in group), 2),
        why=_why(t, m.actors),
        rule=entry.id,
        own=own.category(entry) if entry.is_own and own.category(entry) != entry.type else None,
    )


def _recipients(m: Match) -> tuple[Party, ...]:
    """Who is named on both sides of a two-sided act stands with the actors."""
    both = codes(m.actors) if m.entry.reciprocal else frozenset()
    return tuple(p for p in m.recipients if p.code not in both)


def _why(t: Telling, actors: tuple[Party, ...]) -> str:
    m = t.match
    word = m.sentence.words[m.word]
    who = ", ".join(dict.fromkeys(p.code or "?" for p in actors)) or "nobody named"
    when = f"; date by '{t.date.text}'" if t.date else ""
    implied = ", ".join(sorted({p.code for p in (*m.actors, *m.recipients) if p.code and p.start is None}))
    who += f"; understood from the story: {implied}" if implied else ""
    if t.row is not None:
        who += f" (most for it: {', '.join(trees.moved(t.row, _REASONS))})"
    by = "model" if m.entry.id.startswith("model-") else "lexicon"
    if m.entry.is_own:
        by = f"own codebook, {own.category(m.entry)}, kept at any confidence:"
    return f"{by} {m.entry.id} on '{word.text}'; acting: {who}; {t.status}: {t.status_why}{when}"
