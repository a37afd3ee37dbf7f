"""Files in calls: an upload or a file id told before, as the content fields of a message, within the limits."""

import asyncio

from sandbox import pictures
from sandbox.methods.asked import Asked
from sandbox.schema import Upload
from sandbox.state.files import Files, StoredFile
from sandbox.wire import ApiRefused, JsonObject, bad_request

MAX_PHOTO = 10 * 1024 * 1024  # Bot API sendPhoto
MAX_DOCUMENT = 50 * 1024 * 1024  # Bot API sendDocument
THUMBNAILED = 20 * 1024 * 1024  # larger documents are not looked into for a preview


def too_large() -> ApiRefused:
    """413, as Telegram's front says it."""
    return ApiRefused(413, "Request Entity Too Large")


async def photo_content(asked: Asked, reference: str) -> JsonObject:
    """Give ``photo``: the sizes, smallest first."""
    upload = _uploaded(asked, reference)
    if upload is None:
        family = asked.world.files.family(_told(asked, reference, "photo"))
    else:
        if len(upload.content) > MAX_PHOTO:
            raise bad_request("file is too big")
        pictures.check_photo(upload.content)
        family = await keep_photo(asked.world.files, upload.content)
    return photo_fields(asked.world.files, family)


async def keep_photo(files: Files, content: bytes) -> tuple[StoredFile, ...]:
    """Make a picture's sizes off the event loop and keep them."""
    pictures.measure(content)
    made = await asyncio.to_thread(pictures.sizes, content)
    family = tuple(
        files.keep("photo", one.content, mime_type="image/jpeg", size=(one.width, one.height)) for one in made
    )
    files.relate(family)
    return family


def photo_fields(files: Files, family: tuple[StoredFile, ...]) -> JsonObject:
    """Shape a photo for a message."""
    return {"photo": [{**files.tell(size), "width": size.width, "height": size.height} for size in family]}


async def document_content(asked: Asked, reference: str) -> JsonObject:
    """Give ``document``."""
    upload = _uploaded(asked, reference)
    if upload is None:
        stored = _told(asked, reference, "document")
    else:
        if len(upload.content) > MAX_DOCUMENT:
            raise too_large()
        stored = await keep_document(asked.world.files, upload)
    return document_fields(asked.world.files, stored)


async def keep_document(files: Files, upload: Upload) -> StoredFile:
    """Keep a file as it is; a picture gets a preview."""
    stored = files.keep("document", upload.content, upload.file_name, _type_of(upload))
    if stored.mime_type.startswith("image/") and len(upload.content) <= THUMBNAILED:
        small = await asyncio.to_thread(pictures.thumbnail, upload.content)
        if small is not None:
            preview = files.keep("thumbnail", small.content, mime_type="image/jpeg", size=(small.width, small.height))
            files.relate((stored, preview))
    return stored


def document_fields(files: Files, stored: StoredFile) -> JsonObject:
    """Shape a document for a message."""
    told: JsonObject = {**files.tell(stored), "mime_type": stored.mime_type}
    if stored.name:
        told["file_name"] = stored.name
    family = files.family(stored)
    if len(family) > 1:
        small = {**files.tell(family[1]), "width": family[1].width, "height": family[1].height}
        told["thumbnail"] = small
    return {"document": told}


def _type_of(upload: Upload) -> str:
    """Trust the name rather than the part's header: Telegram does."""
    named = "." in upload.file_name
    return "" if named else upload.content_type


def _uploaded(asked: Asked, reference: str) -> Upload | None:
    upload = asked.parts.get(reference)
    if upload is not None and not upload.content:
        raise bad_request("file must be non-empty")
    return upload


def _told(asked: Asked, file_id: str, kind: str) -> StoredFile:
    if file_id.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    stored = asked.world.files.find(file_id)
    if stored is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if stored.kind != kind:
        raise bad_request(f"can't use file of type {stored.kind.capitalize()} as {kind.capitalize()}")
    return stored
