"""Letters by e-mail and SMS: each claimed once, whoever asks; and what invites many people at a time."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from bot.notices.letters import Channel, Letter, LetterState
from bot.notices.outbox import Kind, Unreachable
from bot.signing.documents import RequestState
from bot.staff.fallback import MATTERS, letter_for
from bot.staff.people import Status

MINUTE = timedelta(minutes=1)
BOTH = tuple(Channel)


def make_letter(house, invitation, **changes):
    ids = (uuid4(), invitation.organisation_id, invitation.person_id, invitation.id, uuid4())
    return replace(Letter(*ids, Channel.EMAIL, house.now), **changes)


async def added(house, **changes):
    person = await house.person()
    letter = make_letter(house, await house.invitation(person), **changes)
    async with house.store.transaction() as tx:
        assert await tx.letters.add([letter]) == 1
    return letter


async def claim(house, at=None, channels=BOTH):
    now = at or house.now
    async with house.store.transaction() as tx:
        due = await tx.letters.due(channels, now)
        claimed = await tx.letters.claim(channels, now=now, until=now + MINUTE, most=9)
    assert due or not claimed
    return claimed


async def state_of(house, letter):
    async with house.store.reading() as tx:
        (found,) = await tx.letters.of_invitation(letter.invitation_id)
    return found


async def test_a_letter_is_claimed_once_and_by_those_who_have_its_channel(house):
    letter = await added(house)
    assert await claim(house, channels=(Channel.SMS,)) == []
    assert [one.id for one in await claim(house)] == [letter.id]
    assert await claim(house) == []


async def test_what_a_dead_process_had_in_hand_is_unsure_and_not_sent_again_by_itself(house):
    letter = await added(house)
    await claim(house)
    assert await claim(house, at=house.now + MINUTE) == []
    assert (await state_of(house, letter)).state is LetterState.UNSURE
    async with house.store.transaction() as tx:
        await tx.letters.settle(letter.id, LetterState.SENT, error=None)
    assert (await state_of(house, letter)).state is LetterState.UNSURE


async def test_what_was_not_taken_comes_again_later_and_what_was_refused_stays_so(house):
    letter = await added(house)
    await claim(house)
    async with house.store.transaction() as tx:
        await tx.letters.later(letter.id, after=house.now + MINUTE, error="451 busy")
    assert await claim(house) == []
    (again,) = await claim(house, at=house.now + MINUTE)
    assert (again.attempts, again.error) == (1, "451 busy")
    async with house.store.transaction() as tx:
        await tx.letters.settle(letter.id, LetterState.REFUSED, error="550 nobody")
    found = await state_of(house, letter)
    assert (found.state, found.error, found.lease_until) == (LetterState.REFUSED, "550 nobody", None)


async def test_asked_for_again_the_refused_goes_once_more_and_the_sent_never(house):
    letter = await added(house)
    async with house.store.transaction() as tx:
        assert await tx.letters.add([letter]) == 0
    await claim(house)
    for state, going in ((LetterState.REFUSED, 1), (LetterState.SENT, 0)):
        async with house.store.transaction() as tx:
            await tx.letters.settle(letter.id, state, error=None)
            assert await tx.letters.add([replace(letter, batch_id=uuid4())]) == going
        await claim(house)


async def test_letters_ordered_together_are_counted_by_state(house):
    batch = uuid4()
    for _ in range(3):
        await added(house, batch_id=batch)
    await added(house)
    async with house.store.transaction() as tx:
        await tx.letters.claim(BOTH, now=house.now, until=house.now + MINUTE, most=2)
    async with house.store.reading() as tx:
        counts = await tx.letters.counts(house.organisation.id, batch)
        assert await tx.letters.counts(uuid4(), batch) == {}
    assert sum(counts.values()) == 3


async def test_many_are_invited_at_once_and_earlier_links_of_theirs_die(house):
    people = [await house.person() for _ in range(3)]
    old = await house.invitation(people[0])
    expired = await house.invitation(people[1], expires_at=house.now - MINUTE)
    untouched = await house.invitation(people[2])
    new = [house.make_invitation(one) for one in people[:2]]
    async with house.store.transaction() as tx:
        await tx.invitations.add_all(new, house.now)
    async with house.store.reading() as tx:
        living = await tx.invitations.living_of(house.organisation.id, house.now)
        assert (await tx.invitations.get(old.id)).revoked_at == house.now
        assert (await tx.invitations.get(expired.id)).revoked_at == house.now
    assert {key: one.id for key, one in living.items()} == {
        people[0].id: new[0].id,
        people[1].id: new[1].id,
        people[2].id: untouched.id,
    }


async def test_everyone_is_walked_by_name_and_found_by_status_and_department(house):
    gone = await house.person("Борис", dismissed_at=house.now, department="Гараж")
    driver = await house.person("Анна", department="Гараж")
    others = [house.make_person(f"Люди {number:04}") for number in range(1001)]
    async with house.store.transaction() as tx:
        await tx.people.add(others)
    await house.invitation(driver)
    async with house.store.reading() as tx:
        walked = [one.person.id async for one in tx.people.everyone(house.organisation.id, house.now)]

        async def found(**wanted):
            page = {"now": house.now, "registered_only": False, "offset": 0, "most": 5}
            listed, total = await tx.people.search(house.organisation.id, "", **page, **wanted)
            return {one.person.id for one in listed}, total

        assert walked == [driver.id, gone.id, *(one.id for one in others)]
        assert await found(department="Гараж") == ({driver.id}, 1)
        assert await found(status=Status.INVITED) == ({driver.id}, 1)
        assert await found(status=Status.DISMISSED, department="Гараж") == ({gone.id}, 1)
        assert (await found(status=Status.NOT_INVITED))[1] == 1001


async def lost_notice(house, person, kind=Kind.REQUEST_SENT):
    lost = house.make_notice(person, kind=kind)
    async with house.store.transaction() as tx:
        await tx.outbox.add([lost])
        await tx.outbox.settle([Unreachable(lost, "bot was blocked by the user", house.now)])
    return lost


async def lost_now(house, ways=BOTH, since=None):
    async with house.store.reading() as tx:
        return [one.id for one in await tx.outbox.lost(MATTERS, ways, since or house.now, 9)]


async def test_a_lost_notice_that_matters_becomes_one_letter_where_there_is_an_address(house):
    person = await house.person(email="olena@example.org")
    lost = await lost_notice(house, person)
    await lost_notice(house, person, Kind.CHECKED)
    await lost_notice(house, await house.person("Без Адреси"))
    await lost_notice(house, await house.person("Колишня", email="x@example.org", dismissed_at=house.now))
    assert await lost_now(house) == [lost.id]
    assert await lost_now(house, ways=(Channel.SMS,)) == []
    assert await lost_now(house, since=house.now + MINUTE) == []
    letter = letter_for(lost, person, (Channel.SMS, Channel.EMAIL))
    async with house.store.transaction() as tx:
        assert await tx.letters.add([letter]) == 1
        assert await tx.letters.add([letter]) == 0
        assert await tx.letters.newest_notice_of(person.id) == letter
        assert (await tx.outbox.get(lost.id)).facts == lost.facts
    assert letter.channel is Channel.EMAIL
    assert await lost_now(house) == []


async def test_letters_are_counted_by_what_became_of_them(house):
    await added(house)
    await added(house, state=LetterState.SENT)
    letters = (await house.store.queues.outbox(house.now)).letters
    assert letters == dict.fromkeys(LetterState, 0) | {LetterState.WAITING: 1, LetterState.SENT: 1}


async def test_a_letter_that_one_way_refused_goes_by_another_and_is_new_to_it(house):
    letter = await added(house)
    await claim(house)
    async with house.store.transaction() as tx:
        await tx.letters.redirect(letter.id, Channel.SMS, after=house.now)
        await tx.letters.settle(letter.id, LetterState.SENT, error=None)
    assert await claim(house, channels=(Channel.EMAIL,)) == []
    (again,) = await claim(house)
    assert (again.id, again.channel, again.attempts, again.error) == (letter.id, Channel.SMS, 0, None)


async def test_a_board_counts_those_who_have_not_answered_and_how_they_hear_of_it(house):
    author = await house.person()
    document = await house.document(author)
    ways = {name: await house.person(unreachable_at=house.now) for name in ("email", "sms", "refused", "none")}
    answered, reached = await house.person(unreachable_at=house.now), await house.person()
    requests = {name: await house.request(document, person) for name, person in ways.items()}
    await house.request(document, answered, RequestState.SIGNED)
    await house.request(document, reached)
    async with house.store.transaction() as tx:
        for name, channel in (("email", Channel.EMAIL), ("sms", Channel.SMS), ("refused", Channel.SMS)):
            lost = house.make_notice(ways[name], subject_id=requests[name].id)
            ids = (uuid4(), house.organisation.id, ways[name].id, None, uuid4())
            state = LetterState.REFUSED if name == "refused" else LetterState.SENT
            await tx.outbox.add([lost])
            await tx.letters.add([Letter(*ids, channel, house.now, state, notice_id=lost.id)])
        tally = await tx.requests.tally(document.id)
        assert await tx.requests.by_code(requests["sms"].id.bytes[:12]) == requests["sms"]
        assert await tx.requests.by_code(bytes(12)) is None
    assert (tally.total, tally.by_email, tally.by_sms, tally.unreached) == (6, 1, 1, 2)
