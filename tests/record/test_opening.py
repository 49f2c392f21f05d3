"""What can be wrong with a record, in words; and nothing is lost."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import deque
from pathlib import Path

import pytest
from sqlalchemy import text

from detente import record
from detente.errors import (
    BusyRecordError,
    FullDiskError,
    MigrationError,
    NewerRecordError,
    NoRecordError,
    RecordError,
)
from detente.record import engine, migrations
from detente.record.schema import metadata
from tests.record.codings import CODER, coding


def test_no_record_is_made_unless_asked(tmp_path):
    path = tmp_path / "a.db"
    with pytest.raises(NoRecordError, match="there is no record here"):
        record.open(path)
    assert not path.exists()


def test_an_empty_database_is_no_record(address):
    if "sqlite" in address:
        sqlite3.connect(address.removeprefix("sqlite:///")).close()
        Path(address.removeprefix("sqlite:///")).touch()
    with pytest.raises(NoRecordError, match="the database is empty"):
        record.open(address)


@pytest.mark.parametrize("content", [b"Minutes of the meeting\n" * 99, b"\0" * 4096, os.urandom(9000)])
def test_another_file_is_no_record_and_stays_as_it_is(tmp_path, content):
    path = tmp_path / "minutes.txt"
    path.write_bytes(content)
    with pytest.raises(NoRecordError, match=r"minutes\.txt"):
        record.open(path, create=True)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_no_record(address):
    store = engine.Store(address)
    with store.writing() as connection:
        connection.execute(text("CREATE TABLE wine (year INTEGER)"))
    with pytest.raises(NoRecordError, match="holds something else"):
        record.open(address, create=True)


@pytest.mark.parametrize(
    "target",
    [
        "mysql://u:secret@h/d",
        "postgresql://u:secret@h:port/d",
        "nonsense://x",
        "sqlite:///no/such/folder/a.db",
    ],
)
def test_an_address_that_is_none(target):
    with pytest.raises(RecordError) as caught:
        record.open(target, create=True)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("secret", ["u:s3cret@", ""])
def test_no_password_in_a_message(server, secret):
    folder = server.partition("host=")[2]
    target = f"postgresql://{secret}/nothing?host={folder}" + ("" if secret else "&password=s3cret&user=u")
    with pytest.raises(RecordError) as caught:
        record.open(target)
    assert "s3cret" not in f"{caught.value!r}{caught.value.__cause__!r}"


def test_the_tables_are_those_of_the_migrations(address):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    record.open(address, create=True).close()
    with engine.Store(address).reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": _ours})
        assert compare_metadata(context, metadata) == []


def _ours(name, kind, parents):
    return (
        not (name or "").endswith(("_search", "_newest")) and "_fts" not in (name or "") and name != "search"
    )


def test_a_newer_record_is_left_alone(address):
    record.open(address, create=True).close()
    store = engine.Store(address)
    with store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerRecordError, match=r"9999.*upgrade detente"):
        record.open(address, create=True)


def test_an_interrupted_migration_leaves_nothing_behind(address, monkeypatch):
    from detente.record import search

    def broken(connection):
        raise ValueError("out of luck")

    with monkeypatch.context() as patch:
        patch.setattr(search, "setup", broken)
        with pytest.raises(MigrationError, match="is as it was: ValueError: out of luck"):
            record.open(address, create=True)
    with engine.Store(address).reading() as connection:
        assert migrations.version(connection) is None
    with record.open(address, create=True) as opened:
        assert opened.writer.add(coding("Blinken met Wang."), CODER)


def test_a_full_disk_is_told_and_nothing_is_lost(tmp_path):
    with record.open(tmp_path / "a.db", create=True) as opened:
        opened.writer.add(coding("Blinken met Wang."), CODER)
        with opened._store.engine.connect() as connection:
            pages = connection.scalar(text("PRAGMA page_count"))
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        several = (
            coding(f"Blinken met Wang {i} times. " + f"word{i} " * 3000, told=[{}]) for i in range(500)
        )
        with pytest.raises(FullDiskError, match=r"a\.db: no room left"):
            deque((opened.writer.add(it, CODER) for it in several), maxlen=0)
        counts = opened.reader.counts()
        assert 1 <= counts.articles == counts.events


@pytest.mark.parametrize("written", ["[", "", "nonsense"])
def test_a_value_that_is_damaged_is_told(tmp_path, written):
    with record.open(tmp_path / "a.db", create=True) as opened:
        opened.writer.add(coding("Blinken met Wang.", told=[{}]), CODER)
        with sqlite3.connect(tmp_path / "a.db") as connection:
            connection.execute("UPDATE happening SET actors = ?", (written,))
        with pytest.raises(RecordError, match=r"a\.db: the file is damaged"):
            opened.reader.happenings()


def test_a_record_that_stays_locked_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(engine, "WAIT", 0.1)
    path = tmp_path / "a.db"
    with record.open(path, create=True) as opened:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BusyRecordError, match="another process"):
            opened.writer.add(coding("Blinken met Wang."), CODER)
        other.execute("COMMIT")
        assert opened.writer.add(coding("Blinken met Wang."), CODER)


WRITE = """
import sys
from detente import record
from tests.record.codings import CODER, coding
with record.open(sys.argv[1], create=True) as opened:
    for i in range(int(sys.argv[2]), int(sys.argv[3])):
        opened.writer.add(coding(f"Blinken met Wang {i} times. Wang thanked Blinken {i} times."), CODER)
        print(i, flush=True)
"""


def writing(address, first, last):
    return subprocess.Popen(
        [sys.executable, "-c", WRITE, address, str(first), str(last)], stdout=subprocess.PIPE, text=True
    )


def whole(address):
    """Every article that is there is there with all that belongs to it, once."""
    with record.open(address) as opened:
        counts = opened.reader.counts()
        assert counts.events == 2 * counts.articles
        assert sum(h.reports for h in opened.reader.happenings()) == counts.events
        assert counts.articles == len({c.id for c in opened.reader.articles()})
        return counts.articles


def test_killing_a_process_loses_and_doubles_nothing(address):
    record.open(address, create=True).close()
    finished = 0
    for _ in range(3):
        process = writing(address, 0, 10_000)
        for line in process.stdout:
            if int(line) >= finished + 3:
                break
        time.sleep(0.013)
        process.send_signal(signal.SIGKILL)
        finished = max(int(line), *(int(rest) for rest in process.communicate()[0].split()), 0) + 1
        assert whole(address) in (finished, finished + 1)


def test_several_processes_write_beside_readers(address):
    record.open(address, create=True).close()
    processes = [writing(address, 0, 12), writing(address, 6, 18)]
    while any(process.poll() is None for process in processes):
        with record.open(address) as opened:
            counts = opened.reader.counts()
        assert counts.events == 2 * counts.articles
    assert [process.returncode for process in processes] == [0, 0]
    assert whole(address) == 18
