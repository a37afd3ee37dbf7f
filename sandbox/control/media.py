"""Messages of people that are neither text, photo, file nor contact: voice, video, sticker, location and the like."""

from collections.abc import Callable
from typing import Final

from aiohttp import web

from sandbox.control import phone
from sandbox.control.requests import body_of, chat_in, number, respond
from sandbox.encoding import JsonObject
from sandbox.errors import ControlError
from sandbox.state import views
from sandbox.state.files import Files
from sandbox.state.world import World

MAX_CAPTION = 1024
SECONDS = 3
SIDE = 480
SAMPLE = b"a sample recording of the sandbox"
CAPTIONED = frozenset({"voice", "video", "animation", "audio"})
RECORDED: Final[dict[str, tuple[str, JsonObject]]] = {
    "voice": ("audio/ogg", {"duration": SECONDS}),
    "audio": ("audio/mpeg", {"duration": SECONDS, "file_name": "audio.mp3"}),
    "video": ("video/mp4", {"duration": SECONDS, "width": SIDE, "height": SIDE, "file_name": "video.mp4"}),
    "video_note": ("video/mp4", {"duration": SECONDS, "length": SIDE}),
    "animation": ("video/mp4", {"duration": SECONDS, "width": SIDE, "height": SIDE, "file_name": "animation.mp4"}),
    "sticker": (
        "image/webp",
        {"type": "regular", "width": SIDE, "height": SIDE, "is_animated": False, "is_video": False, "emoji": "👍"},
    ),
}
WITHOUT_TYPE = frozenset({"video_note", "sticker"})  # the Bot API tells no MIME type of these


class MediaRoutes:
    """The handler of `sends-media`."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Return the routes."""
        return [web.post("/sandbox/people/{person}/sends-media", self.on_sends_media)]

    async def on_sends_media(self, request: web.Request) -> web.Response:
        """Send a voice message, a video, a sticker or another medium."""
        bot, chat = chat_in(self._world, request)
        body = await body_of(request)
        kind = str(body.get("kind", ""))
        if kind not in KINDS:
            raise ControlError(400, f"there is no medium {kind}; there are {', '.join(KINDS)}")
        content = KINDS[kind](self._world.files, body)
        if kind in CAPTIONED and body.get("caption"):
            content["caption"] = str(body["caption"])[:MAX_CAPTION]
        before = self._world.events.sequence
        message = phone.send(self._world, bot, chat, content)
        return respond({"sequence": before, "message": views.message(chat, message)})


def _recorded(kind: str) -> Callable[[Files, JsonObject], JsonObject]:
    mime_type, facts = RECORDED[kind]

    def fields(files: Files, _: JsonObject) -> JsonObject:
        stored = files.add(kind, SAMPLE, str(facts.get("file_name", "")), mime_type)
        medium = {**files.new_ids(stored), **facts, **({} if kind in WITHOUT_TYPE else {"mime_type": mime_type})}
        # An animation is also a document, for programs that are older than animations (Bot API, Message).
        also = {"document": _as_document(medium)} if kind == "animation" else {}
        return {kind: medium, **also}

    return fields


def _as_document(medium: JsonObject) -> JsonObject:
    names = ("file_id", "file_unique_id", "file_size", "file_name", "mime_type")
    return {name: medium[name] for name in names}


def _location(_: Files, body: JsonObject) -> JsonObject:
    """Return the fields of a location, by default in the middle of Kyiv."""
    return {
        "location": {"latitude": number(body, "latitude", 50.45), "longitude": number(body, "longitude", 30.52)},
    }


def _dice(_: Files, __: JsonObject) -> JsonObject:
    return {"dice": {"emoji": "🎲", "value": 1}}


KINDS: Final[dict[str, Callable[[Files, JsonObject], JsonObject]]] = {
    **{kind: _recorded(kind) for kind in RECORDED},
    "location": _location,
    "dice": _dice,
}
