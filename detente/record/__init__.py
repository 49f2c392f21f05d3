"""The record: the only room that speaks SQL. One writer, one reader, typed answers.

``open`` takes a path or an address (``sqlite:///PATH``, ``postgresql://USER@HOST/DATABASE``).
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from detente.errors import NoRecordError, RecordError
from detente.record import copying, migrations
from detente.record.engine import DEFAULT, Store, told
from detente.record.query import Query
from detente.record.reader import Reader
from detente.record.reviews import Answer, Draw
from detente.record.writer import Writer

__all__ = ["DEFAULT", "Answer", "Draw", "Query", "Reader", "Record", "Writer", "open"]


class Record:
    """An open record: ``reader`` answers, ``writer`` changes; ``name`` is fit for messages."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.name = store.name
        self.reader = Reader(store)
        self.writer = Writer(store)

    def copy(self, target: str | Path) -> str:
        """Copy the record as it is now into a new file or an empty database; its name. Also between the two kinds."""
        with contextlib.closing(Store(target)) as store:
            return self._copied(store)

    def _copied(self, store: Store) -> str:
        if store.path and store.path.exists():
            raise RecordError(f"{store.name}: exists already and is not written over")
        if store.path and self._store.path:
            part = store.path.with_name(f".{store.path.name}.part")
            part.unlink(missing_ok=True)
            copying.to_file(self._store, part)
            part.replace(store.path)
            return store.name
        with store.reading() as connection:
            if migrations.version(connection) is not None:
                raise RecordError(f"{store.name}: holds a record already, which is not written over")
        _upgrade(store)
        copying.rows(self._store, store)
        return store.name

    @property
    def changed(self) -> dt.datetime | None:
        """When the record's file was last written (UTC); None where the database is no file."""
        if self._store.path is None:
            return None
        files = (self._store.path, Path(f"{self._store.path}-wal"))
        last = max(int(f.stat().st_mtime) for f in files if f.exists() and f.stat().st_size)
        return dt.datetime.fromtimestamp(last, dt.UTC)

    def close(self) -> None:
        """Let go of the database."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open(target: str | Path = DEFAULT, *, create: bool = False) -> Record:  # noqa: A001 - record.open is what it does
    """The record of this name, brought to the present version of its tables; ``create`` makes one where there is none.

    Raises NoRecordError, NewerRecordError, MigrationError and what else errors.py has of records.
    """
    store = Store(target)
    if store.path and not create and not store.path.exists():
        raise NoRecordError(f"{store.name}: there is no record here; detente add ARTICLES makes one")
    with store.reading() as connection, _named(store.name):
        found = migrations.version(connection)
    if found is None and not create:
        raise NoRecordError(f"{store.name}: the database is empty; detente add ARTICLES makes a record in it")
    if found != migrations.VERSION:
        _upgrade(store)
    return Record(store)


def _upgrade(store: Store) -> None:
    if store.path:
        with told(store.name), store.engine.connect() as connection:
            connection.connection.execute(
                "PRAGMA journal_mode = WAL"
            )  # readers beside a writer; kept in the file
    with store.writing() as connection:
        # Asked again, for another process may just have done it.
        migrations.upgrade(connection, store.name, migrations.version(connection))


@contextlib.contextmanager
def _named(name: str) -> Iterator[None]:
    try:
        yield
    except NoRecordError as error:
        raise NoRecordError(f"{name}: {error}") from None
