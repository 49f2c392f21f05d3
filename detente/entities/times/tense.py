"""Whether the clause that governs a time looks back or ahead."""

from __future__ import annotations

from detente import knowledge
from detente.entities.times.frame import Tense
from detente.types import Sentence

_VERBS = ("VERB", "AUX")
_LIGHT = ("on", "in", "at", "by", "the", "late", "early", ",")


def tense(sentence: Sentence, first: int, last: int) -> Tense:
    """Tense for the time in words ``first`` to ``last`` (exclusive): the nearest head that tells decides."""
    words = sentence.words
    if _said_just_before(sentence, first):
        return "past"
    here = next((i for i in range(first, last) if not first <= words[i].head < last), first)
    if sentence.case(here) in knowledge.time_words().future.before:
        return "future"
    below, direct = here, True
    for above in sentence.ancestors(here):
        if words[above].upos in _VERBS or sentence.child(above, "cop") is not None:
            found = _of_verb(sentence, above, below, here)
            if found is not None:
                return found if direct or found == "future" else "unclear"
        else:
            if _noun_ahead(sentence, above):
                return "future"
            direct = False
        below = above
    return "unclear"


def _said_just_before(sentence: Sentence, first: int) -> bool:
    """A verb of saying just before has the time ("said Monday that it will"), whatever the tree says."""
    before = first - 1
    while before > 0 and sentence.words[before].text.lower() in _LIGHT[:2]:
        before -= 1
    word = sentence.words[max(before, 0)]
    return word.xpos == "VBD" and word.lemma in knowledge.time_words().future.told


def _noun_ahead(sentence: Sentence, noun: int) -> bool:
    future = knowledge.time_words().future
    around = [sentence.words[c].text.lower() for c in sentence.childs(noun, "amod")]
    return sentence.case(noun) in future.before or any(a in future.adjectives for a in around)


def _of_verb(sentence: Sentence, verb: int, below: int, time: int) -> Tense | None:
    """What this verb says, None where its own head must tell."""
    words, future = sentence.words, knowledge.time_words().future
    word = words[verb]
    helpers = [words[c] for c in sentence.childs(verb, "aux", "aux:pass", "cop")]
    perfect = any(h.lemma == "have" for h in helpers)
    if any(h.text.lower() in future.modals for h in helpers):
        return "past" if perfect else "future"
    if word.lemma in future.adjectives or (word.lemma == "go" and _goes_to(sentence, verb)):
        return "future"
    if word.lemma in future.scheduled and (
        word.xpos != "VBD" or below != time or sentence.case(time) == "for"
    ):
        return "future"
    if word.lemma in future.moved and sentence.case(time) in future.moved_by:
        return "future"
    if perfect:
        return "past"
    if any(words[c].text.lower() == "to" for c in sentence.childs(verb, "mark", "aux")):
        return _of_infinitive(sentence, verb)
    return _of_form(word.xpos, [h.xpos for h in helpers], word.lemma)


def _goes_to(sentence: Sentence, verb: int) -> bool:
    return sentence.words[verb].xpos == "VBG" and sentence.child(verb, "xcomp") is not None


def _of_infinitive(sentence: Sentence, verb: int) -> Tense | None:
    """Ahead ("agreed to meet"), except that "managed to meet" and a purpose ("flew in to meet") go with their head."""
    word = sentence.words[verb]
    if word.deprel.startswith("advcl"):
        return None
    governor = sentence.words[word.head].lemma if word.head >= 0 else ""
    return None if governor in knowledge.time_words().future.carried_out else "future"


def _of_form(form: str, helpers: list[str], lemma: str) -> Tense | None:
    if "VBD" in (form, *helpers):
        return "past"
    present = any(h in ("VBZ", "VBP") for h in helpers)
    if form == "VBG":
        return "future" if present else None
    if form == "VBN":
        return "past"
    if form in ("VBZ", "VBP") or present:
        return "past" if lemma in knowledge.time_words().future.told else "future"
    return None
