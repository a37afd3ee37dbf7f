"""The clock is set forward and back: nobody is reminded twice, no code becomes valid again, no shift gets longer."""

import asyncio
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from chaos.organisation import checks
from chaos.organisation.work import Work, next_monday
from e2e.servers.company import company, sentence
from e2e.servers.stage import ROOT

from sandbox.demo import sample, steps

FAKETIME = next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)
SLEEPS_UNDER_FAKETIME = Path(__file__).with_name("faketime")

pytestmark = [pytest.mark.long, pytest.mark.timeout(900)]


async def test_nothing_is_sent_twice_when_the_clock_steps_forward_and_back(tmp_path):
    async with company(tmp_path, at=next_monday(datetime.now(ZoneInfo("Europe/Kyiv")))) as staff:
        work, clock = Work(staff), staff.sandbox.clock
        employee, guard = work.employee, work.guard
        work.link = await steps.issue_service_qr(work.owner, "КПП №1", sample.PLACE)
        await steps.issue_pass(work.owner, sample.EMPLOYEE, None)
        title = await work.send_document(sample.EMPLOYEE)
        await steps.go_on_duty(guard, work.link)
        ((ends_at,),) = staff.rows("SELECT ends_at FROM shift")

        await clock.advance(hours=2)
        used = await steps.show_code(employee)
        await guard.phone.photographs(used)
        await guard.sees(guard.label("checkpoint-severity-found"))
        late = await steps.show_code(employee)
        await clock.advance(minutes=4)
        await guard.phone.photographs(late)
        await guard.sees(sentence("checkpoint-verdict-code-expired", "ru"))
        await clock.advance(hours=-1)
        await guard.phone.photographs(used)
        await guard.sees(sentence("checkpoint-verdict-already-used", "ru"))
        await guard.phone.photographs(late)
        await guard.sees(sentence("checkpoint-verdict-code-expired", "ru"))
        assert staff.rows("SELECT ends_at FROM shift WHERE ended_at IS NULL") == [(ends_at,)]

        for _ in range(3):
            await clock.advance(days=1, hours=1)
            await checks.wait_until_settled(staff)
            await clock.advance(days=-1, hours=-1)
            await checks.wait_until_settled(staff)
        reminders = [one for one in await employee.phone.messages() if "⏰" in one.text and title in one.text]
        assert len(reminders) == 1
        assert staff.rows("SELECT ended_at IS NOT NULL FROM shift") == [(1,)]
        await work.sign_document(employee, "⏰")
        await checks.wait_until_settled(staff)
        checks.check_ledger_acts_unique(staff)
        await checks.check_ledger(staff)
        await staff.is_well()


async def wait_for_board(staff, title):
    """Wait until a job has updated the board of a document."""
    for _ in range(150):
        if not staff.rows("SELECT 1 FROM document WHERE title = ? AND board_behind_at IS NOT NULL", title):
            return
        await asyncio.sleep(0.2)
    raise AssertionError(f"no job ran for {title}")


@pytest.mark.skipif(FAKETIME is None, reason="faketime is not installed")
async def test_the_machines_own_clock_steps_and_nobody_waits_for_it(tmp_path):
    """The clock that leases, retries and polls go by, too; what measures how long something takes is left alone."""
    clock = tmp_path / "clock"
    clock.write_text("+0")
    machine = {
        "LD_PRELOAD": str(FAKETIME),
        "PYTHONPATH": os.pathsep.join(map(str, (SLEEPS_UNDER_FAKETIME, ROOT))),
        "FAKETIME_TIMESTAMP_FILE": str(clock),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "SANDBOX_CLOCK_URL": "",
    }
    async with company(tmp_path, **machine) as staff:
        work = Work(staff)
        for hours in (2, -3, 0, 24, -24, 24):
            clock.write_text(f"{hours:+}h")
            title = await work.send_document(sample.EMPLOYEE)
            await work.sign_document(work.employee, title)
            await wait_for_board(staff, title)
            ((sent_at,),) = staff.rows("SELECT created_at FROM document WHERE title = ?", title)
            stepped = datetime.fromisoformat(sent_at).replace(tzinfo=UTC) - datetime.now(UTC)
            assert abs(stepped - timedelta(hours=hours)) < timedelta(minutes=5)
        await staff.finishes_documents()
        assert checks.check_one_signature_per_request(staff) == 6
        checks.check_ledger_acts_unique(staff)
        await checks.check_updates_handled_once(staff)
        await checks.check_notices_delivered(staff)
        await checks.check_ledger(staff)
        await staff.is_well()
