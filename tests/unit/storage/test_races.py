"""Two processes at once: one wins, nobody deadlocks, nothing is lost."""

import asyncio
import itertools
import random
from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest

from bot.checkpoint.models import Verdict
from bot.inbox import StoredUpdate
from bot.notices.outbox import Delivered
from bot.passes.photos.photos import Photo, PhotoState
from bot.signing.declining.settle_declines import SettleDeclines
from bot.signing.live_boards import StaleBoard
from bot.signing.models import PendingDecline, RequestState
from bot.signing.requests.sign_request import claim_request
from bot.staff.sessions.sessions import LoginLink

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
ROUNDS = 8


async def _in(process, act):
    async with process.store.transaction() as tx:
        return await act(tx)


async def test_one_of_two_wins_an_invitation(harness, neighbour, race):
    for _ in range(ROUNDS):
        invitation = await harness.invitation(await harness.person())
        use = partial(_use_invitation, invitation.id, harness.now)
        won = await race(partial(_in, harness, use), partial(_in, neighbour, use))
        assert sorted(won) == [False, True]


async def _use_invitation(invitation_id, now, tx):
    return await tx.invitations.use(invitation_id, now)


async def test_one_of_two_uses_a_login_link(harness, neighbour, race):
    account = await harness.account(await harness.person())
    for number in range(ROUNDS):
        token_hash = number.to_bytes(32, "big")
        link = LoginLink(uuid4(), account.id, token_hash, harness.now + MINUTE)
        await _in(harness, lambda tx, link=link: tx.web_sessions.add_link(link))

        async def use(tx, token_hash=token_hash):
            return await tx.web_sessions.use_link(token_hash, harness.now)

        used = await race(partial(_in, harness, use), partial(_in, neighbour, use))
        assert [one for one in used if one] == [account.id]


async def test_one_of_two_wins_a_live_code(harness, neighbour, race):
    made = await harness.pass_(await harness.person())
    for _ in range(ROUNDS):
        code = await harness.live_code(made)

        async def use(tx, code=code):
            return await tx.live_codes.use(code.id, uuid4(), harness.now)

        assert sorted(await race(partial(_in, harness, use), partial(_in, neighbour, use))) == [False, True]


async def test_one_of_two_claims_the_number_of_a_document(harness, neighbour, race):
    guard = await harness.person()
    shift = await harness.shift(await harness.service_qr(guard), guard)
    for number in range(ROUNDS):
        index = number.to_bytes(32, "big")

        async def claim(tx, index=index):
            check = harness.make_check(shift, verdict=Verdict.DOCUMENT_UNANSWERED, document_index=index)
            return await tx.checks.claim(check)

        assert sorted(await race(partial(_in, harness, claim), partial(_in, neighbour, claim))) == [False, True]


async def test_a_photo_is_approved_once_and_stays(harness, neighbour, race):
    person = await harness.person()
    for number in range(ROUNDS):
        sha256 = await _in(harness, lambda tx, n=number: tx.blobs.put(person.organisation_id, b"%d" % n, harness.now))
        waits = Photo(uuid4(), person.organisation_id, person.id, sha256, PhotoState.WAITING, harness.now)
        await _in(harness, lambda tx, new=waits: tx.photos.add(new))

        async def approve(tx, photo=waits):
            return await tx.photos.approve(photo.id, person.id, harness.now)

        assert sorted(await race(partial(_in, harness, approve), partial(_in, neighbour, approve))) == [False, True]
        async with harness.store.reading() as tx:
            assert (await tx.photos.in_state(person.id, PhotoState.APPROVED)).id == waits.id


async def test_one_of_two_settles_a_request(harness, neighbour, race):
    person = await harness.person()
    document = await harness.document(person)
    for place in range(ROUNDS):
        request = await harness.request(document, person, place=place)

        async def settle(tx, request=request):
            return await tx.requests.settle(request.id, RequestState.SIGNED, harness.now)

        assert sorted(await race(partial(_in, harness, settle), partial(_in, neighbour, settle))) == [False, True]


async def _decline(request, now, tx):
    """Decline as `DeclineRequest` does; return whether it was possible."""
    await tx.requests.lock(request.id)
    current = await tx.requests.get(request.organisation_id, request.id)
    if current.state.final:
        return False
    await tx.declines.add(PendingDecline(request.id, request.organisation_id, request.person_id, "no", now, now))
    return True


