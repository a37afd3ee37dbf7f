"""Actions of people: each is a POST under ``/sandbox/people/{id}/``."""

import re
import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

from aiohttp import web

from sandbox.control import phone
from sandbox.control.requests import body_of, chat_in, chat_with, integer, message_in, query_wait, respond
from sandbox.control.web_apps import launch
from sandbox.encoding import JsonObject
from sandbox.errors import ControlError
from sandbox.methods.forwarding import content_of, origin_of
from sandbox.state import views
from sandbox.state.bots import Bot
from sandbox.state.chats import Chat, Message
from sandbox.state.world import World

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")  # Bot API, "Deep linking"


class ActionRoutes:
    """Handlers of actions without files."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Return the routes."""
        actions = {
            "opens": self.on_opens,
            "sends": self.on_sends,
            "taps": self.on_taps,
            "shares-contact": self.on_shares_contact,
            "forwards": self.on_forwards,
            "edits": self.on_edits,
            "deletes": self.on_deletes,
            "blocks": self.on_blocks,
            "unblocks": self.on_unblocks,
        }
        routes = [web.post(f"/sandbox/people/{{person}}/{name}", handler) for name, handler in actions.items()]
        return [*routes, web.get("/sandbox/callbacks/{query}", self.on_callback)]

    def _done(self, before: int, chat: Chat, message: Message | None = None, **more: Any) -> web.Response:  # noqa: ANN401 - JSON
        shown = views.message(chat, message) if message else None
        return respond({"sequence": before, "message": shown, **more})

    async def on_opens(self, request: web.Request) -> web.Response:
        """Open a deep link and press Start."""
        bot, chat = chat_in(self._world, request)
        payload = payload_of(str((await body_of(request)).get("link", "")), bot)
        before = self._world.events.sequence
        phone.set_blocked(self._world, bot, chat, blocked=False)
        text = f"/start {payload}" if payload else "/start"
        return self._done(before, chat, phone.send(self._world, bot, chat, phone.text_content(text)))

    async def on_sends(self, request: web.Request) -> web.Response:
        """Send a text."""
        bot, chat = chat_in(self._world, request)
        body = await body_of(request)
        before = self._world.events.sequence
        reply_to = phone.reply_to(chat, body["reply_to"]) if body.get("reply_to") else {}
        content = {**reply_to, **phone.text_content(str(body.get("text", "")))}
        return self._done(before, chat, phone.send(self._world, bot, chat, content))

    async def on_taps(self, request: web.Request) -> web.Response:
        """Press a button of a message or of the keyboard below the chat."""
        bot, chat = chat_in(self._world, request)
        body = await body_of(request)
        before = self._world.events.sequence
        found = None if "keyboard" in body else find_button(chat, body)
        if found is not None:
            return self._done(before, chat, **self._press(bot, chat, *found))
        key = find_key(chat, str(body.get("keyboard", body.get("button", ""))))
        if views.key_kind(key) == "web_app":  # such a page is told nothing about who opened it
            return self._done(before, chat, web_app={"url": key["web_app"]["url"], "init_data": ""})
        return self._done(before, chat, self._press_key(bot, chat, key))

    def _press(self, bot: Bot, chat: Chat, message: Message, button: JsonObject) -> JsonObject:
        if "callback_data" in button:
            query = phone.tap_button(self._world, bot, chat, message, button["callback_data"])
            return {"callback_query_id": query}
        if "url" in button:
            return {"url": button["url"]}
        if "copy_text" in button:
            return {"copy_text": button["copy_text"]["text"]}
        if "web_app" in button:
            return {"web_app": launch(self._world, bot, chat, button["web_app"]["url"])}
        raise ControlError(409, f"the button {button['text']} does nothing here")

    def _press_key(self, bot: Bot, chat: Chat, key: JsonObject) -> Message:
        kind = views.key_kind(key)
        if kind == "text":
            content = phone.text_content(key["text"])
        elif kind == "contact":
            content = {**phone.reply_to(chat, chat.reply_keyboard_of), "contact": contact_of(chat, {})}
        else:
            raise ControlError(409, f"the key {key['text']} asks for something the sandbox does not have")
        message = phone.send(self._world, bot, chat, content)
        phone.hide_one_time_keyboard(self._world, bot, chat)
        return message

    async def on_shares_contact(self, request: web.Request) -> web.Response:
        """Share a contact: the person's own, another person's, or one without an account."""
        bot, chat = chat_in(self._world, request)
        body = await body_of(request)
        before = self._world.events.sequence
        of = chat_with(self._world, bot, body["of"]) if "of" in body else chat
        message = phone.send(self._world, bot, chat, {"contact": contact_of(of, body)})
        phone.hide_one_time_keyboard(self._world, bot, chat)
        return self._done(before, chat, message)

    async def on_forwards(self, request: web.Request) -> web.Response:
        """Forward a message of this person's chat, or of another person's chat."""
        bot, chat = chat_in(self._world, request)
        body = await body_of(request)
        before = self._world.events.sequence
        source = message_in(chat_with(self._world, bot, body.get("from", chat.person.id)), body.get("message_id"))
        if source.shown.get("has_protected_content"):
            raise ControlError(409, "the message is protected and cannot be forwarded")
        origin = {"forward_origin": origin_of(source.shown), "forward_date": source.shown["date"]}
        return self._done(before, chat, phone.send(self._world, bot, chat, {**origin, **content_of(source)}))

    async def on_edits(self, request: web.Request) -> web.Response:
        """Edit a text of one's own."""
        bot, chat = chat_in(self._world, request)
        body = await body_of(request)
        before = self._world.events.sequence
        message = message_in(chat, body.get("message_id"))
        if not message.outgoing or "text" not in message.shown:
            raise ControlError(409, "only a text of one's own can be edited")
        kept = {name: value for name, value in message.shown.items() if name not in {"text", "entities"}}
        edited = {"edit_date": self._world.clock.unix(), **phone.text_content(str(body.get("text", "")))}
        message.shown = {**kept, **edited}
        self._world.publish_message("message_edited", bot, chat, message)
        bot.updates.add("edited_message", message.shown)
        return self._done(before, chat, message)

    async def on_deletes(self, request: web.Request) -> web.Response:
        """Delete a message from the chat; the bot gets no update."""
        bot, chat = chat_in(self._world, request)
        before = self._world.events.sequence
        message = message_in(chat, (await body_of(request)).get("message_id"))
        message.deleted = True
        self._world.publish_message("message_deleted", bot, chat, message)
        return self._done(before, chat, message)

    async def on_blocks(self, request: web.Request) -> web.Response:
        """Block the bot."""
        return self._membership(request, blocked=True)

    async def on_unblocks(self, request: web.Request) -> web.Response:
        """Unblock the bot."""
        return self._membership(request, blocked=False)

    def _membership(self, request: web.Request, *, blocked: bool) -> web.Response:
        bot, chat = chat_in(self._world, request)
        before = self._world.events.sequence
        phone.set_blocked(self._world, bot, chat, blocked=blocked)
        return self._done(before, chat, person=views.person(chat))

    async def on_callback(self, request: web.Request) -> web.Response:
        """Return the answer to a callback query; waits for it when asked to."""
        query_id = request.match_info["query"]
        found = [bot.queries[query_id] for bot in self._world.bots.values() if query_id in bot.queries]
        if not found:
            raise ControlError(404, f"there is no callback query {query_id}")
        events, seconds = self._world.events, query_wait(request)
        deadline = time.monotonic() + seconds
        while found[0].answer is None:
            if not await events.wait_for_newer(events.sequence, deadline - time.monotonic()):
                break
        return respond({"answer": found[0].answer})


