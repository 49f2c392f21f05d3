"""Triggers: which words of a sentence tell an act, by lexicon and event model."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from detente.events import sides
from detente.events.acts import Reading
from detente.events.frames import Frame, carrier, deep_object, surface_subject
from detente.events.parties import codes, parties_in
from detente.knowledge import lexicon, own
from detente.knowledge.lexicon import Entry, Words
from detente.types import Entities, Party, Sentence

_KINDS = {"VERB": "verbs", "NOUN": "nouns", "ADJ": "adjectives", "PROPN": "nouns"}
_TRUST = 4.0  # what the event model's certainty counts beside an entry's fit
_OWN = 20.0  # what counts for a user's own entry: where it fits, it goes first
_PROPOSED = 0.2  # how sure the event model must be of a trigger that no entry lists
_WAYS, _DOUBTED = (
    3,
    0.1,
)  # categories of a trigger that are asked for, and how likely the model must find all but the first
_NOT = frozenset(("not", "n't", "n’t", "never", "neither", "nor", "no", "without", "nobody", "none"))
_FUTURE = ("will", "would", "shall", "wo", "'ll", "’ll")


@dataclass(frozen=True, slots=True)
class Match:
    """One trigger read by one entry; ``also`` are further trigger words of the same act (the object of a light verb)."""

    entry: Entry
    sentence: Sentence
    word: int
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    also: frozenset[int] = frozenset()

    @property
    def party_codes(self) -> frozenset[str]:
        return codes((*self.actors, *self.recipients))


@functools.cache
def _index(kind: str) -> dict[str, list[Entry]]:
    return lexicon.index(lexicon.entries(), kind)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to take a trigger: the act as the sentence tells it, what its entry's slots hold, and how well it fits."""

    match: Match
    slots: sides.Sides
    rank: float
    reading: Reading | None


def matches(entities: Entities, s: Sentence, reading: Reading | None = None) -> list[Match]:
    """The best way to take each trigger of a sentence."""
    return [ways[0].match for ways in taken(entities, s, reading)]


def taken(entities: Entities, s: Sentence, reading: Reading | None = None) -> list[list[Way]]:
    """Each trigger's ways to be taken, one a category, the best first; in the order of the words.

    A noun that an idiom's verb has taken is no trigger of its own. ``reading`` is the event model's: it weighs in where
    entries compete and where parties are told, and proposes categories that no entry lists for a word.
    """
    proposed: dict[int, list[Entry]] = {}
    for word, category in reading.proposals(_PROPOSED) if reading else ():
        proposed.setdefault(word, []).append(lexicon.proposals()[category])
    found = {i: w for i in range(len(s.words)) if (w := _ways(entities, s, i, reading, proposed.get(i, [])))}
    spent = {w for ways in found.values() for w in ways[0].match.also}
    return [ways for i, ways in sorted(found.items()) if i not in spent]


def fitting(
    entities: Entities, s: Sentence, i: int, proposed: Iterable[Entry]
) -> Iterator[tuple[Frame, Entry]]:
    """Entries that a word's surroundings allow: those that list it, and what the event model proposes."""
    word = s.words[i]
    kind = _KINDS.get(word.upos)
    if kind is None:
        return
    # a modifier names an act, it does not tell one
    names = word.deprel == "compound" or (kind == "verbs" and word.deprel == "amod")
    lemma = word.lemma.lower()
    listed = () if names else (*own.listing(kind, lemma), *_index(kind).get(lemma, ()))
    frame = Frame(s, i)
    for e in (*listed, *proposed):
        if _words_fit(frame, e) and _slots_fit(entities, frame, e):
            yield frame, e


def _ways(
    entities: Entities, s: Sentence, i: int, reading: Reading | None, proposed: list[Entry]
) -> list[Way]:
    best: dict[str, Way] = {}
    for frame, e in fitting(entities, s, i, proposed):
        told = _read(entities, frame, e, reading)
        if told and (e.type not in best or told.rank > best[e.type].rank):
            best[e.type] = told
    ways = sorted(best.values(), key=lambda t: -t.rank)[:_WAYS]
    if reading is None or (ways and ways[0].match.entry.is_own):
        return ways[:1]
    return [t for n, t in enumerate(ways) if n == 0 or reading.of(i, t.match.entry.type) > _DOUBTED]


