"""Connections to a record, whichever database it lies in, and what can go wrong with them in plain words."""

from __future__ import annotations

import functools
import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from detente import settings
from detente.errors import BusyRecordError, FullDiskError, NoRecordError, RecordError

DEFAULT = settings.RECORD
WAIT = 120  # seconds that a writer waits for another one
_LOCK = 0x64746E74  # "dtnt": the advisory lock of writers, and the application id of a SQLite file
_DRIVERS = {"sqlite": "sqlite+pysqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}


class Store:
    """A database that holds, or is to hold, a record; ``name`` is fit for messages."""

    def __init__(self, target: str | Path) -> None:
        self.url = _url(target)
        self.name = _shown(self.url)
        self.engine = _engine(self.url, self.name)
        self._watch: sqlite3.Connection | None = None
        self._watching = threading.Lock()

    @property
    def path(self) -> Path | None:
        """The file, where the database is one."""
        return Path(self.url.database or "") if self.url.get_backend_name() == "sqlite" else None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the record from its first question to its last."""
        with told(self.name), self.engine.connect() as connection:
            yield connection if self.path else connection.execution_options(isolation_level="REPEATABLE READ")

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that no other writer is beside: all of it is kept, or nothing."""
        with (
            told(self.name),
            self.engine.connect().execution_options(writing=True) as connection,
            connection.begin(),
        ):
            if self.path is None:
                connection.execute(text(f"SET LOCAL lock_timeout = '{WAIT}s'"))
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
            yield connection

    def state(self) -> str:
        """Another text after every change of the database, the same as long as nothing changed."""
        with told(self.name):
            if self.path is None:
                with self.engine.connect() as connection:
                    return str(connection.scalar(text("SELECT pg_snapshot_xmax(pg_current_snapshot())")))
            with self._watching:
                # One connection that never writes: to it, and to it alone, this number tells of others' changes.
                self._watch = self._watch or sqlite3.connect(self.path, timeout=WAIT, check_same_thread=False)
                return str(self._watch.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        if self._watch:
            self._watch.close()
            self._watch = None
        self.engine.dispose()


def _url(target: str | Path) -> URL:
    """What to connect to; a plain path is a SQLite file."""
    if isinstance(target, Path) or "://" not in target:
        return URL.create("sqlite+pysqlite", database=str(target))
    try:
        url = make_url(target)
        return url.set(drivername=_DRIVERS[url.get_backend_name()])
    except (ArgumentError, KeyError, NoSuchModuleError, ValueError):
        raise NoRecordError(
            "this is no address of a record; write a path, sqlite:///PATH or postgresql://USER@HOST/DATABASE"
        ) from None


def _shown(url: URL) -> str:
    """The record's name without anything secret."""
    if url.get_backend_name() == "sqlite":
        return url.database or "a record in memory"
    return url.set(drivername="postgresql", query={}).render_as_string(hide_password=True)


def _engine(url: URL, name: str) -> Engine:
    if url.get_backend_name() == "sqlite":
        engine = create_engine(
            url, connect_args={"timeout": WAIT}, json_serializer=_json, json_deserializer=_read_json
        )
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        return engine
    try:
        return create_engine(
            url, connect_args={"connect_timeout": 10}, hide_parameters=True, json_serializer=_json
        )
    except ImportError:
        raise RecordError(f'{name}: PostgreSQL needs an extra: pip install "detente[postgres]"') from None


def _read_json(text: str) -> Any:
    """As json.loads, without its care for what we wrote ourselves: lists read thousands of these."""
    return _DECODER.raw_decode(text)[0]


_DAMAGED = "the file is damaged; go back to a backup (detente backup makes them)"
_DECODER = json.JSONDecoder()
_json = functools.partial(json.dumps, ensure_ascii=False)  # names are looked for in it


def _prepare(connection: sqlite3.Connection, _: Any) -> None:
    connection.isolation_level = None  # BEGIN is said below, so that tables, too, are made in a transaction
    # SQLite's own knows 26 letters.
    connection.create_function("lower", 1, lambda text: text and str(text).lower(), deterministic=True)
    connection.execute(f"PRAGMA busy_timeout = {1000 * WAIT}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")  # with WAL, safe against a process that is killed
    connection.execute("PRAGMA cache_size = -65536")
    connection.execute("PRAGMA temp_store = MEMORY")


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def told(name: str) -> Iterator[None]:
    """Errors of the database as the sentences that a user reads."""
    try:
        yield
    except DBAPIError as error:
        raise _translated(name, error.orig) from None
    except sqlite3.Error as error:
        raise _translated(name, error) from None
    except json.JSONDecodeError:
        raise RecordError(f"{name}: {_DAMAGED}") from None


def _translated(name: str, error: BaseException | None) -> RecordError:
    reason = " ".join(str(error).split())
    state = getattr(error, "sqlstate", None)
    if state == "53100" or "disk is full" in reason:
        return FullDiskError(
            f"{name}: no room left on the disk; what was finished is safe, run the command again"
        )
    if state in {"55P03", "57014"} or "is locked" in reason:
        return BusyRecordError(
            f"{name}: another process has been writing for {WAIT} seconds; try again later"
        )
    if "not a database" in reason:
        return NoRecordError(f"{name}: this file is not a record of detente")
    if "malformed" in reason:
        return RecordError(f"{name}: {_DAMAGED}")
    if "unable to open" in reason:
        return NoRecordError(f"{name}: cannot be opened: no such folder, or no right to write there")
    if "readonly" in reason:
        return RecordError(f"{name}: cannot be written: it is read-only")
    return RecordError(f"{name}: {reason[:300]}")
