"""The PIN pad over HTTP: how much one person may ask and enter."""

import time
from types import SimpleNamespace
from uuid import uuid4

from e2e.servers.stage import TOKEN

from sandbox.state.web_apps import PUBLIC_KEY, launched

BOT = SimpleNamespace(id=1000000001, token=TOKEN)


def init_data(telegram_id, bot=BOT):
    person = SimpleNamespace(as_user=lambda: {"id": telegram_id, "is_bot": False, "first_name": "Sample"})
    return launched(bot, person, "", str(uuid4()), int(time.time()))["init_data"]


async def test_what_one_person_asks_and_enters_is_limited_from_whatever_address(serve, http):
    url = await serve(telegram_public_key=PUBLIC_KEY)
    addresses = iter(range(1000))

    async def status(path, given):
        headers = {"Idempotency-Key": str(uuid4()), "X-Forwarded-For": f"203.0.113.{next(addresses)}"}
        async with http.post(f"{url}/app/pin/{path}", json={"mark": "a", **given}, headers=headers) as answer:
            return answer.status

    pin = {"pin": "493817"}
    questions = [await status("question", {"init_data": init_data(7)}) for _ in range(30)]
    entries = [await status("entry", {"init_data": init_data(7), **pin}) for _ in range(60)]
    assert (set(questions), set(entries)) == ({409}, {409, 429})
    assert await status("entry", {"init_data": init_data(8), **pin}) == 409
    forged = init_data(7, SimpleNamespace(id=BOT.id, token="1000000001:another-token"))
    assert await status("question", {"init_data": forged}) == 403
