"""Pairs hold what sums of them ask; places and days of articles can be counted from an index alone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table of pairs anew, its rows filled from their happenings, and the indexes."""
    op.execute(
        'CREATE TABLE dyad_before AS SELECT d.happening_id, d.a, d.b, d.towards, d.start, h."end", h.origin, h.quad, h.score '
        "FROM dyad d JOIN happening h ON h.id = d.happening_id"
    )
    op.drop_table("dyad")
    op.create_table(
        "dyad",
        sa.Column("happening_id", sa.Integer(), nullable=False),
        sa.Column("a", sa.String(), nullable=False),
        sa.Column("b", sa.String(), nullable=False),
        sa.Column("towards", sa.Integer(), nullable=False),
        sa.Column("start", sa.Date(), nullable=True),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("quad", sa.Integer(), nullable=True),
        sa.Column("score", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["happening_id"], ["happening.id"], name=op.f("fk_dyad_happening_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("happening_id", "a", "b", name=op.f("pk_dyad")),
    )
    columns = 'happening_id, a, b, towards, start, "end", origin, quad, score'
    op.execute(f"INSERT INTO dyad ({columns}) SELECT {columns} FROM dyad_before")  # noqa: S608 - names written above
    op.drop_table("dyad_before")
    op.create_index("ix_dyad_a", "dyad", ["a", "b", "start", "end", "origin", "quad", "score"])
    op.create_index("ix_dyad_b", "dyad", ["b", "a", "start", "end", "origin", "quad", "score"])
    op.drop_index("ix_article_copy_of", "article")
    op.create_index(
        op.f("ix_article_copy_of_published_source_id"), "article", ["copy_of", "published", "source_id"]
    )
    placed = sa.text("place IS NOT NULL")
    op.create_index(
        "ix_happening_place", "happening", ["origin", "lat", "lon", "place", "country", "start", "quad"],
        sqlite_where=placed, postgresql_where=placed,
    )  # fmt: skip
