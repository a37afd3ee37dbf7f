"""What people do with files: photos as Telegram's apps send them, files untouched, another phone photographed."""

import asyncio
import secrets

from aiohttp import BodyPartReader, web

from sandbox.camera import Look, photograph
from sandbox.control import acting
from sandbox.control.desk import answer, body_of, chat_in, chat_with, message_in
from sandbox.methods.attachments import document_fields, keep_document, keep_photo, photo_fields
from sandbox.schema import Upload
from sandbox.state import views
from sandbox.state.bots import Bot
from sandbox.state.chats import Chat, Message
from sandbox.state.files import Files, StoredFile
from sandbox.state.world import World
from sandbox.wire import ApiRefused, ControlRefused, JsonObject

MAX_FILES = 10
MAX_CAPTION = 1024
LOOKS = ("blur", "turn", "perspective", "dim", "noise", "scale", "seed")


class PictureRoutes:
    """Handlers for everything done with files."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Give the routes."""
        return [
            web.post("/sandbox/people/{person}/sends-photos", self.on_sends_photos),
            web.post("/sandbox/people/{person}/sends-files", self.on_sends_files),
            web.post("/sandbox/people/{person}/photographs", self.on_photographs),
        ]

    async def on_sends_photos(self, request: web.Request) -> web.Response:
        """One photo, or several as an album."""
        bot, chat = chat_in(self._world, request)
        uploads, caption = await _read_files(request)
        return self._send(bot, chat, [await photo_of(self._world.files, one.content) for one in uploads], caption)

    async def on_sends_files(self, request: web.Request) -> web.Response:
        """One file, or several as an album."""
        bot, chat = chat_in(self._world, request)
        uploads, caption = await _read_files(request)
        files = self._world.files
        contents = [document_fields(files, await keep_document(files, one)) for one in uploads]
        return self._send(bot, chat, contents, caption)

    async def on_photographs(self, request: web.Request) -> web.Response:
        """Photograph what another phone (or this one) shows."""
        bot, chat = chat_in(self._world, request)
        body = await body_of(request)
        shown = message_in(chat_with(self._world, bot, body.get("of")), body.get("message_id"))
        picture = self._picture_of(shown)
        try:
            look = Look(**{name: body[name] for name in LOOKS if name in body})
            seen = await asyncio.to_thread(photograph, picture.content, look)
        except (TypeError, ValueError, OSError) as wrong:
            raise ControlRefused(400, f"cannot be photographed: {wrong}") from None
        return self._send(bot, chat, [await self._as_sent(seen, body)], str(body.get("caption", "")))

    async def _as_sent(self, seen: bytes, body: JsonObject) -> JsonObject:
        files = self._world.files
        if not body.get("as_file"):
            return await photo_of(files, seen)
        return document_fields(files, await keep_document(files, Upload("file", "IMG_0001.jpg", seen)))

    def _picture_of(self, message: Message) -> StoredFile:
        raw = message.shown
        shown = raw["photo"][-1] if "photo" in raw else raw.get("document")
        stored = self._world.files.find(shown["file_id"]) if shown else None
        if stored is None or not stored.mime_type.startswith("image/"):
            raise ControlRefused(409, f"message {message.id} shows no picture")
        return stored

    def _send(self, bot: Bot, chat: Chat, contents: list[JsonObject], caption: str) -> web.Response:
        before = self._world.events.sequence
        album = {"media_group_id": str(secrets.randbelow(10**17) + 10**16)} if len(contents) > 1 else {}
        if caption:
            contents = [{**contents[0], "caption": caption[:MAX_CAPTION]}, *contents[1:]]
        sent = [acting.writes(self._world, bot, chat, {**album, **content}) for content in contents]
        shown = [views.message(chat, message) for message in sent]
        return answer({"sequence": before, "message": shown[0], "messages": shown})


async def photo_of(files: Files, content: bytes) -> JsonObject:
    """Do to a photo what Telegram's apps and servers do; refuse what a phone would not take for one."""
    try:
        return photo_fields(files, await keep_photo(files, content))
    except ApiRefused as refused:
        raise ControlRefused(
            409, f"this cannot be sent as a photo ({refused.description}); send it as a file"
        ) from None


async def _read_files(request: web.Request) -> tuple[list[Upload], str]:
    if not request.content_type.startswith("multipart/"):
        raise ControlRefused(400, "the files are expected as multipart/form-data")
    uploads: list[Upload] = []
    caption = ""
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            raise ControlRefused(400, "nested multipart is not expected")
        content = bytes(await part.read())
        if part.filename is not None:
            kind = part.headers.get("Content-Type", "")
            uploads.append(Upload(part.name or "", part.filename, content, kind))
        elif part.name == "caption":
            caption = content.decode()
    if not 1 <= len(uploads) <= MAX_FILES:
        raise ControlRefused(400, f"1 to {MAX_FILES} files are expected, {len(uploads)} came")
    return uploads, caption
