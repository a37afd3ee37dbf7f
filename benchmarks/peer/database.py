"""The peer's database: its engine, and the rows it begins with."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from benchmarks.peer.models import Base, Document, Organisation, Person, Request, RequestState


def open_engine(url: str) -> AsyncEngine:
    """Return the engine, with the journal and the durability of Countersign's SQLite."""
    engine = create_async_engine(url)
    event.listen(engine.sync_engine, "connect", _set_pragmas)
    return engine


def _set_pragmas(connection: Any, _: object) -> None:  # noqa: ANN401 - SQLAlchemy's adapted connection has no type
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


async def fill(url: str, telegram_ids: Sequence[int], title: str) -> None:
    """Create the tables, register these people, and let the first ask all others to sign a document."""
    engine = open_engine(url)
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    organisation = Organisation(name="Sample Works")
    author, *others = [_person(organisation, telegram_id) for telegram_id in telegram_ids]
    async with AsyncSession(engine) as session, session.begin():
        session.add_all([author, *others])
        await session.flush()
        document = _document(author, title)
        session.add_all(Request(document=document, person_id=one.id, state=RequestState.OPEN) for one in others)
    await engine.dispose()


def _person(organisation: Organisation, telegram_id: int) -> Person:
    return Person(telegram_id=telegram_id, organisation=organisation, name=f"Person {telegram_id}", role="employee")


def _document(author: Person, title: str) -> Document:
    deadline = datetime.now(UTC) + timedelta(days=7)
    organisation_id = author.organisation_id
    return Document(organisation_id=organisation_id, author=author, title=title, sha256="0" * 64, deadline_at=deadline)
