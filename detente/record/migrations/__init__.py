"""The steps that bring a record from one version of its tables to the next (Alembic)."""

from __future__ import annotations

from importlib import resources

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError

from detente.errors import MigrationError, NewerRecordError, NoRecordError

VERSION = "0005"  # the last step


def version(connection: Connection) -> str | None:
    """The version of the record's tables, None where the database is empty."""
    tables = inspect(connection).get_table_names()
    if "alembic_version" in tables and "happening" in tables:
        return str(connection.scalar(text("SELECT version_num FROM alembic_version")))
    if tables:
        raise NoRecordError("this database holds something else, not a record of detente")
    return None


def upgrade(connection: Connection, name: str, found: str | None) -> None:
    """Take the steps that are missing, in the transaction that is open: all of them or none."""
    if found == VERSION:
        return
    from alembic import command  # noqa: PLC0415  (seldom needed, slow to import)
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(resources.files(__name__)))
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        raise NewerRecordError(
            f"{name}: this record was made by a newer detente (tables of version {found}, known up to {VERSION}); "
            "upgrade detente to open it"
        )
    try:
        command.upgrade(config, VERSION)
    except DBAPIError:
        raise  # a full disk, a lock: told as such
    except Exception as error:
        raise MigrationError(
            f"{name}: could not be brought to version {VERSION} and is as it was: {type(error).__name__}: {error}"
        ) from error
