"""An organisation works on while something goes wrong around the bot, and what must hold afterwards."""

import asyncio
import json

from chaos.organisation import account
from chaos.organisation.work import Work


def told(**figures):
    print(json.dumps(figures))  # noqa: T201 - pytest shows it where a test failed, and with -s


async def endures(staff, trouble):
    """Let the company work until the trouble (a coroutine) is over and for another day; then make up the account."""
    work = Work(staff)
    over = asyncio.create_task(trouble)
    await work.goes_on_until(over)
    await over
    await work.day()
    await account.rests(staff)
    figures = {
        "days": work.days,
        "updates": await account.every_update_was_handled_once(staff),
        "signatures": account.every_request_has_one_answer(staff),
        "checks": account.every_used_code_has_its_verdict(staff),
        "notices": await account.every_notice_arrived(staff),
    }
    account.every_act_is_told_once(staff)
    await account.the_ledger_holds(staff)
    return work, figures
