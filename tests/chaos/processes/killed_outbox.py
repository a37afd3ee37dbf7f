"""Kills a process at every point of sending notices, and looks what was sent once another took up what it left.

A point is the moment before and after each statement, before each commit, and after each notice that was sent. Every
life is a fork over a copy of the same database; what is "sent" is a line in a file, as Telegram would have it. Prints,
as JSON, how many points there were and what was found wrong.
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


class Life:
    """One process at the outbox; dies at the chosen point, or ends when there is nothing left to send."""

    def __init__(self, path, cipher, sent, dies_at=None):
        self.engine = open_engine(f"sqlite+aiosqlite:///{path}")
        self.store, self.sent = Store(self.engine, cipher), sent
        self.dies_at, self.passed = dies_at, 0
        for name in ("before_cursor_execute", "after_cursor_execute", "commit"):
            event.listen(self.engine.sync_engine, name, self.point)

    def point(self, *_):
        self.passed += 1
        if self.passed == self.dies_at:
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
        return datetime.now(UTC) + (timedelta(0) if self.dies_at else timedelta(minutes=1))  # the leases of the dead

    async def runs(self):
        records = Records(self.store.transaction, self.arrived, self.arrived)
        outbox_worker = OutboxWorker(self.store.transaction, self.send, records, self.clock, "x")
        running = asyncio.create_task(outbox_worker.run())
        while (await self.store.queues.outbox(self.clock())).pending:  # noqa: ASYNC110 - another task does it
            await asyncio.sleep(0.01)
        outbox_worker.stop()
        await running
        await self.store.close()


def lives(life):
    """Live in a forked process; return whether it died."""
    child = os.fork()
    if child == 0:
        try:
            asyncio.run(life().runs())
        except BaseException as error:  # noqa: BLE001 - whatever it was, it is to be seen
            print(repr(error), file=sys.stderr)  # noqa: T201 - as said
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status) and os.waitstatus_to_exitcode(status):
        raise SystemExit(f"a life ended with {status}")
    return os.WIFSIGNALED(status)


def wrong_after(point, start, cipher):
    """Die at this point and live again; return what is wrong (None: nothing), and whether there was such a point."""
    path, sent = start.with_name(f"{point}.db"), start.with_name(f"{point}.sent")
    shutil.copy(start, path)
    died = lives(lambda: Life(path, cipher, sent, point))
    lives(lambda: Life(path, cipher, sent))
    times = sorted(Counter(sent.read_text().split()).values())
    well = len(times) == NOTICES and set(times) <= ({1, 2} if died else {1})
    return (None if well else {"point": point, "times": times}), died


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
        found, point, died = [], 0, True
        while died:
            point += 1
            wrong, died = wrong_after(point, start, cipher)
            found += [wrong] if wrong else []
    print(json.dumps({"points": point - 1, "wrong": found}))  # noqa: T201 - the test that started it reads it


if __name__ == "__main__":
    sys.exit(main())
