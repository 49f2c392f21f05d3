"""From an article to its coding, through all rooms."""

from __future__ import annotations

import functools
import gc
import itertools
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace

from detente import __version__, clauses, entities, events, knowledge
from detente.errors import CodingError, KnowledgeError, WeightsError
from detente.knowledge.own import NOTHING, Own, current, use, using
from detente.settings import GARBAGE
from detente.types import Article, Coding

_CHUNK = 8  # articles that a worker takes at once
_AHEAD = 3  # chunks that wait for each worker


def code(article: Article, own: Own = NOTHING) -> Coding:
    """The coding of one article, with a user's own codebook and actors if there are any."""
    with using(own):
        resolved = entities.resolve(clauses.parse(article))
        return replace(events.code(resolved), named=entities.named(resolved))


def code_all(
    articles: Iterable[Article],
    *,
    workers: int = 1,
    own: Own = NOTHING,
    on_error: Callable[[CodingError], None] | None = None,
) -> Iterator[Coding]:
    """Codings in the order of the articles, by this process or by several; memory stays flat.

    An article that cannot be coded goes to ``on_error`` and the rest follows; without it the error is raised.
    Missing weights and broken knowledge are raised at once.
    """
    here = (_attempt(article, own) for article in articles)
    for result in here if workers <= 1 else _by_workers(articles, workers, own):
        if isinstance(result, Coding):
            yield result
        elif on_error:
            on_error(result)
        else:
            raise result


def coder_version(own: Own = NOTHING) -> dict[str, str]:
    """What is needed to reproduce a coding: code, model and knowledge, "+" and a digest of own files behind it."""
    known = "+".join(filter(None, (knowledge.digest(), own.digest)))
    return {"version": __version__, "model": clauses.version(), "knowledge": known}


def _attempt(article: Article, own: Own) -> Coding | CodingError:
    try:
        return code(article, own)
    except (KnowledgeError, WeightsError):
        raise  # no other article would fare better
    except Exception as e:  # noqa: BLE001 - whatever one article does, the others are coded
        return CodingError(f"{article.title or article.id}: could not be coded: {type(e).__name__}: {e}")


def _by_workers(articles: Iterable[Article], workers: int, own: Own) -> Iterator[Coding | CodingError]:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(own,)) as pool:
        waiting: list[Future[list[Coding | CodingError]]] = []
        found = iter(articles)
        while chunk := list(itertools.islice(found, _CHUNK)):
            waiting.append(pool.submit(_attempt_chunk, chunk))
            if len(waiting) >= _AHEAD * workers:
                yield from waiting.pop(0).result()
        for future in waiting:
            yield from future.result()


def _attempt_chunk(articles: list[Article]) -> list[Coding | CodingError]:
    found = [_attempt(article, current()) for article in articles]
    _settle()
    return found


@functools.cache
def _settle() -> None:
    """What a worker has loaded by its first articles stays: garbage is no longer looked for in it."""
    gc.collect()
    gc.freeze()


def _begin(own: Own) -> None:
    """A worker computes on one thread, for the processes share the cores, and codes with the same own files."""
    gc.set_threshold(*GARBAGE)
    os.environ["DETENTE_THREADS"] = "1"
    use(own)
