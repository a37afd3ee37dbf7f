"""Organisations, people, invitations, accounts."""

from dataclasses import replace
from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from bot.ids import EventId
from bot.staff.models import OrganisationKeys, Role, Status
from bot.staff.organisation.set_working_time import WorkingTimeChange, change_working_time
from bot.staff.organisation.working_hours import working_time
from storage.tables import retired_certificate

DAY = timedelta(days=1)


async def test_an_organisation_is_read_as_it_was_added_with_its_keys(harness):
    async with harness.store.reading() as tx:
        assert await tx.organisations.get(harness.organisation.id) == harness.organisation
        assert await tx.organisations.ca_key(harness.organisation.id) == b"ca key"
        assert await tx.organisations.seal_key(harness.organisation.id) == b"seal key"


async def test_an_organisation_added_twice_stays_as_it_was(harness):
    async with harness.store.transaction() as tx:
        await tx.organisations.add(replace(harness.organisation, name="Another"), OrganisationKeys(b"x", b"y"))
    async with harness.store.reading() as tx:
        assert await tx.organisations.all() == [harness.organisation]
        assert await tx.organisations.ca_key(harness.organisation.id) == b"ca key"


async def test_an_unknown_organisation_is_a_lookup_error(harness):
    async with harness.store.reading() as tx:
        with pytest.raises(LookupError):
            await tx.organisations.get(uuid4())
        with pytest.raises(LookupError):
            await tx.organisations.ca_key(uuid4())


async def test_a_person_is_read_as_they_were_added(harness):
    person = await harness.person(
        phone="+380671234567", email="olena@example.org", personnel_number="007", position="Guard"
    )
    async with harness.store.reading() as tx:
        assert await tx.people.get(harness.organisation.id, person.id) == person
        assert await tx.people.get(uuid4(), person.id) is None


async def test_a_person_added_twice_stays_as_they_were_and_saving_overwrites(harness):
    person = await harness.person()
    async with harness.store.transaction() as tx:
        await tx.people.add([replace(person, name="Хтось Інший")])
        assert await tx.people.get(harness.organisation.id, person.id) == person
        changed = replace(person, name="Олена Нова", phone="+380509998877", email=None, department="Склад")
        await tx.people.save([changed])
        assert await tx.people.get(harness.organisation.id, person.id) == changed
        found, in_all = await tx.people.search(
            harness.organisation.id, "нова", now=harness.now, registered_only=False, offset=0, most=5
        )
        assert ([each.person for each in found], in_all) == ([changed], 1)


async def test_nobody_of_another_organisation_can_be_overwritten(harness):
    person = await harness.person()
    async with harness.store.transaction() as tx:
        await tx.people.save([replace(person, organisation_id=uuid4(), name="Stolen")])
        assert await tx.people.get(harness.organisation.id, person.id) == person


@pytest.mark.parametrize(
    ("words", "finds"),
    [
        ("їжак", ["Іван Їжак"]),
        ("ЇЖАК іван", ["Іван Їжак"]),
        ("івAн", ["Іван Їжак"]),
        ("-", []),
        ("мар'яна", ["Мар’яна Ґава"]),
        ("артем", ["Артём Ёлкин"]),
        ("100%", ["100% Певний"]),
        ("_", []),
        ("a-77", ["Артём Ёлкин"]),
        ("067 123-45-67", ["Іван Їжак"]),
        ("8 (067) 123-45", ["Іван Їжак"]),
        ("123-45", ["Іван Їжак"]),
        ("4567", ["Іван Їжак"]),
        ("567", []),
        ("4568", []),
        ("їжак 4567", []),
        ("+38 (067) 123-45-67", ["Іван Їжак"]),
        ("380671234567", ["Іван Їжак"]),
        ("", ["100% Певний", "Артём Ёлкин", "Іван Їжак", "Мар’яна Ґава"]),
    ],
)
async def test_a_search_finds_people_as_a_manager_types_them(harness, words, finds):
    await harness.person("Іван Їжак", phone="+380671234567")
    await harness.person("Мар’яна Ґава")
    await harness.person("Артём Ёлкин", personnel_number="A-77")
    await harness.person("100% Певний")
    await harness.person("Їжак Звільнений", dismissed_at=harness.now)
    async with harness.store.reading() as tx:
        page, in_all = await tx.people.search(
            harness.organisation.id, words, now=harness.now, registered_only=False, offset=0, most=10
        )
    assert [each.person.name for each in page] == finds
    assert in_all == len(finds)


