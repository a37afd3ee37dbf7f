"""Updates that Telegram's own apps never send, but a modified client or a network fault may."""

import itertools
import time

from handlers.callbacks import OfDialogue

PREFIXES = {one.__prefix__ for one in OfDialogue.__subclasses__()}
_numbers = itertools.count(900_000)


def user(actor, **more):
    phone = actor.phone.json
    found = {"id": phone["id"], "is_bot": False, "first_name": phone["first_name"], "language_code": actor.language}
    return found | more


def private_chat(actor):
    return {"id": actor.phone.id, "type": "private", "first_name": actor.phone.json["first_name"]}


def message(actor, *, chat=None, sender=None, **content):
    """A message with any content; `chat` and `sender` stand for the person's own."""
    return {
        "message_id": next(_numbers),
        "date": int(time.time()),
        "chat": chat or private_chat(actor),
        "from": sender or user(actor),
        **content,
    }


def wrote(actor, **content):
    return {"message": message(actor, **content)}


def blocked(actor):
    """Telegram says that the person blocked the bot."""
    robot = {"id": 1000000001, "is_bot": True, "first_name": "Countersign"}
    change = {
        "chat": private_chat(actor),
        "from": user(actor),
        "date": int(time.time()),
        "old_chat_member": {"user": robot, "status": "member"},
        "new_chat_member": {"user": robot, "status": "kicked", "until_date": 0},
    }
    return {"my_chat_member": change}


def typed(actor, text):
    """A text; commands are marked as Telegram marks them."""
    content = {"text": text}
    if text.startswith("/"):
        content["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]
    return wrote(actor, **content)


def tapped(actor, data, *, on=None, **more):
    """A press with any data on a message that may exist or not."""
    under = on.raw if on is not None else None
    query = {"id": str(next(_numbers)), "from": user(actor), "chat_instance": "1", "data": data}
    if under is not None:
        query["message"] = under
    return {"callback_query": query | more}


async def open_mark(sandbox, actor):
    """The mark of the question that is open to a person, as their client sees it; else of their last press."""
    for message in reversed(await actor.phone.messages()):
        buttons = [one.get("callback_data", "") for row in message.json["buttons"] for one in row]
        marks = [data.split(":")[1] for data in buttons if data.split(":")[0] in PREFIXES]
        if marks:
            return marks[0]
    presses = [one for one in await sandbox.updates() if one.get("callback_query", {}).get("from") == user(actor)]
    return f"{presses[-1]['update_id'] % 16**7:x}" if presses else ""


def remarked(data, mark):
    """A button's data with the mark of an open question, where it belongs to a question."""
    prefix, _, rest = data.partition(":")
    return f"{prefix}:{mark}" + "".join(rest.partition(":")[1:]) if prefix in PREFIXES else data
