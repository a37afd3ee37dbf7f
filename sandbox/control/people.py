"""People and their chats."""

import time
from urllib.parse import quote

from aiohttp import web

from sandbox.control.requests import body_of, bot_in, chat_in, integer, message_in, query_number, query_wait, respond
from sandbox.encoding import JsonObject
from sandbox.errors import ControlError
from sandbox.state import views
from sandbox.state.bots import Bot
from sandbox.state.chats import Chat
from sandbox.state.people import Person
from sandbox.state.world import World

TEXT_FIELDS = ("first_name", "last_name", "username", "language_code", "phone")
DISPLAYED_TYPES = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif", "application/pdf", "text/plain"})
FLAG_FIELDS = ("keeps_history", "deactivated")


class PeopleRoutes:
    """Handlers of people and chats."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Return the routes."""
        return [
            web.get("/sandbox/state", self.on_state),
            web.get("/sandbox/people", self.on_people),
            web.post("/sandbox/people", self.on_add),
            web.patch("/sandbox/people/{person}", self.on_change),
            web.get("/sandbox/people/{person}/chat", self.on_chat),
            web.get("/sandbox/people/{person}/changes", self.on_changes),
            web.get("/sandbox/people/{person}/messages/{message}", self.on_message),
            web.get("/sandbox/files/{file_id}", self.on_file),
        ]

    def _people(self, bot: Bot) -> list[JsonObject]:
        return [views.person(bot.chat_with(person)) for person in self._world.people.values()]

    async def on_state(self, request: web.Request) -> web.Response:
        """Return what a page needs at its start."""
        world = self._world
        bot = bot_in(world, request)
        return respond(
            {
                "sequence": world.events.sequence,
                "bots": [views.bot_view(one) for one in world.bots.values()],
                "people": self._people(bot),
                "clock": world.clock.view(),
                "limits": world.rate_limits.view(),
                "faults": world.faults.view(),
                "pending": {str(one.id): len(one.updates) for one in world.bots.values()},
            }
        )

    async def on_people(self, request: web.Request) -> web.Response:
        """Return all people."""
        return respond({"people": self._people(bot_in(self._world, request))})

    async def on_add(self, request: web.Request) -> web.Response:
        """Add a person."""
        body = await body_of(request)
        fields = _fields(body)
        if not fields.get("first_name"):
            raise ControlError(400, "a person needs a first_name")
        person_id = integer(body, "id") if "id" in body else self._world.free_person_id()
        if person_id in self._world.people:
            raise ControlError(409, f"there is a person {person_id} already")
        person = Person(person_id, **fields)
        self._world.add_person(person)
        chat = bot_in(self._world, request).chat_with(person)
        self._world.publish_person(chat)
        return respond(views.person(chat))

    async def on_change(self, request: web.Request) -> web.Response:
        """Change a person."""
        _, chat = chat_in(self._world, request)
        for name, value in _fields(await body_of(request)).items():
            setattr(chat.person, name, value)
        self._world.publish_person(chat)
        return respond(views.person(chat))

    async def on_chat(self, request: web.Request) -> web.Response:
        """Return a chat."""
        bot, chat = chat_in(self._world, request)
        return respond(views.chat_view(self._world.events.sequence, bot, chat))

    async def on_changes(self, request: web.Request) -> web.Response:
        """Return the changes of a chat; waits for one when asked to."""
        bot, chat = chat_in(self._world, request)
        after, events = int(query_number(request, "after")), self._world.events
        deadline = time.monotonic() + query_wait(request)
        while not _changed(chat, after):
            if not await events.wait_for_newer(events.sequence, deadline - time.monotonic()):
                break
        return respond(views.chat_view(events.sequence, bot, chat, after))

    async def on_message(self, request: web.Request) -> web.Response:
        """Return a message, even a deleted one."""
        _, chat = chat_in(self._world, request)
        number = request.match_info["message"]
        message = chat.messages.get(int(number)) if number.isdecimal() else None
        return respond(views.message(chat, message or message_in(chat, number)))

    async def on_file(self, request: web.Request) -> web.Response:
        """Return the bytes of a file; types that a browser could run are served as attachments."""
        stored = self._world.files.by_file_id(request.match_info["file_id"])
        if stored is None:
            raise ControlError(404, "there is no such file")
        response = web.Response(body=stored.content, content_type=stored.mime_type)
        response.headers["X-Content-Type-Options"] = "nosniff"
        if "download" in request.query or stored.mime_type not in DISPLAYED_TYPES:
            name = quote(stored.name or "photo.jpg")
            response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
        return response


def _changed(chat: Chat, after: int) -> bool:
    answered = any(answer["sequence"] > after for answer in chat.answers)
    return answered or any(one.revision > after for one in chat.messages.values())


def _fields(body: JsonObject) -> JsonObject:
    fields: JsonObject = {}
    for name, value in body.items():
        if _is_field(name, value):
            fields[name] = value
        elif name != "id":
            raise ControlError(400, f"{name} is unknown or of a wrong type")
    return fields


def _is_field(name: str, value: object) -> bool:
    if name in FLAG_FIELDS:
        return isinstance(value, bool)
    return name in TEXT_FIELDS and (isinstance(value, str) or (value is None and name in {"last_name", "username"}))