def _rank(m: Match, reading: Reading | None) -> float:
    """How well an entry fits: what it asks for beside the word, the parties it found, the model's word."""
    e = m.entry
    asked = 3.0 * bool(e.object or e.pp or e.complement) + bool(e.needs)
    asked += 2.0 * bool(e.particle or e.negated or e.future or e.subject or e.modifiers)
    asked += _OWN * e.is_own
    parties = 0.5 * bool(codes(m.actors)) + 0.5 * bool(codes(m.recipients))
    return asked + parties - 0.6 * e.weak + (_TRUST * reading.of(m.word, e.type) if reading else 0)


def _read(entities: Entities, frame: Frame, e: Entry, reading: Reading | None) -> Way | None:
    s = frame.sentence
    actors, recipients = held = slots(entities, frame, e)
    if reading is not None:
        actors, recipients = sides.decided(entities, sides.Asked(s, frame.word, held, reading, e.reciprocal))
    if not e.reciprocal and codes(recipients) - codes(actors):
        recipients = [p for p in recipients if p.code not in codes(actors)]
    if (
        reading is None
        and not codes(actors)
        and frame.kind == "verbs"
        and e.mode in lexicon.carriers()["powers"]
    ):
        actors = [*actors, *(Party(code) for code in sorted(codes(recipients))[:1])]
    nobody = not codes((*actors, *recipients)) or (e.other and _all_same(actors, recipients))
    if nobody and (reading is None or reading.of(frame.word, e.type) <= _PROPOSED):
        return None
    obj = deep_object(s, frame.word) if e.object and frame.kind == "verbs" else None
    also = frozenset[int]() if obj is None else frozenset((obj, *_inside(s, obj)))
    match = Match(e, s, frame.word, tuple(actors), tuple(recipients), also)
    return Way(match, held, _rank(match, reading), reading)


def slots(entities: Entities, frame: Frame, e: Entry) -> sides.Sides:
    """Parties in the slots that an entry names for actor and recipient."""
    actors = _first(entities, frame, e.actor, through=False)
    acting = codes(actors)
    not_in = acting if e.reciprocal else frozenset[str]()
    return actors, _first(
        entities, frame, e.recipient, through=not e.reciprocal, not_in=not_in, besides=acting
    )


def _all_same(actors: list[Party], recipients: list[Party]) -> bool:
    return bool(recipients) and {(p.code, p.name) for p in recipients} <= {(p.code, p.name) for p in actors}


def _inside(s: Sentence, n: int) -> list[int]:
    """Nouns that the object measures ("a series of strikes")."""
    return [c for c in s.childs(n, "nmod") if s.case(c) == "of" and carrier(s, c) == n]


def _first(
    entities: Entities,
    frame: Frame,
    slots: tuple[str, ...],
    *,
    through: bool,
    not_in: Words = frozenset(),
    besides: Words = frozenset(),
) -> list[Party]:
    """Parties of the first slot that holds a resolved one, else of the first that holds any."""
    unresolved: list[Party] = []
    for slot in slots:
        words = frame.words(slot)
        deep = through and slot not in ("mod", "head")
        found = parties_in(entities, frame.sentence, words, through=deep, besides=besides)
        if codes(found) - not_in:
            return found
        unresolved = unresolved or [p for p in found if p.text and not p.code]
    return unresolved


def _words_fit(frame: Frame, e: Entry) -> bool:
    s, w = frame.sentence, frame.word
    if frame.kind == "verbs":
        particles = (s.words[c].text.lower() for c in s.childs(w, "compound:prt", "advmod", "obl", "case"))
        if e.particle and e.particle not in particles:
            return False
        if not _object_fits(s, w, e) or not _subject_fits(s, w, e):
            return False
    elif frame.kind == "nouns" and not _modifiers_fit(s, w, e):
        return False
    if e.complement and not _complement_fits(s, w, e):
        return False
    if e.negated and not is_negated(s, w):
        return False
    if e.future and not _is_future(s, w):
        return False
    return (not e.pp or _phrase_fits(frame, e.pp)) and not (e.not_pp and _phrase_fits(frame, e.not_pp))


