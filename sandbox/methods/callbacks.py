"""answerCallbackQuery: the bot's answer to a pressed button."""

import time
from datetime import UTC, datetime

from sandbox.encoding import JsonObject
from sandbox.errors import bad_request
from sandbox.methods.call import Call

MAX_ANSWER = 200  # Bot API answerCallbackQuery: 0-200 characters
ANSWER_SECONDS = 150  # not documented; the Bot API server offers a callback query to the bot for so long
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


async def answer_callback_query(call: Call) -> bool:
    """Handle the answer to a callback query; a text is shown above the chat or as an alert."""
    query = call.bot.queries.get(call.text("callback_query_id"))
    if query is None or time.monotonic() - query.made_at > ANSWER_SECONDS:
        raise bad_request(TOO_OLD)
    if len(call.text("text")) > MAX_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    url = call.text("url")
    if url and not url.startswith((f"https://t.me/{call.bot.username}?start=", f"t.me/{call.bot.username}?start=")):
        raise bad_request("URL_INVALID")
    answer: JsonObject = {
        "callback_query_id": query.id,
        "message_id": query.message_id,
        "text": call.parameters.get("text"),
        "show_alert": call.flag("show_alert"),
        "url": url or None,
        "at": datetime.fromtimestamp(call.world.clock.unix(), UTC).isoformat(),
    }
    query.answer = answer
    query.chat.answers.append(answer)
    answer["sequence"] = call.world.publish("callback_answered", call.bot, query.chat, lambda: {"answer": answer})
    return True
