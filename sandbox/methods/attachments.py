"""Photos and documents in calls: from an upload or an earlier file id to the fields of a message."""

import asyncio

from sandbox import images
from sandbox.encoding import JsonObject
from sandbox.errors import bad_request, too_large
from sandbox.methods.call import Call
from sandbox.schema import Upload
from sandbox.state.files import Files, StoredFile

MAX_PHOTO = 10 * 1024 * 1024  # Bot API sendPhoto
MAX_DOCUMENT = 50 * 1024 * 1024  # Bot API sendDocument
MAX_PREVIEWED = 20 * 1024 * 1024  # larger documents get no preview


async def photo_content(call: Call, reference: str) -> JsonObject:
    """Return the field ``photo``: the sizes, smallest first."""
    upload = _uploaded(call, reference)
    if upload is None:
        sizes = call.world.files.variants(_known_file(call, reference, "photo"))
    else:
        if len(upload.content) > MAX_PHOTO:
            raise bad_request("file is too big")
        images.check_photo(upload.content)
        sizes = await store_photo(call.world.files, upload.content)
    return photo_fields(call.world.files, sizes)


async def store_photo(files: Files, content: bytes) -> tuple[StoredFile, ...]:
    """Store a photo in all its sizes, which are computed off the event loop."""
    images.measure(content)
    pictures = await asyncio.to_thread(images.sizes, content)
    sizes = tuple(
        files.add("photo", one.content, mime_type="image/jpeg", size=(one.width, one.height)) for one in pictures
    )
    files.link(sizes)
    return sizes


def photo_fields(files: Files, sizes: tuple[StoredFile, ...]) -> JsonObject:
    """Return the message fields of a photo."""
    return {"photo": [{**files.new_ids(size), "width": size.width, "height": size.height} for size in sizes]}


async def document_content(call: Call, reference: str) -> JsonObject:
    """Return the field ``document``."""
    upload = _uploaded(call, reference)
    if upload is None:
        stored = _known_file(call, reference, "document")
    else:
        if len(upload.content) > MAX_DOCUMENT:
            raise too_large()
        stored = await store_document(call.world.files, upload)
    return document_fields(call.world.files, stored)


async def store_document(files: Files, upload: Upload) -> StoredFile:
    """Store a file unchanged; a picture gets a preview."""
    stored = files.add("document", upload.content, upload.file_name, _mime_type(upload))
    if stored.mime_type.startswith("image/") and len(upload.content) <= MAX_PREVIEWED:
        small = await asyncio.to_thread(images.thumbnail, upload.content)
        if small is not None:
            preview = files.add("thumbnail", small.content, mime_type="image/jpeg", size=(small.width, small.height))
            files.link((stored, preview))
    return stored


def document_fields(files: Files, stored: StoredFile) -> JsonObject:
    """Return the message fields of a document."""
    fields: JsonObject = {**files.new_ids(stored), "mime_type": stored.mime_type}
    if stored.name:
        fields["file_name"] = stored.name
    for preview in files.variants(stored)[1:]:
        fields["thumbnail"] = {**files.new_ids(preview), "width": preview.width, "height": preview.height}
    return {"document": fields}


def _mime_type(upload: Upload) -> str:
    """Return the type of the part's header, or "" when the type follows from the name, which Telegram prefers."""
    return "" if "." in upload.file_name else upload.content_type


def _uploaded(call: Call, reference: str) -> Upload | None:
    upload = call.uploads.get(reference)
    if upload is not None and not upload.content:
        raise bad_request("file must be non-empty")
    return upload


def _known_file(call: Call, file_id: str, kind: str) -> StoredFile:
    if file_id.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    stored = call.world.files.by_file_id(file_id)
    if stored is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if stored.kind != kind:
        raise bad_request(f"can't use file of type {stored.kind.capitalize()} as {kind.capitalize()}")
    return stored
