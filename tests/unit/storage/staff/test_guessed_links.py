"""Guessing personal links: few are looked up at all, and what is looked up goes the same way whatever was guessed."""

import base64
import hashlib
import secrets
from datetime import timedelta

import pytest
from sqlalchemy import event, func, select

from bot.crypto.tokens import hash_token
from bot.staff.registration.open_link import GUESSES, GUESSES_FORGOTTEN_AFTER, LinkDead, LinkOpened, OpenLink
from storage.tables import guess

ONE, MANY = 77, 1000


def made_up(number):
    return base64.urlsafe_b64encode(hashlib.sha256(str(number).encode()).digest()).rstrip(b"=").decode()


async def living_link(harness):
    token = made_up("the right one")
    await harness.invitation(await harness.person(), token_hash=hash_token(token))
    return token


async def recorded(harness):
    async with harness.engine.begin() as connection:
        return (await connection.execute(select(func.count()).select_from(guess))).scalar_one()


async def statements_of(harness, payload, telegram_id):
    """Return the statements that one link causes, in order, without their values."""
    statements = []

    def note(_connection, _cursor, statement, *_):
        statements.append(statement)

    event.listen(harness.engine.sync_engine, "before_cursor_execute", note)
    try:
        found = await OpenLink(harness.store.transaction)(telegram_id, payload, now=harness.now)
    finally:
        event.remove(harness.engine.sync_engine, "before_cursor_execute", note)
    return found, statements


async def tries(harness, telegram_id, payloads):
    opening = OpenLink(harness.store.transaction)
    return [await opening(telegram_id, one, now=harness.now) for one in payloads]


async def test_after_five_guesses_not_even_the_right_link_opens_for_an_hour(harness):
    token = await living_link(harness)
    assert set(await tries(harness, ONE, map(made_up, range(100)))) == {LinkDead(None)}
    assert await recorded(harness) == GUESSES
    assert await tries(harness, ONE, [token]) == [LinkDead(None)]
    later = harness.now + GUESSES_FORGOTTEN_AFTER + timedelta(seconds=1)
    assert isinstance(await OpenLink(harness.store.transaction)(ONE, token, now=later), LinkOpened)


async def test_what_many_accounts_guess_locks_nobody_else_out(harness):
    token = await living_link(harness)
    for account in range(20):
        await tries(harness, MANY + account, [made_up((account, number)) for number in range(GUESSES + 1)])
    assert await recorded(harness) == 20 * GUESSES
    assert isinstance((await tries(harness, ONE, [token]))[0], LinkOpened)


@pytest.mark.long
@pytest.mark.timeout(900)
async def test_ten_thousand_guesses_from_one_account_and_from_two_thousand_open_nothing(harness):
    token = await living_link(harness)
    near = [token[:-4] + secrets.token_urlsafe(3) for _ in range(5_000)]
    assert set(await tries(harness, ONE, [*map(made_up, range(5_000)), *near])) == {LinkDead(None)}
    assert await recorded(harness) == GUESSES
    for account in range(2_000):
        guessed = [made_up((account, number)) for number in range(5)]
        assert set(await tries(harness, MANY + account, guessed)) == {LinkDead(None)}
    assert await recorded(harness) == GUESSES + 2_000 * 5
    assert isinstance((await tries(harness, ONE + 1, [token]))[0], LinkOpened)


async def test_a_guess_near_a_living_link_goes_the_same_way_as_one_far_from_it(harness):
    token = await living_link(harness)
    near = token[:-2] + ("AA" if token[-2:] != "AA" else "BA")
    _, by_near = await statements_of(harness, near, ONE)
    _, by_far = await statements_of(harness, made_up("far"), ONE + 1)
    assert by_near == by_far
    assert len(by_far) > 2


async def test_used_expired_and_revoked_links_go_the_same_way(harness):
    dead = {
        "used": {"used_at": harness.now},
        "revoked": {"revoked_at": harness.now},
        "expired": {"expires_at": harness.now - timedelta(seconds=1)},
    }
    ways = []
    for number, (name, facts) in enumerate(dead.items()):
        token = made_up(name)
        await harness.invitation(await harness.person(), token_hash=hash_token(token), **facts)
        found, statements = await statements_of(harness, token, ONE + number)
        assert isinstance(found, LinkDead)
        ways.append(statements)
    assert ways[0] == ways[1] == ways[2]


async def test_above_the_limit_the_right_link_and_a_wrong_one_go_the_same_way(harness):
    token = await living_link(harness)
    await tries(harness, ONE, map(made_up, range(GUESSES)))
    _, by_right = await statements_of(harness, token, ONE)
    _, by_wrong = await statements_of(harness, made_up("wrong"), ONE)
    assert by_right == by_wrong


async def test_of_two_who_use_one_link_at_once_one_wins(harness, neighbour, race):
    invitation = await harness.invitation(await harness.person())

    async def use(one):
        async with one.store.transaction() as tx:
            return await tx.invitations.use(invitation.id, harness.now)

    assert sorted(await race(lambda: use(harness), lambda: use(neighbour))) == [False, True]
    assert sorted(await race(lambda: use(harness), lambda: use(neighbour))) == [False, False]
