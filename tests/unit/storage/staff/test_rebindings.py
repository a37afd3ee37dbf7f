"""Accounts that wait, rebindings that are settled once, and changes that an erasure empties."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from bot.staff.identity.changes import IdentityChange
from bot.staff.identity.rebindings import Rebinding, RebindingState
from storage import tables

DAY = timedelta(days=1)


@pytest.fixture
async def person(harness):
    return await harness.person(phone="+380670000001")


@pytest.fixture
async def old(harness, person):
    return await harness.account(person)


@pytest.fixture
async def waiting(harness, person, old):
    account = harness.make_account(person, phone="+380670000002")
    rebinding = Rebinding(uuid4(), person.organisation_id, person.id, account.id, None, harness.now, harness.now + DAY)
    async with harness.store.transaction() as tx:
        await tx.accounts.add_waiting(account)
        await tx.accounts.add_waiting(account)
        await tx.rebindings.add(rebinding)
        await tx.rebindings.add(rebinding)
    return rebinding


async def account(harness, account_id):
    async with harness.store.reading() as tx:
        return await tx.accounts.get(account_id)


async def test_a_waiting_account_has_no_rights_and_is_nobodys_newest(harness, person, old, waiting):
    waits = await account(harness, waiting.account_id)
    assert (waits.waits, waits.ended_at, waits.rebound_at) == (True, waits.bound_at, None)
    async with harness.store.reading() as tx:
        assert await tx.accounts.speakers(waits.telegram_id) == []
        assert await tx.accounts.active(person.id) == old
        assert await tx.accounts.newest(person.id) == old
        assert await tx.accounts.newest(person.id, waits.telegram_id) is None
        assert await tx.accounts.newest(person.id, old.telegram_id) == old
        assert await tx.accounts.bound_people(person.organisation_id) == {person.id: True}
        assert await tx.rebindings.waiting_of(waits.telegram_id) == waiting
        assert await tx.rebindings.waiting_of(old.telegram_id) is None


async def test_an_account_is_started_once_and_ends_the_old_one(harness, neighbour, person, old, waiting, race):
    later = harness.now + DAY

    async def starts(process):
        async with process.store.transaction() as tx:
            return await tx.accounts.start(waiting.account_id, certificate=b"new", now=later)

    assert sorted(await race(lambda: starts(harness), lambda: starts(neighbour))) == [False, True]
    started = await account(harness, waiting.account_id)
    assert (started.waits, started.ended_at, started.bound_at, started.rebound_at) == (False, None, later, later)
    assert (started.certificate, started.phone) == (b"new", "+380670000002")
    assert (await account(harness, old.id)).ended_at == later
    async with harness.store.reading() as tx:
        assert await tx.accounts.newest(person.id) == started
        assert [one.account for one in await tx.accounts.speakers(started.telegram_id)] == [started]


async def test_the_database_allows_one_active_account_of_a_person_whatever_waits(harness, waiting):
    activate = update(tables.account).where(tables.account.c.id == waiting.account_id).values(ended_at=None)
    with pytest.raises(IntegrityError):
        async with harness.engine.begin() as connection:
            await connection.execute(activate)


async def test_a_rebinding_is_settled_once_and_due_when_its_delay_is_over(harness, neighbour, waiting, race):
    async with harness.store.reading() as tx:
        assert await tx.rebindings.due(harness.now, 10) == []
        assert [row.id for row in await tx.rebindings.due(harness.now + DAY, 10)] == [waiting.id]

    async def settles(process, state):
        async with process.store.transaction() as tx:
            return await tx.rebindings.settle(waiting.id, state, None, harness.now)

    settled = await race(
        lambda: settles(harness, RebindingState.DONE), lambda: settles(neighbour, RebindingState.CANCELLED)
    )
    assert sorted(settled) == [False, True]
    async with harness.store.reading() as tx:
        assert await tx.rebindings.due(harness.now + DAY, 10) == []
        assert await tx.rebindings.waiting(waiting.person_id) is None


async def test_a_second_rebinding_cancels_the_first(harness, person, waiting):
    other = harness.make_account(person)
    second = replace(waiting, id=uuid4(), account_id=other.id)
    async with harness.store.transaction() as tx:
        await tx.accounts.add_waiting(other)
        await tx.rebindings.add(second)
        assert await tx.rebindings.waiting(person.id) == second
        assert (await tx.rebindings.get(waiting.id)).state is RebindingState.CANCELLED


async def test_a_certificate_is_replaced_and_the_old_one_kept(harness, old):
    async with harness.store.transaction() as tx:
        await tx.accounts.replace_certificate(old.id, b"new")
        await tx.accounts.replace_certificate(old.id, b"new")
        assert await tx.accounts.get(old.id) == replace(old, certificate=b"new")
        about = await tx.personal.about(old.organisation_id, old.person_id)
    assert len(about["retired_certificate"]) == 1


async def test_a_change_is_encrypted_exported_to_the_person_and_emptied_by_an_erasure(harness, person, old):
    content = '{"after":{"name":"Нова"},"before":{"name":"Стара"},"salt":"00"}'
    ids = (uuid4(), person.organisation_id, person.id, uuid4())
    change = IdentityChange(*ids, harness.now, content)
    async with harness.store.transaction() as tx:
        await tx.identity_changes.add(change)
        await tx.identity_changes.add(change)
        assert await tx.identity_changes.get(change.id) == change
        assert await tx.identity_changes.since(person.id, harness.now) == [change]
        assert await tx.identity_changes.since(person.id, harness.now + DAY) == []
        assert (change.fields, change.before("name"), change.after("name")) == ({"name"}, "Стара", "Нова")
        about = await tx.personal.about(person.organisation_id, person.id)
        assert about["identity_change"][0]["content"]
        await tx.people.dismiss(person.id, harness.now)
        await tx.erasure.erase(person.organisation_id, person.id, "#1", harness.now)
        assert (await tx.identity_changes.get(change.id)).content is None
        assert (await tx.identity_changes.get(change.id)).fields == frozenset()
