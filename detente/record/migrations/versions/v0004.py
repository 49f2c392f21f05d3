"""Reviews know the event that they are about as it is coded now."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the column, filled from the current codings."""
    with op.batch_alter_table("review") as table:
        table.add_column(sa.Column("event_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_review_event_id"), "event", ["event_id"], ["id"], ondelete="SET NULL"
        )
    op.create_index("ix_review_event_id", "review", ["event_id", "reviewer", "verdict"])
    op.execute(
        "UPDATE review SET event_id = (SELECT min(event.id) FROM event JOIN coding ON coding.id = event.coding_id "
        "JOIN article ON article.id = coding.article_id WHERE coding.current AND article.key = review.article "
        'AND event.start = review.start AND event."end" = review."end" AND event.fingerprint = review.fingerprint)'
    )
