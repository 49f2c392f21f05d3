"""When, where and on whose word an act is told: by what hangs on its words in the tree."""

from __future__ import annotations

from collections.abc import Iterator

from detente.events.frames import carrier, light_verb, surface_subject
from detente.events.matching import Match
from detente.events.parties import parties_in
from detente.knowledge import lexicon
from detente.types import Date, Entities, Party, Place, Sentence, When, Where

_CLAUSES = ("ccomp", "advcl", "acl:relcl", "parataxis")
_PLACES = ("in", "at", "near", "to", "outside", "inside", "off", "over", "across", "on")


def hosts(m: Match) -> list[int]:
    """Words on which a time or place of the act may hang, nearest first."""
    s, out = m.sentence, [m.word]
    if s.words[m.word].upos != "VERB":
        out.append(carrier(s, m.word))
        light = light_verb(s, m.word)
        if light is not None:
            out.append(light)
    out += sorted(m.also)
    at = out[-1] if len(out) > 1 and s.words[out[-1]].upos == "VERB" else m.word
    while s.words[at].deprel in ("xcomp", "conj", "aux") and _is_verbal(s, s.words[at].head):
        at = s.words[at].head
        out.append(at)
    if s.words[at].deprel == "acl" and s.words[s.words[at].head].upos == "NOUN":
        out += [v for v in (light_verb(s, s.words[at].head),) if v is not None]
    return list(dict.fromkeys(out))


def _is_verbal(s: Sentence, i: int) -> bool:
    return s.words[i].upos in ("VERB", "AUX")


def _path(s: Sentence, i: int) -> Iterator[int]:
    yield i
    yield from s.ancestors(i)


def _attached(m: Match, start: int, others: frozenset[int]) -> int | None:
    """Steps from a word up to the act, None where another act or clause comes first."""
    s, own = m.sentence, hosts(m)
    for steps, word in enumerate(_path(s, start)):
        if word in own:
            return steps + own.index(word)
        if word in others or (word != start and s.words[word].deprel in _CLAUSES):
            return None
    return None


def time_of(entities: Entities, m: Match, others: frozenset[int]) -> tuple[Date | None, str | None]:
    """The date told for an act, or the words of a time that could not be resolved."""
    found: list[tuple[int, When]] = []
    for when in entities.times:
        if when.sentence == m.sentence.number and when.kind == "point":
            steps = _attached(m, _head(m.sentence, when), others)
            if steps is not None:
                found.append((steps, when))
    for _, when in sorted(found, key=lambda f: (f[1].start is None, f[0])):
        if when.start and when.end and when.precision:
            return Date(when.start, when.end, when.text, when.precision), None
        return None, when.text
    return None, None


def _head(s: Sentence, when: When) -> int:
    """The word of a time that hangs on a word outside it."""
    own = range(when.first, when.last)
    return next((i for i in own if s.words[i].head not in own), when.first)


def place_of(entities: Entities, m: Match, others: frozenset[int]) -> Place | None:
    """The place told for an act, the nearest first."""
    found: list[tuple[int, Where]] = []
    for where in entities.places:
        if where.sentence != m.sentence.number:
            continue
        steps = _attached(m, where.word, others)
        if steps is not None and m.sentence.case(where.word) in _PLACES:
            found.append((steps, where))
    if not found:
        return None
    w = min(found, key=lambda f: f[0])[1]
    return Place(w.name, w.country, w.lat, w.lon, w.start, w.end)


def reporters(entities: Entities, m: Match) -> tuple[Party, ...]:
    """Whose word the act is on; empty in the reporter's own voice."""
    s, below = m.sentence, m.word
    reporting = lexicon.carriers()["reporting"]
    for above in _path(s, m.word):
        told = above != below and s.words[below].deprel in ("ccomp", "parataxis")
        if told and s.words[above].lemma in reporting:
            subject = surface_subject(s, above)
            return tuple(parties_in(entities, s, [] if subject is None else [subject]))
        for c in s.childs(above, "parataxis", "obl", "advcl"):
            if s.words[c].lemma in reporting and s.words[c].deprel == "parataxis" and c != below:
                subject = surface_subject(s, c)
                return tuple(parties_in(entities, s, [] if subject is None else [subject]))
            if _is_source(s, c):
                return tuple(parties_in(entities, s, [c]))
        below = above
    return ()


def _is_source(s: Sentence, c: int) -> bool:
    """Whether "according to" stands before a word."""
    accord = any(s.words[k].lemma == "accord" for k in s.childs(c, "case"))
    return s.case(c) == "according to" or (s.case(c) == "to" and accord)
