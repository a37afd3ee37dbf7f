"""Delivery to a webhook: one update a request, in order within a chat, again with growing pauses until it is taken.

Source: Bot API setWebhook (secret header, max_connections, methods in answers).
"""

import asyncio
import contextlib
import json
import time

from aiohttp import BodyPartReader, ClientError, ClientResponse, ClientSession, ClientTimeout, MultipartReader

from sandbox.front import Front, dumps
from sandbox.schema import Parts, Upload
from sandbox.state.bots import Bot, Hook
from sandbox.wire import ApiRefused, JsonObject

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
TAKEN = range(200, 300)  # statuses that confirm an update
FIRST_PAUSE = 0.25  # seconds before the second attempt; doubled each time
LONGEST_PAUSE = 60.0
ANSWERED_WITHIN = 60.0  # seconds a webhook may take
IDLE_LOOK = 60.0  # seconds between looks when nothing happens


class Delivery:
    """Carries one bot's updates to its webhook for as long as one is set."""

    def __init__(self, front: Front, bot: Bot, session: ClientSession) -> None:
        self._front = front
        self._bot = bot
        self._session = session
        self._tasks: dict[asyncio.Task[None], tuple[int, int]] = {}

    async def run(self) -> None:
        """Deliver until cancelled."""
        try:
            while True:
                self._start_what_can_start()
                await self._bot.updates.wait_for_news(IDLE_LOOK)
        finally:
            for task in list(self._tasks):
                task.cancel()

    def _start_what_can_start(self) -> None:
        hook = self._bot.hook
        if not hook.url:
            return
        in_hand = {update_id for update_id, _ in self._tasks.values()}
        busy = {chat for _, chat in self._tasks.values()}
        for update in self._bot.updates.pending(len(in_hand) + 1000):
            if len(self._tasks) >= hook.max_connections:
                return
            chat = chat_of(update)
            if update["update_id"] not in in_hand and chat not in busy:
                busy.add(chat)
                self._start(hook, update, chat)

    def _start(self, hook: Hook, update: JsonObject, chat: int) -> None:
        task = asyncio.create_task(self._deliver(hook, update))
        self._tasks[task] = (update["update_id"], chat)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        del self._tasks[task]
        self._bot.updates.wake()

    async def _deliver(self, hook: Hook, update: JsonObject) -> None:
        pause = FIRST_PAUSE
        while self._bot.hook is hook and self._bot.updates.has(update["update_id"]):
            if await self._post(hook, update):
                self._bot.updates.confirm(update["update_id"])
                return
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(hook.replaced.wait(), pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _post(self, hook: Hook, update: JsonObject) -> bool:
        headers = {"Content-Type": "application/json"}
        if hook.secret_token:
            headers[SECRET_HEADER] = hook.secret_token
        try:
            async with self._session.post(
                hook.url, data=dumps(update), headers=headers, timeout=ClientTimeout(total=ANSWERED_WITHIN), ssl=False
            ) as response:
                await self._take(response)
                taken = response.status in TAKEN
                error = f"Wrong response from the webhook: {response.status} {response.reason}"
        except TimeoutError:
            taken, error = False, "Read timeout expired"
        except ClientError as failed:
            taken, error = False, f"Connection failed: {type(failed).__name__}"
        if not taken:
            hook.last_error = (int(time.time()), error)
        return taken

    async def _take(self, response: ClientResponse) -> None:
        """Carry out the method that a webhook may name in its answer; a refusal is told to nobody."""
        given, parts = await _answered(response)
        method = given.pop("method", None)
        if method and response.status in TAKEN:
            with contextlib.suppress(ApiRefused):
                await self._front.carry_out_logged(self._bot, str(method), given, parts)


async def _answered(response: ClientResponse) -> tuple[JsonObject, Parts]:
    given: JsonObject = {}
    parts = Parts()
    if response.content_type == "application/json":
        with contextlib.suppress(ValueError):
            read = json.loads(await response.read())
            given = read if isinstance(read, dict) else {}
    elif response.content_type.startswith("multipart/"):
        async for part in MultipartReader.from_response(response):
            if isinstance(part, BodyPartReader):
                await _put(part, given, parts)
    return given, parts


async def _put(part: BodyPartReader, given: JsonObject, parts: Parts) -> None:
    content = bytes(await part.read())
    name = part.name or ""
    if part.filename is None:
        given[name] = content.decode("utf-8", "replace")
    else:
        parts.uploads[name] = Upload(name, part.filename, content)


def chat_of(update: JsonObject) -> int:
    """Give the chat whose order an update keeps; 0 when it has none."""
    content: JsonObject = next((value for name, value in update.items() if name != "update_id"), {})
    chat = content.get("chat") or content.get("message", {}).get("chat") or content.get("from") or {}
    return int(chat.get("id", 0))
