"""Guessing personal links: few are looked up at all, and what is looked up goes the same way whatever was guessed."""

import base64
import hashlib
import secrets
from datetime import timedelta

import pytest
from sqlalchemy import event, func, select

from bot.crypto.tokens import hash_token
from bot.staff.open_link import GUESSES, GUESSES_FORGOTTEN_AFTER, LinkDead, LinkOpened, OpenLink
from storage.tables import guess

ONE, MANY = 77, 1000


def made_up(number):
    return base64.urlsafe_b64encode(hashlib.sha256(str(number).encode()).digest()).rstrip(b"=").decode()


async def living_link(house):
    token = made_up("the right one")
    await house.invitation(await house.person(), token_hash=hash_token(token))
    return token


async def recorded(house):
    async with house.engine.begin() as connection:
        return (await connection.execute(select(func.count()).select_from(guess))).scalar_one()


async def statements_of(house, payload, telegram_id):
    """What the storage is asked for one link, in order, without its values."""
    asked = []

    def note(_connection, _cursor, statement, *_):
        asked.append(statement)

    event.listen(house.engine.sync_engine, "before_cursor_execute", note)
    try:
        found = await OpenLink(house.store.transaction)(telegram_id, payload, now=house.now)
    finally:
        event.remove(house.engine.sync_engine, "before_cursor_execute", note)
    return found, asked


async def tries(house, telegram_id, payloads):
    opening = OpenLink(house.store.transaction)
    return [await opening(telegram_id, one, now=house.now) for one in payloads]


async def test_after_five_guesses_not_even_the_right_link_opens_for_an_hour(house):
    token = await living_link(house)
    assert set(await tries(house, ONE, map(made_up, range(100)))) == {LinkDead(None)}
    assert await recorded(house) == GUESSES
    assert await tries(house, ONE, [token]) == [LinkDead(None)]
    later = house.now + GUESSES_FORGOTTEN_AFTER + timedelta(seconds=1)
    assert isinstance(await OpenLink(house.store.transaction)(ONE, token, now=later), LinkOpened)


async def test_what_many_accounts_guess_locks_nobody_else_out(house):
    token = await living_link(house)
    for account in range(20):
        await tries(house, MANY + account, [made_up((account, number)) for number in range(GUESSES + 1)])
    assert await recorded(house) == 20 * GUESSES
    assert isinstance((await tries(house, ONE, [token]))[0], LinkOpened)


@pytest.mark.long
async def test_ten_thousand_guesses_from_one_account_and_from_two_thousand_open_nothing(house):
    token = await living_link(house)
    near = [token[:-4] + secrets.token_urlsafe(3) for _ in range(5_000)]
    assert set(await tries(house, ONE, [*map(made_up, range(5_000)), *near])) == {LinkDead(None)}
    assert await recorded(house) == GUESSES
    for account in range(2_000):
        guessed = [made_up((account, number)) for number in range(5)]
        assert set(await tries(house, MANY + account, guessed)) == {LinkDead(None)}
    assert await recorded(house) == GUESSES + 2_000 * 5
    assert isinstance((await tries(house, ONE + 1, [token]))[0], LinkOpened)


async def test_a_guess_near_a_living_link_goes_the_same_way_as_one_far_from_it(house):
    token = await living_link(house)
    near = token[:-2] + ("AA" if token[-2:] != "AA" else "BA")
    _, by_near = await statements_of(house, near, ONE)
    _, by_far = await statements_of(house, made_up("far"), ONE + 1)
    assert by_near == by_far
    assert len(by_far) > 2


async def test_used_expired_and_revoked_links_go_the_same_way(house):
    dead = {
        "used": {"used_at": house.now},
        "revoked": {"revoked_at": house.now},
        "expired": {"expires_at": house.now - timedelta(seconds=1)},
    }
    ways = []
    for number, (name, facts) in enumerate(dead.items()):
        token = made_up(name)
        await house.invitation(await house.person(), token_hash=hash_token(token), **facts)
        found, asked = await statements_of(house, token, ONE + number)
        assert isinstance(found, LinkDead)
        ways.append(asked)
    assert ways[0] == ways[1] == ways[2]


async def test_above_the_limit_the_right_link_and_a_wrong_one_go_the_same_way(house):
    token = await living_link(house)
    await tries(house, ONE, map(made_up, range(GUESSES)))
    _, by_right = await statements_of(house, token, ONE)
    _, by_wrong = await statements_of(house, made_up("wrong"), ONE)
    assert by_right == by_wrong


async def test_of_two_who_use_one_link_at_once_one_wins(house, neighbour, race):
    invitation = await house.invitation(await house.person())

    async def use(one):
        async with one.store.transaction() as tx:
            return await tx.invitations.use(invitation.id, house.now)

    assert sorted(await race(lambda: use(house), lambda: use(neighbour))) == [False, True]
    assert sorted(await race(lambda: use(house), lambda: use(neighbour))) == [False, False]
