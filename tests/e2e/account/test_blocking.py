"""A person blocks and unblocks the bot, and managers see it at once."""

import asyncio

import pytest
from e2e.inputs import forging
from e2e.servers.company import company
from e2e.servers.stage import monday_morning, words

from sandbox.demo import sample, steps

BLOCKED = words("staff-status-blocked")
UNREACHED = words("signing-board-blocked")

pytestmark = [pytest.mark.timeout(300), pytest.mark.long]


@pytest.fixture
async def staff(tmp_path):
    async with company(tmp_path, at=monday_morning().isoformat()) as one:
        await steps.send_document(one.owner, sample.document(), "pravyla.pdf", sample.TITLE, sample.EMPLOYEE)
        await one.employee.sees(sample.TITLE)
        await one.rests()
        yield one
        await one.is_well()


async def board(staff):
    """The board of the document as the owner's chat shows it now."""
    await staff.rests()
    shown = [message.text for message in await staff.owner.phone.messages() if sample.TITLE in message.text]
    return shown[-1]


async def card(staff):
    """The employee's card as the owner sees it now."""
    await steps.open_card(staff.owner, sample.EMPLOYEE)
    return (await staff.owner.sees(button=words("staff-dismiss"))).text


async def shows(staff, *, blocked):
    for _ in range(100):
        if (UNREACHED in await board(staff)) is blocked:
            break
        await asyncio.sleep(0.1)
    assert (UNREACHED in await board(staff)) is blocked
    assert (BLOCKED in await card(staff)) is blocked


async def test_the_board_and_the_card_show_when_a_person_blocks_and_unblocks_the_bot(staff):
    await shows(staff, blocked=False)
    for _ in range(2):
        await staff.employee.phone.blocks_the_bot()
        await shows(staff, blocked=True)
        await staff.employee.phone.unblocks_the_bot()
        await shows(staff, blocked=False)


async def test_who_unblocks_the_bot_and_starts_it_is_shown_what_waits(staff):
    owner, employee = staff.owner, staff.employee
    await steps.issue_pass(owner, sample.EMPLOYEE, None)
    staff.usual += ("bot was blocked by the user",)
    await employee.phone.blocks_the_bot()
    await steps.send_document(owner, sample.document(), "nova.pdf", "Нова інструкція", sample.EMPLOYEE)
    await staff.rests()
    await employee.phone.unblocks_the_bot()
    await employee.phone.sends("/start")
    shown = await employee.sees(employee.label("waiting-requests", number=2))
    assert employee.label("waiting-passes", number=1) in shown.text
    await employee.press("signing-my-documents")
    await employee.sees(button="Нова інструкція")


async def test_a_delivered_notice_shows_that_the_bot_is_not_blocked(staff):
    await staff.injects(staff.employee, forging.blocked(staff.employee))
    await shows(staff, blocked=True)
    await steps.send_document(staff.owner, sample.document(), "b.pdf", "Доставлений", sample.EMPLOYEE)
    await staff.employee.sees("Доставлений")
    await shows(staff, blocked=False)


async def test_a_person_who_writes_again_no_longer_counts_as_having_blocked_the_bot(staff):
    await staff.injects(staff.employee, forging.blocked(staff.employee))
    await shows(staff, blocked=True)
    await staff.employee.phone.sends("/help")
    await shows(staff, blocked=False)
