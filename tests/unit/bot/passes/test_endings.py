"""How passes come to their end: reminders, renewal, revocation, and codes that run out on the screen."""

import asyncio
from datetime import timedelta

import pytest

from bot.ledger.entries import Act
from bot.notices.ports import Subject
from bot.notices.reminders import SendReminders
from bot.passes.issuing.remind_passes import load_pass
from bot.passes.issuing.renew_pass import PAGE, ListEnding, RenewPass
from bot.passes.issuing.revoke_pass import RevokePass
from bot.passes.live_codes.count_down import TICK, CountDown, Over, StartCountdown
from bot.passes.live_codes.show_live_code import PassRevokedRefused
from bot.passes.notices import PassesEnding, PassReminder, PassRenewed, PassRevoked
from bot.staff.access import NotAllowedRefused


async def run_reminders(harness):
    return await SendReminders(harness.open, {Subject.PASS: load_pass})(now=harness.now)


async def renew(harness, issued, speaker=None, event_id=None):
    act = RenewPass(harness.open)
    return await act(speaker or harness.owner, issued.id, event_id=event_id or harness.event_id(), now=harness.now)


async def test_a_holder_is_reminded_14_and_3_days_before_and_on_the_day_and_the_issuer_of_all_at_once(harness):
    first, second = await harness.issue_pass(days=30), await harness.issue_pass(days=30)
    told = []
    harness.later(hours=5)
    for _ in range(5, 31 * 24, 6):
        await run_reminders(harness)
        await run_reminders(harness)
        holder = await harness.notices(PassReminder, harness.holder)
        issuer = await harness.notices(PassesEnding, harness.owner)
        told.append((len(holder), len(issuer)))
        harness.later(hours=6)
    assert sorted(set(told)) == [(0, 0), (2, 1), (4, 2), (6, 2)]
    notices = await harness.notices(PassReminder, harness.holder)
    assert {notice.subject_id for notice in notices} == {first.id, second.id}
    assert {notice.content.days for notice in notices} == {14, 2, 0}  # three days before is a Sunday
    assert {notice.content.count for notice in await harness.notices(PassesEnding)} == {2}


async def test_after_a_standstill_one_reminder_comes(harness):
    await harness.issue_pass(days=30)
    harness.later(days=28)
    await run_reminders(harness)
    assert len(await harness.notices(PassReminder, harness.holder)) == 1


@pytest.mark.parametrize("days", [1, 7])
async def test_a_pass_of_a_week_is_never_reminded_of(harness, days):
    await harness.issue_pass(days=days)
    for _ in range(days + 2):
        await run_reminders(harness)
        harness.later(days=1)
    assert await harness.notices(PassReminder) == []
    assert await harness.notices(PassesEnding) == []


async def test_nobody_is_reminded_of_a_revoked_pass(harness):
    issued = await harness.issue_pass(days=30)
    await RevokePass(harness.open)(harness.owner, issued.id, event_id=harness.event_id(), now=harness.now)
    [told] = await harness.notices(PassRevoked, harness.holder)
    assert told.content.number == issued.number
    harness.later(days=28)
    await run_reminders(harness)
    assert await harness.notices(PassReminder) == []


async def test_a_renewed_pass_is_valid_as_long_again_and_its_reminders_begin_anew(harness):
    issued = await harness.issue_pass(days=30)
    harness.later(days=28)
    await run_reminders(harness)
    [ending] = (await ListEnding(harness.read)(harness.owner, now=harness.now)).passes
    assert (ending.pass_, ending.holder_name) == (issued, harness.holder.person.name)
    renewed = (await renew(harness, issued)).pass_
    assert renewed.expires_at == harness.now + timedelta(days=30)
    assert (await ListEnding(harness.read)(harness.owner, now=harness.now)).passes == ()
    assert len(await harness.notices(PassRenewed, harness.holder)) == 1
    harness.later(days=28)
    await run_reminders(harness)
    assert len(await harness.notices(PassReminder, harness.holder)) == 2


async def test_pressed_twice_a_pass_is_renewed_once(harness):
    issued = await harness.issue_pass(days=30)
    harness.later(days=29)
    for _ in range(2):
        renewed = await renew(harness, issued, event_id="update:1:5")
        harness.later(seconds=1)
    await renew(harness, issued)
    assert len(await harness.entries(Act.PASS_RENEWED)) == 1
    assert renewed.pass_.expires_at < harness.now + timedelta(days=30)