def payload_of(link: str, bot: Bot) -> str:
    """Return the start payload of a deep link to this bot."""
    split = urlsplit(link if "://" in link else f"https://{link}")
    query = parse_qs(split.query, keep_blank_values=True)
    named = query.get("domain", [""])[0] if split.scheme == "tg" else split.path.strip("/")
    if named.lower() != bot.username.lower() or (split.scheme != "tg" and split.netloc not in {"t.me", "telegram.me"}):
        raise ControlError(409, f"the link {link} does not lead to @{bot.username}")
    payload = query.get("start", [""])[0]
    if not PAYLOAD.fullmatch(payload):
        raise ControlError(409, "a start payload has at most 64 characters of A-Z a-z 0-9 _ -")
    return payload


def find_button(chat: Chat, body: JsonObject) -> tuple[Message, JsonObject] | None:
    """Find an inline button by row and column, or by text in one message or in the newest message that has it."""
    if "row" in body:
        message = message_in(chat, body.get("message_id"))
        if integer(body, "row") < 0 or integer(body, "column") < 0:
            raise ControlError(400, "rows and columns are counted from 0")
        try:
            return message, message.buttons[integer(body, "row")][integer(body, "column")]
        except IndexError:
            raise ControlError(409, f"message {message.id} has no button there") from None
    text = str(body.get("button", ""))
    if "message_id" in body:
        found = _button_of(message_in(chat, body["message_id"]), text)
        if found is None:
            raise ControlError(409, f"message {body['message_id']} has no button {text}")
        return found
    newest_first = [message for message in reversed(chat.messages.values()) if not message.deleted]
    return next((found for message in newest_first if (found := _button_of(message, text))), None)


def _button_of(message: Message, text: str) -> tuple[Message, JsonObject] | None:
    button = _matching([button for row in message.buttons for button in row], text)
    return (message, button) if button else None


def find_key(chat: Chat, text: str) -> JsonObject:
    """Find a button of the keyboard below the chat."""
    rows = chat.reply_keyboard["keyboard"] if chat.reply_keyboard else []
    key = _matching([key for row in rows for key in row], text)
    if key is None:
        raise ControlError(409, f"{chat.person.name} sees no button {text}")
    return key


def _matching(buttons: list[JsonObject], text: str) -> JsonObject | None:
    """Return the button with exactly this text, or the first that contains it."""
    equal = [button for button in buttons if button["text"] == text]
    containing = [button for button in buttons if text and text in button["text"]]
    return next(iter(equal + containing), None)


def contact_of(of: Chat, body: JsonObject) -> JsonObject:
    """Return a person's Contact; values in the body replace its own."""
    person = of.person
    contact: JsonObject = {"phone_number": person.phone, "first_name": person.first_name}
    if person.last_name:
        contact["last_name"] = person.last_name
    if body.get("with_user_id", True):
        contact["user_id"] = person.id
    for name in ("phone_number", "first_name", "last_name", "user_id"):
        if name in body:
            contact[name] = body[name]
    if not contact["phone_number"]:
        raise ControlError(409, f"{person.name} has no phone number")
    return contact
