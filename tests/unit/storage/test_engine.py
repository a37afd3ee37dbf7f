"""Transactions: whole or not at all, and what SQLite is set to."""

import asyncio
import sqlite3
import sys
import traceback
from contextlib import AsyncExitStack, asynccontextmanager, closing
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import event, func, insert, literal, select, text
from sqlalchemy.exc import IntegrityError, OperationalError, StatementError

from bot.errors import UnavailableError
from storage.engine import BUSY_SECONDS, open_engine, open_readers
from storage.tables import guess, person

ON_SQLITE = pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)


def numbers_up_to(last):
    """A query that keeps SQLite busy and returns one row."""
    number = select(literal(1).label("n")).cte("number", recursive=True)
    number = number.union_all(select(number.c.n + 1).where(number.c.n < last))
    return select(func.count()).select_from(number)


LONG = numbers_up_to(1_000_000)


async def test_a_transaction_that_raises_leaves_nothing(harness):
    async def give_up():
        async with harness.store.transaction() as tx:
            await tx.people.add([harness.make_person()])
            await tx.passes.next_number(harness.organisation.id)
            raise RuntimeError("on purpose")

    with pytest.raises(RuntimeError, match="on purpose"):
        await give_up()
    async with harness.store.transaction() as tx:
        assert await tx.people.all(harness.organisation.id) == []
        assert await tx.passes.next_number(harness.organisation.id) == 1


async def test_a_cancelled_transaction_leaves_nothing_and_the_next_one_works(harness):
    inside = asyncio.Event()

    async def stay():
        async with harness.store.transaction() as tx:
            await tx.people.add([harness.make_person()])
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(stay())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    someone = await harness.person()
    async with harness.store.reading() as tx:
        assert await tx.people.all(harness.organisation.id) == [someone]


async def test_being_cancelled_at_any_moment_never_blocks_who_comes_next(harness):
    for delay in (0, 0.0005, 0.001, 0.002, 0.004, 0.008):
        task = asyncio.create_task(harness.person())
        await asyncio.sleep(delay)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        async with asyncio.timeout(10):
            await harness.person()


async def test_the_lock_of_a_cancelled_query_is_released_at_once(harness, neighbour):
    cancelled = []
    for turns in range(0, 60, 4):

        async def write_and_read():
            async with harness.store.transaction() as tx:
                await tx.people.add([harness.make_person()])
                await tx.people.all(harness.organisation.id)

        task = asyncio.create_task(write_and_read())
        for _ in range(turns):
            await asyncio.sleep(0.0002)
        task.cancel()
        cancelled += await asyncio.gather(task, return_exceptions=True)  # the errors keep their frames, and the cursor
        async with asyncio.timeout(10):
            await neighbour.person()
    assert any(isinstance(each, asyncio.CancelledError) for each in cancelled)


async def test_a_task_cancelled_twice_leaves_no_transaction_open(harness):
    async def write_and_read():
        async with harness.engine.begin() as connection:
            await connection.execute(insert(guess), {"telegram_id": 1, "guessed_at": harness.now})
            await connection.execute(LONG)

    task = asyncio.create_task(write_and_read())
    await asyncio.sleep(0.05)
    for _ in range(2):
        task.cancel()
        await asyncio.sleep(0)
    with pytest.raises(asyncio.CancelledError):
        await task
    async with harness.engine.begin() as connection:
        assert (await connection.execute(select(guess))).all() == []


async def test_a_row_of_nobody_is_refused_at_the_end_of_the_transaction(harness):
    with pytest.raises(IntegrityError):
        async with harness.store.transaction() as tx:
            await tx.people.add([harness.make_person(organisation_id=uuid4())])
    someone = await harness.person()
    async with harness.store.reading() as tx:
        assert await tx.people.all(harness.organisation.id) == [someone]


async def test_an_error_names_nobody(harness):
    someone = await harness.person("Олена Таємна")
    with pytest.raises(IntegrityError) as refused:
        async with harness.store.transaction() as tx:
            await tx.people.add([harness.make_person(someone.name, department=None)])
    assert someone.name not in "".join(traceback.format_exception(refused.value))


async def test_repositories_write_in_any_order_within_a_transaction(harness):
    someone = harness.make_person()
    async with harness.store.transaction() as tx:
        await tx.invitations.add(harness.make_invitation(someone), harness.now)
        await tx.people.add([someone])
    async with harness.store.reading() as tx:
        assert await tx.invitations.find_valid(someone.id, harness.now)


async def test_a_time_without_a_zone_is_refused(harness):
    with pytest.raises(StatementError, match="no time zone"):
        await harness.person(created_at=datetime(2026, 1, 1))  # noqa: DTZ001 - naive on purpose


async def test_times_keep_their_microseconds(harness):
    someone = await harness.person()
    async with harness.store.reading() as tx:
        assert (await tx.people.get(harness.organisation.id, someone.id)).created_at == harness.now


