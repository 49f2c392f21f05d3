"""Shapes in a sentence's tree that several rules ask for."""

from __future__ import annotations

from detente.types import Sentence, Word

SUBJECT = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "obl:agent"})
INNER = frozenset(
    {"compound", "flat", "amod", "nmod:desc", "nmod:poss", "nummod", "det", "fixed", "goeswith"}
)
NOUNS = frozenset({"NOUN", "PROPN"})


def top(sentence: Sentence, first: int, last: int) -> int:
    """The word of a stretch that hangs on a word outside it: the head of the phrase."""
    return next((i for i in range(first, last) if not first <= sentence.words[i].head < last), last - 1)


def plural(sentence: Sentence, i: int) -> bool:
    """Whether the noun is in the plural, or joined with another."""
    return sentence.words[i].xpos in {"NNS", "NNPS"} or sentence.child(i, "conj") is not None


def singular(word: Word) -> str | None:
    """The singular of a plural noun, also of one that was taken for a name ("The |Presidents"); None of others."""
    if word.upos == "PROPN" and word.text[-1:] == "s":
        return word.text[:-1].lower()
    return word.lemma.lower() if word.xpos in {"NNS", "NNPS"} else None


def definite(sentence: Sentence, first: int) -> bool:
    """Whether "the", "this" or the like stands in front of word ``first``."""
    before = sentence.words[first - 1].text.lower() if first else ""
    return before in {"the", "this", "that", "these", "those", "both"}


def is_subject(sentence: Sentence, i: int) -> bool:
    """Whether the word is a subject, or joined to one."""
    word = sentence.words[i]
    if word.deprel == "conj" and word.head >= 0:
        word = sentence.words[word.head]
    return word.deprel in SUBJECT


def starts(sentence: Sentence, i: int) -> int:
    """First word of the phrase in front of head ``i``: its modifiers, without walking their clauses."""
    first = i
    todo = [i]
    for _ in range(30):
        if not todo:
            break
        j = todo.pop()
        for c in sentence.children[j]:
            if c < j and sentence.words[c].deprel in INNER:
                first = min(first, c)
                todo.append(c)
    return first
