"""Words for functions, bodies and kinds of people ("foreign minister", "police", "officials") in a sentence."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from detente import knowledge
from detente.entities.gazetteer import Tree, pieces, stream
from detente.knowledge import Role, reference
from detente.types import Sentence


@dataclass(frozen=True, slots=True)
class Function:
    """Words ``first`` to ``last`` (exclusive) name this role; ``clipped`` in capitals only ("NSA")."""

    first: int
    last: int
    role: Role
    clipped: bool = False


@functools.cache
def _tree() -> Tree[Role]:
    return Tree((pieces(r.words), r) for r in knowledge.roles())


def find(sentence: Sentence) -> dict[int, Function]:
    """Roles by the number of each word that belongs to one; the longest role wins."""
    words = sentence.words
    flow = stream(w.text for w in words)
    singular = stream(w.lemma if w.xpos in {"NNS", "NNPS"} else w.text for w in words)
    singular = singular if len(singular) == len(flow) else flow
    found, at = {}, 0
    while at < len(flow):
        best = None
        for end, role in (*_tree().ends(singular, at), *_tree().ends(flow, at)):
            function = Function(flow[at][1], flow[end - 1][1] + 1, role)
            if (best is None or end >= best[0]) and _meant(sentence, function):
                best = (end, function)
        if best:
            at = best[0]
            found.update(dict.fromkeys(range(best[1].first, best[1].last), best[1]))
        else:
            at += 1
    return found | {i: Function(i, i + 1, role, clipped=True) for i, role in _clipped(sentence)}


def _clipped(sentence: Sentence) -> Iterator[tuple[int, Role]]:
    """Titles in capitals right in front of a name ("|NSA Sullivan")."""
    for i, (word, after) in enumerate(pairwise(sentence.words)):
        full = reference.clipped_titles().get(word.text.lower()) if word.text.isupper() else None
        if full and after.upos == "PROPN" and after.text[:1].isupper() and not after.text.isupper():
            yield i, _by_words()[full]


@functools.cache
def _by_words() -> dict[str, Role]:
    return {r.words: r for r in knowledge.roles()}


def _meant(sentence: Sentence, function: Function) -> bool:
    """Not one of the role's near misses ("head of hair", "party line")."""
    role, words = function.role, sentence.words
    if not role.not_before and not role.not_after:
        return True
    before = " ".join(w.text.lower() for w in words[max(function.first - 3, 0) : function.first])
    after = " ".join(w.text.lower() for w in words[function.last : function.last + 4])
    return not (
        any((before + " ").endswith(f" {near} ") or before == near for near in role.not_after)
        or any((after + " ").startswith(near + " ") for near in role.not_before)
    )
