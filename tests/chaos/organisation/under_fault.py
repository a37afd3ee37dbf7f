"""Lets an organisation work while something around the bot fails, and checks the result."""

import asyncio
import json

from chaos.organisation import checks
from chaos.organisation.work import Work


def print_figures(**figures):
    print(json.dumps(figures))  # noqa: T201 - pytest shows it where a test failed, and with -s


async def work_during(staff, fault):
    """Let the company work while a fault (a coroutine) lasts and a day longer; check and return the figures."""
    work = Work(staff)
    ended = asyncio.create_task(fault)
    await work.repeat_until(ended)
    await ended
    await work.work_one_day()
    await checks.wait_until_settled(staff)
    figures = {
        "days": work.days,
        "updates": await checks.check_updates_handled_once(staff),
        "signatures": checks.check_one_signature_per_request(staff),
        "checks": checks.check_used_codes_have_checks(staff),
        "notices": await checks.check_notices_delivered(staff),
    }
    checks.check_ledger_acts_unique(staff)
    await checks.check_ledger(staff)
    return work, figures
