"""A database that is away is told from a statement that is wrong."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import UnavailableError
from storage.engine import open_engine


async def does(engine, *statements):
    async with engine.begin() as connection:
        for statement in statements:
            answer = await connection.execute(text(statement))
    return answer


async def test_a_full_disk_is_told_and_what_was_begun_is_taken_back(tmp_path):
    engine = open_engine(f"sqlite+aiosqlite:///{tmp_path / 'small.db'}")
    await does(engine, "CREATE TABLE t (x)")
    large = "INSERT INTO t VALUES (zeroblob(65536))"
    with pytest.raises(UnavailableError, match="the disk of the database is full"):
        await does(engine, "PRAGMA max_page_count = 4", large)
    await does(engine, "PRAGMA max_page_count = 400", large)
    assert (await does(engine, "SELECT count(*) FROM t")).scalar_one() == 1
    await engine.dispose()


async def test_a_connection_that_is_cut_off_is_told_and_the_next_one_works(harness):
    if harness.engine.dialect.name == "sqlite":
        pytest.skip("nobody cuts off SQLite")
    with pytest.raises(UnavailableError, match="PostgreSQL is"):
        await does(harness.engine, "SELECT pg_terminate_backend(pg_backend_pid())")
    assert (await does(harness.engine, "SELECT 1")).scalar_one() == 1


async def test_nobody_at_the_address_is_told(tmp_path):
    engine = open_engine(f"postgresql+asyncpg://nobody@/none?host={tmp_path}")
    with pytest.raises(UnavailableError, match="PostgreSQL is unavailable"):
        await does(engine, "SELECT 1")


async def test_a_wrong_statement_is_a_bug_and_nothing_is_away(harness):
    with pytest.raises(SQLAlchemyError):
        await does(harness.engine, "SELECT nothing FROM nowhere")
