"""Reading requests to the control API and writing its responses."""

import json
import math
from typing import Any

from aiohttp import web

from sandbox.encoding import JsonObject, encode_json
from sandbox.errors import ControlError
from sandbox.state.bots import Bot
from sandbox.state.chats import Chat, Message
from sandbox.state.world import World

MAX_WAIT = 25.0  # seconds of a long poll


def respond(body: Any) -> web.Response:  # noqa: ANN401 - any JSON value
    """Return a response with status 200."""
    return web.Response(body=encode_json(body), content_type="application/json")


async def body_of(request: web.Request) -> JsonObject:
    """Read a JSON object; an empty body counts as an empty object."""
    raw = await request.read()
    try:
        body = json.loads(raw) if raw.strip() else {}
    except ValueError:
        raise ControlError(400, "the body is not JSON") from None
    if not isinstance(body, dict):
        raise ControlError(400, "the body is not an object")
    return body


def query_number(request: web.Request, name: str, default: float = 0.0) -> float:
    """Read a number from the query."""
    try:
        number = float(request.query.get(name, default))
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ControlError(400, f"{name} is not a number")
    return number


def integer(body: JsonObject, name: str, default: int = 0) -> int:
    """Read an integer from a body."""
    value = body.get(name, default)
    if type(value) is not int:
        raise ControlError(400, f"{name} is not a whole number")
    return value


def number(body: JsonObject, name: str, default: float = 0.0) -> float:
    """Read a number from a body."""
    value = body.get(name, default)
    if type(value) not in {int, float} or not math.isfinite(value):
        raise ControlError(400, f"{name} is not a number")
    return float(value)


def query_wait(request: web.Request) -> float:
    """Read the seconds to wait from the query."""
    return min(max(query_number(request, "wait"), 0.0), MAX_WAIT)


def bot_in(world: World, request: web.Request) -> Bot:
    """Return the bot that ``?bot=`` names, or the first bot."""
    bots = list(world.bots.values())
    wanted = request.query.get("bot")
    if wanted is None:
        return bots[0]
    for bot in bots:
        if str(bot.id) == wanted:
            return bot
    raise ControlError(404, f"there is no bot {wanted}")


def chat_with(world: World, bot: Bot, person_id: Any) -> Chat:  # noqa: ANN401 - as it came in JSON
    """Return the chat of a person with the bot."""
    try:
        person = world.people[int(person_id)]
    except (KeyError, TypeError, ValueError):
        raise ControlError(404, f"there is no person {person_id}") from None
    return bot.chat_with(person)


def chat_in(world: World, request: web.Request) -> tuple[Bot, Chat]:
    """Return the bot, and the chat of the person in the path."""
    bot = bot_in(world, request)
    return bot, chat_with(world, bot, request.match_info["person"])


def message_in(chat: Chat, message_id: Any) -> Message:  # noqa: ANN401 - as it came in JSON
    """Return a message that is not deleted."""
    try:
        message = chat.visible(int(message_id))
    except (TypeError, ValueError):
        message = None
    if message is None:
        raise ControlError(404, f"{chat.person.name} sees no message {message_id}")
    return message


@web.middleware
async def errors_as_json(request: web.Request, handler: Any) -> web.StreamResponse:  # noqa: ANN401 - aiohttp's handler
    """Turn a ControlError into a response, and allow requests from pages of any origin."""
    if not request.path.startswith("/sandbox/"):
        return await handler(request)  # type: ignore[no-any-return]  # aiohttp's handler is untyped here
    try:
        response: web.StreamResponse = await handler(request)
    except ControlError as error:
        response = web.Response(
            status=error.status, body=encode_json({"error": error.reason}), content_type="application/json"
        )
    if not response.prepared:
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Allow-Headers"] = "*"
        response.headers["Access-Control-Allow-Methods"] = "*"
    return response
