"""Did it happen? Tense, mood, negation, and the words above an act that say what became of it."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from detente.events import learnt
from detente.events.acts import STATUSES, Reading
from detente.events.frames import carrier, light_verb
from detente.events.learnt import Features
from detente.events.matching import Match, is_negated
from detente.knowledge import lexicon
from detente.knowledge.lexicon import Entry, Operator
from detente.types import Sentence, Status

# The first of these that is found anywhere above an act decides; below them the nearest word does.
NOT_DONE: tuple[Status, ...] = ("denied", "cancelled", "refused", "negated")
_COMPLETING = ("to", "from", "of", "on")
_SAID = (
    "say", "tell", "announce", "add", "declare", "state", "report", "confirm", "promise", "vow", "pledge",
)  # fmt: skip


@functools.cache
def _index(kind: str) -> dict[str, list[Operator]]:
    return lexicon.index(lexicon.operators(), kind)


@functools.cache
def _light() -> dict[str, list[Operator]]:
    return lexicon.index(lexicon.light_verbs(), "verbs")


@dataclass(frozen=True, slots=True)
class Told:
    """A word whose status is asked, the matches of its sentence by word, and the event model's word on the sentence."""

    sentence: Sentence
    word: int
    by_word: Mapping[int, Match]
    reading: Reading | None = None

    @property
    def entry(self) -> Entry | None:
        """The lexicon's entry for the word, which may have spent its negation or its future."""
        match = self.by_word.get(self.word)
        return match.entry if match else None


def status_of(told: Told) -> tuple[Status, str]:
    """Status by the rules and the words that decided it."""
    return _decided(told, list(signs(told)))


def _decided(told: Told, said: list[tuple[Status, str]]) -> tuple[Status, str]:
    for strong in NOT_DONE:
        for status, why in said:
            if status == strong:
                return status, why
    return said[0] if said else _tense(told.sentence, told.word)


def weighed(told: Told) -> tuple[Status, str]:
    """The likeliest status by the rules' word and the event model's; the rules' where there is no model's."""
    said = list(signs(told))
    rule, why = _decided(told, said)
    if told.reading is None:
        return rule, why
    named = {status for status, _ in said}
    by = {one: learnt.probability("status", _features(told, rule, named, one)) for one in STATUSES}
    status = max(STATUSES, key=by.__getitem__)
    return status, why if status == rule else f"model, against {rule} by '{why}'"


def features(told: Told, status: Status) -> Features:
    """What speaks for a status."""
    said = list(signs(told))
    return _features(told, _decided(told, said)[0], {one for one, _ in said}, status)


def _features(told: Told, rule: Status, named: set[Status], status: Status) -> Features:
    p = learnt.logit(told.reading.has(told.word, status)) if told.reading else 0.0
    return {
        f"is {status}": 1.0,
        f"rule {rule} {status}": 1.0,
        f"model {rule == status:d}": p,
        f"model {status}": p,
        **{f"sign {one} {status}": 1.0 for one in sorted(named)},
    }


def signs(told: Told) -> Iterator[tuple[Status, str]]:
    """All that is said of the act, nearest first: a status and the words that give it."""
    s, w, by_word, entry = told.sentence, told.word, told.by_word, told.entry
    if is_negated(s, w) and not (entry and entry.negated):
        yield "negated", "negation"
    for kind, rels in (("adjectives", ("amod",)), ("adverbs", ("advmod",))):
        for c in s.childs(w, *rels):
            word = s.words[c]
            for row in _index(kind).get(word.lemma.lower(), ()) or _index(kind).get(word.text.lower(), ()):
                bound = kind == "adverbs" and row.verbs
                if row.status and row.status not in ("negated", "occurred") and not bound:
                    yield row.status, word.text
    yield from _introduced(s, w)
    yield from _modal(s, w, spent=entry is not None and entry.future)
    yield from _above(s, w, by_word)


def _above(s: Sentence, w: int, by_word: Mapping[int, Match]) -> Iterator[tuple[Status, str]]:
    """What the words say whose complement the act is."""
    below = w
    for above in _chain(s, w):
        yield from _operator(s, above, below, by_word)
        if s.words[above].upos in ("VERB", "AUX"):
            if is_negated(s, above) and _passes_negation(s, above, below):
                yield "negated", f"not {s.words[above].text}"
            yield from _modal(s, above, spent=False)
        below = above


def _introduced(s: Sentence, w: int) -> Iterator[tuple[Status, str]]:
    """What the words in front of the act say of it ("without meeting", "in the event of an attack")."""
    noun = s.words[w].upos == "NOUN"
    last = s.child(carrier(s, w), "case") if noun else s.child(w, "mark")
    if last is None or s.words[last].head < last:
        return
    for first in range(max(0, last - 3), last + 1):
        phrase = " ".join(word.text.lower() for word in s.words[first : last + 1])
        for row in _index("prepositions").get(phrase, ()):
            if row.status and (noun or row.clause):
                yield row.status, phrase


