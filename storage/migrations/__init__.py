"""Brings a database to the schema this version needs; safe when several processes start at once.

All steps happen in one transaction: SQLite's BEGIN IMMEDIATE and PostgreSQL's advisory lock let one process at a time
in, and who comes second finds the work done. A migration once released is never edited.
"""

from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Inspector, inspect, text
from sqlalchemy.ext.asyncio import AsyncEngine

HEAD: Final = "0019"
"""The newest revision; known without loading Alembic, which a start with nothing to do is spared."""

HOME: Final = Path(__file__).parent
"""Where the revisions lie."""

_LOCK: Final = 0x436F756E7465  # any constant that no other program on this database takes; "Counte"


class SchemaTooNew(Exception):  # noqa: N818 - names what was found
    """The database was written by a newer version of this program."""


async def migrate(engine: AsyncEngine) -> None:
    """Bring the database up to `HEAD`; SchemaTooNew where it is beyond."""
    async with engine.begin() as connection:
        await connection.run_sync(upgrade)


def upgrade(connection: Connection, revision: str = HEAD) -> None:
    """Bring the database of an open transaction up to `revision`."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    if current(connection) != revision:
        _run(connection, "upgrade", revision)


def downgrade(connection: Connection, revision: str) -> None:
    """Take the database of an open transaction back to `revision`."""
    _run(connection, "downgrade", revision)


def current(connection: Connection) -> str | None:
    """Return the revision the database is at; None for an empty one."""
    inspector: Inspector = inspect(connection)
    if not inspector.has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def _run(connection: Connection, verb: str, revision: str) -> None:
    from alembic import command  # noqa: PLC0415 - a tenth of a second that most starts do not need
    from alembic.config import Config  # noqa: PLC0415 - as above
    from alembic.util import CommandError  # noqa: PLC0415 - as above

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(HOME))
    config.set_main_option("path_separator", "os")
    try:
        getattr(command, verb)(config, revision)
    except CommandError as error:
        if "locate revision" not in str(error):
            raise
        raise SchemaTooNew("the database was written by a newer version of Countersign: run that one") from error
