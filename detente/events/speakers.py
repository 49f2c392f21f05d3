"""Who speaks: the subject of a speech verb, however the sentence is built and the tree mistaken."""

from __future__ import annotations

from detente.events.said import FINITE, SUBJECTS, clauses_under, is_beside, nearest_subject
from detente.knowledge.speaking import speech
from detente.types import Sentence

Found = tuple[tuple[int, ...], str]  # head words of the speakers, and how they were found

_NOMINAL = frozenset({"PROPN", "NOUN", "PRON"})
_LIKE_SUBJECTS = frozenset({"appos", "nmod", "nmod:desc", "dep", "obj", "vocative", "list", "conj"})
_INNER = frozenset({"flat", "compound", "appos", "nmod", "nmod:desc", "acl:relcl", "obj", "obl"})
_PARTS = frozenset({"flat", "compound", "nmod:poss", "nmod:desc", "amod"})
_CLOSING = frozenset({"”", '"', "''", "'", "’", "»"})


def speakers_of(sentence: Sentence, i: int) -> Found:
    """Head words of the subject of speech verb i and how they were found."""
    seen: set[int] = set()
    participle = sentence.words[i].xpos == "VBG"
    while i >= 0 and i not in seen:
        seen.add(i)
        found = _own_subject(sentence, i, first=len(seen) == 1, participle=participle)
        if found is not None:
            return found
        word = sentence.words[i]
        if word.deprel == "acl" and sentence.words[word.head].upos in ("NOUN", "PROPN", "PRON"):
            if word.xpos == "VBN":
                return (), "passive"
            if _after_comma(sentence, i):
                return _subject_above(sentence, word.head)
            return with_conjuncts(sentence, word.head), "noun with participle"
        if word.deprel not in ("conj", "xcomp", "advcl", "ccomp", "parataxis", "obl", "dep"):
            return (), "no subject"
        i = word.head
    return (), "no subject"


def _after_comma(sentence: Sentence, i: int) -> bool:
    first = sentence.subtree(i)[0]
    return sentence.words[first].text == "," or (first > 0 and sentence.words[first - 1].text == ",")


def _subject_above(sentence: Sentence, i: int) -> Found:
    for a in (i, *sentence.ancestors(i)):
        subject = sentence.child(a, *SUBJECTS, "nsubj:pass")
        if subject is not None:
            return with_conjuncts(sentence, _antecedent(sentence, a, subject)), "subject of the sentence"
    return (i,), "noun with participle"


def quoter(sentence: Sentence, i: int) -> tuple[int, ...]:
    """Who quotes another in "X quoted Y as saying" or "Y was quoted by X as saying"."""
    above = sentence.words[i].head
    if above < 0 or not _quotes(sentence, above):
        return ()
    agent = [c for c in (*sentence.childs(above, "obl", "obl:agent"), *sentence.childs(i, "obl", "obl:agent", *SUBJECTS))
             if sentence.case(c) == "by"]  # fmt: skip
    return (
        tuple(agent[:1])
        if sentence.child(above, "nsubj:pass") is not None
        else tuple(c for s in sentence.childs(above, *SUBJECTS)[:1] for c in with_conjuncts(sentence, s))
    )


def _quotes(sentence: Sentence, i: int) -> bool:
    return sentence.words[i].lemma.lower() in ("quote", "cite")


def _own_subject(sentence: Sentence, i: int, *, first: bool, participle: bool) -> Found | None:
    if first and _behind_quotation(sentence, i) and (found := _inverted(sentence, i)):
        return found
    quoted = sentence.child(i, "obj", "iobj")
    if not first and quoted is not None and _quotes(sentence, i):
        return with_conjuncts(sentence, quoted), "object of quoting"
    subject = nearest_subject(sentence, i)
    if subject is not None and sentence.case(subject) != "by":
        return with_conjuncts(sentence, _antecedent(sentence, i, subject)), "nsubj"
    agent = sentence.child(i, "obl:agent")
    if agent is None:
        agent = next((c for c in sentence.childs(i, "obl") if sentence.case(c) == "by"), None)
    passive = sentence.child(i, "nsubj:pass")
    if first and passive is not None and sentence.words[passive].lemma.lower() in speech().documents:
        return (passive,), "document"
    if first and passive is not None:
        return ((), "passive") if agent is None else (with_conjuncts(sentence, agent), "agent")
    if passive is not None:
        subjects = with_conjuncts(sentence, _antecedent(sentence, i, passive)) if participle else ()
        return subjects, "passive governor"
    if first and agent is not None and sentence.words[i].xpos == "VBN":
        return with_conjuncts(sentence, agent), "agent"
    return (_inverted(sentence, i) or _before(sentence, i)) if first else None


