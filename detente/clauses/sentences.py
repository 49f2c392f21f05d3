"""What the network says of packs, as sentences."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from detente.clauses import tree
from detente.clauses.lemmas import lemma
from detente.clauses.packs import Pack
from detente.inference import Prediction
from detente.types import Article, Name, Sentence, Span, Word


def sentences(article: Article, packs: list[Pack], predictions: list[Prediction]) -> Iterator[Sentence]:
    """Sentences in reading order."""
    title_end = len(article.title) if article.title and article.text.startswith(article.title) else 0
    number = 0
    for pack, said in zip(packs, predictions, strict=True):
        for first, last in _bounds(said.ends):
            yield _sentence(article.text, number, pack, said, first, last, title_end=title_end)
            number += 1


def _bounds(ends: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Iterator[tuple[int, int]]:
    first = 0
    for i, end in enumerate(ends):
        if end or i + 1 == len(ends):
            yield first, i + 1
            first = i + 1


def _sentence(
    text: str, number: int, pack: Pack, said: Prediction, first: int, last: int, *, title_end: int
) -> Sentence:
    spans = pack.words[first:last]
    columns = np.r_[0, first + 1 : last + 1]
    heads = tree.heads(said.arcs[first:last][:, columns])
    words = tuple(_word(text, spans[i], said, first + i, heads[i]) for i in range(len(spans)))
    children: list[list[int]] = [[] for _ in words]
    for i, word in enumerate(words):
        if word.head >= 0:
            children[word.head].append(i)
    return Sentence(
        number=number,
        paragraph=pack.paragraph,
        start=spans[0].start,
        end=spans[-1].end,
        words=words,
        names=tuple(_names(said.names[first:last])),
        children=tuple(map(tuple, children)),
        is_title=spans[-1].end <= title_end,
    )


def _word(text: str, span: Span, said: Prediction, i: int, head: int) -> Word:
    word, upos = text[span.start : span.end], said.upos[i]
    deprel = "root" if head < 0 else (said.deprel[i] if said.deprel[i] != "root" else "dep")
    return Word(span.start, span.end, word, lemma(word, upos), upos, said.xpos[i], head, deprel)


def _names(labels: list[str]) -> Iterator[Name]:
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
