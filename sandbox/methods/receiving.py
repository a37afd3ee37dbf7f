"""Receiving updates and files: getUpdates, setWebhook, deleteWebhook, getWebhookInfo, getFile."""

import asyncio
import re

from sandbox.encoding import JsonObject
from sandbox.errors import bad_request, conflict
from sandbox.methods.call import Call
from sandbox.state import views
from sandbox.state.bots import Bot, Webhook

MAX_POLL_SECONDS = 50  # Telegram holds a poll no longer
MAX_DOWNLOAD = 20 * 1024 * 1024  # Bot API getFile
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")  # Bot API setWebhook.secret_token
WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
TERMINATED = "terminated by other getUpdates request; make sure that only one bot instance is running"


async def get_updates(call: Call) -> list[JsonObject]:
    """Confirm the updates below ``offset``, wait for new ones and return the pending ones."""
    bot, updates = call.bot, call.bot.updates
    if bot.webhook.url:
        raise conflict(WEBHOOK_ACTIVE)
    _set_allowed_updates(call)
    if "offset" in call.parameters:
        updates.confirm_below(call.number("offset"))
    limit = min(max(call.number("limit", 100), 1), 100)
    pending = updates.pending(limit)
    _terminate_other_poll(bot)
    if pending:
        return pending
    await _wait(bot, min(max(call.number("timeout"), 0), MAX_POLL_SECONDS))
    return updates.pending(limit)


def _terminate_other_poll(bot: Bot) -> None:
    if bot.poll is not None and not bot.poll.done():
        bot.poll.set_exception(conflict(TERMINATED))


async def _wait(bot: Bot, seconds: int) -> None:
    """Wait for an update. The next getUpdates, or setting a webhook, ends the wait with 409."""
    if not seconds:
        return
    terminated: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    bot.poll = terminated
    update = asyncio.ensure_future(bot.updates.wait(seconds))
    try:
        await asyncio.wait({terminated, update}, return_when=asyncio.FIRST_COMPLETED)
        if terminated.done():
            terminated.result()
    finally:
        update.cancel()
        if bot.poll is terminated:
            bot.poll = None


def _set_allowed_updates(call: Call) -> None:
    if "allowed_updates" in call.parameters:
        call.bot.updates.allowed = frozenset(call.parameters["allowed_updates"])


async def set_webhook(call: Call) -> bool:
    """Set or remove the webhook. Plain http is accepted, as by a local Bot API server."""
    url, secret = call.text("url"), call.text("secret_token")
    if url and not re.match(r"https?://[^/\s]+", url):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if secret and not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    connections = min(max(call.number("max_connections", 40), 1), 100)
    _set_allowed_updates(call)
    webhook = Webhook(url, secret, connections, certificate="certificate" in call.parameters)
    _replace_webhook(call, webhook)
    return True


async def delete_webhook(call: Call) -> bool:
    """Return to long polling."""
    _replace_webhook(call, Webhook())
    return True


def _replace_webhook(call: Call, webhook: Webhook) -> None:
    bot = call.bot
    if call.flag("drop_pending_updates"):
        bot.updates.clear()
    bot.webhook.replaced.set()
    bot.webhook = webhook
    if webhook.url:
        _terminate_other_poll(bot)
    bot.updates.wake()
    call.world.events.publish("bot", lambda: {"bot": views.bot_view(bot)})


async def get_webhook_info(call: Call) -> JsonObject:
    """Return the webhook settings and the number of pending updates."""
    return views.webhook_info(call.bot)


async def get_file(call: Call) -> JsonObject:
    """Return the path at which a file of up to 20 MB can be downloaded."""
    file_id = call.text("file_id")
    if not file_id:
        raise bad_request("file_id not specified")
    stored = call.world.files.by_file_id(file_id)
    if stored is None:
        raise bad_request("invalid file_id")
    if len(stored.content) > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return {**call.world.files.new_ids(stored), "file_id": file_id, "file_path": stored.path}