def _phrase_fits(frame: Frame, phrases: dict[str, frozenset[str]]) -> bool:
    """Whether one of the prepositions has one of its nouns behind it."""
    s = frame.sentence
    return any(_lemma(s, c) in lemmas for p, lemmas in phrases.items() for c in frame.words(p))


def _lemma(s: Sentence, i: int) -> str:
    return s.words[i].lemma.lower()


def _object_fits(s: Sentence, w: int, e: Entry) -> bool:
    if not (e.object or e.not_object):
        return True
    objects = {obj for obj in (deep_object(s, w), s.child(w, "obj")) if obj is not None}
    if e.particle:
        objects |= {c for c in s.childs(w, "obl", "obl:unmarked") if not s.case(c)}
    lemmas = {_lemma(s, k) for obj in objects for k in (obj, *_inside(s, obj), *s.childs(obj, "conj"))}
    return not lemmas & e.not_object and (not e.object or bool(lemmas & e.object))


def _subject_fits(s: Sentence, w: int, e: Entry) -> bool:
    if not (e.subject or e.not_subject):
        return True
    subject = Frame(s, w).words("subj")
    lemmas = {_lemma(s, k) for k in subject}
    return not lemmas & e.not_subject and (not e.subject or bool(lemmas & e.subject))


def _complement_fits(s: Sentence, w: int, e: Entry) -> bool:
    around = s.childs(w, "xcomp", "obl", "obj", "ccomp", "advcl", "acl", "nmod")
    around += [c for a in around for c in s.childs(a, "amod", "xcomp", "acl", "nmod", "conj")]
    return any(_lemma(s, c) in e.complement for c in around)


def _modifiers_fit(s: Sentence, w: int, e: Entry) -> bool:
    if not (e.modifiers or e.not_modifiers):
        return True
    lemmas = {_lemma(s, c) for c in s.childs(w, "amod", "compound", "nmod", "nmod:poss", "nmod:desc")}
    return not lemmas & e.not_modifiers and (not e.modifiers or bool(lemmas & e.modifiers))


def _slots_fit(entities: Entities, frame: Frame, e: Entry) -> bool:
    if any(_holds(entities, frame, slot) for slot in e.without):
        return False
    return not e.needs or any(_holds(entities, frame, slot) for slot in e.needs)


def _holds(entities: Entities, frame: Frame, slot: str) -> bool:
    """Whether a slot is filled ("with!": by a known party), or the word stands beside the trigger as an adverb."""
    if slot.endswith("!"):
        return bool(codes(parties_in(entities, frame.sentence, frame.words(slot[:-1]))))
    beside = (frame.sentence.words[c].text.lower() for c in frame.sentence.childs(frame.word, "advmod"))
    return bool(frame.words(slot)) or slot in beside


def is_negated(s: Sentence, w: int) -> bool:
    """Whether "not", "never", "no" or the like stands on the word, or on the verb that supports it."""
    below = s.childs(w, "advmod", "det", "cc", "cc:preconj", "case")
    if any(_lemma(s, c) in _NOT or s.words[c].text.lower() in _NOT for c in below):
        return True
    subject = surface_subject(s, w) if s.words[w].upos in ("VERB", "ADJ") else None
    if subject is None:
        return False
    of_subject = (subject, *s.childs(subject, "det", "cc:preconj"))
    return any(s.words[c].text.lower() in ("no", "neither", "none", "nobody", "nothing") for c in of_subject)


def _is_future(s: Sentence, w: int) -> bool:
    return any(s.words[c].text.lower() in _FUTURE for c in s.childs(w, "aux")) or any(
        s.words[a].lemma in ("vow", "threaten", "promise", "pledge", "swear", "plan") for a in s.ancestors(w)
    )
