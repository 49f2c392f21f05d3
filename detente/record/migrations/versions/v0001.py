"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from detente.record import search

revision = "0001"
down_revision = None


def upgrade() -> None:  # noqa: PLR0915 - one statement a table
    """Make the tables and the indexes of the search."""
    op.create_table(
        "batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("coder", sa.Text(), nullable=True),
        sa.Column("query", sa.Text(), nullable=True),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("skipped", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch")),
    )
    op.create_table(
        "coder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("knowledge", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coder")),
        sa.UniqueConstraint("version", "model", "knowledge", name=op.f("uq_coder_version_model_knowledge")),
    )
    op.create_table(
        "redirect",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_redirect")),
    )
    op.create_index(op.f("ix_redirect_target"), "redirect", ["target"], unique=False)
    op.create_table(
        "ruling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("other_article", sa.String(), nullable=False),
        sa.Column("other_start", sa.Integer(), nullable=False),
        sa.Column("other_end", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ruling")),
    )
    op.create_index(op.f("ix_ruling_article"), "ruling", ["article"], unique=False)
    op.create_index(op.f("ix_ruling_other_article"), "ruling", ["other_article"], unique=False)
    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("name", name=op.f("uq_source_name")),
    )
    op.create_table(
        "volume",
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("origin", "year", name=op.f("pk_volume")),
    )
    op.create_table(
        "article",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sentences", sa.Integer(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("copy_of", sa.Integer(), nullable=True),
        sa.Column("signature", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["copy_of"], ["article.id"], name=op.f("fk_article_copy_of"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_article_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
        sa.UniqueConstraint("key", name=op.f("uq_article_key")),
    )
    op.create_index(op.f("ix_article_copy_of"), "article", ["copy_of"], unique=False)
    op.create_index(op.f("ix_article_published"), "article", ["published"], unique=False)
    op.create_index(op.f("ix_article_source_id"), "article", ["source_id"], unique=False)
    op.create_table(
        "happening",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("states", sa.Text(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("own", sa.String(), nullable=True),
        sa.Column("mode", sa.String(), nullable=True),
        sa.Column("contexts", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("plover", sa.String(), nullable=True),
        sa.Column("quad", sa.Integer(), nullable=True),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("actors", sa.JSON(), nullable=False),
        sa.Column("recipients", sa.JSON(), nullable=False),
        sa.Column("reciprocal", sa.Boolean(), nullable=False),
        sa.Column("start", sa.Date(), nullable=True),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("precision", sa.String(), nullable=True),
        sa.Column("dated", sa.Boolean(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("sources", sa.Integer(), nullable=False),
        sa.Column("first_reported", sa.Date(), nullable=True),
        sa.Column("last_reported", sa.Date(), nullable=True),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batch.id"], name=op.f("fk_happening_batch_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_happening")),
        sa.UniqueConstraint("key", name=op.f("uq_happening_key")),
    )
    op.create_index(op.f("ix_happening_batch_id"), "happening", ["batch_id"], unique=False)
    op.create_index(op.f("ix_happening_origin_start"), "happening", ["origin", "start"], unique=False)
    op.create_index(op.f("ix_happening_start"), "happening", ["start"], unique=False)
    op.create_index(op.f("ix_happening_states_start"), "happening", ["states", "start"], unique=False)
    op.create_table(
        "appearance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_appearance_article_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_appearance_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appearance")),
    )
    op.create_index(op.f("ix_appearance_article_id"), "appearance", ["article_id"], unique=False)
    op.create_index(op.f("ix_appearance_source_id"), "appearance", ["source_id"], unique=False)
    op.create_table(
        "band",
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_band_article_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("value", "article_id", name=op.f("pk_band")),
    )
    op.create_index(op.f("ix_band_article_id"), "band", ["article_id"], unique=False)
    op.create_table(
        "coding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("coder_id", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_coding_article_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["coder_id"], ["coder.id"], name=op.f("fk_coding_coder_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coding")),
        sa.UniqueConstraint("article_id", "coder_id", name=op.f("uq_coding_article_id_coder_id")),
    )
    op.create_index(op.f("ix_coding_coder_id"), "coding", ["coder_id"], unique=False)
    op.create_table(
        "dyad",
        sa.Column("happening_id", sa.Integer(), nullable=False),
        sa.Column("a", sa.String(), nullable=False),
        sa.Column("b", sa.String(), nullable=False),
        sa.Column("towards", sa.Integer(), nullable=False),
        sa.Column("start", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["happening_id"], ["happening.id"], name=op.f("fk_dyad_happening_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("happening_id", "a", "b", name=op.f("pk_dyad")),
    )
    op.create_index(op.f("ix_dyad_a_b_start"), "dyad", ["a", "b", "start"], unique=False)
    op.create_table(
        "holder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("former", sa.Boolean(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_holder_article_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holder")),
    )
    op.create_index(op.f("ix_holder_article_id"), "holder", ["article_id"], unique=False)
    op.create_index(op.f("ix_holder_folded"), "holder", ["folded"], unique=False)
    op.create_table(
        "naming",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_naming_article_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", "code", name=op.f("pk_naming")),
    )
    op.create_index(op.f("ix_naming_code_article_id"), "naming", ["code", "article_id"], unique=False)
    op.create_table(
        "side",
        sa.Column("happening_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("folded", sa.Text(), nullable=True),
        sa.Column("start", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["happening_id"], ["happening.id"], name=op.f("fk_side_happening_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("happening_id", "side", "position", name=op.f("pk_side")),
    )
    op.create_index(op.f("ix_side_code_start"), "side", ["code", "start"], unique=False)
    op.create_index(op.f("ix_side_folded"), "side", ["folded"], unique=False)
    op.create_table(
        "commitment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("coding_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("start", sa.Date(), nullable=True),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["coding_id"], ["coding.id"], name=op.f("fk_commitment_coding_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment")),
    )
    op.create_index(op.f("ix_commitment_coding_id"), "commitment", ["coding_id"], unique=False)
    op.create_index(op.f("ix_commitment_key"), "commitment", ["key"], unique=False)
    op.create_index(op.f("ix_commitment_start"), "commitment", ["start"], unique=False)
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("coding_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["coding_id"], ["coding.id"], name=op.f("fk_event_coding_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    op.create_index(op.f("ix_event_coding_id"), "event", ["coding_id"], unique=False)
    op.create_index(op.f("ix_event_key"), "event", ["key"], unique=False)
    op.create_table(
        "statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("coding_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("start", sa.Date(), nullable=True),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["coding_id"], ["coding.id"], name=op.f("fk_statement_coding_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
    )
    op.create_index(op.f("ix_statement_coding_id"), "statement", ["coding_id"], unique=False)
    op.create_index(op.f("ix_statement_key"), "statement", ["key"], unique=False)
    op.create_index(op.f("ix_statement_start"), "statement", ["start"], unique=False)
    op.create_table(
        "commitment_party",
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["commitment_id"],
            ["commitment.id"],
            name=op.f("fk_commitment_party_commitment_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("commitment_id", "code", name=op.f("pk_commitment_party")),
    )
    op.create_index(
        op.f("ix_commitment_party_code_commitment_id"),
        "commitment_party",
        ["code", "commitment_id"],
        unique=False,
    )
    op.create_table(
        "report",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("happening_id", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("probability", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_report_event_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["happening_id"], ["happening.id"], name=op.f("fk_report_happening_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_report")),
    )
    op.create_index(op.f("ix_report_happening_id"), "report", ["happening_id"], unique=False)
    op.create_table(
        "statement_issue",
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("issue", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statement.id"],
            name=op.f("fk_statement_issue_statement_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("statement_id", "issue", name=op.f("pk_statement_issue")),
    )
    op.create_index(
        op.f("ix_statement_issue_issue_statement_id"),
        "statement_issue",
        ["issue", "statement_id"],
        unique=False,
    )
    op.create_table(
        "statement_party",
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("folded", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statement.id"],
            name=op.f("fk_statement_party_statement_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("statement_id", "side", "position", name=op.f("pk_statement_party")),
    )
    op.create_index(
        op.f("ix_statement_party_code_statement_id"),
        "statement_party",
        ["code", "statement_id"],
        unique=False,
    )
    op.create_index(op.f("ix_statement_party_folded"), "statement_party", ["folded"], unique=False)
    search.setup(op.get_bind())