async def test_declining_and_signing_at_once_do_one_of_both(harness, neighbour, race):
    person = await harness.person()
    document = await harness.document(person)
    for place in range(ROUNDS):
        request = await harness.request(document, person, place=place)
        sign = partial(claim_request, request_id=request.id, now=harness.now)
        both = await race(partial(_in, harness, partial(_decline, request, harness.now)), partial(_in, neighbour, sign))
        assert sorted(both) == [False, True]


async def test_a_decline_is_taken_back_or_settled_once(harness, neighbour, race):
    person = await harness.person()
    document = await harness.document(person)
    for place in range(ROUNDS):
        request = await harness.request(document, person, place=place)
        assert await _in(harness, partial(_decline, request, harness.now))

        async def remove(tx, request=request):
            await tx.requests.lock(request.id)
            return await tx.declines.remove(request.id)

        assert sorted(await race(partial(_in, harness, remove), partial(_in, neighbour, remove))) == [False, True]


async def test_two_settle_a_decline_once_while_a_third_takes_it_back(harness, neighbour, race):
    person, late = await harness.person(), harness.now + MINUTE
    document = await harness.document(person)
    for place in range(ROUNDS):
        request = await harness.request(document, person, place=place)
        assert await _in(harness, partial(_decline, request, harness.now))
        jobs = [SettleDeclines(process.store.transaction, lambda: None) for process in (harness, neighbour)]

        async def take_back(tx, request=request):
            await tx.requests.lock(request.id)
            return await tx.declines.remove(request.id)

        *settled, taken = await race(*(partial(job, now=late) for job in jobs), partial(_in, harness, take_back))
        assert sum(settled) + taken == 1
        async with harness.store.reading() as tx:
            state = (await tx.requests.get(request.organisation_id, request.id)).state
        assert state is (RequestState.OPEN if taken else RequestState.DECLINED)


async def test_voiding_and_signing_at_once_settle_a_request_once(harness, neighbour, race):
    person = await harness.person()
    for _ in range(ROUNDS):
        document = await harness.document(person)
        request = await harness.request(document, person)

        async def sign(tx, request=request):
            return await tx.requests.settle(request.id, RequestState.SIGNED, harness.now)

        async def void(tx, document=document):
            return await tx.requests.settle_all(document.id, RequestState.VOIDED, harness.now)

        signed, voided = await race(partial(_in, harness, sign), partial(_in, neighbour, void))
        assert signed is not bool(voided)


async def test_one_of_two_opens_the_next_turn(harness, neighbour, race):
    person = await harness.person()
    for _ in range(ROUNDS):
        document = await harness.document(person)
        for place in (1, 2):
            await harness.request(document, person, RequestState.WAITING, place=place, sent_at=None)

        async def open_next(tx, document=document):
            return await tx.requests.open_next(document.id, harness.now)

        opened = await race(partial(_in, harness, open_next), partial(_in, neighbour, open_next))
        assert [each.place for each in opened if each] == [1]


async def test_what_a_board_was_told_holds_every_signature_noted_before(harness, neighbour, race):
    person = await harness.person()
    for _ in range(ROUNDS):
        document = await harness.document(person)
        request = await harness.request(document, person)
        async with harness.store.transaction() as tx:
            await tx.documents.mark_board_stale(document.id, harness.now)

        async def sign(tx, document=document, request=request):
            await tx.documents.mark_board_stale(document.id, harness.now + SECOND)
            await tx.requests.settle(request.id, RequestState.SIGNED, harness.now)

        stale = StaleBoard(document.id, document.organisation_id, harness.now)

        async def tell(tx, stale=stale):
            assert await tx.documents.claim_board(stale, harness.now + MINUTE)
            return await tx.requests.tally(stale.id)

        _, told = await race(partial(_in, harness, sign), partial(_in, neighbour, tell))
        async with harness.store.transaction() as tx:
            assert told.signed == 1 or not await tx.documents.mark_board_fresh(document.id, harness.now + MINUTE)