def _chain(s: Sentence, w: int) -> Iterator[int]:
    """Words whose complement the act is, nearest first; subordinate adverbial clauses and reports end it."""
    at = carrier(s, w) if s.words[w].upos in ("NOUN", "PROPN") else w
    if at != w:
        yield at
    while s.words[at].head >= 0:
        rel, head = s.words[at].deprel, s.words[at].head
        subject = rel == "nsubj" and s.words[head].upos in ("VERB", "ADJ")
        adverbial = rel in ("advcl", "dep") and not _completes(s, at)
        if adverbial or (not subject and rel in ("parataxis", "acl:relcl", "appos", "nsubj", "list")):
            return
        if rel == "conj":
            own = s.child(at, "nsubj", "nsubj:pass", "aux")
            if own is not None or not s.words[head].upos == s.words[at].upos == "VERB":
                return
            at = head
            continue
        yield head
        at = head


def _completes(s: Sentence, clause: int) -> bool:
    """Whether a clause that the tree has as adverbial completes its verb ("refrained from", "due to")."""
    purpose = s.words[clause].xpos == "VB" and s.child(s.words[clause].head, "obj") is not None
    return not purpose and any(s.words[c].text.lower() in _COMPLETING for c in s.childs(clause, "mark"))


def _operator(
    s: Sentence, above: int, below: int, by_word: Mapping[int, Match]
) -> Iterator[tuple[Status, str]]:
    word, rel = s.words[above], s.words[below].deprel
    kind = {"VERB": "verbs", "NOUN": "nouns", "ADJ": "adjectives"}.get(word.upos)
    outer = by_word.get(above)
    if outer is not None and outer.entry.inner and _is_complement(rel):
        yield outer.entry.inner, word.text
        return
    if kind is None or not (_is_complement(rel) or (rel == "nsubj" and kind != "nouns")):
        return
    noun = s.words[below].upos in ("NOUN", "PROPN")
    light = noun and kind == "verbs"
    rows = _light().get(word.lemma, []) if light else _index(kind).get(word.lemma.lower(), [])
    for row in rows:
        undone = row.status in NOT_DONE and is_negated(s, above)
        if row.status and row.status != "occurred" and not undone and _row_fits(s, above, below, row):
            yield row.status, word.text
            return


def _row_fits(s: Sentence, above: int, below: int, row: Operator) -> bool:
    beside = (*s.childs(above, "compound:prt", "advmod"), *s.childs(below, "mark"))
    particles = [s.words[c].text.lower() for c in beside]
    if row.particle and row.particle not in particles:
        return False
    if row.adverbs and not any(s.words[c].lemma in row.adverbs for c in s.childs(above, "advmod")):
        return False
    return not row.needs or s.child(above, "obj") is not None


def _is_complement(rel: str) -> bool:
    return rel in (
        "xcomp",
        "ccomp",
        "acl",
        "obj",
        "nmod",
        "obl",
        "csubj",
        "nsubj:pass",
        "advcl",
        "compound",
        "dep",
    )


def _passes_negation(s: Sentence, above: int, below: int) -> bool:
    light = s.words[above].lemma in ("hold", "have", "take", "make")
    return light or s.words[below].deprel in ("xcomp", "obj", "nsubj:pass", "nsubj")


def _modal(s: Sentence, w: int, *, spent: bool) -> Iterator[tuple[Status, str]]:
    for c in s.childs(w, "mark"):
        for row in _index("markers").get(s.words[c].text.lower(), ()):
            if row.status:
                yield row.status, s.words[c].text
    if spent or any(s.words[k].lemma == "have" for k in s.childs(w, "aux")):
        return
    for c in s.childs(w, "aux"):
        text = s.words[c].text.lower()
        if text == "would" and s.words[w].deprel == "ccomp" and s.words[s.words[w].head].lemma in _SAID:
            yield "planned", text
        for row in _index("modals").get(text, ()):
            if row.status and row.construction is None:
                yield row.status, text


def _tense(s: Sentence, w: int) -> tuple[Status, str]:
    """Status where nothing above speaks: infinitives are planned, present progressives go on."""
    verb = w if s.words[w].upos in ("VERB", "AUX") else light_verb(s, w)
    if verb is None:
        return "occurred", "told as a fact"
    word = s.words[verb]
    marks = {s.words[c].text.lower() for c in s.childs(verb, "mark")}
    if (
        word.xpos == "VB"
        and "to" in marks
        and word.deprel in ("root", "ccomp", "conj", "acl", "advcl", "dep")
    ):
        return "planned", "infinitive"
    auxiliaries = {s.words[c].text.lower() for c in s.childs(verb, "aux")}
    if word.xpos == "VBG" and auxiliaries & {"is", "are", "'s", "’s", "am", "'re"}:
        return "ongoing", "present progressive"
    return "occurred", "told as a fact"
