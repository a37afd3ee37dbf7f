"""Brings a database to the schema this version needs; safe when several processes start at once.

All steps happen in one transaction: SQLite's BEGIN IMMEDIATE and PostgreSQL's advisory lock let one process at a time
in, and who comes second finds the work done. A migration once released is never edited.
"""

from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Inspector, inspect, text
from sqlalchemy.ext.asyncio import AsyncEngine

HEAD: Final = "initial"
"""The newest revision. It is a constant so that a start with nothing to do need not import Alembic."""

BEFORE_RELEASE: Final = frozenset(f"{number:04}" for number in range(1, 18))
"""The revisions before the first release. They were squashed, so there is no way from them to `HEAD`."""

HOME: Final = Path(__file__).parent
"""Where the revisions lie."""

_LOCK: Final = 0x436F756E7465  # any constant that no other program on this database takes; "Counte"


class SchemaTooOld(Exception):  # noqa: N818 - names what was found
    """The database was made by a version before the first release, which this one cannot read."""


class SchemaTooNew(Exception):  # noqa: N818 - names what was found
    """The database was written by a newer version of this program."""


async def migrate(engine: AsyncEngine) -> None:
    """Bring the database up to `HEAD`; SchemaTooNew or SchemaTooOld where there is no way there."""
    async with engine.begin() as connection:
        await connection.run_sync(upgrade)


def upgrade(connection: Connection, revision: str = HEAD) -> None:
    """Bring the database of an open transaction up to `revision`."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    present = current(connection)
    if {present, revision} & BEFORE_RELEASE:
        raise SchemaTooOld(
            "the database was made by a version before the first release, which this version cannot read. "
            "Name a new database, and import your staff list there; read the old one with the version that made it"
        )
    if present != revision:
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