async def test_a_list_is_in_the_order_of_the_ukrainian_alphabet(harness):
    names = ["Андрій", "Ганна", "Ґава", "Еней", "Євген", "Ірина", "Їжак", "Йосип", "Юрій"]
    for name in reversed(names):
        await harness.person(name)
    async with harness.store.reading() as tx:
        assert [each.name for each in await tx.people.all(harness.organisation.id)] == names


async def test_a_search_has_pages_and_can_leave_out_unregistered_people(harness):
    people = [await harness.person(f"Особа {number}") for number in range(5)]
    await harness.account(people[3])
    async with harness.store.reading() as tx:
        search = tx.people.search
        page, in_all = await search(
            harness.organisation.id, "особа", now=harness.now, registered_only=False, offset=2, most=2
        )
        assert ([each.person for each in page], in_all) == (people[2:4], 5)
        page, in_all = await search(
            harness.organisation.id, "", now=harness.now, registered_only=False, offset=4, most=2
        )
        assert ([each.person for each in page], in_all) == (people[4:], 5)
        assert await search(harness.organisation.id, "", now=harness.now, registered_only=False, offset=9, most=2) == (
            [],
            5,
        )
        page, in_all = await search(
            harness.organisation.id, "", now=harness.now, registered_only=True, offset=0, most=9
        )
        assert ([each.person for each in page], in_all) == ([people[3]], 1)


async def test_a_persons_status_follows_from_what_happened(harness):
    async def status(person):
        async with harness.store.reading() as tx:
            return (await tx.people.listed(harness.organisation.id, person.id, harness.now)).status

    person = await harness.person()
    assert await status(person) is Status.NOT_INVITED
    expired = await harness.invitation(person, expires_at=harness.now)
    assert await status(person) is Status.NOT_INVITED
    invitation = await harness.invitation(person)
    assert expired.id != invitation.id
    assert await status(person) is Status.INVITED
    async with harness.store.transaction() as tx:
        await tx.invitations.mark_opened(invitation.id, harness.now)
    assert await status(person) is Status.OPENED
    account = await harness.account(person)
    async with harness.store.transaction() as tx:
        await tx.invitations.use(invitation.id, harness.now)
        assert (await tx.people.listed(harness.organisation.id, person.id, harness.now)).account == account
    assert await status(person) is Status.REGISTERED
    async with harness.store.transaction() as tx:
        await tx.people.save([replace(person, unreachable_at=harness.now)])
    assert await status(person) is Status.BLOCKED
    async with harness.store.transaction() as tx:
        await tx.people.set_reachable(person.id)
    assert await status(person) is Status.REGISTERED
    async with harness.store.transaction() as tx:
        assert await tx.people.dismiss(person.id, harness.now)
        assert not await tx.people.dismiss(person.id, harness.now + DAY)
    assert await status(person) is Status.DISMISSED
    async with harness.store.reading() as tx:
        assert await tx.people.counts(harness.organisation.id, harness.now) == {Status.DISMISSED: 1}


async def test_managers_are_owners_and_managers_who_are_not_dismissed(harness):
    owner = await harness.person("А", role=Role.OWNER)
    manager = await harness.person("Б", role=Role.EMPLOYEE)
    await harness.person("В", role=Role.MANAGER, dismissed_at=harness.now)
    await harness.person("Г")
    async with harness.store.transaction() as tx:
        await tx.people.set_role(manager.id, Role.MANAGER)
        managers = await tx.people.managers(harness.organisation.id)
    assert managers == [owner, replace(manager, role=Role.MANAGER)]


async def test_departments_count_registered_people(harness):
    first = await harness.person("А", department="Склад")
    await harness.person("Б", department="Склад")
    await harness.person("В", department="Їдальня")
    gone = await harness.person("Г", department="Склад", dismissed_at=harness.now)
    for person in (first, gone):
        await harness.account(person)
    async with harness.store.reading() as tx:
        assert await tx.people.departments(harness.organisation.id) == [("Їдальня", 0), ("Склад", 1)]
        assert await tx.people.registered(harness.organisation.id, "Склад") == [first]
        assert await tx.people.registered(harness.organisation.id, "Їдальня") == []
        assert await tx.people.registered(harness.organisation.id, None) == [first]


