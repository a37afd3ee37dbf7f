"""Checks of keyboards: an inline button has exactly one action, callback data has 1-64 bytes.

As with Telegram, a button without a text, and what is beyond the most buttons, is left out without a word.
"""

import json
import re
from typing import Any

from sandbox.encoding import JsonObject
from sandbox.errors import ApiError, bad_request

ACTIONS = (
    "url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay", "disabled",
)  # fmt: skip
REQUESTS = (
    "request_users", "request_chat", "request_managed_bot", "request_contact", "request_location", "request_poll",
    "web_app", "request_user",
)  # fmt: skip
STYLES = frozenset({"danger", "success", "primary"})
MAX_CALLBACK_DATA = 64  # bytes: Bot API InlineKeyboardButton.callback_data
MAX_COPY_TEXT = 256  # Bot API CopyTextButton.text
MAX_PLACEHOLDER = 64  # Bot API ReplyKeyboardMarkup.input_field_placeholder
MAX_IN_ROW = 12  # as the Bot API server has it
MAX_BUTTONS = 300  # as above
MAX_MARKUP = 10_000  # bytes; an estimate, because the limit is not documented
WEB_APP = re.compile(r"(?i)https://|http://(?:127\.0\.0\.1|localhost|\[::1\])[:/]")  # without TLS only on this machine
LINK = re.compile(r"(?i)(?:https?://[^\s/]*[^\s/.]|tg://[^\s]+|[a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:[/?#:]\S*)?")


def check_markup(markup: JsonObject | None) -> None:
    """Refuse a reply_markup that Telegram refuses."""
    if not markup:
        return
    if len(json.dumps(markup, ensure_ascii=False).encode()) > MAX_MARKUP:
        raise bad_request("reply markup is too long")
    for row in kept_rows(markup.get("inline_keyboard", [])):
        for button in row:
            _check_inline(button)
    for row in kept_rows(markup.get("keyboard", [])):
        for button in row:
            _check_reply(button)
    if len(str(markup.get("input_field_placeholder", ""))) > MAX_PLACEHOLDER:
        raise bad_request("input field placeholder is too long")


def kept_rows(rows: list[list[JsonObject]]) -> list[list[JsonObject]]:
    """Return the rows of a keyboard as the server keeps them: without empty buttons and rows, and up to the limits."""
    kept, left = [], MAX_BUTTONS
    for row in rows:
        buttons = [button for button in row if button["text"]][: min(MAX_IN_ROW, left)]
        left -= len(buttons)
        kept += [buttons] if buttons else []
    return kept


def with_key_objects(markup: Any) -> Any:  # noqa: ANN401 - any JSON value; what is no keyboard is refused later
    """Return a reply keyboard in which each key is an object: a String is a key with this text (Bot API)."""
    match markup:
        case {"keyboard": [*rows]} if all(isinstance(row, list) for row in rows):
            keys = [[{"text": key} if isinstance(key, str) else key for key in row] for row in rows]
            return {**markup, "keyboard": keys}
    return markup


def _inline_error(why: str) -> ApiError:
    return bad_request(f"can't parse inline keyboard button: {why}")


def _check_inline(button: JsonObject) -> None:
    actions = [name for name in ACTIONS if name in button]
    if not actions:
        raise _inline_error("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise _inline_error(f"exactly one action is allowed, found {', '.join(actions)}")
    if button.get("style", "primary") not in STYLES:
        raise _inline_error("invalid button style specified")
    _check_action(actions[0], button)


def _check_action(action: str, button: JsonObject) -> None:
    value = button[action]
    if action == "callback_data" and not 1 <= len(str(value).encode()) <= MAX_CALLBACK_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    if action == "url" and not LINK.fullmatch(str(value)):
        raise bad_request(f"inline keyboard button URL '{value}' is invalid: Wrong HTTP URL")
    if action == "copy_text" and not 1 <= len(value["text"]) <= MAX_COPY_TEXT:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if action == "web_app" and not WEB_APP.match(str(value["url"])):
        raise bad_request(
            f"inline keyboard button Web App URL '{value['url']}' is invalid: Only HTTPS links are allowed"
        )
    if action in {"pay", "callback_game", "login_url"}:
        raise bad_request("BUTTON_TYPE_INVALID")


def _check_reply(button: JsonObject) -> None:
    if len([name for name in REQUESTS if button.get(name)]) > 1:
        raise bad_request("can't parse keyboard button: at most one request is allowed")
