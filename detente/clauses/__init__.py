"""Grammar: an article's sentences with words, parse and names.

`parse` takes one article, `parse_all` many; packs of several articles share a pass through the network.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator

from detente.clauses.packs import Pack, packs
from detente.clauses.sentences import sentences
from detente.inference import Prediction, model
from detente.types import Article, Parse

_BATCH = 16  # packs in one pass
_AHEAD = 64  # packs gathered before they are sorted by length


def parse(article: Article) -> Parse:
    """Sentences of one article."""
    return next(parse_all([article]))


def parse_all(articles: Iterable[Article]) -> Iterator[Parse]:
    """Parses in the order of the articles; holds no more than a few articles at a time."""
    group: list[tuple[Article, list[Pack]]] = []
    size = 0
    for article in articles:
        group.append((article, packs(article)))
        size += len(group[-1][1])
        if size >= _AHEAD:
            yield from _parse_group(group)
            group, size = [], 0
    yield from _parse_group(group)


def _parse_group(group: list[tuple[Article, list[Pack]]]) -> Iterator[Parse]:
    every = [pack for _, own in group for pack in own]
    order = sorted(range(len(every)), key=lambda i: len(every[i].words))
    found: dict[int, Prediction] = {}
    for at in range(0, len(order), _BATCH):
        chosen = order[at : at + _BATCH]
        found.update(zip(chosen, model().run([every[i].encoded for i in chosen]), strict=True))
    number = 0
    for article, own in group:
        predictions = [found[number + k] for k in range(len(own))]
        number += len(own)
        yield Parse(article=article, sentences=tuple(sentences(article, own, predictions)))


@functools.cache
def version() -> str:
    """Version of the trained model."""
    return model().version
