"""The state as JSON of the control API (docs/sandbox.md). Nothing here changes the state."""

import time
from datetime import UTC, datetime

from sandbox.encoding import JsonObject
from sandbox.markup.render import as_html
from sandbox.state.bots import Bot
from sandbox.state.chats import Chat, Message

BUTTON_KINDS = {
    "callback_data": "callback", "url": "url", "copy_text": "copy_text", "web_app": "web_app", "pay": "pay",
    "disabled": "disabled", "switch_inline_query": "switch_inline", "switch_inline_query_current_chat": "switch_inline",
    "switch_inline_query_chosen_chat": "switch_inline",
}  # fmt: skip
KEY_KINDS = {"request_contact": "contact", "request_location": "location", "web_app": "web_app"}
ACTION_SECONDS = 5.0  # Bot API sendChatAction
SERVICE = ("pinned_message",)
CONTENTS = (
    "photo", "animation", "document", "contact", "voice", "audio", "video", "video_note", "sticker", "location",
)  # fmt: skip


def person(chat: Chat) -> JsonObject:
    """Return a Person, with the state of their chat with this bot."""
    account = chat.person
    return {
        "id": account.id,
        "first_name": account.first_name,
        "last_name": account.last_name,
        "username": account.username,
        "language_code": account.language_code,
        "phone": account.phone,
        "name": account.name,
        "started": chat.started,
        "blocked": chat.blocked,
        "unread": 0,
        "messages": len(chat.messages),
    }


def message(chat: Chat, shown: Message) -> JsonObject:
    """Return a Message."""
    raw = shown.shown
    sender = raw["from"]
    entities = raw.get("entities") or raw.get("caption_entities") or []
    return {
        "message_id": shown.id,
        "person_id": chat.person.id,
        "revision": shown.revision,
        "outgoing": shown.outgoing,
        "from": {key: sender.get(key) for key in ("id", "is_bot", "first_name", "username")},
        "date": raw["date"],
        "at": _iso(raw["date"]),
        "edited_at": _iso(raw["edit_date"]) if "edit_date" in raw else None,
        "deleted": shown.deleted,
        "kind": kind_of(raw),
        "text": shown.text,
        "html": as_html(shown.text, entities),
        "entities": entities,
        "photo": photo(raw.get("photo")),
        "document": document(raw.get("document")),
        "contact": raw.get("contact"),
        "media_group_id": raw.get("media_group_id"),
        "reply_to_message_id": raw.get("reply_to_message", {}).get("message_id"),
        "forwarded_from": _origin(raw.get("forward_origin")),
        "protect_content": bool(raw.get("has_protected_content")),
        "silent": shown.silent,
        "buttons": [
            [button(key, row, column) for column, key in enumerate(keys)] for row, keys in enumerate(shown.buttons)
        ],
        "raw": raw,
    }


def kind_of(raw: JsonObject) -> str:
    """Return the kind of a message's content."""
    if "text" in raw:
        return "text"
    for kind in CONTENTS:
        if kind in raw:
            return kind
    return "service" if any(name in raw for name in SERVICE) else "other"


def photo(sizes: list[JsonObject] | None) -> JsonObject | None:
    """Return a photo: its largest size, and all sizes."""
    if not sizes:
        return None
    shown = [_file(size, "width", "height") for size in sizes]
    return {**shown[-1], "sizes": shown}


def document(raw: JsonObject | None) -> JsonObject | None:
    """Return a document with its URLs."""
    if raw is None:
        return None
    small = raw.get("thumbnail")
    return {
        **_file(raw, "file_name", "mime_type"),
        "thumbnail_url": f"/sandbox/files/{small['file_id']}" if small else None,
    }


def _file(raw: JsonObject, *names: str) -> JsonObject:
    facts = {name: raw.get(name) for name in ("file_id", *names, "file_size")}
    return {**facts, "url": f"/sandbox/files/{raw['file_id']}"}


