"""Delivery of updates to a webhook.

Each update is one request. Messages of a chat are delivered in order, and so are presses of a person and changes of a
chat's membership; the three overtake each other. A failed delivery is repeated: at once, then after growing pauses, or
after the pause that the response demands. Sources: Bot API, setWebhook (secret header, max_connections) and "Making
requests when getting updates"; the queues and the pauses are those of the Bot API server.
"""

import asyncio
import contextlib
import json
import time
from dataclasses import dataclass

from aiohttp import (
    BodyPartReader,
    ClientConnectorError,
    ClientError,
    ClientResponse,
    ClientSession,
    ClientTimeout,
    MultipartReader,
)

from sandbox.bot_api import BotApi
from sandbox.encoding import JsonObject, encode_json
from sandbox.errors import ApiError
from sandbox.schema import Upload, Uploads
from sandbox.state.bots import Bot, Webhook

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
SUCCESS = range(200, 300)  # response statuses that confirm an update
FIRST_PAUSE = 2.0  # seconds before the third attempt; doubled each time
MAX_PAUSE = 60.0
MAX_RETRY_AFTER = 3600.0
UNREACHABLE_PAUSE = 1.0  # seconds between attempts to connect
RESPONSE_TIMEOUT = 60.0  # seconds
NOT_IN_RESPONSE = frozenset({"setwebhook", "deletewebhook", "close", "logout"})
IDLE_SECONDS = 60.0  # between looks at the queue when nothing happens
BATCH = 1000  # pending updates looked at beyond those in delivery

Queue = tuple[str, int]
"""A queue of updates: its kind, and whose it is. Updates of different queues are delivered concurrently."""


@dataclass(frozen=True, slots=True)
class _Refusal:
    """Why an update is not confirmed; `retry_after` is the pause that the response demands, in seconds."""

    reason: str
    retry_after: float = 0.0
    reached: bool = True


@dataclass(slots=True)
class _Pauses:
    """The pauses between the attempts to deliver one update."""

    _next: float = 0.0

    def after(self, refusal: _Refusal) -> float:
        """Return the seconds to wait after a failed attempt."""
        if not refusal.reached:
            return UNREACHABLE_PAUSE
        if refusal.retry_after:
            return refusal.retry_after
        pause = self._next
        self._next = min(max(pause * 2, FIRST_PAUSE), MAX_PAUSE)
        return pause


class WebhookDelivery:
    """Delivers the updates of one bot whenever it has a webhook."""

    def __init__(self, api: BotApi, bot: Bot, session: ClientSession) -> None:
        self._api = api
        self._bot = bot
        self._session = session
        self._tasks: dict[asyncio.Task[None], tuple[int, Queue]] = {}

    async def run(self) -> None:
        """Deliver until cancelled."""
        try:
            while True:
                self._start_deliveries()
                await self._bot.updates.wait_for_change(IDLE_SECONDS)
        finally:
            for task in list(self._tasks):
                task.cancel()

    def _start_deliveries(self) -> None:
        webhook = self._bot.webhook
        if not webhook.url:
            return
        in_delivery = {update_id for update_id, _ in self._tasks.values()}
        busy = {queue for _, queue in self._tasks.values()}
        for update in self._bot.updates.pending(len(in_delivery) + BATCH):
            if len(self._tasks) >= webhook.max_connections:
                return
            queue = queue_of(update)
            if update["update_id"] not in in_delivery and queue not in busy:
                busy.add(queue)
                self._start_delivery(webhook, update, queue)

    def _start_delivery(self, webhook: Webhook, update: JsonObject, queue: "Queue") -> None:
        task = asyncio.create_task(self._deliver(webhook, update))
        self._tasks[task] = (update["update_id"], queue)
        task.add_done_callback(self._on_done)

    def _on_done(self, task: asyncio.Task[None]) -> None:
        del self._tasks[task]
        self._bot.updates.wake()

    async def _deliver(self, webhook: Webhook, update: JsonObject) -> None:
        pauses = _Pauses()
        while self._bot.webhook is webhook and self._bot.updates.has(update["update_id"]):
            refusal = await self._post(webhook, update)
            if refusal is None:
                self._bot.updates.confirm(update["update_id"])
                return
            webhook.last_error = (int(time.time()), refusal.reason)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(webhook.replaced.wait(), pauses.after(refusal))

    async def _post(self, webhook: Webhook, update: JsonObject) -> "_Refusal | None":
        """Make one attempt; return why the update is not confirmed."""
        headers = {"Content-Type": "application/json"}
        if webhook.secret_token:
            headers[SECRET_HEADER] = webhook.secret_token
        timeout, body = ClientTimeout(total=RESPONSE_TIMEOUT), encode_json(update)
        try:
            async with self._session.post(
                webhook.url, data=body, headers=headers, timeout=timeout, ssl=False
            ) as response:
                await self._execute_response(response)
                if response.status in SUCCESS:
                    return None
                reason = f"Wrong response from the webhook: {response.status} {response.reason}"
                return _Refusal(reason, retry_after=_retry_after(response))
        except TimeoutError:
            return _Refusal("Read timeout expired")
        except ClientConnectorError as failed:
            return _Refusal(f"Connection failed: {type(failed).__name__}", reached=False)
        except ClientError as failed:
            return _Refusal(f"Connection failed: {type(failed).__name__}")

    async def _execute_response(self, response: ClientResponse) -> None:
        """Execute the method that a webhook may name in its response. As with Telegram, nobody learns of an error."""
        parameters, uploads = await _read_response(response)
        method = parameters.pop("method", None)
        if _may_be_response(str(method or "").lower()) and response.status in SUCCESS:
            with contextlib.suppress(ApiError):
                await self._api.execute(self._bot, str(method), parameters, uploads)


async def _read_response(response: ClientResponse) -> tuple[JsonObject, Uploads]:
    parameters: JsonObject = {}
    uploads = Uploads()
    if response.content_type == "application/json":
        with contextlib.suppress(ValueError):
            read = json.loads(await response.read())
            parameters = read if isinstance(read, dict) else {}
    elif response.content_type.startswith("multipart/"):
        async for part in MultipartReader.from_response(response):
            if isinstance(part, BodyPartReader):
                await _add_part(part, parameters, uploads)
    return parameters, uploads


async def _add_part(part: BodyPartReader, parameters: JsonObject, uploads: Uploads) -> None:
    content = bytes(await part.read())
    name = part.name or ""
    if part.filename is None:
        parameters[name] = content.decode("utf-8", "replace")
    else:
        uploads.files[name] = Upload(name, part.filename, content)


def _retry_after(response: ClientResponse) -> float:
    given = response.headers.get("Retry-After", "")
    return min(float(given), MAX_RETRY_AFTER) if given.isdecimal() else 0.0


def _may_be_response(method: str) -> bool:
    """Return whether the Bot API server executes this method in a webhook's response."""
    return bool(method) and not method.startswith("get") and method not in NOT_IN_RESPONSE


def queue_of(update: JsonObject) -> Queue:
    """Return the queue of an update."""
    kind = next((name for name in update if name != "update_id"), "")
    content: JsonObject = update.get(kind, {})
    if kind == "callback_query":
        return kind, int(content["from"]["id"])
    chat = content.get("chat") or content.get("from") or {}
    return ("message" if kind == "edited_message" else kind), int(chat.get("id", 0))
