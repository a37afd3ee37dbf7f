"""Actions with files: sending photos as Telegram's apps do, sending files, photographing another phone."""

import asyncio
import secrets

from aiohttp import BodyPartReader, web

from sandbox.camera import CameraSettings, photograph, scan
from sandbox.control import phone
from sandbox.control.requests import body_of, chat_in, chat_with, message_in, respond
from sandbox.encoding import JsonObject
from sandbox.errors import ApiError, ControlError
from sandbox.methods.attachments import document_fields, photo_fields, store_document, store_photo
from sandbox.schema import Upload
from sandbox.state import views
from sandbox.state.bots import Bot
from sandbox.state.chats import Chat, Message
from sandbox.state.files import Files, StoredFile
from sandbox.state.world import World

MAX_FILES = 10
MAX_CAPTION = 1024
CAMERA_SETTINGS = ("blur", "turn", "perspective", "dim", "noise", "scale", "seed")


class FileRoutes:
    """Handlers of actions with files."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Return the routes."""
        return [
            web.post("/sandbox/people/{person}/sends-photos", self.on_sends_photos),
            web.post("/sandbox/people/{person}/sends-files", self.on_sends_files),
            web.post("/sandbox/people/{person}/photographs", self.on_photographs),
            web.post("/sandbox/people/{person}/scans", self.on_scans),
        ]

    async def on_sends_photos(self, request: web.Request) -> web.Response:
        """Send one photo, or several as an album."""
        bot, chat = chat_in(self._world, request)
        uploads, caption = await _read_files(request)
        return self._send(bot, chat, [await photo_of(self._world.files, one.content) for one in uploads], caption)

    async def on_sends_files(self, request: web.Request) -> web.Response:
        """Send one file, or several as an album."""
        bot, chat = chat_in(self._world, request)
        uploads, caption = await _read_files(request)
        files = self._world.files
        contents = [document_fields(files, await store_document(files, one)) for one in uploads]
        return self._send(bot, chat, contents, caption)

    async def on_photographs(self, request: web.Request) -> web.Response:
        """Photograph the picture of a message in another phone, or in the same one."""
        bot, chat = chat_in(self._world, request)
        body = await body_of(request)
        shown = message_in(chat_with(self._world, bot, body.get("of")), body.get("message_id"))
        picture = self._picture_of(shown)
        try:
            settings = CameraSettings(**{name: body[name] for name in CAMERA_SETTINGS if name in body})
            photo = await asyncio.to_thread(photograph, picture.content, settings)
        except (TypeError, ValueError, OSError) as error:
            raise ControlError(400, f"cannot be photographed: {error}") from None
        return self._send(bot, chat, [await self._content_of(photo, body)], str(body.get("caption", "")))

    async def on_scans(self, request: web.Request) -> web.Response:
        """Read the code in the picture of a message, as the camera of a phone does; sends nothing."""
        bot, _ = chat_in(self._world, request)
        body = await body_of(request)
        shown = message_in(chat_with(self._world, bot, body.get("of")), body.get("message_id"))
        text = await asyncio.to_thread(scan, self._picture_of(shown).content)
        if not text:
            raise ControlError(409, f"the picture of message {shown.id} shows no code")
        return respond({"sequence": self._world.events.sequence, "message": None, "text": text})

    async def _content_of(self, photo: bytes, body: JsonObject) -> JsonObject:
        files = self._world.files
        if not body.get("as_file"):
            return await photo_of(files, photo)
        return document_fields(files, await store_document(files, Upload("file", "IMG_0001.jpg", photo)))

    def _picture_of(self, message: Message) -> StoredFile:
        raw = message.shown
        shown = raw["photo"][-1] if "photo" in raw else raw.get("document")
        stored = self._world.files.by_file_id(shown["file_id"]) if shown else None
        if stored is None or not stored.mime_type.startswith("image/"):
            raise ControlError(409, f"message {message.id} shows no picture")
        return stored

    def _send(self, bot: Bot, chat: Chat, contents: list[JsonObject], caption: str) -> web.Response:
        before = self._world.events.sequence
        album = {"media_group_id": str(secrets.randbelow(10**17) + 10**16)} if len(contents) > 1 else {}
        if caption:
            contents = [{**contents[0], "caption": caption[:MAX_CAPTION]}, *contents[1:]]
        sent = [phone.send(self._world, bot, chat, {**album, **content}) for content in contents]
        shown = [views.message(chat, message) for message in sent]
        return respond({"sequence": before, "message": shown[0], "messages": shown})


async def photo_of(files: Files, content: bytes) -> JsonObject:
    """Recompress and store a photo as Telegram's apps and servers do; ControlError when it is not a photo."""
    try:
        return photo_fields(files, await store_photo(files, content))
    except ApiError as error:
        raise ControlError(409, f"this cannot be sent as a photo ({error.description}); send it as a file") from None


async def _read_files(request: web.Request) -> tuple[list[Upload], str]:
    if not request.content_type.startswith("multipart/"):
        raise ControlError(400, "the files are expected as multipart/form-data")
    uploads: list[Upload] = []
    caption = ""
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            raise ControlError(400, "nested multipart is not expected")
        content = bytes(await part.read())
        if part.filename is not None:
            kind = part.headers.get("Content-Type", "")
            uploads.append(Upload(part.name or "", part.filename, content, kind))
        elif part.name == "caption":
            caption = content.decode()
    if not 1 <= len(uploads) <= MAX_FILES:
        raise ControlError(400, f"1 to {MAX_FILES} files are expected, {len(uploads)} came")
    return uploads, caption
