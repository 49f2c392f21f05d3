"""The tables of the record, once for SQLite and PostgreSQL. Integer keys inside, stable text ids outside.

What is indexed or joined has a column; the rest of a product lies in ``data`` as :mod:`.packing` wrote it.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _to(table: str, *, key: bool = False, index: bool = False) -> Column[int]:
    """A column that points to a row and goes with it."""
    target = ForeignKey(f"{table}.id", ondelete="CASCADE")
    return Column(f"{table}_id", Integer, target, primary_key=key, nullable=False, index=index)


# ── what was read ────────────────────────────────────────────────────────────────────────────────────────

source = Table("source", metadata, _id(), Column("name", Text, nullable=False, unique=True))

coder = Table(
    "coder",
    metadata,
    _id(),
    Column("version", String, nullable=False),
    Column("model", String, nullable=False),
    Column("knowledge", String, nullable=False),
    UniqueConstraint("version", "model", "knowledge"),
)

article = Table(
    "article",
    metadata,
    _id(),
    Column("key", String, nullable=False, unique=True),
    Column("title", Text),
    Column("source_id", Integer, ForeignKey("source.id"), index=True),
    Column("url", Text),
    Column("published", Date, index=True),
    Column("language", String),
    Column("text", Text, nullable=False),
    Column("sentences", Integer, nullable=False),
    Column("data", JSON, nullable=False),  # dateline, repairs, warnings
    Column("copy_of", Integer, ForeignKey("article.id", ondelete="SET NULL")),
    Column("signature", LargeBinary),  # 64 numbers of four bytes (merging/copies.py)
    Index(None, "copy_of", "published", "source_id"),  # how much was read on a day, without the texts
)

# Likely copies of an article share one of these.
band = Table(
    "band",
    metadata,
    Column("value", BigInteger, primary_key=True),
    _to("article", key=True, index=True),
)

# Where an article's text was found, the first place included; the same text from another publisher is the same
# article again.
appearance = Table(
    "appearance",
    metadata,
    _id(),
    _to("article", index=True),
    Column("source_id", Integer, ForeignKey("source.id"), index=True),
    Column("url", Text),
    Column("published", Date),
    Column("origin", Text),
)

coding = Table(
    "coding",
    metadata,
    _id(),
    _to("article"),
    Column("coder_id", Integer, ForeignKey("coder.id"), nullable=False, index=True),
    Column("current", Boolean, nullable=False),
    Column("warnings", JSON, nullable=False),
    UniqueConstraint("article_id", "coder_id"),
)

naming = Table(
    "naming",
    metadata,
    _to("article", key=True),
    Column("code", String, primary_key=True),
    Column("times", Integer, nullable=False),
    Index(None, "code", "article_id"),
)

holder = Table(
    "holder",
    metadata,
    _id(),
    _to("article", index=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, index=True),
    Column("code", String, nullable=False),
    Column("office", Text, nullable=False),
    Column("former", Boolean, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)

# ── what was coded ───────────────────────────────────────────────────────────────────────────────────────

event = Table(
    "event",
    metadata,
    _id(),
    _to("coding", index=True),
    Column("key", String, nullable=False, index=True),
    Column("start", Integer, nullable=False),  # the trigger's place in the text
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("data", JSON, nullable=False),
    Column("fingerprint", String),  # of what a reviewer judges (reviews.py)
)

statement = Table(
    "statement",
    metadata,
    _id(),
    _to("coding", index=True),
    Column("key", String, nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("start", Date, index=True),  # when it was said, else the day of the article
    Column("end", Date),
    Column("content", Text, nullable=False),
    Column("data", JSON, nullable=False),
)

# side: speaker, relay, addressee, or named in what was said
statement_party = Table(
    "statement_party",
    metadata,
    _to("statement", key=True),
    Column("side", String, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("code", String),
    Column("folded", Text, index=True),  # the name, for comparing
    Index(None, "code", "statement_id"),
)

statement_issue = Table(
    "statement_issue",
    metadata,
    _to("statement", key=True),
    Column("issue", Text, primary_key=True),
    Index(None, "issue", "statement_id"),
)

commitment = Table(
    "commitment",
    metadata,
    _id(),
    _to("coding", index=True),
    Column("key", String, nullable=False, index=True),
    Column("state", String, nullable=False),
    Column("start", Date, index=True),  # when it was made, else the day of the article
    Column("end", Date),
    Column("what", Text, nullable=False),
    Column("data", JSON, nullable=False),
)

commitment_party = Table(
    "commitment_party",
    metadata,
    _to("commitment", key=True),
    Column("code", String, primary_key=True),
    Index(None, "code", "commitment_id"),
)

# ── what happened ────────────────────────────────────────────────────────────────────────────────────────

batch = Table(
    "batch",
    metadata,
    _id(),
    Column("format", String, nullable=False),
    Column("file", Text, nullable=False),
    Column("digest", String, nullable=False),
    Column("coder", Text),
    Column("query", Text),
    Column("rows", Integer, nullable=False),
    Column("skipped", Integer, nullable=False),
)

volume = Table(
    "volume",
    metadata,
    Column("origin", String, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("rows", Integer, nullable=False),
)

happening = Table(
    "happening",
    metadata,
    _id(),
    Column("key", String, nullable=False, unique=True),
    Column("states", Text, nullable=False),  # the codes of all parties, sorted, with a blank between
    Column("type", String, nullable=False),
    Column("own", String),
    Column("mode", String),
    Column("contexts", JSON, nullable=False),
    Column("status", String, nullable=False),
    Column("plover", String),
    Column("quad", Integer),
    Column("score", Float),
    Column("actors", JSON, nullable=False),
    Column("recipients", JSON, nullable=False),
    Column("reciprocal", Boolean, nullable=False),
    Column("start", Date),
    Column("end", Date),
    Column("precision", String),
    Column("dated", Boolean, nullable=False),
    Column("place", Text),
    Column("country", String),
    Column("lat", Float),
    Column("lon", Float),
    Column("confidence", Float, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("sources", Integer, nullable=False),
    Column("first_reported", Date),
    Column("last_reported", Date),
    Column("origin", String, nullable=False),
    Column("text", Text),
    Column("url", Text),
    Column("words", Text),  # the clauses of all reports, for the search
    Column("batch_id", Integer, ForeignKey("batch.id", ondelete="CASCADE"), index=True),
    Index(None, "states", "start"),
    Index(None, "start"),
    Index(None, "origin", "start"),
    Index(
        "ix_happening_place", "origin", "lat", "lon", "place", "country", "start", "quad",
        sqlite_where=text("place IS NOT NULL"), postgresql_where=text("place IS NOT NULL"),
    ),
)  # fmt: skip

side = Table(
    "side",
    metadata,
    _to("happening", key=True),
    Column("side", String, primary_key=True),  # actor or recipient
    Column("position", Integer, primary_key=True),
    Column("code", String),
    Column("folded", Text, index=True),  # the name, for comparing
    Column("start", Date),
    Index(None, "code", "start"),
)

# The pairs of a happening, a < b; towards is 1 for a to b, 2 for b to a, 3 where there is no direction. What sums of
# pairs ask stands here and in both indexes, so that no happening is looked up for them.
dyad = Table(
    "dyad",
    metadata,
    _to("happening", key=True),
    Column("a", String, primary_key=True),
    Column("b", String, primary_key=True),
    Column("towards", Integer, nullable=False),
    Column("start", Date),
    Column("end", Date),
    Column("origin", String, nullable=False),
    Column("quad", Integer),
    Column("score", Float),
    Index("ix_dyad_a", "a", "b", "start", "end", "origin", "quad", "score"),
    Index("ix_dyad_b", "b", "a", "start", "end", "origin", "quad", "score"),
)

report = Table(
    "report",
    metadata,
    _to("event", key=True),
    _to("happening", index=True),
    Column("reasons", JSON, nullable=False),
    Column("probability", Float, nullable=False),
)

redirect = Table(
    "redirect",
    metadata,
    Column("key", String, primary_key=True),
    Column("target", String, nullable=False, index=True),
)

# By hand: two tellings, each an article's id and the place of the trigger, are one act ("merge") or two ("split").
ruling = Table(
    "ruling",
    metadata,
    _id(),
    Column("kind", String, nullable=False),
    Column("article", String, nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("other_article", String, nullable=False, index=True),
    Column("other_start", Integer, nullable=False),
    Column("other_end", Integer, nullable=False),
)

# What reviewers say of events: by the article's content, the place of the predicate and what was coded of it, so that
# it holds as long as an article is coded the same; the event is the one that is coded so now.
review = Table(
    "review",
    metadata,
    _id(),
    Column("article", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("fingerprint", String, nullable=False),
    Column("reviewer", String, nullable=False, index=True),
    Column("category", String, nullable=False),
    Column("verdict", String, nullable=False),
    Column("kept", Boolean, nullable=False),  # whether the category is right
    Column("correction", JSON),
    Column("judged", JSON, nullable=False),
    Column("edition", Integer, nullable=False),
    Column("at", DateTime, nullable=False),  # UTC
    Column("event_id", Integer, ForeignKey("event.id", ondelete="SET NULL")),
    UniqueConstraint("article", "start", "end", "fingerprint", "reviewer"),
    Index("ix_review_event_id", "event_id", "reviewer", "verdict"),
)