def _behind_quotation(sentence: Sentence, i: int) -> bool:
    return i > 0 and sentence.words[i - 1].text in _CLOSING


def _inverted(sentence: Sentence, i: int) -> Found | None:
    """A name right beside the verb behind what is said, where the tree has no subject."""
    under = clauses_under(sentence, i)
    set_behind = not under and (i == 0 or sentence.words[i - 1].upos == "PUNCT" or is_beside(sentence, i))
    if sentence.words[i].xpos == "VBG" or not (set_behind or any(c < i for c in under)):
        return None
    after = i + 1
    while after < len(sentence.words) and sentence.words[after].upos in ("DET", "ADJ"):
        after += 1
    if after < len(sentence.words) and sentence.words[after].upos in _NOMINAL:
        return with_conjuncts(sentence, _top(sentence, after, i + 1)), "inverted"
    return None


def _before(sentence: Sentence, i: int) -> Found | None:
    """The noun in front of a finite verb, where the tree has no subject."""
    words = sentence.words
    if words[i].xpos not in FINITE:
        return None
    if i and words[i - 1].upos in _NOMINAL:
        top = i - 1
        while top >= 0 and words[top].deprel in _INNER and words[top].head < i and words[top].head >= 0:
            top = words[top].head
        return with_conjuncts(sentence, top), "word before"
    said = next((c for c in sentence.childs(i, "ccomp") if c > i), i)
    for c in (*reversed(sentence.children[i]), *sentence.childs(said, *SUBJECTS)):
        if (
            c < i
            and words[c].upos in _NOMINAL
            and words[c].deprel in {*_LIKE_SUBJECTS, *SUBJECTS}
            and not sentence.case(c)
        ):
            return with_conjuncts(sentence, c), "noun before"
    return None


def _top(sentence: Sentence, i: int, first: int) -> int:
    """Head word of the name that word i is part of, no further left than ``first``."""
    words = sentence.words
    while words[i].deprel in _PARTS and words[i].head >= first and words[words[i].head].upos in _NOMINAL:
        i = words[i].head
    return i


def _antecedent(sentence: Sentence, verb: int, subject: int) -> int:
    """The noun of a relative clause for its "who"."""
    if sentence.words[subject].lemma.lower() not in ("who", "which", "that", "whom"):
        return subject
    for a in (verb, *sentence.ancestors(verb)):
        if sentence.words[a].deprel == "acl:relcl":
            return sentence.words[a].head
    return subject


def with_conjuncts(sentence: Sentence, i: int) -> tuple[int, ...]:
    """Word i and the nouns joined to it."""
    nouns = [c for c in sentence.childs(i, "conj") if sentence.words[c].upos in ("NOUN", "PROPN", "PRON")]
    return (i, *nouns)


def issuers(sentence: Sentence, i: int) -> tuple[int, ...]:
    """Whose a statement is: possessor, "by X", "from X", compound, or an adjective of nationality."""
    owner = sentence.child(i, "nmod:poss")
    if owner is None:
        by = [
            c
            for c in sentence.childs(i, "nmod", "obl", "nmod:agent")
            if sentence.case(c) in ("by", "from", "of")
        ]
        made = [b for c in sentence.childs(i, "acl") for b in sentence.childs(c, "obl", "obl:agent")]
        by += [c for c in made if sentence.case(c) in ("by", "from")]
        by += sentence.childs(i, "compound")
        owner = by[0] if by else None
    return () if owner is None else with_conjuncts(sentence, owner)
