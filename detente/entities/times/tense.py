"""Whether the clause that governs a time looks back or ahead."""

from __future__ import annotations

from detente import knowledge
from detente.entities.times.frame import Tense
from detente.types import Sentence, Word

_CLOCK = ("a.m.", "p.m.", "am", "pm", "noon", "midnight", "est", "edt", "gmt")
_POSSESSED = ("nmod:poss", "compound", "amod", "nummod")


def tense(sentence: Sentence, first: int, last: int) -> Tense:
    """Tense for the time in words ``first`` to ``last`` (exclusive): the nearest head that tells decides."""
    words = sentence.words
    if _done_just_before(sentence, first):
        return "past"
    here = next((i for i in range(first, last) if not first <= words[i].head < last), first)
    if _ahead_of(sentence, first):
        return "future"
    below, direct = here, True
    for above in sentence.ancestors(here):
        if words[above].upos in ("VERB", "AUX") or sentence.child(above, "cop") is not None:
            found = (
                _of_verb(sentence, above, below, first) if direct else _of_far_verb(sentence, above, below)
            )
            if found == "past" and _object_ahead(sentence, above, first):
                return "future"
            if found is not None:
                return "unclear" if found == "past" and _until(sentence, first) else found
        elif _noun_ahead(sentence, above):
            return "future"
        elif words[below].deprel in _POSSESSED and words[above].lemma not in _future().occasions:
            return "past"
        else:
            direct = False
        below = above
    return "unclear"


def _future() -> knowledge.FutureWords:
    return knowledge.time_words().future


def _done_just_before(sentence: Sentence, first: int) -> bool:
    """A finished act just before the time has it ("said Monday that it will"), whatever the tree says."""
    before = first - 1
    if before > 0 and sentence.words[before].text.lower() == "on":
        before -= 1
    if before < 0:
        return False
    word = sentence.words[before]
    if word.lemma in _future().scheduled | _future().moved | _future().set_out:
        return False
    return _form(word) == "VBD" or (word.xpos == "VBN" and not sentence.childs(before, "aux", "aux:pass"))


def _ahead_of(sentence: Sentence, first: int) -> bool:
    """The time, or what it is told of, is what others are ahead of ("ahead of Sunday's vote")."""
    near = " ".join(w.text.lower() for w in sentence.words[max(first - 4, 0) : first])
    return any(f" {phrase} " in f" {near} " for phrase in _future().before)


def _form(word: Word) -> str:
    """The tag, except that no simple past but "was" ends in s."""
    ends_in_s = word.text.lower().endswith("s") and word.lemma != "be"
    return "VBZ" if word.xpos == "VBD" and ends_in_s else word.xpos


def _until(sentence: Sentence, first: int) -> bool:
    """Whether "by" or "until" stands before the time, with or without a clock time between."""
    for word in reversed(sentence.words[max(first - 5, 0) : first]):
        if word.text.lower() not in _CLOCK and word.xpos != "CD":
            return word.text.lower() in _future().until
    return False


def _object_ahead(sentence: Sentence, verb: int, first: int) -> bool:
    """The time may belong to an upcoming thing before it ("discussed her upcoming visit in June")."""
    return any(_adjective_ahead(sentence, c) for c in sentence.childs(verb, "obj", "obl") if c < first)


def _adjective_ahead(sentence: Sentence, noun: int) -> bool:
    around = [sentence.words[c].text.lower() for c in sentence.childs(noun, "amod")]
    return any(a in _future().adjectives for a in around)


def _noun_ahead(sentence: Sentence, noun: int) -> bool:
    return sentence.case(noun) in _future().before or _adjective_ahead(sentence, noun)


def _of_far_verb(sentence: Sentence, verb: int, below: int) -> Tense | None:
    """The verb over a noun that has the time: it decides where the noun is something held at a set time."""
    found = _of_verb(sentence, verb, below, -1)
    if found == "future" and sentence.words[verb].xpos in ("VBZ", "VBP"):
        return "unclear"
    return "unclear" if found == "past" else found


def _of_verb(sentence: Sentence, verb: int, below: int, first: int) -> Tense | None:
    """What this verb says, None where its own head must tell; ``first`` is the time's first word."""
    words, future = sentence.words, _future()
    word = words[verb]
    helpers = [words[c] for c in sentence.childs(verb, "aux", "aux:pass", "cop")]
    perfect = any(h.lemma == "have" for h in helpers)
    if any(h.text.lower() in future.modals for h in helpers):
        return "past" if perfect else "future"
    if sentence.case(verb) == "due to":
        return "future"
    if _was_before(sentence, verb):
        return "past"
    if (
        word.lemma in future.adjectives
        or _goes_to(sentence, verb)
        or _sets_ahead(sentence, verb, below, first)
    ):
        return "future"
    if perfect:
        return "past"
    if any(words[c].text.lower() == "to" for c in sentence.childs(verb, "mark", "aux")):
        return _of_infinitive(sentence, verb)
    return _of_form(_form(word), [h.xpos for h in helpers], word.lemma)


def _sets_ahead(sentence: Sentence, verb: int, below: int, first: int) -> bool:
    """Scheduled for Monday, postponed to May, given until Friday."""
    word, future, case = sentence.words[verb], _future(), sentence.case(below)
    own = first >= 0 and verb < first
    if word.lemma in future.scheduled:
        return True
    done_on = word.deprel.startswith("acl") and case == "on"
    if word.lemma in future.set_out and not done_on and (word.xpos != "VBD" or not own or case == "for"):
        return True
    if own and word.lemma in future.moved and case in future.moved_by:
        return True
    return own and word.lemma in future.deadlines and _until(sentence, first)


def _goes_to(sentence: Sentence, verb: int) -> bool:
    word = sentence.words[verb]
    return word.lemma == "go" and word.xpos == "VBG" and sentence.child(verb, "xcomp") is not None


def _of_infinitive(sentence: Sentence, verb: int) -> Tense | None:
    """Ahead ("agreed to meet"), except that "managed to meet" and a purpose ("flew in to meet") go with their head."""
    word = sentence.words[verb]
    if word.deprel.startswith("advcl"):
        return None
    if word.deprel.startswith("acl") and _first_or_last(sentence, word.head):
        return None
    governor = sentence.words[word.head].lemma if word.head >= 0 else ""
    if word.head >= 0 and _was_before(sentence, word.head):
        return "past"
    return None if governor in _future().carried_out else "future"


def _was_before(sentence: Sentence, verb: int) -> bool:
    """Had been scheduled, had planned."""
    helpers = [sentence.words[c] for c in sentence.childs(verb, "aux")]
    return any(h.lemma == "have" and h.xpos == "VBD" for h in helpers)


def _first_or_last(sentence: Sentence, noun: int) -> bool:
    """The first states to join have joined."""
    words = [sentence.words[c].lemma.lower() for c in sentence.childs(noun, "amod")]
    return any(w in ("first", "last", "latest", "only") for w in words)


def _of_form(form: str, helpers: list[str], lemma: str) -> Tense | None:
    if "VBD" in (form, *helpers):
        return "past"
    present = any(h in ("VBZ", "VBP") for h in helpers)
    if form == "VBG":
        return "future" if present else None
    if form == "VBN":
        return "past"
    if form in ("VBZ", "VBP", "VB") or present:
        return "past" if lemma in _future().told else "future"
    return None
