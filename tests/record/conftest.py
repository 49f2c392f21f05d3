"""Every test of the record runs on both databases."""

import itertools
import os

import pytest

from detente import record
from tests.record import postgres

_numbers = itertools.count()


@pytest.fixture(scope="session")
def server():
    """The address of a PostgreSQL server; skips by name where there is none, unless CI forbids it."""
    reason = postgres.why_not()
    if reason and not os.environ.get(postgres.MUST):
        pytest.skip(f"PostgreSQL: {reason}")
    with postgres.server() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, tmp_path):
    """An empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'record.db'}"
        return
    import psycopg

    server, name = request.getfixturevalue("server"), f"test{next(_numbers)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    yield server.replace("/postgres?", f"/{name}?")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def opened(address):
    with record.open(address, create=True) as found:
        yield found