async def test_a_number_put_on_the_list_is_found(harness):
    person = await harness.person()
    async with harness.store.transaction() as tx:
        await tx.people.set_phone(person.id, "+380991112233")
        assert (await tx.people.get(harness.organisation.id, person.id)).phone == "+380991112233"
        page, _ = await tx.people.search(
            harness.organisation.id, "+380991112233", now=harness.now, registered_only=False, offset=0, most=5
        )
        assert [each.person.id for each in page] == [person.id]
        with pytest.raises(LookupError):
            await tx.people.set_phone(uuid4(), "+380991112233")


async def test_a_new_invitation_ends_the_earlier_one(harness):
    person = await harness.person()
    first, second = await harness.invitation(person), await harness.invitation(person)
    async with harness.store.transaction() as tx:
        assert (await tx.invitations.by_hash(first.token_hash)).revoked_at == harness.now
        assert await tx.invitations.find_valid(person.id, harness.now) == second
        assert not await tx.invitations.use(first.id, harness.now)


async def test_an_invitation_added_twice_ends_nothing(harness):
    person = await harness.person()
    first = await harness.invitation(person)
    second = await harness.invitation(person)
    async with harness.store.transaction() as tx:
        await tx.invitations.add(first, harness.now)
        await tx.invitations.add(second, harness.now)
        assert await tx.invitations.find_valid(person.id, harness.now) == second


async def test_an_invitation_is_used_once_and_before_it_expires(harness):
    person = await harness.person()
    invitation = await harness.invitation(person)
    async with harness.store.transaction() as tx:
        assert not await tx.invitations.use(invitation.id, invitation.expires_at)
        assert await tx.invitations.use(invitation.id, harness.now)
        assert not await tx.invitations.use(invitation.id, harness.now)
        assert (await tx.invitations.get(invitation.id)).used_at == harness.now
        assert await tx.invitations.find_valid(person.id, harness.now) is None


async def test_the_first_opening_is_kept(harness):
    invitation = await harness.invitation(await harness.person())
    async with harness.store.transaction() as tx:
        await tx.invitations.mark_opened(invitation.id, harness.now)
        await tx.invitations.mark_opened(invitation.id, harness.now + DAY)
        assert (await tx.invitations.get(invitation.id)).opened_at == harness.now


async def test_a_claimed_number_is_kept_with_who_claimed_it(harness):
    invitation = await harness.invitation(await harness.person())
    async with harness.store.transaction() as tx:
        await tx.invitations.claim_phone(invitation.id, "+380501112233", 77)
        kept = await tx.invitations.get(invitation.id)
    assert (kept.claimed_phone, kept.claimed_by) == ("+380501112233", 77)


async def test_guesses_are_counted_per_user_and_time(harness):
    async with harness.store.transaction() as tx:
        for user, at in ((1, harness.now), (1, harness.now + DAY), (1, harness.now + DAY), (2, harness.now + DAY)):
            await tx.invitations.add_guess(user, at)
        assert await tx.invitations.count_guesses(1, harness.now + DAY) == 2
        assert await tx.invitations.count_guesses(1, harness.now) == 3
        assert await tx.invitations.count_guesses(3, harness.now) == 0


async def test_a_speaker_is_found_by_telegram_id_until_dismissed_or_ended(harness):
    person = await harness.person()
    account = await harness.account(person, telegram_id=42)
    async with harness.store.reading() as tx:
        (speaker,) = await tx.accounts.speakers(42)
        assert (speaker.organisation, speaker.person, speaker.account) == (harness.organisation, person, account)
    async with harness.store.transaction() as tx:
        await tx.accounts.end(person.id, harness.now)
        assert await tx.accounts.speakers(42) == []
        assert await tx.accounts.active(person.id) is None
        assert (await tx.accounts.get(account.id)).ended_at == harness.now
    await harness.account(person, telegram_id=43)
    async with harness.store.transaction() as tx:
        await tx.people.dismiss(person.id, harness.now)
        assert await tx.accounts.speakers(43) == []


async def test_a_new_account_ends_the_person_s_earlier_one_and_makes_them_reachable(harness):
    person = await harness.person(unreachable_at=harness.now)
    old = await harness.account(person, telegram_id=1)
    new = await harness.account(person, telegram_id=2, bound_at=harness.now + DAY)
    async with harness.store.transaction() as tx:
        await tx.accounts.add(old)
        assert await tx.accounts.active(person.id) == new
        assert (await tx.accounts.get(old.id)).ended_at == harness.now + DAY
        assert (await tx.people.get(harness.organisation.id, person.id)).unreachable_at is None


async def test_one_telegram_user_cannot_speak_for_two_people_of_one_organisation(harness):
    await harness.account(await harness.person(), telegram_id=1)
    other = await harness.person()
    with pytest.raises(IntegrityError):
        await harness.account(other, telegram_id=1)


