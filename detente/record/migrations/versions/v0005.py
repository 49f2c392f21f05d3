"""PostgreSQL finds the newest rows by an index: in its own order undated ones would come first."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the indexes; SQLite's have the order already."""
    if op.get_bind().dialect.name == "postgresql":
        for table, columns in (
            ("happening", ("origin", "start")),
            ("article", ("published",)),
            ("statement", ("start",)),
        ):
            *before, day = columns
            order = [*map(sa.text, before), sa.text(f"{day} DESC NULLS LAST"), sa.text("id DESC")]
            op.create_index(f"ix_{table}_newest", table, order)
