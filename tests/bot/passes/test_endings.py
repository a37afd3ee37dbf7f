"""How passes come to their end: reminders, renewal, revocation, and codes that run out on the screen."""

import asyncio
from datetime import timedelta

import pytest

from bot.ledger.entries import Act
from bot.notices.outbox import Kind
from bot.passes.count_down import TICK, CountDown, Over, StartCountdown
from bot.passes.remind_passes import RemindPasses
from bot.passes.renew_pass import ListEnding, RenewPass
from bot.passes.revoke_pass import RevokePass
from bot.passes.show_live_code import PassRevokedRefused
from bot.staff.access import NotAllowedRefused


async def rings(house):
    return await RemindPasses(house.open)(now=house.now)


async def renew(house, issued, speaker=None, cause=None):
    act = RenewPass(house.open)
    return await act(speaker or house.owner, issued.id, cause=cause or house.cause(), now=house.now)


async def test_a_holder_is_reminded_14_and_3_days_before_and_on_the_day_and_the_issuer_of_all_at_once(house):
    first, second = await house.issue_pass(days=30), await house.issue_pass(days=30)
    told = []
    house.later(hours=5)
    for _ in range(5, 31 * 24, 6):
        await rings(house)
        await rings(house)
        holder = await house.notices(Kind.PASS_REMINDER, house.holder)
        issuer = await house.notices(Kind.PASSES_ENDING, house.owner)
        told.append((len(holder), len(issuer)))
        house.later(hours=6)
    assert sorted(set(told)) == [(0, 0), (2, 1), (4, 2), (6, 2)]
    notices = await house.notices(Kind.PASS_REMINDER, house.holder)
    assert {notice.subject_id for notice in notices} == {first.id, second.id}
    assert {notice.facts["days"] for notice in notices} == {14, 2, 0}  # three days before is a Sunday
    assert {notice.facts["count"] for notice in await house.notices(Kind.PASSES_ENDING)} == {2}


async def test_after_a_standstill_one_reminder_comes(house):
    await house.issue_pass(days=30)
    house.later(days=28)
    await rings(house)
    assert len(await house.notices(Kind.PASS_REMINDER, house.holder)) == 1


@pytest.mark.parametrize("days", [1, 7])
async def test_a_pass_of_a_week_is_never_reminded_of(house, days):
    await house.issue_pass(days=days)
    for _ in range(days + 2):
        await rings(house)
        house.later(days=1)
    assert await house.notices(Kind.PASS_REMINDER) == []
    assert await house.notices(Kind.PASSES_ENDING) == []


async def test_nobody_is_reminded_of_a_revoked_pass(house):
    issued = await house.issue_pass(days=30)
    await RevokePass(house.open)(house.owner, issued.id, cause=house.cause(), now=house.now)
    [told] = await house.notices(Kind.PASS_REVOKED, house.holder)
    assert told.facts["number"] == issued.number
    house.later(days=28)
    await rings(house)
    assert await house.notices(Kind.PASS_REMINDER) == []


async def test_a_renewed_pass_is_valid_as_long_again_and_its_reminders_begin_anew(house):
    issued = await house.issue_pass(days=30)
    house.later(days=28)
    await rings(house)
    [ending] = await ListEnding(house.open)(house.owner, now=house.now)
    assert (ending.pass_, ending.holder_name) == (issued, house.holder.person.name)
    renewed = (await renew(house, issued)).pass_
    assert renewed.expires_at == house.now + timedelta(days=30)
    assert await ListEnding(house.open)(house.owner, now=house.now) == []
    assert len(await house.notices(Kind.PASS_RENEWED, house.holder)) == 1
    house.later(days=28)
    await rings(house)
    assert len(await house.notices(Kind.PASS_REMINDER, house.holder)) == 2


async def test_pressed_twice_a_pass_is_renewed_once(house):
    issued = await house.issue_pass(days=30)
    house.later(days=29)
    for _ in range(2):
        renewed = await renew(house, issued, cause="update:1:5")
        house.later(seconds=1)
    await renew(house, issued)
    assert len(await house.entries(Act.PASS_RENEWED)) == 1
    assert renewed.pass_.expires_at < house.now + timedelta(days=30)


async def test_an_expired_pass_is_renewed_and_a_revoked_or_a_dismissed_holders_is_not(house):
    issued, revoked = await house.issue_pass(days=30), await house.issue_pass(days=30)
    house.later(days=40)
    assert (await renew(house, issued)).pass_.good_at(house.now)
    await RevokePass(house.open)(house.owner, revoked.id, cause=house.cause(), now=house.now)
    with pytest.raises(PassRevokedRefused):
        await renew(house, revoked)
    house.later(days=1)
    for stranger in (house.holder, house.guard, house.neighbour):
        with pytest.raises(NotAllowedRefused):
            await renew(house, issued, stranger)
    await house.dismiss(house.holder)
    with pytest.raises(NotAllowedRefused):
        await renew(house, issued)


# ---- countdown ----


async def shows(house, issued, message_id=9):
    shown = await house.show_code(issued)
    await StartCountdown(house.open)(house.holder, shown, message_id, now=house.now)
    return shown


async def ticks(house):
    return await CountDown(house.open, house.store.reading)(now=house.now)


async def test_a_code_is_counted_down_every_15_seconds_and_ends_once(house):
    shown = await shows(house, await house.issue_pass())
    assert await ticks(house) == []
    left = []
    for _ in range(11):
        house.later(seconds=TICK.total_seconds())
        [tick] = await ticks(house)
        assert (tick.chat_id, tick.message_id, tick.over) == (house.holder.account.telegram_id, 9, None)
        assert tick.told["typed"] == shown.typed
        left.append(tick.left)
        assert await ticks(house) == []
    assert left == [timedelta(minutes=3) - TICK * (n + 1) for n in range(11)]
    house.later(seconds=TICK.total_seconds())
    [last] = await ticks(house)
    assert last.over is Over.EXPIRED
    house.later(minutes=5)
    assert await ticks(house) == []


async def test_a_used_code_says_so_at_once(house):
    await shows(house, await house.issue_pass())
    async with house.open() as tx:
        [(_, code)] = await tx.countdowns.due(house.now + TICK, 9)
        await tx.live_codes.use(code.id, code.id, house.now)
    house.later(seconds=1)
    assert [tick.over for tick in await ticks(house)] == [Over.USED]


async def test_a_refreshed_code_is_counted_from_the_beginning_in_the_same_message(house):
    issued = await house.issue_pass()
    await shows(house, issued)
    house.later(seconds=100)
    await shows(house, issued)
    assert await ticks(house) == []
    house.later(seconds=15)
    [tick] = await ticks(house)
    assert tick.left == timedelta(minutes=3) - TICK


async def test_a_code_shown_in_another_message_ends_the_first_one_there(house):
    issued = await house.issue_pass()
    await shows(house, issued, message_id=9)
    house.later(seconds=20)
    await shows(house, issued, message_id=11)
    assert [(tick.message_id, tick.over) for tick in await ticks(house)] == [(9, Over.EXPIRED)]


async def test_of_a_hundred_messages_a_ring_changes_a_few_and_no_other_process_changes_them_too(house):
    issued = await house.issue_pass()
    shown = await shows(house, issued, message_id=0)
    for message_id in range(1, 50):
        await StartCountdown(house.open)(house.holder, shown, message_id, now=house.now)
    house.later(seconds=15)
    first, second = await asyncio.gather(ticks(house), ticks(house))
    rest = await ticks(house)
    changed = [tick.message_id for tick in (*first, *second, *rest)]
    assert len(first) <= 40
    assert sorted(changed) == list(range(50))