async def test_an_expired_pass_is_renewed_and_a_revoked_or_a_dismissed_holders_is_not(harness):
    issued, revoked = await harness.issue_pass(days=30), await harness.issue_pass(days=30)
    harness.later(days=40)
    assert (await renew(harness, issued)).pass_.good_at(harness.now)
    await RevokePass(harness.open)(harness.owner, revoked.id, event_id=harness.event_id(), now=harness.now)
    with pytest.raises(PassRevokedRefused):
        await renew(harness, revoked)
    harness.later(days=1)
    for stranger in (harness.holder, harness.guard, harness.neighbour):
        with pytest.raises(NotAllowedRefused):
            await renew(harness, issued, stranger)
    await harness.dismiss(harness.holder)
    with pytest.raises(NotAllowedRefused):
        await renew(harness, issued)


# ---- countdown ----


async def shows(harness, issued, message_id=9):
    shown = await harness.show_code(issued)
    await StartCountdown(harness.open)(harness.holder, shown, message_id, now=harness.now)
    return shown


async def ticks(harness):
    found = []

    async def show(tick):
        found.append(tick)

    assert await CountDown(harness.open, harness.read)(show, now=harness.now) == len(found)
    return found


async def test_a_code_is_counted_down_every_15_seconds_and_ends_once(harness):
    shown = await shows(harness, await harness.issue_pass())
    assert await ticks(harness) == []
    left = []
    for _ in range(11):
        harness.later(seconds=TICK.total_seconds())
        [tick] = await ticks(harness)
        assert (tick.chat_id, tick.message_id, tick.over) == (harness.holder.account.telegram_id, 9, None)
        assert tick.told["typed"] == shown.typed
        left.append(tick.left)
        assert await ticks(harness) == []
    assert left == [timedelta(minutes=3) - TICK * (n + 1) for n in range(11)]
    harness.later(seconds=TICK.total_seconds())
    [last] = await ticks(harness)
    assert last.over is Over.EXPIRED
    harness.later(minutes=5)
    assert await ticks(harness) == []


async def test_a_used_code_says_so_at_once(harness):
    await shows(harness, await harness.issue_pass())
    async with harness.open() as tx:
        [due] = await tx.countdowns.due(harness.now + TICK, 9)
        _, code = await tx.countdowns.get(due)
        await tx.live_codes.use(code.id, code.id, harness.now)
    harness.later(seconds=1)
    assert [tick.over for tick in await ticks(harness)] == [Over.USED]


async def test_a_refreshed_code_is_counted_from_the_beginning_in_the_same_message(harness):
    issued = await harness.issue_pass()
    await shows(harness, issued)
    harness.later(seconds=100)
    await shows(harness, issued)
    assert await ticks(harness) == []
    harness.later(seconds=15)
    [tick] = await ticks(harness)
    assert tick.left == timedelta(minutes=3) - TICK


async def test_a_code_shown_in_another_message_ends_the_first_one_there(harness):
    issued = await harness.issue_pass()
    await shows(harness, issued, message_id=9)
    harness.later(seconds=20)
    await shows(harness, issued, message_id=11)
    assert [(tick.message_id, tick.over) for tick in await ticks(harness)] == [(9, Over.EXPIRED)]


async def test_one_run_edits_a_few_of_a_hundred_messages_and_no_two_processes_edit_the_same(harness):
    issued = await harness.issue_pass()
    shown = await shows(harness, issued, message_id=0)
    for message_id in range(1, 50):
        await StartCountdown(harness.open)(harness.holder, shown, message_id, now=harness.now)
    harness.later(seconds=15)
    first, second = await asyncio.gather(ticks(harness), ticks(harness))
    rest = await ticks(harness)
    changed = [tick.message_id for tick in (*first, *second, *rest)]
    assert len(first) <= 40
    assert sorted(changed) == list(range(50))


async def test_a_typed_name_finds_a_pass_beyond_the_first_page_and_pages_hold_every_pass(harness):
    for _ in range(PAGE + 1):
        await harness.issue_pass(days=30)
    last = await harness.issue_pass(days=30, to=harness.guard)
    harness.later(days=28)
    list_ending = ListEnding(harness.read)
    pages = [await list_ending(harness.owner, offset, now=harness.now) for offset in (0, PAGE)]
    assert [(len(page.passes), page.total) for page in pages] == [(PAGE, PAGE + 2), (2, PAGE + 2)]
    found = await list_ending(harness.owner, words=harness.guard.person.name[:4], now=harness.now)
    assert ([one.pass_ for one in found.passes], found.total) == ([last], 1)
