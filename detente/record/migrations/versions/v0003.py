"""Reviews, and the fingerprints of what they judge."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from detente.record.packing import unpack
from detente.record.reviews import fingerprint
from detente.types import Event

revision = "0003"
down_revision = "0002"
_CHUNK = 1_000
_event = sa.table("event", sa.column("id"), sa.column("data", sa.JSON), sa.column("fingerprint"))


def upgrade() -> None:
    """Make the table, and give the events that are there their fingerprints."""
    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("reviewer", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("kept", sa.Boolean(), nullable=False),
        sa.Column("correction", sa.JSON(), nullable=True),
        sa.Column("judged", sa.JSON(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
        sa.UniqueConstraint(
            "article",
            "start",
            "end",
            "fingerprint",
            "reviewer",
            name=op.f("uq_review_article_start_end_fingerprint_reviewer"),
        ),
    )
    op.create_index(op.f("ix_review_reviewer"), "review", ["reviewer"], unique=False)
    op.add_column("event", sa.Column("fingerprint", sa.String(), nullable=True))
    _give_fingerprints(op.get_bind())


def _give_fingerprints(connection: sa.Connection) -> None:
    last = 0
    given = sa.update(_event).where(_event.c.id == sa.bindparam("number"))
    while True:
        asked = sa.select(_event.c.id, _event.c.data).where(_event.c.id > last).order_by(_event.c.id)
        rows = connection.execute(asked.limit(_CHUNK)).all()
        if not rows:
            return
        last = rows[-1].id
        connection.execute(
            given.values(fingerprint=sa.bindparam("mark")),
            [{"number": row.id, "mark": fingerprint(unpack(Event, row.data))} for row in rows],
        )
