"""Rights that two people take from each other at once: the database keeps one who has them."""

import asyncio
from functools import partial

import pytest

from bot.errors import UnavailableError
from bot.ids import EventId
from bot.personal_data.dismiss_person import DismissPerson
from bot.staff.access import NotAllowedRefused, PersonDismissedRefused
from bot.staff.models import Role, Speaker
from bot.staff.people.give_role import GiveRole

ROUNDS = 5


async def owners_at(harness):
    """Return two owners as they were loaded for their updates, and nobody else."""
    async with harness.store.transaction() as tx:
        organisation = await tx.organisations.get(harness.organisation.id)
    people = [await harness.person(f"Власник {number}", role=Role.OWNER) for number in range(2)]
    return [Speaker(organisation, person, await harness.account(person)) for person in people]


async def retried(act):
    """Run an act as the inbox does: again where the database gave up one of two transactions."""
    while True:
        try:
            return await act()
        except UnavailableError:
            continue
        except (NotAllowedRefused, PersonDismissedRefused) as refused:
            return refused


async def demote(harness, speaker, other, event_id):
    give_role = GiveRole(harness.store.transaction)
    return await give_role(speaker, other.person.id, Role.EMPLOYEE, event_id=event_id, now=harness.now)


async def dismiss(harness, speaker, other, event_id):
    dismiss_person = DismissPerson(harness.store.transaction)
    return await dismiss_person(speaker, other.person.id, event_id=event_id, now=harness.now)


@pytest.mark.parametrize("take", [demote, dismiss])
async def test_two_owners_who_take_each_others_role_at_once_leave_one_owner(harness, take):
    for round_ in range(ROUNDS):
        one, other = await owners_at(harness)
        said = await asyncio.gather(
            retried(partial(take, harness, one, other, EventId(f"a:{round_}"))),
            retried(partial(take, harness, other, one, EventId(f"b:{round_}"))),
        )
        assert sum(isinstance(each, Exception) for each in said) == 1
        async with harness.store.transaction() as tx:
            people = [await tx.people.get(harness.organisation.id, each.person.id) for each in (one, other)]
            owners = [each for each in people if each.role is Role.OWNER and each.dismissed_at is None]
        assert len(owners) == 1


async def test_whoever_is_dismissed_waits_for_what_they_have_begun(harness):
    one, other = await owners_at(harness)
    order = []

    async def dismisses():
        await dismiss(harness, other, one, EventId("dismissed"))
        order.append("dismissed")

    async with harness.store.transaction() as tx:
        assert (await tx.accounts.present(one.account.id)).person == one.person
        waiting = asyncio.create_task(dismisses())
        await asyncio.sleep(0.2)
        order.append("written")
    await waiting
    assert order == ["written", "dismissed"]
    async with harness.store.reading() as tx:
        assert await tx.accounts.present(one.account.id) is None
