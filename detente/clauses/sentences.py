"""What the network says of packs, as sentences."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from detente.clauses import naming, tree
from detente.clauses.lemmas import lemma
from detente.clauses.packs import Pack
from detente.inference import Prediction
from detente.knowledge import grammar
from detente.types import Article, Name, Sentence, Span, Word


def sentences(article: Article, packs: list[Pack], predictions: list[Prediction]) -> Iterator[Sentence]:
    """Sentences in reading order."""
    title_end = len(article.title) if article.title and article.text.startswith(article.title) else 0
    number = 0
    for pack, said in zip(packs, predictions, strict=True):
        written = [article.text[w.start : w.end] for w in pack.words]
        for first, last in _bounds(said.ends, written):
            words = _words(article.text, pack.words[first:last], said, first)
            names = tuple(naming.names(article.text, words, said.names[first:last]))
            yield _sentence(number, pack.paragraph, words, names, title_end)
            number += 1


def _bounds(ends: NDArray[np.bool_], words: list[str]) -> Iterator[tuple[int, int]]:
    first = 0
    for i, end in enumerate(ends):
        if end or i + 1 == len(ends) or _ends_at_abbreviation(*words[i : i + 3]):
            yield first, i + 1
            first = i + 1


def _ends_at_abbreviation(word: str, opener: str, following: str = "") -> bool:
    """A period that is part of "U.S." or "p.m." ends the sentence too where a word follows that opens one."""
    abbreviation = word[0].isalpha() and word.endswith(".") and word.count(".") > 1
    opens = opener in grammar.openers() or (opener in grammar.joiners() and following.islower())
    return abbreviation and opens


def _words(text: str, spans: list[Span], said: Prediction, first: int) -> tuple[Word, ...]:
    """Words of a sentence that begins at word ``first`` of its pack."""
    last = first + len(spans)
    columns = np.r_[0, first + 1 : last + 1]
    heads = tree.heads(said.arcs[first:last][:, columns])
    return tuple(_word(text, spans[i], said, first + i, heads[i]) for i in range(len(spans)))


def _sentence(
    number: int, paragraph: int, words: tuple[Word, ...], names: tuple[Name, ...], title_end: int
) -> Sentence:
    children: list[list[int]] = [[] for _ in words]
    for i, word in enumerate(words):
        if word.head >= 0:
            children[word.head].append(i)
    return Sentence(
        number=number,
        paragraph=paragraph,
        start=words[0].start,
        end=words[-1].end,
        words=words,
        names=names,
        children=tuple(map(tuple, children)),
        is_title=words[-1].end <= title_end,
    )


def _word(text: str, span: Span, said: Prediction, i: int, head: int) -> Word:
    word, upos = text[span.start : span.end], said.upos[i]
    deprel = "root" if head < 0 else (said.deprel[i] if said.deprel[i] != "root" else "dep")
    return Word(span.start, span.end, word, lemma(word, upos), upos, said.xpos[i], head, deprel)
