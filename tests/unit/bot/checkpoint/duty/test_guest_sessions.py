"""Guests in the scanner: who is logged in, and when that is over."""

import base64
from datetime import timedelta
from uuid import UUID

import pytest
from unit.bot.checkpoint.duty.test_guests import STRANGER, GuestDuty

from bot.checkpoint.duty.decide_guest import SendGuestOff
from bot.checkpoint.duty.guest_sessions import FindGuestSession, GuestTokens, LogInGuest
from bot.staff.access import NotAllowedRefused
from bot.staff.sessions.log_in import InitData, InitDataRefused

TOKENS = GuestTokens(bytes(32))


@pytest.fixture
def guest_duty(harness, checkpoint, pin):
    return GuestDuty(harness, checkpoint, pin)


async def logs_in(harness, telegram_id=STRANGER, **ago):
    said = InitData(telegram_id, harness.now - timedelta(**ago))
    return await LogInGuest(harness.read, lambda _: said, TOKENS)("", now=harness.now)


async def finds(harness, token):
    return await FindGuestSession(harness.read, TOKENS)(token, now=harness.now)


async def test_a_guest_is_logged_in_for_as_long_as_their_shift_runs(harness, guest_duty):
    await guest_duty.lets_in(await guest_duty.open_to_guests(shift_hours=4))
    session = await logs_in(harness)
    assert (session.guard.person.name, session.language) == ("Гість", "ru")
    assert await finds(harness, session.token) == session
    harness.later(hours=3, minutes=59)
    assert await finds(harness, session.token)
    harness.later(minutes=1)
    assert await finds(harness, session.token) is None
    with pytest.raises(NotAllowedRefused):
        await logs_in(harness)


async def test_a_guest_who_is_sent_off_loses_the_session_at_once(harness, guest_duty):
    decided = await guest_duty.lets_in(await guest_duty.open_to_guests())
    token = (await logs_in(harness)).token
    send_off = SendGuestOff(harness.open)
    await send_off(harness.owner, decided.guest.id, event_id=harness.event_id(), now=harness.now)
    assert await finds(harness, token) is None


async def test_who_waits_was_refused_is_a_stranger_or_comes_too_late_begins_nothing(harness, guest_duty):
    service_qr = await guest_duty.open_to_guests()
    await guest_duty.asks(service_qr)
    with pytest.raises(NotAllowedRefused):
        await logs_in(harness)
    await guest_duty.decides(await guest_duty.request_id(), admit=False)
    for telegram_id in (STRANGER, 987_654, harness.guard.account.telegram_id):
        with pytest.raises(NotAllowedRefused):
            await logs_in(harness, telegram_id)
    await guest_duty.lets_in(service_qr, telegram_id=STRANGER + 1)
    with pytest.raises(InitDataRefused):
        await logs_in(harness, STRANGER + 1, minutes=6)
    assert await logs_in(harness, STRANGER + 1, minutes=4)


def test_a_token_is_taken_only_as_it_was_made():
    named = UUID(int=1), UUID(int=2)
    token = TOKENS.token(*named)
    assert TOKENS.guest_in(token) == named
    assert GuestTokens(b"x" * 32).guest_in(token) is None
    other = "guest." + base64.urlsafe_b64encode(named[0].bytes + UUID(int=3).bytes + bytes(32)).decode()
    for wrong in ("", "guest.", "A" * 43, other, token[:-4], token + "AAAA", token.removeprefix("guest."), "guest.ї"):
        assert TOKENS.guest_in(wrong) is None
    for place in range(len(token)):
        changed = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
        assert TOKENS.guest_in(changed) != named
