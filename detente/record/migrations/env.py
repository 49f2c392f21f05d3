"""What Alembic runs: the steps, on the connection that it is given and in its transaction."""

from __future__ import annotations

from alembic import context

from detente.record.schema import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=False
)
context.run_migrations()
