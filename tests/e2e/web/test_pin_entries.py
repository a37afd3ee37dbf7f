"""PINs from the page are judged as those from the keypad are, whoever sends them, however often, whatever dies."""

import asyncio
from uuid import uuid4

import pytest
from aiohttp import ClientSession
from e2e.servers.company import company
from e2e.servers.pin_page import Pad, begins_to_sign
from e2e.servers.stage import with_pages, words

from sandbox.demo import sample

pytestmark = pytest.mark.timeout(300)

WRONG = "805264"
OVER = (409, "refused-pin-question-over")


def refused(answer):
    return answer[0], answer[1].get("refused")


async def opens_pad(owner, employee, title, session):
    await begins_to_sign(owner, employee, title)
    return await Pad.opened_by(employee, session)


async def is_refused_to_strangers(staff, employee, pad):
    """Who opens another person's page, changes what Telegram signed, or comes late is refused; no try is counted."""
    await staff.guard.open_menu("me-button", "me-change-pin")
    others = await Pad.opened_by(staff.guard, pad.session)
    assert refused(await others.asks())[0] == 200
    assert refused(await Pad(pad.session, pad.page, others.init_data).asks()) == OVER
    assert refused(await pad.enters(sample.PIN, init_data=others.init_data)) == OVER
    forged = pad.init_data.replace(str(employee.phone.id), str(staff.owner.phone.id))
    assert refused(await pad.enters(sample.PIN, init_data=forged)) == (403, "refused-init-data")
    for pin in ("12345", "abcdef", "١٢٣٤٥٦"):
        assert refused(await pad.enters(pin)) == (422, "refused-pin-unreadable")
    assert (await pad.enters(sample.PIN, key="1"))[0] == 400
    await staff.sandbox.clock.advance(minutes=6)
    assert refused(await pad.enters(sample.PIN)) == (403, "refused-init-data")
    assert staff.rows("SELECT max(pin_failures) FROM account") == [(0,)]


async def counts_each_entry_once(staff, pad):
    """However often it is sent, at once or later."""
    key = str(uuid4())
    told = [answer for _, answer in await asyncio.gather(*(pad.enters(WRONG, key) for _ in range(4)))]
    assert [one["text"] for one in told] == [words("refused-pin-wrong", "en", left=4)] * 4
    assert await pad.enters(WRONG, key) == (200, told[0])
    assert staff.rows("SELECT max(pin_failures) FROM account") == [(1,)]


async def signs_once(staff, employee, pad):
    """Of two pages that send the right PIN at once one signs, and the other is told so."""
    before, keys = staff.count("signature"), [str(uuid4()), str(uuid4())]
    answers = await asyncio.gather(*(pad.enters(sample.PIN, key) for key in keys))
    assert staff.count("signature") == before + 1
    assert next(one for status, one in answers if status == 200)["question"] is None
    assert all(status == 200 or refused((status, one)) == OVER for status, one in answers)
    await employee.sees("✅")
    assert refused(await pad.enters(sample.PIN)) == OVER
    assert refused(await pad.asks()) == OVER


async def survives_a_crash(staff, employee, pad):
    """Whatever the bot had done of it when it died, the entry is made once, and the page learns what became of it."""
    before, key = staff.count("signature"), str(uuid4())
    sending = asyncio.ensure_future(pad.enters(sample.PIN, key))
    await asyncio.sleep(0.2)
    await staff.stage.bot.dies_and_returns()
    await asyncio.gather(sending, return_exceptions=True)
    for _ in range(10):
        status, told = await pad.enters(sample.PIN, key)
        if not told.get("waiting"):
            break
    assert (status, told["text"], told["question"]) == (200, "", None)
    assert staff.count("signature") == before + 1
    await employee.sees("✅")


async def test_a_pin_from_the_page_is_judged_as_one_from_the_keypad_is(tmp_path):
    async with company(tmp_path, **with_pages()) as staff, ClientSession() as session:
        owner, employee = staff.owner, staff.employee
        older = await opens_pad(owner, employee, "First", session)
        await is_refused_to_strangers(staff, employee, older)
        pad = await opens_pad(owner, employee, "Second", session)
        assert refused(await older.asks()) == (403, "refused-init-data")
        again = Pad(session, older.page, pad.init_data)
        assert [refused(await again.asks()), refused(await again.enters(sample.PIN))] == [OVER, OVER]
        await counts_each_entry_once(staff, pad)
        await signs_once(staff, employee, pad)
        await survives_a_crash(staff, employee, await opens_pad(owner, employee, "Third", session))
        await employee.phone.sends("/cancel")
        await staff.rests()
        assert staff.rows('SELECT id FROM "update" WHERE dead_at IS NOT NULL') == []


async def test_a_press_that_telegram_reports_is_no_pin_from_the_page(tmp_path):
    async with company(tmp_path, **with_pages()) as staff, ClientSession() as session:
        pad = await opens_pad(staff.owner, staff.employee, "First", session)
        question = await staff.employee.phone.last()
        person = {"id": staff.employee.phone.id, "is_bot": False, "first_name": "Sample"}
        message = {"message_id": question.id, "date": 1, "chat": {"id": person["id"], "type": "private"}, "text": "x"}
        data = f"pin:{pad.page.query['mark']}:{sample.PIN}"
        pressed = {"id": "1", "from": person, "chat_instance": "1", "data": data, "message": message}
        await staff.injects(staff.employee, {"callback_query": pressed})
        await staff.rests()
        assert staff.count("signature") == 0
        assert (await pad.enters(sample.PIN))[1]["question"] is None
        assert staff.count("signature") == 1
