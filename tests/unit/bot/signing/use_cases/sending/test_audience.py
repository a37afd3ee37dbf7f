"""Who gets a document, and in which order they are asked."""

from dataclasses import replace
from uuid import uuid4

import pytest

from bot.signing.documents.audience import Audience, departments, recipients, registered
from bot.signing.documents.recipients import CountRecipients
from bot.staff.models import Person, Role, Status

OFFICE, CHECKPOINT = "Office", "Gate"


@pytest.fixture
async def staff(harness):
    """Anna and Boris of the office, Clara of the gate, registered; Dora of the gate, who is not."""

    async def add(name, department, telegram_id, **changes):
        owner = harness.owner
        person = Person(
            uuid4(), owner.organisation.id, None, name, "", department, None, None, Role.EMPLOYEE, harness.now
        )
        account = replace(owner.account, id=uuid4(), person_id=person.id, telegram_id=telegram_id or 0)
        async with harness.open() as tx:
            await tx.people.add([replace(person, **changes)])
            if telegram_id:
                await tx.accounts.add(account)
        return person

    async with harness.open() as tx:
        for speaker in (harness.owner, harness.guard, harness.holder):
            await tx.people.save([replace(speaker.person, dismissed_at=harness.now)])
    return {
        "Anna": await add("Anna", OFFICE, 101),
        "Boris": await add("Boris", OFFICE, 102),
        "Clara": await add("Clara", CHECKPOINT, 103),
        "Dora": await add("Dora", CHECKPOINT, None),
    }


@pytest.fixture
def names_of(harness, staff):
    async def _names_of(*people, **choice):
        audience = Audience(people=tuple(staff[name].id if name in staff else uuid4() for name in people), **choice)
        async with harness.open() as tx:
            chosen = await recipients(tx, harness.owner.organisation.id, audience, harness.now)
        return [person.name for person in chosen]

    return _names_of


async def test_named_people_receive_requests_in_the_order_in_which_they_were_chosen(names_of):
    assert await names_of("Clara", "Anna", "Boris") == ["Clara", "Anna", "Boris"]


async def test_nobody_receives_two_requests(names_of):
    assert await names_of("Clara", "Anna", "Clara") == ["Clara", "Anna"]
    assert await names_of("Clara", everyone=True, departments=frozenset({CHECKPOINT})) == ["Clara", "Anna", "Boris"]


async def test_who_is_not_registered_or_unknown_is_left_out(names_of):
    assert await names_of("Dora", "Anna", "Nobody") == ["Anna"]
    assert await names_of("Dora", "Nobody", departments=frozenset({CHECKPOINT})) == ["Clara"]


async def test_everyone_receives_a_request_in_order_of_names(names_of):
    assert await names_of(everyone=True) == ["Anna", "Boris", "Clara"]


async def test_a_department_follows_the_named_people_in_order_of_names(names_of):
    assert await names_of("Clara", departments=frozenset({OFFICE})) == ["Clara", "Anna", "Boris"]
    assert await names_of("Boris", departments=frozenset({OFFICE, CHECKPOINT})) == ["Boris", "Anna", "Clara"]


async def test_an_empty_choice_asks_nobody(names_of):
    assert await names_of() == []


@pytest.mark.parametrize("strangers", [18, 19, 30])
async def test_however_many_are_named_they_keep_their_order(names_of, strangers):
    assert await names_of("Clara", *["Nobody"] * strangers, "Anna") == ["Clara", "Anna"]


async def test_people_who_blocked_the_bot_still_receive_a_request(harness, staff, names_of):
    async with harness.open() as tx:
        await tx.people.save([replace(staff["Boris"], unreachable_at=harness.now)])
        listed = await tx.people.listed(harness.owner.organisation.id, staff["Boris"].id, harness.now)
    assert listed.status is Status.BLOCKED
    assert await names_of("Boris") == ["Boris"]
    assert await names_of(everyone=True) == ["Anna", "Boris", "Clara"]


async def test_registered_people_are_listed_by_name(harness, staff):
    async with harness.open() as tx:
        listed = await registered(tx, harness.owner.organisation.id, harness.now)
    assert [one.person.name for one in listed] == ["Anna", "Boris", "Clara"]


async def test_the_registered_people_of_each_department_are_counted_by_its_name(harness, staff):
    async with harness.open() as tx:
        counted = await departments(tx, harness.owner.organisation.id, harness.now)
    assert list(counted.items()) == [(CHECKPOINT, 1), (OFFICE, 2)]


async def test_a_sender_among_the_recipients_is_told_so(harness):
    count = CountRecipients(harness.read)
    everyone = await count(harness.owner, Audience(everyone=True), now=harness.now)
    guard = await count(harness.owner, Audience(people=(harness.guard.person.id,)), now=harness.now)
    assert (everyone.with_sender, guard.with_sender) == (True, False)