async def test_accounts_are_found_by_phone_within_their_organisation(harness):
    account = await harness.account(await harness.person(), phone="+380670000009")
    async with harness.store.transaction() as tx:
        assert await tx.accounts.by_phone(harness.organisation.id, "+380670000009") == [account]
        assert await tx.accounts.by_phone(uuid4(), "+380670000009") == []
        await tx.accounts.set_language(account.id, "en")
        assert (await tx.accounts.get(account.id)).language == "en"


async def test_tries_of_a_pin_are_limited(harness):
    account = await harness.account(await harness.person())
    async with harness.store.transaction() as tx:
        assert [await tx.accounts.try_pin(account.id, 2) for _ in range(3)] == [True, True, False]
        await tx.accounts.reset_pin_failures(account.id)
        assert await tx.accounts.try_pin(account.id, 2)


async def test_a_try_that_was_not_judged_is_taken_back_unless_the_pin_is_locked(harness):
    account = await harness.account(await harness.person())

    async def failures():
        return (await tx.accounts.get(account.id)).pin_failures

    async with harness.store.transaction() as tx:
        await tx.accounts.take_back_try(account.id, 2)
        assert await failures() == 0
        await tx.accounts.try_pin(account.id, 2)
        await tx.accounts.take_back_try(account.id, 2)
        assert await failures() == 0
        await tx.accounts.lock_pin(account.id, 2)
        await tx.accounts.take_back_try(account.id, 2)
        assert await failures() == 2


async def test_a_new_key_archives_the_old_certificate_once(harness):
    account = await harness.account(await harness.person(), pin_failures=3)
    async with harness.store.transaction() as tx:
        for _ in range(2):
            await tx.accounts.replace_key(account.id, certificate=b"new", key_envelope=b"newer")
        changed = await tx.accounts.get(account.id)
    assert (changed.certificate, changed.key_envelope, changed.pin_failures) == (b"new", b"newer", 0)
    async with harness.engine.connect() as connection:
        kept = (await connection.execute(select(retired_certificate.c.certificate))).scalars().all()
    assert kept == [account.certificate]


async def test_an_organisation_keeps_to_its_days_off_and_its_working_days(harness):
    day, sunday = harness.now.date(), date(2026, 3, 8)
    marked = replace(harness.organisation, holidays=frozenset({day}), workdays=frozenset({sunday}), works_until=time(0))
    async with harness.store.transaction() as tx:
        assert await tx.organisations.hold(harness.organisation.id) == harness.organisation
        await tx.organisations.save_working_time(replace(marked, name="Another"))
        kept = await tx.organisations.get(harness.organisation.id)
    assert kept == marked
    before, after = working_time(harness.organisation), working_time(kept)
    assert [hours.works_on(day) for hours in (before, after)] == [True, False]
    assert [hours.works_on(sunday) for hours in (before, after)] == [False, True]


async def test_two_processes_that_mark_days_at_once_lose_none(harness, neighbour, race):
    def marks(where, day):
        async def mark():
            change = WorkingTimeChange(off=frozenset({day}))
            async with where.store.transaction() as tx:
                event_id = EventId(f"test:{day}")
                await change_working_time(tx, harness.organisation.id, change, None, event_id, harness.now)

        return mark

    days = [date(2027, 1, n) for n in range(1, 5)]
    await race(*(marks(where, day) for where, day in zip((harness, neighbour) * 2, days, strict=True)))
    async with harness.store.reading() as tx:
        assert (await tx.organisations.get(harness.organisation.id)).holidays == set(days)


async def test_who_left_is_found_by_their_last_account_until_they_are_erased(harness):
    person = await harness.person()
    await harness.account(person, telegram_id=71)
    last = await harness.account(person, telegram_id=72, bound_at=harness.now + timedelta(days=1))
    async with harness.store.transaction() as tx:
        assert await tx.accounts.former_speakers(72) == []
        await tx.people.dismiss(person.id, harness.now)
        await tx.accounts.end(person.id, harness.now)
        assert await tx.accounts.former_speakers(71) == []
        (former,) = await tx.accounts.former_speakers(72)
        assert (former.person.id, former.account.id) == (person.id, last.id)
        assert await tx.accounts.former(last.id) == former
        assert await tx.erasure.erase(person.organisation_id, person.id, "#1", harness.now)
        assert await tx.accounts.former_speakers(72) == []
        assert await tx.accounts.former(last.id) is None