async def test_many_transactions_at_once_all_get_their_turn(harness, neighbour):
    await asyncio.gather(*((harness, neighbour)[turn % 2].person(f"Особа {turn}") for turn in range(40)))
    async with harness.store.reading() as tx:
        assert len(await tx.people.all(harness.organisation.id)) == 40


@ON_SQLITE
async def test_reading_waits_for_no_writer(harness):
    await harness.person()
    async with harness.store.transaction() as writing, harness.store.reading() as reading:
        await writing.people.add([harness.make_person()])
        assert len(await reading.people.all(harness.organisation.id)) == 1


@ON_SQLITE
async def test_reading_cannot_write(harness):
    with pytest.raises(OperationalError, match="readonly"):
        async with harness.store.reading() as tx:
            await tx.people.add([harness.make_person()])


async def test_a_statement_that_reads_sees_what_was_committed_before_it(harness):
    async with harness.store.reading() as tx:
        assert not await tx.people.all(harness.organisation.id)
        await harness.person()
        assert len(await tx.people.all(harness.organisation.id)) == 1


async def test_a_snapshot_is_of_one_moment(harness):
    async with harness.store.snapshot() as tx:
        assert not await tx.people.all(harness.organisation.id)
        await harness.person()
        assert not await tx.people.all(harness.organisation.id)
    async with harness.store.reading() as tx:
        assert len(await tx.people.all(harness.organisation.id)) == 1


async def test_a_snapshot_cannot_write(harness):
    with pytest.raises((OperationalError, UnavailableError)):
        async with harness.store.snapshot() as tx:
            await tx.people.add([harness.make_person()])


