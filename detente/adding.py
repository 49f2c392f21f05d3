"""Articles are coded and written into the record, each once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from detente import pipeline
from detente.articles.finding import Found
from detente.errors import DetenteError, InputError
from detente.knowledge.own import NOTHING, Own
from detente.record import Record
from detente.types import Article, Coding

_CHUNK = 32  # articles that the record is asked about at once
Told = Callable[[DetenteError], None]


@dataclass(slots=True)
class Tally:
    """How far a run has come: articles read, coded anew, known before, and failed; events, and sentences read."""

    read: int = 0
    coded: int = 0
    known: int = 0
    failed: int = 0
    events: int = 0
    sentences: int = 0


@dataclass(slots=True)
class _Waiting:
    """Articles that are being coded, with everywhere that they were found meanwhile."""

    places: dict[str, list[tuple[Article, str]]] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)  # since the record was asked last

    def put(self, it: Article, origin: str) -> bool:
        """Whether this is the first of its text."""
        several = self.places.setdefault(it.id, [])
        several.append((it, origin))
        return len(several) == 1


def add(
    record: Record, found: Iterable[Found], *, workers: int = 1, own: Own = NOTHING, on_error: Told
) -> Iterator[Tally]:
    """Code what the record does not know by this coder and write it, article by article; how far it has come, each time.

    Can be stopped at any moment and run again. An article that cannot be read or coded goes to ``on_error``.
    """
    version = pipeline.coder_version(own)
    tally, waiting = Tally(), _Waiting()

    def fail(error: DetenteError) -> None:
        tally.failed += 1
        on_error(error)

    articles = _unknown(record, _read(found, tally, fail), version, waiting, tally)
    for coded in pipeline.code_all(articles, workers=workers, own=own, on_error=fail):
        (_, origin), *others = waiting.places.pop(coded.article.id)
        record.writer.add(coded, version, origin)
        waiting.done.add(coded.article.id)
        for it, place in others:
            record.writer.appear(it, place)
        tally.known += len(others)
        _count(tally, coded)
        yield tally
    yield tally


def recode(record: Record, *, workers: int = 1, own: Own = NOTHING, on_error: Told) -> Iterator[Tally]:
    """Code again, from the texts in the record, what another coder or version coded; can be stopped and run again."""
    version = pipeline.coder_version(own)
    tally = Tally()

    def fail(error: DetenteError) -> None:
        tally.failed += 1
        on_error(error)

    for coded in pipeline.code_all(record.reader.outdated(version), workers=workers, own=own, on_error=fail):
        tally.read += 1
        record.writer.add(coded, version)
        _count(tally, coded)
        yield tally
    yield tally


def _read(found: Iterable[Found], tally: Tally, fail: Told) -> Iterator[tuple[Article, str]]:
    for item, origin in found:
        if isinstance(item, InputError):
            fail(item)
        else:
            tally.read += 1
            yield item, origin


def _unknown(
    record: Record,
    articles: Iterable[tuple[Article, str]],
    version: dict[str, str],
    waiting: _Waiting,
    tally: Tally,
) -> Iterator[Article]:
    """Those that have to be coded; where a known one was found is put down."""
    left = iter(articles)
    while chunk := list(islice(left, _CHUNK)):
        waiting.done.clear()
        known = record.reader.known((it.id for it, _ in chunk), version)
        seen = record.reader.places(it.id for it, _ in chunk)
        for it, origin in chunk:
            if it.id in waiting.done or (it.id in known and (known[it.id] or it.published is None)):
                tally.known += 1
                if (it.publisher, it.url) not in seen.get(it.id, ()):
                    record.writer.appear(it, origin)
            elif waiting.put(it, origin):
                yield it


def _count(tally: Tally, coded: Coding) -> None:
    tally.coded += 1
    tally.events += len(coded.events)
    tally.sentences += coded.sentences
