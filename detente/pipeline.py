"""From an article to its coding, through all rooms."""

from __future__ import annotations

import itertools
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor

from detente import __version__, clauses, entities, events, knowledge
from detente.errors import CodingError, KnowledgeError, WeightsError
from detente.types import Article, Coding

_CHUNK = 8  # articles that a worker takes at once
_AHEAD = 3  # chunks that wait for each worker


def code(article: Article) -> Coding:
    """The coding of one article."""
    return events.code(entities.resolve(clauses.parse(article)))


def code_all(
    articles: Iterable[Article], *, workers: int = 1, on_error: Callable[[CodingError], None] | None = None
) -> Iterator[Coding]:
    """Codings in the order of the articles, by this process or by several; memory stays flat.

    An article that cannot be coded goes to ``on_error`` and the rest follows; without it the error is raised.
    Missing weights and broken knowledge are raised at once.
    """
    for result in map(_attempt, articles) if workers <= 1 else _by_workers(articles, workers):
        if isinstance(result, Coding):
            yield result
        elif on_error:
            on_error(result)
        else:
            raise result


def coder_version() -> dict[str, str]:
    """What is needed to reproduce a coding: code, model and knowledge."""
    return {"version": __version__, "model": clauses.version(), "knowledge": knowledge.digest()}


def _attempt(article: Article) -> Coding | CodingError:
    try:
        return code(article)
    except (KnowledgeError, WeightsError):
        raise  # no other article would fare better
    except Exception as e:  # noqa: BLE001 - whatever one article does, the others are coded
        return CodingError(f"{article.title or article.id}: could not be coded: {type(e).__name__}: {e}")


def _by_workers(articles: Iterable[Article], workers: int) -> Iterator[Coding | CodingError]:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_one_thread) as pool:
        waiting: list[Future[list[Coding | CodingError]]] = []
        found = iter(articles)
        while chunk := list(itertools.islice(found, _CHUNK)):
            waiting.append(pool.submit(_attempt_chunk, chunk))
            if len(waiting) >= _AHEAD * workers:
                yield from waiting.pop(0).result()
        for future in waiting:
            yield from future.result()


def _attempt_chunk(articles: list[Article]) -> list[Coding | CodingError]:
    return [_attempt(article) for article in articles]


def _one_thread() -> None:
    """A worker computes on one thread; the processes share the cores."""
    os.environ["DETENTE_THREADS"] = "1"
