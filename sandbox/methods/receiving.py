"""getUpdates, setWebhook, deleteWebhook, getWebhookInfo, getFile: how things come to the bot."""

import asyncio
import re

from sandbox.methods.asked import Asked
from sandbox.state import views
from sandbox.state.bots import Bot, Hook
from sandbox.wire import JsonObject, bad_request, conflict

MAX_POLL = 50  # seconds; Telegram holds a poll no longer
MAX_DOWNLOAD = 20 * 1024 * 1024  # Bot API getFile
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")  # Bot API setWebhook.secret_token
WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
TERMINATED = "terminated by other getUpdates request; make sure that only one bot instance is running"


async def get_updates(asked: Asked) -> list[JsonObject]:
    """Long polling: confirm below ``offset``, wait for more, give what is pending."""
    bot, updates = asked.bot, asked.bot.updates
    if bot.hook.url:
        raise conflict(WEBHOOK_ACTIVE)
    _allow(asked)
    if "offset" in asked.given:
        updates.confirm_below(asked.number("offset"))
    limit = min(max(asked.number("limit", 100), 1), 100)
    found = updates.pending(limit)
    _terminate_other(bot)
    if found:
        return found
    await _wait(bot, min(max(asked.number("timeout"), 0), MAX_POLL))
    return updates.pending(limit)


def _terminate_other(bot: Bot) -> None:
    if bot.poll is not None and not bot.poll.done():
        bot.poll.set_exception(conflict(TERMINATED))


async def _wait(bot: Bot, seconds: int) -> None:
    """Wait for an update; the next getUpdates, or a webhook, ends the waiting with 409."""
    if not seconds:
        return
    ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    bot.poll = ended
    news = asyncio.ensure_future(bot.updates.wait(seconds))
    try:
        await asyncio.wait({ended, news}, return_when=asyncio.FIRST_COMPLETED)
        if ended.done():
            ended.result()
    finally:
        news.cancel()
        if bot.poll is ended:
            bot.poll = None


def _allow(asked: Asked) -> None:
    if "allowed_updates" in asked.given:
        asked.bot.updates.allowed = frozenset(asked.given["allowed_updates"])


async def set_webhook(asked: Asked) -> bool:
    """Have updates sent to an address; an empty one ends that. Plain http is taken, as by a local Bot API server."""
    url, secret = asked.text("url"), asked.text("secret_token")
    if url and not re.match(r"https?://[^/\s]+", url):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if secret and not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    connections = min(max(asked.number("max_connections", 40), 1), 100)
    _allow(asked)
    hook = Hook(url, secret, connections, certificate="certificate" in asked.given)
    _change_hook(asked, hook)
    return True


async def delete_webhook(asked: Asked) -> bool:
    """Return to long polling."""
    _change_hook(asked, Hook())
    return True


def _change_hook(asked: Asked, hook: Hook) -> None:
    bot = asked.bot
    if asked.flag("drop_pending_updates"):
        bot.updates.clear()
    bot.hook.replaced.set()
    bot.hook = hook
    if hook.url:
        _terminate_other(bot)
    bot.updates.wake()
    asked.world.events.publish("bot", lambda: {"bot": views.bot_view(bot)})


async def get_webhook_info(asked: Asked) -> JsonObject:
    """Tell where updates go and how many wait."""
    return views.webhook(asked.bot)


async def get_file(asked: Asked) -> JsonObject:
    """Give a file's path for downloading, up to 20 MB."""
    file_id = asked.text("file_id")
    if not file_id:
        raise bad_request("file_id not specified")
    stored = asked.world.files.find(file_id)
    if stored is None:
        raise bad_request("invalid file_id")
    if len(stored.content) > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return {**asked.world.files.tell(stored), "file_id": file_id, "file_path": stored.path}
