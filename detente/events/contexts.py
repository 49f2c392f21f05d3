"""PLOVER contexts that the words of a clause show."""

from __future__ import annotations

import itertools

from detente.clauses.lemmas import lemma
from detente.clauses.tokens import words
from detente.knowledge import codebook

_MOST = 4


def contexts_of(text: str) -> tuple[str, ...]:
    """At most four contexts, those with the most words first."""
    return _ranked([lemma(text[w.start : w.end].lower(), "NOUN") for w in words(text)])


def _ranked(lemmas: list[str]) -> tuple[str, ...]:
    known, count = codebook.context_words(), dict[str, int]()
    for word in (*lemmas, *map(" ".join, itertools.pairwise(lemmas))):
        for context in known.get(word, ()):
            count[context] = count.get(context, 0) + 1
    return tuple(sorted(count, key=lambda c: (-count[c], c))[:_MOST])
