"""Every row as one stream, and back into an empty database of either kind."""

import asyncio
import io
import secrets
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.inbox import StoredUpdate
from storage import archive
from storage.archive import NotEmpty, StreamBroken, count, read_about, unpack
from storage.encryption.master_key import check_master_key
from storage.engine import open_engine
from storage.migrations import SchemaTooNew, SchemaTooOld
from storage.tables import metadata
from storage.transaction import Store


class Reader:
    """Reads a stream, exactly as many bytes as asked."""

    def __init__(self, content):
        self.file = io.BytesIO(content)

    def __call__(self, size):
        found = self.file.read(size)
        if len(found) < size:
            raise StreamBroken("the stream ends too early")
        return found


async def packed(harness):
    return b"".join([part async for part in harness.store.pack({"note": "kept"})])


async def restored(url, stream, sound=lambda: None):
    read, engine = Reader(stream), open_engine(url)
    try:
        return await unpack(engine, read_about(read), read, sound)
    finally:
        await engine.dispose()


async def rows_of(url):
    engine = open_engine(url)
    async with engine.begin() as connection:
        found = {name: await _all(connection, table) for name, table in metadata.tables.items()}
    await engine.dispose()
    return found


async def _all(connection: AsyncConnection, table):
    query = select(table).order_by(*table.primary_key)
    return [tuple(row) for row in (await connection.execute(query)).all()]


@pytest.fixture
async def lived_in(harness):
    """A database where something of almost everything has happened."""
    person_, other = await harness.person("Olena", phone="+380501112233"), await harness.person()
    await harness.account(person_)
    await harness.invitation(other)
    document = await harness.document(person_)
    request = await harness.request(document, other)
    pass_ = await harness.pass_(person_)
    await harness.live_code(pass_)
    shift = await harness.shift(await harness.service_qr(person_), other)
    async with harness.store.transaction() as tx:
        await tx.signatures.add(harness.make_signature(request))
        await tx.checks.add(harness.make_check(shift))
        await tx.outbox.add([harness.make_notice(person_), harness.make_notice(other)])
        for size in (0, 1, 3 << 20):
            content = secrets.token_bytes(size)
            await tx.blobs.put(harness.organisation.id, content, harness.now)
    lease = {"holder": "here", "now": harness.now, "until": harness.now + timedelta(minutes=1)}
    await harness.inbox.store([StoredUpdate(n, 7, b'{"update_id":%d}' % n) for n in range(1200)], **lease)
    await check_master_key(harness.engine, harness.cipher)
    return harness


async def test_what_was_packed_is_restored_to_the_last_row(lived_in, empty_url):
    filled = await restored(empty_url, await packed(lived_in))
    before, after = await rows_of(lived_in.url), await rows_of(empty_url)
    assert after == before
    assert filled == {name: len(rows) for name, rows in before.items()}
    assert filled["update"] == 1200


async def test_a_restored_database_can_be_used_further(lived_in, empty_url):
    await restored(empty_url, await packed(lived_in))
    engine = open_engine(empty_url)
    await check_master_key(engine, lived_in.cipher)
    store = Store(engine, lived_in.cipher)
    async with store.transaction() as tx:
        assert await tx.organisations.all() == [lived_in.organisation]
        (olena,) = [one for one in await tx.people.all(lived_in.organisation.id) if one.name == "Olena"]
        assert olena.phone == "+380501112233"
        await tx.outbox.add([lived_in.make_notice(olena)])
    assert (await store.queues.outbox(lived_in.now)).pending == 3
    assert (await store.queues.inbox()).waiting == 1200
    await store.close()


@pytest.fixture
async def other_url(dialect, postgres_server, tmp_path):
    """An empty database of the other kind."""
    if dialect == "postgresql":
        yield f"sqlite+aiosqlite:///{tmp_path / 'other.db'}"
        return
    name = f"other_{secrets.token_hex(6)}"
    await postgres_server.run(f"CREATE DATABASE {name}")
    yield postgres_server.url(name)
    await postgres_server.run(f"DROP DATABASE {name} WITH (FORCE)")


async def test_a_backup_moves_from_one_kind_of_database_to_the_other(lived_in, other_url):
    await restored(other_url, await packed(lived_in))
    assert await rows_of(other_url) == await rows_of(lived_in.url)


async def test_a_stream_holds_one_moment_while_others_write(harness, neighbour, empty_url):
    """Each transaction writes a person and a notice: a stream with one more of either would be of two moments."""
    written, begun, stop = 0, asyncio.Event(), asyncio.Event()

    async def writes():
        nonlocal written
        while not stop.is_set():
            person_ = neighbour.make_person()
            async with neighbour.store.transaction() as tx:
                await tx.people.add([person_])
                await tx.outbox.add([neighbour.make_notice(person_)])
            written += 1
            begun.set()

    writer = asyncio.create_task(writes())
    await begun.wait()
    parts, before = [], written
    async for part in harness.store.pack({}):
        parts.append(part)
        await asyncio.sleep(0.005)
    assert written > before
    stop.set()
    await writer
    filled = await restored(empty_url, b"".join(parts))
    assert filled["person"] == filled["notice"] >= before


async def test_a_stream_that_ends_early_or_lacks_a_row_restores_nothing(lived_in, empty_url):
    stream = await packed(lived_in)
    for wrong in (stream[:-1], stream[: len(stream) // 2], stream[:-4] + b"\0\0\0\1"):
        with pytest.raises((StreamBroken, ValueError)):
            await restored(empty_url, wrong)
    await restored(empty_url, stream)


async def test_what_is_found_unsound_at_the_end_is_taken_back(lived_in, empty_url):
    stream = await packed(lived_in)

    def sound():
        raise ArithmeticError

    with pytest.raises(ArithmeticError):
        await restored(empty_url, stream, sound)
    await restored(empty_url, stream)


async def test_a_database_that_holds_anything_is_left_alone(lived_in):
    before = await rows_of(lived_in.url)
    with pytest.raises(NotEmpty):
        await restored(lived_in.url, await packed(lived_in))
    assert await rows_of(lived_in.url) == before


async def test_a_stream_made_before_the_first_release_is_refused(lived_in, empty_url, monkeypatch):
    with monkeypatch.context() as then:
        then.setattr(archive, "HEAD", "0017")
        stream = await packed(lived_in)
    with pytest.raises(SchemaTooOld, match="before the first release"):
        await restored(empty_url, stream)


async def test_a_stream_of_a_later_version_is_refused(lived_in, empty_url, monkeypatch):
    with monkeypatch.context() as later:
        later.setattr(archive, "HEAD", "9999")
        stream = await packed(lived_in)
    with pytest.raises(SchemaTooNew):
        await restored(empty_url, stream)


async def test_a_stream_is_counted_without_a_database(lived_in):
    read = Reader(await packed(lived_in))
    about = read_about(read)
    assert about.told == {"note": "kept"}
    assert count(about, read)["update"] == 1200


async def test_every_table_is_packed(lived_in):
    assert set(read_about(Reader(await packed(lived_in))).tables) == set(metadata.tables)
