"""Letters by e-mail and SMS: each claimed once, whoever asks; and what invites many people at a time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import update

from bot.notices.letters import Channel, Letter, LetterState
from bot.notices.outbox import Unreachable
from bot.signing.models import RequestState
from bot.staff.invitations.fallback import letter_for
from bot.staff.models import Status
from bot.staff.notices import (
    AccountReplaced,
    ChangedValue,
    IdentityChanged,
    PersonRegistered,
    RebindingAnnounced,
    RelinkingBegun,
)
from bot.staff.roster.rows import Column
from storage.tables import notice

MINUTE = timedelta(minutes=1)
BOTH = tuple(Channel)


def make_letter(harness, invitation, **changes):
    ids = (uuid4(), invitation.organisation_id, invitation.person_id, invitation.id, uuid4())
    return replace(Letter(*ids, Channel.EMAIL, harness.now), **changes)


async def added(harness, **changes):
    person = await harness.person()
    letter = make_letter(harness, await harness.invitation(person), **changes)
    async with harness.store.transaction() as tx:
        assert await tx.letters.add([letter]) == 1
    return letter


async def claim(harness, at=None, channels=BOTH, most=9):
    now = at or harness.now
    async with harness.store.transaction() as tx:
        await tx.letters.give_up_lost(now)
        waiting = [await tx.letters.get(row.id) for row in await tx.letters.due(channels, now, most)]
        return [one for one in waiting if await tx.letters.claim(one, now=now, until=now + MINUTE)]


async def state_of(harness, letter):
    async with harness.store.reading() as tx:
        (found,) = await tx.letters.of_invitation(letter.invitation_id)
    return found


async def test_a_letter_is_claimed_once_and_by_those_who_have_its_channel(harness):
    letter = await added(harness)
    assert await claim(harness, channels=(Channel.SMS,)) == []
    assert [one.id for one in await claim(harness)] == [letter.id]
    assert await claim(harness) == []


async def test_letters_of_a_dead_process_become_unsure_and_are_not_sent_again(harness):
    letter = await added(harness)
    await claim(harness)
    assert await claim(harness, at=harness.now + MINUTE) == []
    assert (await state_of(harness, letter)).state is LetterState.UNSURE
    async with harness.store.transaction() as tx:
        await tx.letters.settle(letter.id, LetterState.SENT, error=None)
    assert (await state_of(harness, letter)).state is LetterState.UNSURE


async def test_a_letter_not_accepted_is_retried_and_a_refused_one_is_not(harness):
    letter = await added(harness)
    await claim(harness)
    async with harness.store.transaction() as tx:
        await tx.letters.later(letter.id, after=harness.now + MINUTE, error="451 busy")
    assert await claim(harness) == []
    (again,) = await claim(harness, at=harness.now + MINUTE)
    assert (again.attempts, again.error) == (1, "451 busy")
    async with harness.store.transaction() as tx:
        await tx.letters.settle(letter.id, LetterState.REFUSED, error="550 nobody")
    found = await state_of(harness, letter)
    assert (found.state, found.error, found.lease_until) == (LetterState.REFUSED, "550 nobody", None)


async def test_ordered_again_a_refused_letter_is_sent_again_and_a_sent_one_is_not(harness):
    letter = await added(harness)
    async with harness.store.transaction() as tx:
        assert await tx.letters.add([letter]) == 0
    await claim(harness)
    for state, going in ((LetterState.REFUSED, 1), (LetterState.SENT, 0)):
        async with harness.store.transaction() as tx:
            await tx.letters.settle(letter.id, state, error=None)
            assert await tx.letters.add([replace(letter, batch_id=uuid4())]) == going
        await claim(harness)


async def test_letters_ordered_together_are_counted_by_state(harness):
    batch = uuid4()
    for _ in range(3):
        await added(harness, batch_id=batch)
    await added(harness)
    assert len(await claim(harness, most=2)) == 2
    async with harness.store.reading() as tx:
        counts = await tx.letters.counts(harness.organisation.id, batch)
        assert await tx.letters.counts(uuid4(), batch) == {}
    assert sum(counts.values()) == 3


async def test_inviting_many_people_revokes_their_earlier_links(harness):
    people = [await harness.person() for _ in range(3)]
    old = await harness.invitation(people[0])
    expired = await harness.invitation(people[1], expires_at=harness.now - MINUTE)
    untouched = await harness.invitation(people[2])
    new = [harness.make_invitation(one) for one in people[:2]]
    async with harness.store.transaction() as tx:
        await tx.invitations.add_all(new, harness.now)
    async with harness.store.reading() as tx:
        living = await tx.invitations.all_valid(harness.organisation.id, harness.now)
        assert (await tx.invitations.get(old.id)).revoked_at == harness.now
        assert (await tx.invitations.get(expired.id)).revoked_at == harness.now
    assert {key: one.id for key, one in living.items()} == {
        people[0].id: new[0].id,
        people[1].id: new[1].id,
        people[2].id: untouched.id,
    }


async def test_everyone_is_listed_by_name_and_found_by_status_and_department(harness):
    gone = await harness.person("Борис", dismissed_at=harness.now, department="Гараж")
    driver = await harness.person("Анна", department="Гараж")
    others = [harness.make_person(f"Люди {number:04}") for number in range(1001)]
    async with harness.store.transaction() as tx:
        await tx.people.add(others)
    await harness.invitation(driver)
    async with harness.store.reading() as tx:
        walked = [one.person.id async for one in tx.people.everyone(harness.organisation.id, harness.now)]

        async def found(**wanted):
            page = {"now": harness.now, "registered_only": False, "offset": 0, "most": 5}
            listed, total = await tx.people.search(harness.organisation.id, "", **page, **wanted)
            return {one.person.id for one in listed}, total

        assert walked == [driver.id, gone.id, *(one.id for one in others)]
        assert await found(department="Гараж") == ({driver.id}, 1)
        assert await found(status=Status.INVITED) == ({driver.id}, 1)
        assert await found(status=Status.DISMISSED, department="Гараж") == ({gone.id}, 1)
        assert (await found(status=Status.NOT_INVITED))[1] == 1001


async def lost_notice(harness, person, **changes):
    lost = harness.make_notice(person, **changes)
    async with harness.store.transaction() as tx:
        await tx.outbox.add([lost])
        await tx.outbox.settle([Unreachable(lost, "bot was blocked by the user", harness.now, 1)])
    return lost


async def lost_now(harness, ways=BOTH, since=None):
    async with harness.store.reading() as tx:
        return [one.id for one in await tx.outbox.lost(ways, since or harness.now, 9)]


async def test_an_undelivered_notice_becomes_one_letter_if_there_is_an_address(harness):
    person = await harness.person(email="olena@example.org")
    lost = await lost_notice(harness, person)
    await lost_notice(harness, person, content=PersonRegistered("Olena"))
    await lost_notice(harness, await harness.person("Без Адреси"))
    await lost_notice(harness, await harness.person("Колишня", email="x@example.org", dismissed_at=harness.now))
    assert await lost_now(harness) == [lost.id]
    assert await lost_now(harness, ways=(Channel.SMS,)) == []
    assert await lost_now(harness, since=harness.now + MINUTE) == []
    letter = letter_for(lost, person, (Channel.SMS, Channel.EMAIL))
    async with harness.store.transaction() as tx:
        assert await tx.letters.add([letter]) == 1
        assert await tx.letters.add([letter]) == 0
        assert await tx.letters.newest_notice_of(person.id) == letter
        assert (await tx.outbox.get(lost.id)).content == lost.content
    assert letter.channel is Channel.EMAIL
    assert await lost_now(harness) == []


async def test_an_undelivered_notice_that_cannot_be_decoded_holds_up_no_other(harness):
    person = await harness.person(email="olena@example.org")
    harmed, sound = await lost_notice(harness, person), await lost_notice(harness, person)
    async with harness.engine.begin() as connection:
        await connection.execute(update(notice).where(notice.c.id == harmed.id).values(facts=None))
    assert await lost_now(harness) == [sound.id]


async def test_letters_are_counted_by_their_result(harness):
    await added(harness)
    await added(harness, state=LetterState.SENT)
    letters = (await harness.store.queues.outbox(harness.now)).letters
    assert letters == dict.fromkeys(LetterState, 0) | {LetterState.WAITING: 1, LetterState.SENT: 1}


async def test_a_letter_refused_by_one_channel_goes_by_another(harness):
    letter = await added(harness)
    await claim(harness)
    async with harness.store.transaction() as tx:
        await tx.letters.redirect(letter.id, Channel.SMS, after=harness.now)
        await tx.letters.settle(letter.id, LetterState.SENT, error=None)
    assert await claim(harness, channels=(Channel.EMAIL,)) == []
    (again,) = await claim(harness)
    assert (again.id, again.channel, again.attempts, again.error) == (letter.id, Channel.SMS, 0, None)


async def test_a_board_counts_open_requests_by_how_people_are_notified(harness):
    author = await harness.person()
    document = await harness.document(author)
    ways = {name: await harness.person(unreachable_at=harness.now) for name in ("email", "sms", "refused", "none")}
    answered, reached = await harness.person(unreachable_at=harness.now), await harness.person()
    requests = {name: await harness.request(document, person) for name, person in ways.items()}
    await harness.request(document, answered, RequestState.SIGNED)
    await harness.request(document, reached)
    async with harness.store.transaction() as tx:
        for name, channel in (("email", Channel.EMAIL), ("sms", Channel.SMS), ("refused", Channel.SMS)):
            lost = harness.make_notice(ways[name], subject_id=requests[name].id)
            ids = (uuid4(), harness.organisation.id, ways[name].id, None, uuid4())
            state = LetterState.REFUSED if name == "refused" else LetterState.SENT
            await tx.outbox.add([lost])
            await tx.letters.add([Letter(*ids, channel, harness.now, state, notice_id=lost.id)])
        tally = await tx.requests.tally(document.id)
        assert await tx.requests.by_code(requests["sms"].id.bytes[:12]) == requests["sms"]
        assert await tx.requests.by_code(bytes(12)) is None
        await tx.people.set_phone(ways["none"].id, "+380501112233")
        awaited = await tx.requests.tally(document.id, (Channel.SMS, Channel.EMAIL))
    assert (tally.total, tally.by_email, tally.by_sms, tally.unreached) == (6, 1, 1, 2)
    # Whose letter was refused is out of reach; who has an address and no letter yet will get one.
    assert (awaited.by_email, awaited.by_sms, awaited.unreached) == (1, 2, 1)


@pytest.mark.parametrize(
    "content",
    [
        IdentityChanged((ChangedValue(Column.PHONE, "", ""),)),
        RelinkingBegun(),
        RebindingAnnounced(datetime(2026, 3, 2, 8, tzinfo=UTC)),
        AccountReplaced(),
    ],
)
async def test_who_cannot_be_reached_hears_of_a_change_of_account_by_letter(harness, content):
    person = await harness.person(email="x@example.org")
    lost = await lost_notice(harness, person, content=content, telegram_id=1)
    async with harness.store.transaction() as tx:
        assert [row.id for row in await tx.outbox.lost((Channel.EMAIL,), harness.now, 9)] == [lost.id]
