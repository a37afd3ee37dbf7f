"""Files as Telegram keeps them: never changed, found by any of their file ids, told apart by one file_unique_id."""

import mimetypes
import secrets
import zlib
from dataclasses import dataclass

from sandbox.wire import JsonObject

UNKNOWN_TYPE = "application/octet-stream"
FOLDERS = {"photo": "photos", "document": "documents", "thumbnail": "thumbnails"}


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file; `kind` is photo, document or thumbnail; width and height are of pictures alone."""

    unique_id: str
    kind: str
    content: bytes
    name: str
    mime_type: str
    path: str
    width: int = 0
    height: int = 0


class Files:
    """Every file of this sandbox. A file id is new each time it is told, as Telegram's may be; all stay good."""

    def __init__(self) -> None:
        self._by_unique_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}
        self._families: dict[str, tuple[StoredFile, ...]] = {}
        self._told = 0

    def keep(
        self, kind: str, content: bytes, name: str = "", mime_type: str = "", size: tuple[int, int] = (0, 0)
    ) -> StoredFile:
        """Store `content`; the type follows from the name when it is not said."""
        unique_id = secrets.token_hex(8)
        mime = mime_type or mimetypes.guess_type(name)[0] or UNKNOWN_TYPE
        ending = ".jpg" if kind != "document" else _ending(name)
        path = f"{FOLDERS[kind]}/file_{len(self._by_path)}{ending}"
        stored = StoredFile(unique_id, kind, content, name, mime, path, *size)
        self._by_unique_id[unique_id] = stored
        self._by_path[path] = stored
        return stored

    def relate(self, family: tuple[StoredFile, ...]) -> None:
        """Note that these are one thing in several sizes, or a document and its preview."""
        for stored in family:
            self._families[stored.unique_id] = family

    def family(self, stored: StoredFile) -> tuple[StoredFile, ...]:
        """Give all that belongs to one file, itself among them."""
        return self._families.get(stored.unique_id, (stored,))

    def tell(self, stored: StoredFile) -> JsonObject:
        """Give ``file_id``, ``file_unique_id`` and ``file_size`` as every Bot API file carries them."""
        self._told += 1
        body = f"{stored.kind[0].upper()}{stored.unique_id}{self._told:x}"
        return {
            "file_id": f"{body}-{_mark(body)}",
            "file_unique_id": stored.unique_id,
            "file_size": len(stored.content),
        }

    def find(self, file_id: str) -> StoredFile | None:
        """Give the file that any of its told ids names; None for an id that was never told."""
        body, dash, mark = file_id.partition("-")
        if not dash or mark != _mark(body):
            return None
        return self._by_unique_id.get(body[1:17])

    def at(self, path: str) -> StoredFile | None:
        """Give the file behind a ``file_path``."""
        return self._by_path.get(path)


def _mark(body: str) -> str:
    return f"{zlib.crc32(body.encode()):08x}"


def _ending(name: str) -> str:
    _, dot, ending = name.rpartition(".")
    return f".{ending.lower()}" if dot and ending.isascii() and ending.isalnum() else ""