@pytest.mark.parametrize("what", ["invitation", "account", "shift", "live code"])
async def test_of_two_made_at_once_one_stays_living(harness, neighbour, race, what):
    person = await harness.person()
    made, qr = await harness.pass_(person), await harness.service_qr(person)
    make = {
        "invitation": lambda process: process.invitation(person),
        "account": lambda process: process.account(person),
        "shift": lambda process: process.shift(qr, person),
        "live code": lambda process: process.live_code(made),
    }[what]
    for _ in range(ROUNDS):
        await race(partial(make, harness), partial(make, neighbour))
    async with harness.store.reading() as tx:
        living = {
            "invitation": tx.invitations.find_valid(person.id, harness.now),
            "account": tx.accounts.active(person.id),
            "shift": tx.shifts.living(harness.organisation.id, person.id, harness.now),
            "live code": tx.passes.get(harness.organisation.id, made.id),
        }
        found = living.pop(what)
        assert await found
        for unasked in living.values():
            unasked.close()


async def test_pass_numbers_are_never_given_twice(harness, neighbour):
    async def number(process):
        async with process.store.transaction() as tx:
            return await tx.passes.next_number(harness.organisation.id)

    numbers = await asyncio.gather(*(number((harness, neighbour)[turn % 2]) for turn in range(20)))
    assert sorted(numbers) == list(range(1, 21))


async def test_pins_are_not_tried_more_often_by_trying_at_once(harness, neighbour):
    account = await harness.account(await harness.person())

    async def try_pin(process):
        async with process.store.transaction() as tx:
            return await tx.accounts.try_pin(account.id, 5)

    tried = await asyncio.gather(*(try_pin((harness, neighbour)[turn % 2]) for turn in range(20)))
    assert sum(tried) == 5


async def test_notices_are_claimed_by_one_process_each(harness, neighbour):
    notices = [harness.make_notice(await harness.person()) for _ in range(30)]
    async with harness.store.transaction() as tx:
        await tx.outbox.add(notices)

    async def claim(process, holder):
        async with process.store.transaction() as tx:
            lease = {"now": harness.now, "until": harness.now + MINUTE}
            return [each.notice.id for each in await tx.outbox.claim(holder=holder, **lease, most=7)]

    claimed = await asyncio.gather(*(claim((harness, neighbour)[turn % 2], f"holder {turn}") for turn in range(8)))
    ids = [each for one in claimed for each in one]
    assert len(ids) == len(set(ids))
    rest = await claim(harness, "last")
    assert {*ids, *rest} == {notice.id for notice in notices}


async def test_no_process_overtakes_another_with_a_notice_to_the_same_person(harness, neighbour, race):
    lease = {"now": harness.now, "until": harness.now + MINUTE}
    for _ in range(ROUNDS):
        person = await harness.person()
        notices = [harness.make_notice(person) for _ in range(2)]
        async with harness.store.transaction() as tx:
            await tx.outbox.add(notices)

        async def claim(tx):
            return await tx.outbox.claim(holder=str(uuid4()), **lease, most=1)

        claimed = await race(partial(_in, harness, claim), partial(_in, neighbour, claim))
        assert [each.notice.id for one in claimed for each in one] == [notices[0].id]
        async with harness.store.transaction() as tx:
            for notice in notices:
                await tx.outbox.settle([Delivered(notice, 1, harness.now)])


async def test_the_same_batch_of_updates_stored_by_two_is_handled_by_one(harness, neighbour, race):
    for batch in range(ROUNDS):
        updates = [StoredUpdate(batch * 100 + each, each % 5, b"{}") for each in range(20)]
        lease = {"now": harness.now, "until": harness.now + MINUTE}
        here, there = await race(
            partial(harness.inbox.store, updates, holder="here", **lease),
            partial(neighbour.inbox.store, list(reversed(updates)), holder="there", **lease),
        )
        claimed = [each.id for user_queue in here + there for each in user_queue.updates]
        assert sorted(claimed) == sorted(each.id for each in updates)
        for holder, user_queues in (("here", here), ("there", there)):
            for user_queue in user_queues:
                for update in user_queue.updates:
                    await harness.inbox.done(user_queue.sender, update.id, None, holder=holder, **lease)


async def test_queues_are_claimed_by_one_of_two_holders(harness, neighbour, race):
    updates = [StoredUpdate(each, each, b"{}") for each in range(1, 41)]
    await harness.inbox.store(updates, holder="dead", now=harness.now, until=harness.now)
    lease = {"now": harness.now, "until": harness.now + MINUTE}
    here, there = await race(
        partial(harness.inbox.claim, holder="here", **lease, most=25),
        partial(neighbour.inbox.claim, holder="there", **lease, most=25),
    )
    rest = await harness.inbox.claim(holder="here", **lease, most=25)
    assert sorted(user_queue.sender for user_queue in here + there + rest) == list(range(1, 41))


