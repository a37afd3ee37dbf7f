"""Updates that Telegram's own apps never send, but a modified client or a network fault may."""

import itertools
import time

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
