"""SQLite on the event loop: what is short is answered there, what is long lets others have their turn."""

import asyncio
from datetime import UTC, datetime

import pytest
from sqlalchemy import bindparam, insert, literal, select, text

from storage.disk import QUICK_SECONDS, Disk
from storage.engine import open_engine, open_readers
from storage.tables import guess

AT = datetime(2026, 3, 2, tzinfo=UTC)
LONG = 200_000


def counted(to: int):
    number = select(literal(1).label("n")).cte("number", recursive=True)
    number = number.union_all(select(number.c.n + 1).where(number.c.n < to))
    return select(text("count(*)")).select_from(number)


@pytest.fixture
async def engine(tmp_path):
    engine = open_engine(f"sqlite+aiosqlite:///{tmp_path / 'one.db'}")
    async with engine.begin() as connection:
        await connection.run_sync(guess.create)
    yield engine
    await engine.dispose()


async def turns_taken_during(work) -> int:
    taken = 0
    task = asyncio.ensure_future(work)
    while not task.done():
        await asyncio.sleep(0)
        taken += 1
    await task
    return taken


async def count(engine, to: int) -> int:
    async with engine.begin() as connection:
        return (await connection.execute(counted(to))).scalar_one()


async def test_a_short_query_is_answered_where_it_stands(engine):
    await count(engine, 1)
    assert await turns_taken_during(count(engine, 100)) < 5


async def test_a_long_query_lets_others_have_their_turn_and_is_answered_whole(engine):
    await count(engine, 1)
    assert await turns_taken_during(count(engine, LONG)) > 20
    assert await count(engine, LONG) == LONG


async def test_a_query_that_turns_out_long_takes_back_nothing_written_before_it(engine):
    async with engine.begin() as connection:
        await connection.execute(insert(guess), {"telegram_id": 1, "guessed_at": AT})
        assert (await connection.execute(counted(LONG))).scalar_one() == LONG
    async with engine.begin() as connection:
        assert (await connection.execute(select(guess.c.telegram_id))).scalars().all() == [1]


async def test_who_gives_up_a_long_query_leaves_the_connection_to_the_next(engine):
    task = asyncio.create_task(count(engine, LONG))
    for _ in range(10):
        await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await count(engine, 5) == 5


async def test_who_gives_up_twice_leaves_no_transaction_open(engine):
    async def write_and_ask():
        async with engine.begin() as connection:
            await connection.execute(insert(guess), {"telegram_id": 1, "guessed_at": AT})
            await connection.execute(counted(LONG))

    task = asyncio.create_task(write_and_ask())
    for _ in range(10):
        await asyncio.sleep(0)
    for _ in range(2):
        task.cancel()
        await asyncio.sleep(0)
    with pytest.raises(asyncio.CancelledError):
        await task
    async with engine.begin() as connection:
        assert (await connection.execute(select(guess.c.telegram_id))).scalars().all() == []


async def test_a_writer_waits_for_another_process_without_stopping_the_loop(engine):
    other = open_engine(str(engine.url))

    async def write(to):
        async with to.begin() as connection:
            named = {"who": 7, "guessed": AT}
            values = {"telegram_id": bindparam("who"), "guessed_at": bindparam("guessed")}
            await connection.execute(insert(guess).values(values), named)

    async with other.begin() as connection:
        await connection.execute(insert(guess), {"telegram_id": 1, "guessed_at": AT})
        waiting = asyncio.create_task(write(engine))
        for _ in range(50):
            await asyncio.sleep(0.001)
        assert not waiting.done()
    await waiting
    async with engine.begin() as connection:
        assert sorted((await connection.execute(select(guess.c.telegram_id))).scalars()) == [1, 7]
    await other.dispose()


def on_the_loop(disk, commits, seconds):
    """Make commits that take so long; return how many were made on the loop."""
    made = 0
    for _ in range(commits):
        if disk.is_quick():
            made += 1
            disk.took(seconds)
    return made


def test_a_quick_disk_is_waited_for_but_for_carrying_the_log_over():
    assert on_the_loop(Disk(), 650, QUICK_SECONDS / 10) == 640


def test_a_slow_disk_holds_up_the_loop_ever_more_seldom():
    disk = Disk()
    assert on_the_loop(disk, 100, QUICK_SECONDS * 10) == 3
    assert on_the_loop(disk, 10_000, QUICK_SECONDS * 10) < 15


def test_a_disk_that_was_slow_for_a_while_is_trusted_again():
    disk = Disk()
    on_the_loop(disk, 5000, QUICK_SECONDS * 10)
    on_the_loop(disk, 5000, QUICK_SECONDS / 10)
    assert on_the_loop(disk, 65, QUICK_SECONDS / 10) == 64
    assert on_the_loop(disk, 1, QUICK_SECONDS * 10) == 1
    assert on_the_loop(disk, 20, QUICK_SECONDS / 10) == 4


async def test_the_log_does_not_grow_for_ever(engine, tmp_path):
    for number in range(400):
        async with engine.begin() as connection:
            given = {"telegram_id": number, "guessed_at": AT}
            await connection.execute(insert(guess), given)
            await connection.execute(text("UPDATE guess SET guessed_at = guessed_at"))
    assert (tmp_path / "one.db-wal").stat().st_size < 1400 * 4096


async def test_readers_write_nothing(engine):
    readers = open_readers(engine)
    async with readers.connect() as connection:
        with pytest.raises(Exception, match="readonly"):
            await connection.execute(insert(guess), {"telegram_id": 1, "guessed_at": AT})
    await readers.dispose()
