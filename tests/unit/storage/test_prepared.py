"""A prepared statement answers what SQLAlchemy would have answered, and goes wrong as it would have."""

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import bindparam, event, insert, literal, select, update
from sqlalchemy.exc import IntegrityError

from storage.engine import open_engine
from storage.prepared import Shelf, prepared
from storage.repository import insert_new
from storage.tables import guess
from storage.tables import update as incoming

AT = datetime(2026, 3, 2, 7, 5, 1, 20, tzinfo=UTC)
OTHER = incoming.alias("other")

NEW = prepared(insert_new("sqlite", incoming))
TWICE = prepared(
    select(incoming, OTHER, literal("as ever").label("told"))
    .join(OTHER, OTHER.c.id == incoming.c.id + 1)
    .where(incoming.c.stored_at >= bindparam("since", type_=incoming.c.stored_at.type))
    .order_by(incoming.c.id)
)
TRIED = prepared(
    update(incoming)
    .where(incoming.c.id == bindparam("which"))
    .values(attempts=incoming.c.attempts + 1)
    .returning(incoming.c.attempts, incoming.c.stored_at)
)
DONE = prepared(update(incoming).where(incoming.c.attempts < 3).values(done_at=bindparam("now")))


@pytest.fixture
async def engine(tmp_path):
    engine = open_engine(f"sqlite+aiosqlite:///{tmp_path / 'one.db'}")
    async with engine.begin() as connection:
        await connection.run_sync(incoming.create)
        await connection.run_sync(guess.create)
    yield engine
    await engine.dispose()


def row(number):
    return {"id": number, "sender": 7, "payload": b"%d" % number, "attempts": 0, "stored_at": AT}


async def everything(engine):
    """Ask everything there is to ask."""
    async with engine.begin() as connection:
        stored = [(await connection.execute(NEW, row(number))).rowcount for number in (1, 2, 3, 3)]
        stored.append((await connection.execute(NEW, {"id": 4, "sender": 7, "attempts": 0, "stored_at": AT})).rowcount)
        pairs = (await connection.execute(TWICE, {"since": AT})).mappings().all()
        told = [(each[incoming.c.id], each[OTHER.c.id], each["told"], each[OTHER.c.stored_at]) for each in pairs]
        none = (await connection.execute(TWICE, {"since": AT + timedelta(1)})).mappings().first()
        tried = (await connection.execute(TRIED, {"which": 2})).one()
        nobody = (await connection.execute(TRIED, {"which": 9})).scalar_one_or_none()
        done = (await connection.execute(DONE, {"now": AT})).rowcount
    async with engine.begin() as connection:
        kept = (await connection.execute(select(incoming).order_by(incoming.c.id))).all()
    return stored, told, none, tuple(tried), nobody, done, kept


async def test_it_answers_what_sqlalchemy_answers(engine, tmp_path):
    other = open_engine(f"sqlite+aiosqlite:///{tmp_path / 'other.db'}")
    async with other.begin() as connection:
        await connection.run_sync(incoming.create)
    heard = []
    event.listen(other.sync_engine, "before_cursor_execute", lambda *given: heard.append(given[2]))
    ordinary = await everything(other)
    assert len(heard) > 10
    await other.dispose()
    assert await everything(engine) == ordinary
    assert ordinary[0] == [1, 1, 1, 0, 1]
    assert ordinary[1] == [(1, 2, "as ever", AT), (2, 3, "as ever", AT), (3, 4, "as ever", AT)]
    assert ordinary[3:6] == ((1, AT), None, 4)


async def test_what_only_prepared_statements_wrote_is_kept_or_taken_back_as_a_whole(engine):
    async with engine.begin() as connection:
        await connection.execute(NEW, row(1))
    async with engine.connect() as connection:
        await connection.execute(NEW, row(2))
    async with engine.begin() as connection:
        assert (await connection.execute(select(incoming.c.id))).scalars().all() == [1]


async def test_an_error_is_sqlalchemys_and_names_nobody(engine):
    async with engine.begin() as connection:
        await connection.execute(NEW, row(1))
        twice = prepared(insert(incoming))
        with pytest.raises(IntegrityError) as raised:
            await connection.execute(twice, row(1) | {"payload": b"secret"})
        assert "secret" not in str(raised.value)
        assert isinstance(raised.value.orig, sqlite3.IntegrityError)


async def test_only_one_set_of_parameters_of_a_marked_statement_is_prepared(engine):
    shelf = Shelf(engine.dialect)
    assert shelf.find(NEW, row(1)) is shelf.find(NEW, row(2))
    assert shelf.find(NEW, [row(1), row(2)]) is None
    assert shelf.find(insert(incoming), row(1)) is None


def test_a_list_that_expands_is_refused(engine):
    expanding = prepared(select(incoming.c.id).where(incoming.c.id.in_(bindparam("some", expanding=True))))
    with pytest.raises(ValueError, match="expands"):
        Shelf(engine.dialect).find(expanding, {"some": [1, 2]})
