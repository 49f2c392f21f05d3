"""What a user brings along: a codebook with own categories and patterns, and own actors (docs/codebooks.md).

`read` checks both files and raises one error that lists what is wrong with them. `using` says for whose articles they
hold; two configurations can stand side by side in one process.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path

from detente.errors import OwnFileError
from detente.knowledge import lexicon
from detente.knowledge.lexicon import Entry
from detente.knowledge.own.problems import Enough, Problems


@dataclass(frozen=True, slots=True)
class Actor:
    """One row of own actors, from ``start`` to ``end`` as ISO days, months or years, None where unbounded.

    A row with a ``role`` is a person; one without role and sector is a state or the like, whose name is a place too.
    """

    name: str
    code: str
    sector: str | None
    role: str | None
    aliases: tuple[str, ...]
    people: tuple[str, ...]
    start: str | None
    end: str | None

    def held(self, on: dt.date | None) -> bool:
        """Whether the row holds on that day; all rows do for an article without a date."""
        if on is None:
            return True
        day = on.isoformat()
        begun = self.start is None or day[: len(self.start)] >= self.start
        return begun and (self.end is None or day[: len(self.end)] <= self.end)


@dataclass(frozen=True, slots=True, eq=False)
class Own:
    """A user's own entries and actors; ``labels`` are the own categories by entry ("my:embargo" to "my:EMBARGO").

    ``digest`` changes with any byte of the files and is "" without them.
    """

    entries: tuple[Entry, ...] = ()
    labels: dict[str, str] = field(default_factory=dict)
    actors: tuple[Actor, ...] = ()
    digest: str = ""


NOTHING = Own()
_used: ContextVar[Own] = ContextVar("own", default=NOTHING)


def read(codebook: Path | None, actors: Path | None) -> Own:
    """Both files, checked; raises `OwnFileError` with everything that is wrong in them."""
    from detente.knowledge.own import actors as tables  # noqa: PLC0415 - most runs have no files of their own
    from detente.knowledge.own import codebooks  # noqa: PLC0415

    told, total = Problems(), hashlib.sha256()
    entries: tuple[Entry, ...] = ()
    labels: dict[str, str] = {}
    rows: tuple[Actor, ...] = ()
    with suppress(Enough):
        entries, labels = codebooks.read(codebook, told, total) if codebook else (entries, labels)
        rows = tables.read(actors, told, total) if actors else rows
    if told.lines:
        raise OwnFileError(told.lines)
    digest = total.hexdigest()[:12] if codebook or actors else ""
    return Own(entries, labels, rows, digest)


def use(own: Own) -> None:
    """From here on every article of this process is coded with these."""
    _used.set(own)


@contextmanager
def using(own: Own) -> Iterator[None]:
    """What is coded inside is coded with these."""
    before = _used.set(own)
    try:
        yield
    finally:
        _used.reset(before)


def current() -> Own:
    """The user's own entries and actors, `NOTHING` where there are none."""
    return _used.get()


def listing(kind: str, word: str) -> list[Entry]:
    """Own entries that list a word under ``kind`` ("verbs", "nouns", "adjectives")."""
    return _index(current(), kind).get(word, [])


def category(entry: Entry) -> str:
    """The category that an entry codes by name: the own one ("my:EMBARGO") or PLOVER's."""
    return current().labels.get(entry.id, entry.type)


@functools.lru_cache(maxsize=12)
def _index(own: Own, kind: str) -> dict[str, list[Entry]]:
    return lexicon.index(own.entries, kind)
