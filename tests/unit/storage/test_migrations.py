"""The way to the schema: up, down, up again, several at once, and never past what this version knows."""

import asyncio
import sys
from itertools import pairwise

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from storage.engine import open_engine
from storage.migrations import HEAD, HOME, SchemaTooNew, SchemaTooOld, current, downgrade, migrate, upgrade
from storage.tables import metadata


def _revisions():
    return [each.revision for each in ScriptDirectory(str(HOME)).walk_revisions()][::-1]


def test_the_head_is_the_newest_revision_and_there_is_one():
    assert ScriptDirectory(str(HOME)).get_heads() == [HEAD]


async def test_the_migrated_schema_is_the_one_the_code_believes_in(engine):
    await migrate(engine)
    async with engine.connect() as connection:
        assert await connection.run_sync(_differences) == []


def _differences(connection):
    return compare_metadata(MigrationContext.configure(connection), metadata)


async def test_partial_indexes_are_partial_where_they_were_built(engine):
    await migrate(engine)
    async with engine.connect() as connection:
        found = await connection.run_sync(_partial)
    expected = {
        index.name
        for table in metadata.sorted_tables
        for index in table.indexes
        if index.dialect_options["sqlite"]["where"] is not None
    }
    assert found == expected


def _partial(connection):
    inspector = inspect(connection)
    return {
        index["name"]
        for table in inspector.get_table_names()
        for index in inspector.get_indexes(table)
        if any(option.endswith("_where") for option in index.get("dialect_options", {}))
    }


async def test_every_step_goes_up_down_and_up_again(engine):
    steps = ["base", *_revisions()]
    async with engine.begin() as connection:
        for below, above in pairwise(steps):
            for move, to in ((upgrade, above), (downgrade, below), (upgrade, above)):
                await connection.run_sync(move, to)
            assert await connection.run_sync(current) == above
        await connection.run_sync(downgrade, "base")
        left = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    assert left == ["alembic_version"]


async def test_migrating_twice_does_nothing_the_second_time(engine):
    await migrate(engine)
    await migrate(engine)
    async with engine.connect() as connection:
        assert await connection.run_sync(current) == HEAD


async def test_processes_that_start_at_once_migrate_once(empty_url):
    engines = [open_engine(empty_url) for _ in range(4)]
    await asyncio.gather(*map(migrate, engines))
    async with engines[0].connect() as connection:
        assert await connection.run_sync(current) == HEAD
    for engine in engines:
        await engine.dispose()


async def test_a_migration_that_fails_leaves_nothing_behind(engine):
    async with engine.begin() as connection:
        await connection.execute(text('CREATE TABLE "update" (id INTEGER)'))
    with pytest.raises(Exception, match="update"):
        await migrate(engine)
    async with engine.connect() as connection:
        assert await connection.run_sync(lambda sync: inspect(sync).get_table_names()) == ["update"]


async def test_a_database_of_a_newer_version_is_refused_in_a_sentence(engine):
    await migrate(engine)
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SchemaTooNew, match="newer version"):
        await migrate(engine)


async def test_a_database_made_before_the_first_release_is_refused_in_a_sentence(engine):
    async with engine.begin() as connection:
        await connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        await connection.execute(text("INSERT INTO alembic_version VALUES ('0017')"))
    with pytest.raises(SchemaTooOld, match="before the first release"):
        await migrate(engine)


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
async def test_a_start_with_nothing_to_do_does_not_load_alembic(url):
    program = f"""
import asyncio, sys
from storage.engine import open_engine
from storage.migrations import migrate
async def start():
    engine = open_engine({url!r})
    await migrate(engine)
    await engine.dispose()
asyncio.run(start())
sys.exit("alembic" in sys.modules)
"""
    started = await asyncio.create_subprocess_exec(sys.executable, "-c", program)
    assert await started.wait() == 0
