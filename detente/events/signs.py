"""What the words around an act say of its status: negation, modals, conjunctions, and operators above it."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from detente.events.acts import Reading
from detente.events.frames import carrier, light_lemmas
from detente.events.matching import Match, is_negated
from detente.knowledge import lexicon
from detente.knowledge.lexicon import Entry, Operator
from detente.types import Sentence, Status

# The first of these that is found anywhere above an act decides; below them the nearest word does.
NOT_DONE: tuple[Status, ...] = ("denied", "cancelled", "refused", "negated")
# None of these holds for what a clause tells as done or as it is ("announced that they had left").
_AHEAD: tuple[Status, ...] = ("planned", "requested", "refused")
_ANSWERS: tuple[Status, ...] = ("refused", "denied")  # of a message, which was sent all the same
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


def signs(told: Told) -> Iterator[tuple[Status, str]]:
    """All that is said of the act, nearest first: a status and the words that give it."""
    s, w, by_word, entry = told.sentence, told.word, told.by_word, told.entry
    if is_negated(s, w) and not _is_more(s, w) and not (entry and entry.negated):
        yield ("possible", "if not") if _is_supposed(s, w) else ("negated", "negation")
    elif _has_none(s, w):
        yield "negated", "none"
    for kind, rels in (("adjectives", ("amod",)), ("adverbs", ("advmod",))):
        for c in s.childs(w, *rels):
            word = s.words[c]
            for row in _index(kind).get(word.lemma.lower(), ()) or _index(kind).get(word.text.lower(), ()):
                bound = kind == "adverbs" and row.verbs
                if row.status and row.status not in ("negated", "occurred") and not bound:
                    yield row.status, word.text
    yield from _introduced(s, w)
    yield from _modal(s, w, spent=entry is not None and entry.future)
    if (first := _first_of(s, w)) is not None:
        yield from _modal(s, first, spent=entry is not None and entry.future)
    yield from _above(s, w, by_word)


def _is_message(s: Sentence, w: int) -> bool:
    return s.words[w].upos == "NOUN" and s.words[w].lemma.lower() in lexicon.carriers()["messages"]


def _has_none(s: Sentence, w: int) -> bool:
    """Whether the act that the verb carries is none ("made no arrests")."""
    objects = s.childs(w, "obj") if s.words[w].lemma in light_lemmas() else []
    of_object = (*objects, *(d for c in objects for d in s.childs(c, "det")))
    return any(s.words[c].text.lower() in ("no", "none", "nobody", "nothing") for c in of_object)


def _above(s: Sentence, w: int, by_word: Mapping[int, Match]) -> Iterator[tuple[Status, str]]:
    """What the words say whose complement the act is."""
    below = w
    for above in _chain(s, w, by_word):
        said = _operator(s, above, below, by_word)
        yield from (one for one in said if not (below == w and one[0] in _ANSWERS and _is_message(s, w)))
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


def _chain(s: Sentence, w: int, by_word: Mapping[int, Match]) -> Iterator[int]:
    """Words whose complement the act is, nearest first; what only hangs on another clause ends it."""
    at = carrier(s, w) if s.words[w].upos in ("NOUN", "PROPN") else w
    if at != w:
        yield at
    while s.words[at].head >= 0:
        head = s.words[at].head
        if s.words[at].deprel == "conj":
            own = s.child(at, "nsubj", "nsubj:pass", "aux")
            if own is not None or not s.words[head].upos == s.words[at].upos == "VERB":
                return
        elif not _hangs(s, at, head, by_word):
            return
        else:
            yield head
        at = head


def _hangs(s: Sentence, at: int, head: int, by_word: Mapping[int, Match]) -> bool:
    """Whether what becomes of the head becomes of the word under it."""
    rel, word, above = s.words[at].deprel, s.words[at], s.words[head]
    if rel in ("advcl", "dep"):
        return _completes(s, at)
    if rel in ("parataxis", "acl:relcl", "appos", "list"):
        return False
    if rel == "acl" and word.xpos in ("VBN", "VBG"):
        return s.child(at, "mark") is not None  # "the shares tendered" are there, whatever becomes of them
    noun = word.upos in ("NOUN", "PROPN")
    outer = by_word.get(head)
    if not noun or above.upos != "VERB" or (outer is not None and outer.entry.inner):
        return rel != "nsubj" or above.upos in ("VERB", "ADJ")
    if rel == "obj":
        return above.lemma in light_lemmas()
    if rel != "obl" or s.case(at) not in lexicon.carriers()["beside"]:
        return True
    return s.case(at) == "in" and above.lemma in lexicon.carriers()["joined_in"]


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
        undone |= row.status in _AHEAD and rel == "ccomp" and _is_told(s, below)
        if row.status and row.status != "occurred" and not undone and _row_fits(s, above, below, row):
            yield row.status, word.text
            return


def _row_fits(s: Sentence, above: int, below: int, row: Operator) -> bool:
    beside = (*s.childs(above, "compound:prt", "advmod"), *s.childs(below, "mark", "case"))
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
    word, rel = s.words[above], s.words[below].deprel
    if rel == "nsubj":
        return word.lemma in lexicon.carriers()["happening"]
    return word.lemma in ("hold", "have", "take", "make") or rel in ("xcomp", "obj", "nsubj:pass")


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


def _is_told(s: Sentence, verb: int) -> bool:
    """Whether a clause is finite and has no modal ("that he left", "that it is exploring")."""
    auxiliaries = {s.words[c].xpos for c in s.childs(verb, "aux", "aux:pass", "cop")}
    return "MD" not in auxiliaries and bool({s.words[verb].xpos, *auxiliaries} & {"VBD", "VBZ"})


def _is_more(s: Sentence, w: int) -> bool:
    """Whether the negation says that there is more ("not only")."""
    beside = (
        s.words[c + 1].text.lower()
        for c in s.childs(w, "advmod")
        if s.words[c].lemma == "not" and c + 1 < len(s.words)
    )
    return any(word in ("only", "just", "merely", "simply") for word in beside)


def _is_supposed(s: Sentence, w: int) -> bool:
    """Whether a clause only says what may be ("if no agreement is reached")."""
    return any(s.words[c].text.lower() in ("if", "unless", "whether") for c in s.childs(w, "mark"))


def _first_of(s: Sentence, w: int) -> int | None:
    """The verb whose auxiliaries a bare one behind "and" shares ("will meet and discuss")."""
    word = s.words[w]
    bare = word.deprel == "conj" and word.xpos == "VB" and s.words[word.head].xpos == "VB"
    return word.head if bare and s.child(w, "aux", "mark", "nsubj") is None else None
