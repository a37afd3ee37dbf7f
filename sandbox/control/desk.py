"""What every control handler needs: who is meant, in which chat, with what body; answers and refusals in JSON."""

import json
import math
from typing import Any

from aiohttp import web

from sandbox.front import dumps
from sandbox.state.bots import Bot
from sandbox.state.chats import Chat, Message
from sandbox.state.world import World
from sandbox.wire import ControlRefused, JsonObject

MAX_WAIT = 25.0  # seconds a long poll of the control API may take


def answer(body: Any) -> web.Response:  # noqa: ANN401 - any JSON value
    """Answer 200."""
    return web.Response(body=dumps(body), content_type="application/json")


async def body_of(request: web.Request) -> JsonObject:
    """Read a JSON object; an empty body is an empty one."""
    raw = await request.read()
    try:
        body = json.loads(raw) if raw.strip() else {}
    except ValueError:
        raise ControlRefused(400, "the body is not JSON") from None
    if not isinstance(body, dict):
        raise ControlRefused(400, "the body is not an object")
    return body


def number_in(request: web.Request, name: str, default: float = 0.0) -> float:
    """Read a number from the query."""
    try:
        number = float(request.query.get(name, default))
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ControlRefused(400, f"{name} is not a number")
    return number


def whole(body: JsonObject, name: str, default: int = 0) -> int:
    """Read a whole number of a body."""
    value = body.get(name, default)
    if type(value) is not int:
        raise ControlRefused(400, f"{name} is not a whole number")
    return value


def real(body: JsonObject, name: str, default: float = 0.0) -> float:
    """Read a number of a body."""
    value = body.get(name, default)
    if type(value) not in {int, float} or not math.isfinite(value):
        raise ControlRefused(400, f"{name} is not a number")
    return float(value)


def wait_in(request: web.Request) -> float:
    """Read how long to wait."""
    return min(max(number_in(request, "wait"), 0.0), MAX_WAIT)


def bot_in(world: World, request: web.Request) -> Bot:
    """Give the bot that ``?bot=`` names, else the first."""
    bots = list(world.bots.values())
    wanted = request.query.get("bot")
    if wanted is None:
        return bots[0]
    for bot in bots:
        if str(bot.id) == wanted:
            return bot
    raise ControlRefused(404, f"there is no bot {wanted}")


def chat_with(world: World, bot: Bot, person_id: Any) -> Chat:  # noqa: ANN401 - as it came in JSON
    """Give somebody's chat with the bot."""
    try:
        person = world.people[int(person_id)]
    except (KeyError, TypeError, ValueError):
        raise ControlRefused(404, f"there is no person {person_id}") from None
    return bot.chat_with(person)


def chat_in(world: World, request: web.Request) -> tuple[Bot, Chat]:
    """Give the bot and the chat of the person in the path."""
    bot = bot_in(world, request)
    return bot, chat_with(world, bot, request.match_info["person"])


def message_in(chat: Chat, message_id: Any) -> Message:  # noqa: ANN401 - as it came in JSON
    """Give a message that the person still sees."""
    try:
        message = chat.visible(int(message_id))
    except (TypeError, ValueError):
        message = None
    if message is None:
        raise ControlRefused(404, f"{chat.person.name} sees no message {message_id}")
    return message


@web.middleware
async def refusals_as_json(request: web.Request, handler: Any) -> web.StreamResponse:  # noqa: ANN401 - aiohttp's handler
    """Return refusals of the control API; let pages of any origin ask."""
    if not request.path.startswith("/sandbox/"):
        return await handler(request)  # type: ignore[no-any-return]  # aiohttp's handler is untyped here
    try:
        response: web.StreamResponse = await handler(request)
    except ControlRefused as refused:
        response = web.Response(
            status=refused.status, body=dumps({"error": refused.reason}), content_type="application/json"
        )
    if not response.prepared:
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Allow-Headers"] = "*"
        response.headers["Access-Control-Allow-Methods"] = "*"
    return response