def button(key: JsonObject, row: int, column: int) -> JsonObject:
    """Return a Button."""
    action = next((name for name in BUTTON_KINDS if name in key), "")
    shown: JsonObject = {"text": key["text"], "kind": BUTTON_KINDS.get(action, "other"), "row": row, "column": column}
    for name in ("callback_data", "url", "style"):
        if name in key:
            shown[name] = key[name]
    if action == "copy_text":
        shown["copy_text"] = key["copy_text"]["text"]
    if action == "web_app":
        shown["url"] = key["web_app"]["url"]
    return shown


def reply_keyboard(chat: Chat) -> JsonObject | None:
    """Return the ReplyKeyboard, None when there is none."""
    markup = chat.reply_keyboard
    if markup is None:
        return None
    rows = [[{"text": key["text"], "kind": key_kind(key)} for key in row] for row in markup["keyboard"] if row]
    return {
        "rows": rows,
        "resize": bool(markup.get("resize_keyboard")),
        "one_time": bool(markup.get("one_time_keyboard")),
        "persistent": bool(markup.get("is_persistent")),
        "placeholder": markup.get("input_field_placeholder"),
        "message_id": chat.reply_keyboard_of,
    }


def key_kind(key: JsonObject) -> str:
    """Return the kind of a reply keyboard's button."""
    requests = [name for name, value in key.items() if value and name.startswith(("request_", "web_app"))]
    return KEY_KINDS.get(requests[0], "other") if requests else "text"


def chat_view(sequence: int, bot: Bot, chat: Chat, after: int = 0) -> JsonObject:
    """Return a Chat, with only the messages changed after the sequence `after`."""
    messages = [message(chat, one) for one in chat.messages.values() if one.revision > after]
    return {
        "sequence": sequence,
        "person": person(chat),
        "bot": {"id": bot.id, "username": bot.username, "first_name": bot.as_user()["first_name"]},
        "messages": messages,
        "reply_keyboard": reply_keyboard(chat),
        "commands": bot.commands_for(chat),
        "menu_button": chat.menu_button or bot.menu_button,
        "chat_action": action(chat),
        "answers": list(chat.answers),
        "pinned": chat.pinned,
    }


def action(chat: Chat) -> str | None:
    """Return the present chat action, None when there is none."""
    if chat.action is None or time.monotonic() - chat.action[1] > ACTION_SECONDS:
        return None
    return chat.action[0]


def bot_view(bot: Bot) -> JsonObject:
    """Return a Bot."""
    return {
        "id": bot.id,
        "username": bot.username,
        "first_name": bot.as_user()["first_name"],
        "token": bot.token,
        "commands": bot.commands.get("default/", []),
        "description": bot.names.get(("description", ""), ""),
        "short_description": bot.names.get(("short_description", ""), ""),
        "webhook": webhook_info(bot),
    }


def webhook_info(bot: Bot) -> JsonObject:
    """Return the Bot API's WebhookInfo."""
    webhook = bot.webhook
    info: JsonObject = {
        "url": webhook.url,
        "has_custom_certificate": webhook.certificate,
        "pending_update_count": len(bot.updates),
    }
    if webhook.url:
        info["max_connections"] = webhook.max_connections
        info["ip_address"] = "127.0.0.1"
    if webhook.last_error:
        info["last_error_date"], info["last_error_message"] = webhook.last_error
    if bot.updates.allowed:
        info["allowed_updates"] = sorted(bot.updates.allowed)
    return info


def _origin(origin: JsonObject | None) -> str | None:
    if origin is None:
        return None
    sender = origin.get("sender_user")
    if sender is None:
        return str(origin.get("sender_user_name", ""))
    return " ".join(filter(None, (sender["first_name"], sender.get("last_name"))))


def _iso(unix: int) -> str:
    return datetime.fromtimestamp(unix, UTC).isoformat()
