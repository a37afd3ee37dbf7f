"""answerCallbackQuery: what a tap is answered with."""

from datetime import UTC, datetime

from sandbox.methods.asked import Asked
from sandbox.wire import JsonObject, bad_request, utf16_length

MAX_ANSWER = 200  # Bot API answerCallbackQuery: 0-200 characters
ANSWERABLE_FOR = 15 * 60  # seconds; not documented, so generous
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


async def answer_callback_query(asked: Asked) -> bool:
    """Stop the button's waiting; a text is shown above the chat or as an alert."""
    query = asked.bot.queries.get(asked.text("callback_query_id"))
    if query is None or asked.world.clock.unix() - query.made_at > ANSWERABLE_FOR:
        raise bad_request(TOO_OLD)
    if utf16_length(asked.text("text")) > MAX_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    url = asked.text("url")
    if url and not url.startswith((f"https://t.me/{asked.bot.username}?start=", f"t.me/{asked.bot.username}?start=")):
        raise bad_request("URL_INVALID")
    answer: JsonObject = {
        "callback_query_id": query.id,
        "message_id": query.message_id,
        "text": asked.given.get("text"),
        "show_alert": asked.flag("show_alert"),
        "url": url or None,
        "at": datetime.fromtimestamp(asked.world.clock.unix(), UTC).isoformat(),
    }
    query.answer = answer
    query.chat.answers.append(answer)
    answer["sequence"] = asked.world.publish("callback_answered", asked.bot, query.chat, lambda: {"answer": answer})
    return True
