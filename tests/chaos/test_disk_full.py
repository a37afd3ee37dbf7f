"""The disk fills up under load: updates that cannot be stored are not acknowledged; later, work continues."""

import asyncio
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from chaos.organisation.under_fault import print_figures, work_during
from chaos.organisation.work import next_monday
from e2e.servers.company import company

pytestmark = [pytest.mark.long, pytest.mark.timeout(900)]

FULL = "the disk of the database is full"


@pytest.fixture
def small_disk(tmp_path):
    """Mount a small disk for the data folder."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("only root can mount a small disk")
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk], capture_output=True, check=False)
    if made.returncode:
        pytest.skip(f"no small disk can be mounted here: {made.stderr.decode().strip()}")
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)


class DiskFiller:
    """Takes all free space of a disk."""

    def __init__(self, disk):
        self.disk, self.file = disk, disk / "filler"

    def fill(self):
        # Space in SQLite's write-ahead log is free space, too.
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


async def test_nothing_is_lost_when_the_disk_fills_up_twice(tmp_path, small_disk):
    start = next_monday(datetime.now(ZoneInfo("Europe/Kyiv")))
    async with company(tmp_path, at=start, DATA_DIR=str(small_disk / "data")) as staff:
        filler = DiskFiller(small_disk)

        async def fill_twice():
            for _ in range(2):
                await asyncio.sleep(5)
                await asyncio.to_thread(filler.fill)
                await asyncio.sleep(15)
                filler.drop()

        _, figures = await work_during(staff, fill_twice())
        print_figures(**figures)
        assert staff.rows("PRAGMA integrity_check") == [("ok",)]
        assert await staff.stage.bot.stops() == 0
        assert FULL in staff.log()
        unexpected = [word for word in ("Traceback", "update failed", "never retrieved") if word in staff.log()]
        assert unexpected == [], staff.log()[-6000:]


async def test_a_command_on_a_full_disk_prints_one_sentence(tmp_path, small_disk):
    async with company(tmp_path, DATA_DIR=str(small_disk / "data")) as staff:
        await staff.stage.bot.dies()
        filler = DiskFiller(small_disk)
        filler.fill()
        status, said = await staff.stage.bot.command("owner", "Ганна Нова", "--organisation", "ТОВ «Інше»", "--found")
        assert status == 1
        assert "the disk of the database" in said
        assert "Traceback" not in said
        filler.drop()
        await staff.stage.bot.start()
        await staff.owner.phone.sends("/menu")
        await staff.owner.sees(button=staff.owner.label("staff-button"))
