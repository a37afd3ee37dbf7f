import asyncio
import importlib.util
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.ledger.checking import LedgerCheck
from bot.ledger.entries import Act, Deed
from bot.ledger.heads import head_bytes
from bot.notices.outbox import Kind
from bot.signing.seal import TimestampUnavailableRefused
from bot.staff.post_heads import PostHeads
from bot.staff.stamp_heads import StampHeads

_spec = importlib.util.spec_from_file_location("house_of_passes", Path(__file__).parents[1] / "passes" / "conftest.py")
_passes = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_passes)
house = _passes.house

NINE_IN_KYIV = datetime(2026, 3, 3, 7, 0, tzinfo=UTC)
"""The day after the house came in."""


@pytest.fixture(autouse=True)
def tuesday(house):
    house.now = NINE_IN_KYIV + timedelta(hours=1)


async def happens(house, organisation=None):
    organisation_id = (organisation or house.owner.organisation).id
    async with house.open() as tx:
        deed = Deed(organisation_id, Act.INVITED, house.cause(), house.now, None, organisation_id, {})
        await tx.ledger.append(deed)


async def post(house):
    return await PostHeads(house.open)(now=house.now)


async def heads(house):
    async with house.open() as tx:
        return await tx.ledger.heads(house.owner.organisation.id)


async def test_a_head_is_posted_once_a_day_at_the_organisations_own_morning(house):
    await happens(house)
    house.now = NINE_IN_KYIV - timedelta(minutes=1)
    assert await post(house) == 0
    house.now = NINE_IN_KYIV
    assert [await post(house) for _ in range(3)] == [1, 0, 0]
    (told,) = await house.notices(Kind.LEDGER_HEAD)
    (head,) = await heads(house)
    assert (told.person_id, told.facts["number"], told.facts["hash"]) == (house.owner.person.id, 1, head.hash)
    assert (head.day, head.number) == ("2026-03-03", 1)
    await happens(house)
    house.later(hours=14)
    assert await post(house) == 0
    house.later(hours=10)
    assert await post(house) == 1


async def test_on_its_first_day_an_organisation_has_other_things_to_read(house):
    await happens(house)
    house.later(days=-1)
    assert await post(house) == 0


async def test_a_day_without_a_new_entry_has_nothing_to_post(house):
    assert await post(house) == 0
    await happens(house)
    assert await post(house) == 1
    house.later(days=1)
    assert await post(house) == 0


async def test_nobody_is_told_before_a_manager_has_come_in(house):
    await happens(house)
    async with house.open() as tx:
        await tx.accounts.end(house.owner.person.id, house.now)
    assert await post(house) == 0
    assert not await house.notices(Kind.LEDGER_HEAD)
    async with house.open() as tx:
        assert (await tx.people.get(house.owner.organisation.id, house.owner.person.id)).unreachable_at is None


async def test_two_processes_post_one_head(house):
    await happens(house)
    assert sum(await asyncio.gather(post(house), post(house))) == 1
    assert len(await house.notices(Kind.LEDGER_HEAD)) == 1
    async with house.open() as tx:
        assert (await tx.ledger.tip(house.owner.organisation.id))[0] == 1


async def test_each_organisation_has_its_own(house):
    await happens(house)
    await happens(house, house.neighbour.organisation)
    assert await post(house) == 2
    told = await house.notices(Kind.LEDGER_HEAD)
    assert {one.person_id for one in told} == {house.owner.person.id, house.neighbour.person.id}


async def test_the_posted_head_holds_against_the_ledger(house):
    await happens(house)
    await post(house)
    check = LedgerCheck(await heads(house), house.owner.organisation.ca_certificate)
    async with house.open() as tx:
        async for entry in tx.ledger.entries(house.owner.organisation.id):
            check.take(entry)
        assert check.finding(await tx.ledger.tip(house.owner.organisation.id)) is None


class Authority:
    """A time-stamping authority that is away until told otherwise."""

    def __init__(self):
        self.away, self.asked = True, []

    async def stamp(self, data):
        self.asked.append(data)
        if self.away:
            raise TimestampUnavailableRefused
        return b"token over " + data


async def test_a_head_is_stamped_when_the_authority_answers_and_it_is_asked_by_the_hour(house):
    await happens(house)
    await post(house)
    authority = Authority()
    stamp = StampHeads(house.open, authority)
    assert [await stamp(now=house.now) for _ in range(2)] == [0, 0]
    assert len(authority.asked) == 1
    house.later(hours=1)
    authority.away = False
    assert [await stamp(now=house.now) for _ in range(2)] == [1, 0]
    (head,) = await heads(house)
    assert head.timestamp == b"token over " + head_bytes(head)


async def test_without_an_authority_nothing_is_asked(house):
    await happens(house)
    await post(house)
    assert await StampHeads(house.open, None)(now=house.now) == 0
