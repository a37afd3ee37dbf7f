"""Delivery of updates to a webhook.

Each update is one request. Updates of one chat are delivered in order; a failed delivery is repeated after growing
pauses. Source: Bot API, setWebhook (secret header, max_connections) and "Making requests when getting updates".
"""

import asyncio
import contextlib
import json
import time

from aiohttp import BodyPartReader, ClientError, ClientResponse, ClientSession, ClientTimeout, MultipartReader

from sandbox.bot_api import BotApi
from sandbox.encoding import JsonObject, encode_json
from sandbox.errors import ApiError
from sandbox.schema import Upload, Uploads
from sandbox.state.bots import Bot, Webhook

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
SUCCESS = range(200, 300)  # response statuses that confirm an update
FIRST_PAUSE = 0.25  # seconds before the second attempt; doubled each time
MAX_PAUSE = 60.0
RESPONSE_TIMEOUT = 60.0  # seconds
IDLE_SECONDS = 60.0  # between looks at the queue when nothing happens
BATCH = 1000  # pending updates looked at beyond those in delivery


class WebhookDelivery:
    """Delivers the updates of one bot whenever it has a webhook."""

    def __init__(self, api: BotApi, bot: Bot, session: ClientSession) -> None:
        self._api = api
        self._bot = bot
        self._session = session
        self._tasks: dict[asyncio.Task[None], tuple[int, int]] = {}

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
        busy_chats = {chat for _, chat in self._tasks.values()}
        for update in self._bot.updates.pending(len(in_delivery) + BATCH):
            if len(self._tasks) >= webhook.max_connections:
                return
            chat = chat_of(update)
            if update["update_id"] not in in_delivery and chat not in busy_chats:
                busy_chats.add(chat)
                self._start_delivery(webhook, update, chat)

    def _start_delivery(self, webhook: Webhook, update: JsonObject, chat: int) -> None:
        task = asyncio.create_task(self._deliver(webhook, update))
        self._tasks[task] = (update["update_id"], chat)
        task.add_done_callback(self._on_done)

    def _on_done(self, task: asyncio.Task[None]) -> None:
        del self._tasks[task]
        self._bot.updates.wake()

    async def _deliver(self, webhook: Webhook, update: JsonObject) -> None:
        pause = FIRST_PAUSE
        while self._bot.webhook is webhook and self._bot.updates.has(update["update_id"]):
            if await self._post(webhook, update):
                self._bot.updates.confirm(update["update_id"])
                return
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(webhook.replaced.wait(), pause)
            pause = min(pause * 2, MAX_PAUSE)

    async def _post(self, webhook: Webhook, update: JsonObject) -> bool:
        headers = {"Content-Type": "application/json"}
        if webhook.secret_token:
            headers[SECRET_HEADER] = webhook.secret_token
        timeout, body = ClientTimeout(total=RESPONSE_TIMEOUT), encode_json(update)
        try:
            async with self._session.post(
                webhook.url, data=body, headers=headers, timeout=timeout, ssl=False
            ) as response:
                await self._execute_response(response)
                confirmed = response.status in SUCCESS
                error = f"Wrong response from the webhook: {response.status} {response.reason}"
        except TimeoutError:
            confirmed, error = False, "Read timeout expired"
        except ClientError as failed:
            confirmed, error = False, f"Connection failed: {type(failed).__name__}"
        if not confirmed:
            webhook.last_error = (int(time.time()), error)
        return confirmed

    async def _execute_response(self, response: ClientResponse) -> None:
        """Execute the method that a webhook may name in its response. As with Telegram, nobody learns of an error."""
        parameters, uploads = await _read_response(response)
        method = parameters.pop("method", None)
        if method and response.status in SUCCESS:
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


def chat_of(update: JsonObject) -> int:
    """Return the id of the chat that an update belongs to, 0 when there is none."""
    content: JsonObject = next((value for name, value in update.items() if name != "update_id"), {})
    chat = content.get("chat") or content.get("message", {}).get("chat") or content.get("from") or {}
    return int(chat.get("id", 0))
