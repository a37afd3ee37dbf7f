"""Kills a process at every point of sending notices, and checks what was sent after another process continued.

Points are before and after each statement, before each commit, and after each sent notice. Each run is a fork with a
copy of the same database; sending a notice appends a line to a file. Prints as JSON how many points there were and
which failed.
"""

import asyncio
import json
import os
import shutil
import signal
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import event

from benchmarks.seed import seeded_database
from bot.crypto.encryption import mint_master_key
from bot.notices.outbox import Delivered
from bot.settings import read_settings
from bot.startup.master_key import open_cipher
from handlers.outbox import OutboxWorker
from handlers.outbox.records import Records
from storage.engine import open_engine
from storage.transaction import Store

PEOPLE, NOTICES = 2, 5
TOKEN = "1000000001:sample-token"


class Sender:
    """One process that sends from the outbox until it is empty, or is killed at the chosen point."""

    def __init__(self, path, cipher, sent, kill_at=None):
        self.engine = open_engine(f"sqlite+aiosqlite:///{path}")
        self.store, self.sent = Store(self.engine, cipher), sent
        self.kill_at, self.passed = kill_at, 0
        for name in ("before_cursor_execute", "after_cursor_execute", "commit"):
            event.listen(self.engine.sync_engine, name, self.point)

    def point(self, *_):
        self.passed += 1
        if self.passed == self.kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    async def send(self, address):
        await asyncio.sleep(0)
        with self.sent.open("a") as file:
            file.write(f"{address.notice.id}\n")
        self.point()
        return Delivered(address.notice, 1, datetime.now(UTC))

    async def arrived(self, _):
        self.point()

    def clock(self):
        return datetime.now(UTC) + (
            timedelta(0) if self.kill_at else timedelta(minutes=1)
        )  # so that the killed process's leases have expired

    async def run_until_empty(self):
        records = Records(self.store.transaction, self.arrived, self.arrived)
        outbox_worker = OutboxWorker(self.store.transaction, self.send, records, self.clock, "x")
        running = asyncio.create_task(outbox_worker.run())
        while (await self.store.queues.outbox(self.clock())).pending:  # noqa: ASYNC110 - another task does it
            await asyncio.sleep(0.01)
        outbox_worker.stop()
        await running
        await self.store.close()


def run_forked(make_sender):
    """Run in a forked process; return whether it was killed."""
    child = os.fork()
    if child == 0:
        try:
            asyncio.run(make_sender().run_until_empty())
        except BaseException as error:  # noqa: BLE001 - shown, then the process exits
            print(repr(error), file=sys.stderr)  # noqa: T201 - as said
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status) and os.waitstatus_to_exitcode(status):
        raise SystemExit(f"a process ended with {status}")
    return os.WIFSIGNALED(status)


def check_kill_at(point, start, cipher):
    """Kill one process at this point and let another continue; return the fault, if any, and whether it was killed."""
    path, sent = start.with_name(f"{point}.db"), start.with_name(f"{point}.sent")
    shutil.copy(start, path)
    killed = run_forked(lambda: Sender(path, cipher, sent, point))
    run_forked(lambda: Sender(path, cipher, sent))
    times = sorted(Counter(sent.read_text().split()).values())
    well = len(times) == NOTICES and set(times) <= ({1, 2} if killed else {1})
    return (None if well else {"point": point, "times": times}), killed


async def prepare(folder):
    master_key = mint_master_key()
    given = {"BOT_TOKEN": TOKEN, "DATA_DIR": str(folder), "MASTER_KEY": master_key}
    async with seeded_database(given) as database:
        await database.add_notices(await database.add_people(range(11, 11 + PEOPLE)), NOTICES)
    known = {name.lower(): value for name, value in given.items()}
    return folder / "countersign.db", open_cipher(read_settings(_env_file=None, **known))


def main():
    with tempfile.TemporaryDirectory() as name:
        start, cipher = asyncio.run(prepare(Path(name)))
        found, point, killed = [], 0, True
        while killed:
            point += 1
            wrong, killed = check_kill_at(point, start, cipher)
            found += [wrong] if wrong else []
    print(json.dumps({"points": point - 1, "wrong": found}))  # noqa: T201 - the test that started it reads it


if __name__ == "__main__":
    sys.exit(main())
