"""The disk fills up under load: what cannot be kept is not acknowledged, and once there is room all goes on."""

import asyncio
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from chaos.organisation.enduring import endures, told
from chaos.organisation.work import a_monday
from e2e.servers.company import company

pytestmark = [pytest.mark.long, pytest.mark.timeout(900)]

FULL = "the disk of the database is full"


@pytest.fixture
def small_disk(tmp_path):
    """A disk of its own for the folder of data."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("only root can mount a small disk")
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk], capture_output=True, check=False)
    if made.returncode:
        pytest.skip(f"no small disk can be mounted here: {made.stderr.decode().strip()}")
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)


class Ballast:
    """What takes all the room there is."""

    def __init__(self, disk):
        self.disk, self.file = disk, disk / "ballast"

    def fill(self):
        # What SQLite has reserved for its next writes is room, too.
        with closing(sqlite3.connect(self.disk / "data" / "countersign.db", timeout=10)) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with self.file.open("wb", buffering=0) as file:
            for size in (1 << 20, 1 << 12, 1):
                while _written(file, bytes(size)):
                    pass

    def drop(self):
        self.file.unlink()


def _written(file, content):
    try:
        return file.write(content) == len(content)
    except OSError:
        return False


async def test_the_disk_fills_up_twice_while_people_work(tmp_path, small_disk):
    start = a_monday(datetime.now(ZoneInfo("Europe/Kyiv")))
    async with company(tmp_path, at=start, DATA_DIR=str(small_disk / "data")) as staff:
        ballast = Ballast(small_disk)

        async def fills_up():
            for _ in range(2):
                await asyncio.sleep(5)
                await asyncio.to_thread(ballast.fill)
                await asyncio.sleep(15)
                ballast.drop()

        _, figures = await endures(staff, fills_up())
        told(**figures)
        assert staff.rows("PRAGMA integrity_check") == [("ok",)]
        assert await staff.stage.bot.stops() == 0
        assert FULL in staff.log()
        unclear = [word for word in ("Traceback", "update failed", "never retrieved") if word in staff.log()]
        assert unclear == [], staff.log()[-6000:]


async def test_on_a_full_disk_a_command_ends_with_a_sentence(tmp_path, small_disk):
    async with company(tmp_path, DATA_DIR=str(small_disk / "data")) as staff:
        await staff.stage.bot.dies()
        ballast = Ballast(small_disk)
        ballast.fill()
        status, said = await staff.stage.bot.command("owner", "Ганна Нова", "--organisation", "ТОВ «Інше»")
        assert status == 1
        assert "the disk of the database" in said
        assert "Traceback" not in said
        ballast.drop()
        await staff.stage.bot.start()
        await staff.owner.phone.sends("/menu")
        await staff.owner.sees(button=staff.owner.label("staff-button"))
