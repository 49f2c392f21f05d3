"""Full text, behind one small interface: FTS5 in SQLite, tsvector with GIN in PostgreSQL.

``SETUP`` makes the indexes; the database itself keeps them true. A word stands for its inflections, several words in
quotation marks for a phrase.
"""

from __future__ import annotations

import functools
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Select, Table, func, literal_column, select, text

from detente.record import schema
from detente.types import Span

_SEARCHED = {
    "article": ("title", "text"),
    "happening": ("words",),
    "statement": ("content",),
    "commitment": ("what",),
}
_PREFIX = 200_000  # characters of a text that PostgreSQL indexes; a tsvector holds a megabyte
_OPEN, _CLOSE = "\x02", "\x03"  # no text of an article holds control characters


def setup(connection: Connection) -> None:
    """Make the indexes of an empty record."""
    for table, columns in _SEARCHED.items():
        make = _fts5 if connection.dialect.name == "sqlite" else _tsvector
        for line in make(table, columns):
            connection.execute(text(line))


def _fts5(table: str, columns: tuple[str, ...]) -> list[str]:
    """An index beside the table, which triggers keep."""
    names, index = ", ".join(columns), f"{table}_fts"
    new, old = (", ".join(f"{row}.{name}" for name in columns) for row in ("new", "old"))
    has_new, has_old = (
        " OR ".join(f"{row}.{name} IS NOT NULL" for name in columns) for row in ("new", "old")
    )
    put = f"INSERT INTO {index}(rowid, {names}) VALUES (new.id, {new})"  # noqa: S608 - names are those of our tables
    take = f"INSERT INTO {index}({index}, rowid, {names}) VALUES ('delete', old.id, {old})"  # noqa: S608
    how = "tokenize='porter unicode61 remove_diacritics 2'"
    changed = f"UPDATE OF {names} ON {table}"
    return [
        f"CREATE VIRTUAL TABLE {index} USING fts5({names}, content='{table}', content_rowid='id', {how})",
        f"CREATE TRIGGER {table}_put AFTER INSERT ON {table} WHEN {has_new} BEGIN {put}; END",
        f"CREATE TRIGGER {table}_take AFTER DELETE ON {table} WHEN {has_old} BEGIN {take}; END",
        f"CREATE TRIGGER {table}_loose BEFORE {changed} WHEN {has_old} BEGIN {take}; END",
        f"CREATE TRIGGER {table}_tie AFTER {changed} WHEN {has_new} BEGIN {put}; END",
    ]


def _tsvector(table: str, columns: tuple[str, ...]) -> list[str]:
    """A column that the database reckons itself."""
    words = " || ' ' || ".join(f"coalesce({name}, '')" for name in columns)
    vector = f"to_tsvector('english', left({words}, {_PREFIX}))"
    return [
        f"ALTER TABLE {table} ADD COLUMN search tsvector GENERATED ALWAYS AS ({vector}) STORED",
        f"CREATE INDEX ix_{table}_search ON {table} USING gin (search)",
    ]


def matching(connection: Connection, table: Table, words: tuple[str, ...]) -> ColumnElement[bool]:
    """The condition that a row of the table holds all the words."""
    if connection.dialect.name == "sqlite":
        rows = _matched(table.name, words, literal_column("rowid", Integer))
        return table.c.id.in_(rows)
    return _vector(table.name).op("@@")(_tsquery(words))


def best(
    connection: Connection, words: tuple[str, ...], limit: int
) -> list[tuple[int, str, tuple[Span, ...]]]:
    """Articles that hold the words, the best first, each with an excerpt and the places of the words in it."""
    ask = _best_sqlite if connection.dialect.name == "sqlite" else _best_postgresql
    return [_hit(*row) for row in connection.execute(ask(words, limit))]


def _matched(table: str, words: tuple[str, ...], *columns: Any) -> Select[Any]:
    index: ColumnElement[str] = literal_column(f"{table}_fts")
    phrases = " AND ".join('"' + word.replace('"', " ") + '"' for word in words)
    return select(*columns).select_from(text(f"{table}_fts")).where(index.op("MATCH")(phrases))


def _vector(table: str) -> ColumnElement[Any]:
    return literal_column(f"{table}.search")


def _tsquery(words: tuple[str, ...]) -> ColumnElement[Any]:
    phrases: list[ColumnElement[Any]] = [func.phraseto_tsquery("english", word) for word in words]
    return functools.reduce(lambda query, phrase: query.op("&&")(phrase), phrases)


def _best_sqlite(words: tuple[str, ...], limit: int) -> Select[Any]:
    excerpt = func.snippet(literal_column("article_fts"), 1, _OPEN, _CLOSE, "…", 32)
    found = _matched("article", words, literal_column("rowid"), excerpt)
    return found.order_by(literal_column("rank"), literal_column("rowid")).limit(limit)


def _best_postgresql(words: tuple[str, ...], limit: int) -> Select[Any]:
    query, vector, number = _tsquery(words), _vector("article"), schema.article.c.id
    style = f'StartSel="{_OPEN}", StopSel="{_CLOSE}", MaxWords=40, MinWords=20'
    ranked = select(number, func.ts_rank(vector, query).label("rank")).where(vector.op("@@")(query))
    chosen = ranked.order_by(text("rank DESC"), number).limit(limit).subquery()
    excerpt = func.ts_headline("english", func.left(schema.article.c.text, _PREFIX), query, style)
    found = select(number, excerpt).join(chosen, chosen.c.id == number)
    return found.order_by(chosen.c.rank.desc(), number)


def _hit(number: int, excerpt: str | None) -> tuple[int, str, tuple[Span, ...]]:
    """The excerpt without its marks, and where they stood."""
    pieces: list[str] = []
    marks: list[Span] = []
    at = 0
    for turn, piece in enumerate((excerpt or "").replace(_CLOSE, _OPEN).split(_OPEN)):
        if turn % 2:
            marks.append(Span(at, at + len(piece)))
        pieces.append(piece)
        at += len(piece)
    return number, "".join(pieces), tuple(marks)