@ON_SQLITE
async def test_sqlite_is_set_to_lose_nothing(harness):
    async with harness.engine.connect() as connection:
        kept = {
            name: (await connection.execute(text(f"PRAGMA {name}"))).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert kept == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


@pytest.fixture
async def engine_without_secure_delete(tmp_path):
    """An engine over a SQLite that, as it was built, leaves what is deleted in the file."""

    def build_without(connection, _):
        connection.cursor().execute("PRAGMA secure_delete=OFF")

    engine = open_engine(f"sqlite+aiosqlite:///{tmp_path / 'wiped.db'}")
    event.listen(engine.sync_engine, "connect", build_without, insert=True)
    yield engine
    await engine.dispose()


async def test_what_is_deleted_is_wiped_from_the_file_however_sqlite_was_built(engine_without_secure_delete):
    path, secret = Path(engine_without_secure_delete.url.database), "nobody may read this"

    async def remains_after(*statements):
        async with engine_without_secure_delete.begin() as connection:
            for statement in statements:
                await connection.execute(text(statement))
        with closing(sqlite3.connect(path)) as other:
            other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return secret.encode() in await asyncio.to_thread(path.read_bytes)

    assert await remains_after("CREATE TABLE t (words)", f"INSERT INTO t VALUES ('{secret}')")  # noqa: S608 - our own
    assert not await remains_after("DELETE FROM t")


@ON_SQLITE
async def test_every_connection_wipes_what_it_deletes(harness):
    readers = open_readers(harness.engine)
    for engine in (harness.engine, readers):
        async with engine.connect() as connection:
            assert (await connection.execute(text("PRAGMA secure_delete"))).scalar_one() == 1
    await readers.dispose()


async def _remains(harness, secret):
    files = Path(harness.engine.url.database).parent.glob("countersign.db*")
    return {path.name for path in files if secret in await asyncio.to_thread(path.read_bytes)}


@ON_SQLITE
async def test_what_is_deleted_is_neither_in_the_file_nor_in_the_log_once_it_was_wiped(harness):
    secret = b"nobody may read this"

    async def run(statement):
        async with harness.engine.begin() as connection:
            await connection.execute(text(statement))

    await run("CREATE TABLE t (words)")
    await run(f"INSERT INTO t VALUES ('{secret.decode()}')")  # noqa: S608 - our own
    assert await _remains(harness, secret)
    await run("DELETE FROM t")
    assert await _remains(harness, secret) == {"countersign.db-wal"}
    await harness.store.wipe_removed()
    assert not await _remains(harness, secret)


@ON_SQLITE
async def test_a_log_that_is_being_read_is_wiped_later_and_holds_up_nobody(harness):
    async with harness.store.snapshot() as tx:
        await tx.people.all(harness.organisation.id)
        await harness.person()
        async with asyncio.timeout(5):
            await harness.store.wipe_removed()
            await harness.person()
    await harness.store.wipe_removed()
    assert not await asyncio.to_thread(Path(f"{harness.engine.url.database}-wal").read_bytes)
    async with harness.engine.connect() as connection:
        assert (await connection.execute(text("PRAGMA busy_timeout"))).scalar_one() == BUSY_SECONDS * 1000


async def test_wiping_is_possible_on_every_database(harness):
    await harness.store.wipe_removed()
    await harness.person()


@asynccontextmanager
async def another_process_writes(harness):
    other = sqlite3.connect(harness.engine.url.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.rollback()
    other.close()


@ON_SQLITE
async def test_a_writer_waits_for_another_process_without_stopping_the_loop(harness):
    async with another_process_writes(harness):
        waiting = asyncio.create_task(harness.person())
        for _ in range(50):
            await asyncio.sleep(0.001)
        assert not waiting.done()
    await waiting


@ON_SQLITE
async def test_a_long_query_does_not_stop_the_loop(harness):
    async with harness.engine.begin() as connection:
        query = asyncio.create_task(connection.execute(LONG))
        for _ in range(20):
            await asyncio.sleep(0.001)
        assert not query.done()
        assert (await query).scalar_one() == 1_000_000


@ON_SQLITE
async def test_a_database_that_another_process_keeps_is_unavailable(harness, monkeypatch):
    monkeypatch.setattr("storage.engine.BUSY_SECONDS", 0.1)
    engine = open_engine(harness.url)
    async with another_process_writes(harness):
        with pytest.raises(UnavailableError, match="another process keeps the database for itself"):
            async with engine.begin():
                pass
    async with engine.begin() as connection:
        assert (await connection.execute(text("SELECT 1"))).scalar_one() == 1
    await engine.dispose()


async def test_a_database_whose_connections_are_all_in_use_is_unavailable(harness, monkeypatch):
    monkeypatch.setattr("storage.engine.BUSY_SECONDS", 0.1)
    engine = open_engine(harness.url)
    async with AsyncExitStack() as others:

        async def takes_them_all():
            while True:
                await others.enter_async_context(engine.connect())

        with pytest.raises(UnavailableError, match="every connection to the database is in use"):
            await takes_them_all()
    async with engine.connect() as connection:
        assert (await connection.execute(text("SELECT 1"))).scalar_one() == 1
    await engine.dispose()


@ON_SQLITE
async def test_writers_are_served_in_the_order_in_which_they_came(harness):
    order = []

    async def writes(number):
        for _ in range(5):
            async with harness.engine.begin():
                order.append(number)
                await asyncio.sleep(0)

    await asyncio.gather(*map(writes, range(20)))
    assert order == [*range(20)] * 5


@ON_SQLITE
async def test_two_processes_that_read_and_then_write_do_not_deadlock(harness, neighbour, race):
    async def read_then_write(process):
        async with process.engine.begin() as connection:
            await connection.execute(select(person))
            await asyncio.sleep(0.01)
            await connection.execute(text("UPDATE person SET name = name"))

    await asyncio.gather(*(read_then_write(process) for process in (harness, neighbour) * 5))


def test_another_database_is_refused_in_a_sentence():
    with pytest.raises(ValueError, match="use sqlite\\+aiosqlite or postgresql\\+asyncpg"):
        open_engine("mysql+aiomysql://localhost/x")


@pytest.mark.parametrize(
    "url", ["sqlite+aiosqlite://", "sqlite+aiosqlite:///:memory:", "sqlite+aiosqlite:///file:x?uri=true"]
)
def test_sqlite_without_a_file_is_refused_in_a_sentence(url):
    with pytest.raises(ValueError, match="needs a file"):
        open_engine(url)


async def test_nobody_else_on_the_machine_may_read_the_file(tmp_path):
    path = tmp_path / "private.db"
    engine = open_engine(f"sqlite+aiosqlite:///{path}")
    async with engine.begin() as connection:
        await connection.execute(text("CREATE TABLE t (x)"))
        modes = {each.name: each.stat().st_mode & 0o777 for each in tmp_path.iterdir()}
    await engine.dispose()
    assert modes == {"private.db": 0o600, "private.db-wal": 0o600, "private.db-shm": 0o600}


@ON_SQLITE
async def test_what_was_committed_outlives_a_killed_process_and_what_was_not_does_not(harness):
    program = """
import asyncio, sys
from sqlalchemy import text
from storage.engine import open_engine
async def main():
    engine = open_engine(sys.argv[1])
    number = 0
    while True:
        async with engine.begin() as connection:
            await connection.execute(text("INSERT INTO guess (telegram_id, guessed_at) VALUES (1, '2026-01-01')"))
            await connection.execute(text("INSERT INTO guess (telegram_id, guessed_at) VALUES (2, '2026-01-01')"))
        number += 1
        print(number, flush=True)
asyncio.run(main())
"""
    for lines in (3, 10, 25):
        command = (sys.executable, "-c", program, harness.url)
        child = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
        told = [await child.stdout.readline() for _ in range(lines)]
        child.kill()
        told += (await child.stdout.read()).splitlines()
        await child.wait()
        async with harness.store.transaction() as tx:
            pairs = [await tx.invitations.count_guesses(user, harness.now - timedelta(days=999)) for user in (1, 2)]
        async with harness.engine.begin() as connection:
            assert (await connection.execute(text("PRAGMA integrity_check"))).scalar_one() == "ok"
            await connection.execute(text("DELETE FROM guess"))
        assert pairs[0] == pairs[1] in (len(told), len(told) + 1)
