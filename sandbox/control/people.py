"""People and their chats: who there is, what their phones show."""

import time
from urllib.parse import quote

from aiohttp import web

from sandbox.control.desk import answer, body_of, bot_in, chat_in, message_in, number_in, wait_in, whole
from sandbox.state import views
from sandbox.state.bots import Bot
from sandbox.state.chats import Chat
from sandbox.state.people import Person
from sandbox.state.world import World
from sandbox.wire import ControlRefused, JsonObject

TEXTS = ("first_name", "last_name", "username", "language_code", "phone")
OPENED_IN_PLACE = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif", "application/pdf", "text/plain"})
FLAGS = ("keeps_history", "deactivated")


class PeopleRoutes:
    """Handlers for people and chats."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Give the routes."""
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
        """Everything a page needs to begin."""
        world = self._world
        bot = bot_in(world, request)
        return answer(
            {
                "sequence": world.events.sequence,
                "bots": [views.bot_view(one) for one in world.bots.values()],
                "people": self._people(bot),
                "clock": world.clock.view(),
                "limits": world.pace.view(),
                "faults": world.faults.view(),
                "pending": {str(one.id): len(one.updates) for one in world.bots.values()},
            }
        )

    async def on_people(self, request: web.Request) -> web.Response:
        """Everybody."""
        return answer({"people": self._people(bot_in(self._world, request))})

    async def on_add(self, request: web.Request) -> web.Response:
        """Somebody new."""
        body = await body_of(request)
        facts = _facts(body)
        if not facts.get("first_name"):
            raise ControlRefused(400, "a person needs a first_name")
        person_id = whole(body, "id") if "id" in body else self._world.free_person_id()
        if person_id in self._world.people:
            raise ControlRefused(409, f"there is a person {person_id} already")
        person = Person(person_id, **facts)
        self._world.add_person(person)
        chat = bot_in(self._world, request).chat_with(person)
        self._world.tell_of_person(chat)
        return answer(views.person(chat))

    async def on_change(self, request: web.Request) -> web.Response:
        """Another name, language, phone."""
        _, chat = chat_in(self._world, request)
        for name, value in _facts(await body_of(request)).items():
            setattr(chat.person, name, value)
        self._world.tell_of_person(chat)
        return answer(views.person(chat))

    async def on_chat(self, request: web.Request) -> web.Response:
        """A whole chat."""
        bot, chat = chat_in(self._world, request)
        return answer(views.chat_view(self._world.events.sequence, bot, chat))

    async def on_changes(self, request: web.Request) -> web.Response:
        """What changed in a chat, waiting for it if need be."""
        bot, chat = chat_in(self._world, request)
        after, events = int(number_in(request, "after")), self._world.events
        deadline = time.monotonic() + wait_in(request)
        while not _changed(chat, after):
            if not await events.wait_beyond(events.sequence, deadline - time.monotonic()):
                break
        return answer(views.chat_view(events.sequence, bot, chat, after))

    async def on_message(self, request: web.Request) -> web.Response:
        """One message, deleted or not."""
        _, chat = chat_in(self._world, request)
        number = request.match_info["message"]
        message = chat.messages.get(int(number)) if number.isdecimal() else None
        return answer(views.message(chat, message or message_in(chat, number)))

    async def on_file(self, request: web.Request) -> web.Response:
        """A file's bytes, as a phone opens it."""
        stored = self._world.files.find(request.match_info["file_id"])
        if stored is None:
            raise ControlRefused(404, "there is no such file")
        response = web.Response(body=stored.content, content_type=stored.mime_type)
        response.headers["X-Content-Type-Options"] = "nosniff"
        if "download" in request.query or stored.mime_type not in OPENED_IN_PLACE:
            name = quote(stored.name or "photo.jpg")
            response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
        return response


def _changed(chat: Chat, after: int) -> bool:
    answered = any(answer["sequence"] > after for answer in chat.answers)
    return answered or any(one.revision > after for one in chat.messages.values())


def _facts(body: JsonObject) -> JsonObject:
    facts: JsonObject = {}
    for name, value in body.items():
        if _is_fact(name, value):
            facts[name] = value
        elif name != "id":
            raise ControlRefused(400, f"{name} is unknown or of a wrong type")
    return facts


def _is_fact(name: str, value: object) -> bool:
    if name in FLAGS:
        return isinstance(value, bool)
    return name in TEXTS and (isinstance(value, str) or (value is None and name in {"last_name", "username"}))
