"""From an article to its coding, through all rooms."""

from __future__ import annotations

import functools
import itertools
import multiprocessing
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor

from detente import __version__, clauses, entities, events, knowledge
from detente.types import Article, Coding

_CHUNK = 8  # articles that a worker takes at once


def code(article: Article) -> Coding:
    """The coding of one article."""
    return next(_code_here([article]))


def code_all(articles: Iterable[Article], *, workers: int = 1) -> Iterator[Coding]:
    """Codings in the order of the articles, by this process or by several; memory stays flat."""
    if workers <= 1:
        yield from _code_here(articles)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_one_thread) as pool:
        waiting: list[Future[list[Coding]]] = []
        for chunk in _chunks(articles):
            waiting.append(pool.submit(_code_chunk, chunk))
            if len(waiting) > 2 * workers:
                yield from waiting.pop(0).result()
        for future in waiting:
            yield from future.result()


def coder_version() -> dict[str, str]:
    """What is needed to reproduce a coding: code, model and knowledge."""
    return {"version": __version__, "model": clauses.version(), "knowledge": knowledge.digest()}


def _code_here(articles: Iterable[Article]) -> Iterator[Coding]:
    for parse in clauses.parse_all(articles):
        yield events.code(entities.resolve(parse))


def _chunks(articles: Iterable[Article]) -> Iterator[list[Article]]:
    found = iter(articles)
    while chunk := list(itertools.islice(found, _CHUNK)):
        yield chunk


def _code_chunk(articles: list[Article]) -> list[Coding]:
    return list(_code_here(articles))


@functools.cache
def _one_thread() -> None:
    """A worker computes on one thread; the processes share the cores."""
    import os

    os.environ["DETENTE_THREADS"] = "1"