async def test_renewing_leases_while_another_process_stores_updates_never_deadlocks(harness, neighbour):
    user_queues = range(1, 41)
    lease = {"now": harness.now, "until": harness.now + MINUTE}
    for sender in reversed(user_queues):  # so that the rows lie in the table in the opposite order of their keys
        await harness.inbox.store([StoredUpdate(sender, sender, b"{}")], holder="here", **lease)

    async def renews():
        for _ in range(10 * ROUNDS):
            await harness.inbox.renew(user_queues, holder="here", until=harness.now + MINUTE)

    async def stores():
        for batch in range(1, 10 * ROUNDS):
            updates = [StoredUpdate(1000 * batch + sender, sender, b"{}") for sender in user_queues]
            assert await neighbour.inbox.store(updates, holder="there", **lease) == []

    async with asyncio.TaskGroup() as together:
        together.create_task(renews())
        together.create_task(stores())


async def test_erasing_secrets_while_another_process_stores_updates_never_deadlocks(harness, neighbour):
    user_queues, ids = range(1, 31), itertools.count(1)
    lease = {"now": harness.now, "until": harness.now + MINUTE}
    erasing = asyncio.Event()

    async def remembers(sender):
        update = StoredUpdate(next(ids), sender, b"{}")
        await harness.inbox.store([update], holder="here", **lease)
        await harness.inbox.done(sender, update.id, b"memory", b"secret", holder="here", **lease)

    async def erases():
        for _ in range(ROUNDS):
            for sender in reversed(
                user_queues
            ):  # so that the rows lie in the table in the opposite order of their keys
                await remembers(sender)
            await harness.inbox.forget_secrets(harness.now + timedelta(hours=1))
        erasing.set()

    async def stores():
        while not erasing.is_set():
            updates = [StoredUpdate(next(ids), sender, b"{}") for sender in user_queues]
            await neighbour.inbox.store(updates, holder="there", **lease)

    for sender in user_queues:
        await harness.inbox.store([StoredUpdate(next(ids), sender, b"{}")], holder="here", **lease)
    async with asyncio.TaskGroup() as together:
        together.create_task(erases())
        together.create_task(stores())


@pytest.mark.parametrize("seed", range(3))
async def test_whatever_two_processes_ask_of_the_inbox_at_once_never_deadlocks(harness, neighbour, seed):
    chance = random.Random(f"inbox {seed}")  # noqa: S311 - what is asked next
    ids = itertools.count(1)
    lease = {"now": harness.now, "until": harness.now + MINUTE}

    async def works(process, holder):
        for _ in range(5 * ROUNDS):
            await process.inbox.forget_secrets(harness.now)
            user_queues = chance.sample(range(1, 31), chance.randint(1, 20))
            updates = [StoredUpdate(next(ids), sender, b"{}") for sender in user_queues]
            most = chance.choice([None, 0, len(user_queues) // 2])
            await process.inbox.store(updates, holder=holder, **lease, most=most)
            await process.inbox.renew(user_queues, holder=holder, until=harness.now + MINUTE)
            for user_queue in await process.inbox.claim(holder=holder, **lease, most=5):
                await process.inbox.done(user_queue.sender, user_queue.updates[0].id, b"memory", holder=holder, **lease)
            if chance.random() < 0.3:
                await process.inbox.release(holder=holder)

    processes = ((harness, "here"), (neighbour, "there"), (harness, "beside here"), (neighbour, "beside there"))
    async with asyncio.TaskGroup() as together:
        for process, holder in processes:
            together.create_task(works(process, holder))


async def test_an_update_stored_while_its_queue_is_released_is_always_handled(harness, neighbour, race):
    lease = {"now": harness.now, "until": harness.now + MINUTE}
    for number in range(0, 60, 2):
        (user_queue,) = await harness.inbox.store([StoredUpdate(number, 5, b"{}")], holder="here", **lease)
        waiting, claimed = await race(
            partial(harness.inbox.done, user_queue.sender, number, None, holder="here", **lease),
            partial(neighbour.inbox.store, [StoredUpdate(number + 1, 5, b"{}")], holder="there", **lease),
        )
        assert bool(waiting) is not bool(claimed)
        await harness.inbox.done(5, number + 1, None, holder="here" if waiting else "there", **lease)
