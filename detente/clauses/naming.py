"""Names of a sentence: what the network marks, joined by the tree and set right by the tables."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

from detente import knowledge
from detente.knowledge import kinds, reference
from detente.types import Name, Word

_PARTS = frozenset({"flat", "compound"})


def names(text: str, words: Sequence[Word], labels: Sequence[str]) -> Iterator[Name]:
    """Names in reading order, by BIO labels; those that tables know have the kind that they give, peoples are none."""
    for name in _joined(words, _marked(labels)):
        label = _label(text[words[name.first].start : words[name.last - 1].end], name)
        if label:
            yield Name(name.first, name.last, label)


def _marked(labels: Sequence[str]) -> Iterator[Name]:
    """BIO labels to names; an I without its B opens one."""
    first = 0
    for i, label in enumerate(labels):
        following = labels[i + 1] if i + 1 < len(labels) else "O"
        if label == "O":
            first = i + 1
            continue
        if label.startswith("B-"):
            first = i
        if following != "I-" + label[2:]:
            yield Name(first, i + 1, label[2:])
            first = i + 1


def _joined(words: Sequence[Word], found: Iterator[Name]) -> Iterator[Name]:
    """Two names side by side are one where the tree makes one a part of the other."""
    last: Name | None = None
    for name in found:
        if last and last.last == name.first and _one(words, last, name):
            head = name if _hangs(words, last, name) else last
            last = Name(last.first, name.last, head.label)
            continue
        if last:
            yield last
        last = name
    if last:
        yield last


def _one(words: Sequence[Word], a: Name, b: Name) -> bool:
    """Whether a word of one hangs on a word of the other as a part of its name."""
    return _hangs(words, a, b) or _hangs(words, b, a)


def _hangs(words: Sequence[Word], part: Name, whole: Name) -> bool:
    own = words[part.first : part.last]
    return any(w.deprel in _PARTS and whole.first <= w.head < whole.last for w in own)


def _label(written: str, name: Name) -> str:
    known = kinds.kind(written)
    if known is None:
        single = name.last - name.first == 1 and written.lower() in reference.given_names()
        return "PER" if single else name.label
    if name.label == "PER" and known == "LOC" and written not in _states():
        return "PER"  # more persons are called after places than the tables know
    return known


@functools.cache
def _states() -> frozenset[str]:
    return frozenset(name for c in knowledge.countries() for name in c.names)
