"""Full text, behind one small interface: FTS5 in SQLite, tsvector with GIN in PostgreSQL.

``setup`` makes the indexes; the database itself keeps them true. A word stands for its inflections and for its British and
American spelling, several words in quotation marks for a phrase.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Select, Table, func, literal_column, select, text

from detente import knowledge
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


def spelt(phrase: str) -> tuple[str, ...]:
    """The phrase as it stands, and as British and as American English spell it, where that differs.

    A beginning that is exchanged where it should not be ("organism") makes a word that no text holds.
    """
    lowered = phrase.lower()
    others = (known.sub(lambda begun: table[begun[0]], lowered) for known, table in _exchanged())  # noqa: B023 - called at once
    return phrase, *dict.fromkeys(other for other in others if other != lowered)


@functools.cache
def _exchanged() -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    """Beginnings of words, the longest first, and what the other English has for each; from either side."""
    pairs = knowledge.spellings()
    tables = dict(pairs), {american: british for british, american in pairs}
    return tuple(
        (re.compile(rf"\b(?:{'|'.join(sorted(table, key=len, reverse=True))})"), table) for table in tables
    )


def best(
    connection: Connection, words: tuple[str, ...], limit: int
) -> list[tuple[int, str, tuple[Span, ...]]]:
    """Articles that hold the words, the best first, each with an excerpt and the places of the words in it."""
    ask = _best_sqlite if connection.dialect.name == "sqlite" else _best_postgresql
    return [_hit(*row) for row in connection.execute(ask(words, limit))]


def _matched(table: str, words: tuple[str, ...], *columns: Any) -> Select[Any]:
    index: ColumnElement[str] = literal_column(f"{table}_fts")
    phrases = " AND ".join(f"({' OR '.join(map(_quoted, spelt(word)))})" for word in words)
    return select(*columns).select_from(text(f"{table}_fts")).where(index.op("MATCH")(phrases))


def _quoted(phrase: str) -> str:
    return '"' + phrase.replace('"', " ") + '"'


def _vector(table: str) -> ColumnElement[Any]:
    return literal_column(f"{table}.search")


def _tsquery(words: tuple[str, ...]) -> ColumnElement[Any]:
    return _joined("&&", [_joined("||", map(_phrase, spelt(word))) for word in words])


def _phrase(words: str) -> ColumnElement[Any]:
    return func.phraseto_tsquery("english", words)


def _joined(operator: str, queries: Iterable[ColumnElement[Any]]) -> ColumnElement[Any]:
    return functools.reduce(lambda query, other: query.op(operator)(other).self_group(), queries)


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
