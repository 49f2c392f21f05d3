"""A whole record copied into another database, as it is at one moment."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, func, insert, select

from detente.record.engine import Store, told
from detente.record.schema import metadata

_CHUNK = 1_000


def to_file(store: Store, path: Path) -> None:
    """A copy of a SQLite record, which may be written meanwhile, in a file that must not exist."""
    with told(store.name), store.engine.connect() as connection:
        source = connection.connection.driver_connection
        assert isinstance(source, sqlite3.Connection)
        target = sqlite3.connect(path)
        try:
            source.backup(target)
        finally:
            target.close()


def rows(store: Store, target: Store) -> None:
    """The rows of every table, put into an empty record."""
    with store.reading() as source, target.writing() as into:
        for table in metadata.sorted_tables:
            asked = select(table).order_by(*table.primary_key.columns)
            for several in (
                source.execution_options(yield_per=_CHUNK).execute(asked).mappings().partitions(_CHUNK)
            ):
                into.execute(insert(table), [dict(row) for row in several])
        _count_on(into)


def _count_on(connection: Connection) -> None:
    """PostgreSQL numbers new rows from where the copied ones end."""
    if connection.dialect.name != "postgresql":
        return
    for table in metadata.sorted_tables:
        if "id" in table.c:
            last = select(func.coalesce(func.max(table.c.id), 0) + 1).scalar_subquery()
            connection.execute(
                select(func.setval(func.pg_get_serial_sequence(table.name, "id"), last, False))
            )
