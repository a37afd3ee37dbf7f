"""Files as Telegram keeps them: immutable, with one file_unique_id and any number of file ids."""

import itertools
import mimetypes
import secrets
import zlib
from dataclasses import dataclass

from sandbox.encoding import JsonObject

UNKNOWN_TYPE = "application/octet-stream"
FOLDERS = {
    "photo": "photos", "document": "documents", "thumbnail": "thumbnails", "voice": "voice", "audio": "music",
    "video": "videos", "video_note": "video_notes", "animation": "animations", "sticker": "stickers",
}  # fmt: skip
SUFFIXES = {
    "photo": ".jpg", "thumbnail": ".jpg", "voice": ".oga", "audio": ".mp3", "video": ".mp4", "video_note": ".mp4",
    "animation": ".mp4", "sticker": ".webp",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file; `kind` is a key of `FOLDERS`; only pictures have a width and a height."""

    unique_id: str
    kind: str
    content: bytes
    name: str
    mime_type: str
    path: str
    width: int = 0
    height: int = 0


class Files:
    """All files of the sandbox. Every message gets new file ids, as with Telegram; all of them remain valid."""

    def __init__(self) -> None:
        self._by_unique_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}
        self._variants: dict[str, tuple[StoredFile, ...]] = {}
        self._ids = itertools.count(1)

    def add(
        self, kind: str, content: bytes, name: str = "", mime_type: str = "", size: tuple[int, int] = (0, 0)
    ) -> StoredFile:
        """Store a file; its MIME type is guessed from its name when not given."""
        unique_id = secrets.token_hex(8)
        mime = mime_type or mimetypes.guess_type(name)[0] or UNKNOWN_TYPE
        path = f"{FOLDERS[kind]}/file_{len(self._by_path)}{SUFFIXES.get(kind) or _suffix(name)}"
        stored = StoredFile(unique_id, kind, content, name, mime, path, *size)
        self._by_unique_id[unique_id] = stored
        self._by_path[path] = stored
        return stored

    def link(self, variants: tuple[StoredFile, ...]) -> None:
        """Link the sizes of one photo, or a document and its preview."""
        for stored in variants:
            self._variants[stored.unique_id] = variants

    def variants(self, stored: StoredFile) -> tuple[StoredFile, ...]:
        """Return all files linked to this one, and this one among them."""
        return self._variants.get(stored.unique_id, (stored,))

    def new_ids(self, stored: StoredFile) -> JsonObject:
        """Return a new ``file_id``, with the ``file_unique_id`` and the ``file_size`` of every Bot API file."""
        body = f"{stored.kind[0].upper()}{stored.unique_id}{next(self._ids):x}"
        return {
            "file_id": f"{body}-{_checksum(body)}",
            "file_unique_id": stored.unique_id,
            "file_size": len(stored.content),
        }

    def by_file_id(self, file_id: str) -> StoredFile | None:
        """Return the file with this file id, None for an unknown id."""
        body, dash, checksum = file_id.partition("-")
        if not dash or checksum != _checksum(body):
            return None
        return self._by_unique_id.get(body[1:17])

    def by_path(self, path: str) -> StoredFile | None:
        """Return the file with this ``file_path``."""
        return self._by_path.get(path)


def _checksum(body: str) -> str:
    return f"{zlib.crc32(body.encode()):08x}"


def _suffix(name: str) -> str:
    _, dot, suffix = name.rpartition(".")
    return f".{suffix.lower()}" if dot and suffix.isascii() and suffix.isalnum() else ""
