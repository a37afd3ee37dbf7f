"""Messages as a phone shows them, with their buttons, photos and documents. They are snapshots and do not change."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from sandbox.client.control_api import Json

Fetch = Callable[[str], Awaitable[bytes]]


@dataclass(frozen=True, slots=True)
class Photo:
    """The largest size of a photo."""

    file_id: str
    url: str
    width: int
    height: int
    file_size: int


@dataclass(frozen=True, slots=True)
class Document:
    """A document in a chat."""

    file_id: str
    url: str
    name: str
    mime_type: str
    file_size: int


@dataclass(frozen=True, slots=True)
class Message:
    """One message in one phone. `json` is the control API's Message, `raw` is the Bot API's."""

    json: Json
    fetch: Fetch

    @property
    def id(self) -> int:
        """The message id."""
        return int(self.json["message_id"])

    @property
    def person_id(self) -> int:
        """The person in whose chat it is."""
        return int(self.json["person_id"])

    @property
    def text(self) -> str:
        """Plain text or caption."""
        return str(self.json["text"])

    @property
    def html(self) -> str:
        """The text as safe HTML."""
        return str(self.json["html"])

    @property
    def kind(self) -> str:
        """One of the kinds of content of the control API: text, photo, document, contact, voice… (docs/sandbox.md)."""
        return str(self.json["kind"])

    @property
    def outgoing(self) -> bool:
        """Whether the person sent it."""
        return bool(self.json["outgoing"])

    @property
    def deleted(self) -> bool:
        """Whether it was deleted."""
        return bool(self.json["deleted"])

    @property
    def edited(self) -> bool:
        """Whether it was edited."""
        return self.json["edited_at"] is not None

    @property
    def protected(self) -> bool:
        """Whether it cannot be forwarded or saved."""
        return bool(self.json["protect_content"])

    @property
    def revision(self) -> int:
        """The sequence of its last change."""
        return int(self.json["revision"])

    @property
    def raw(self) -> Json:
        """The Bot API's Message, as the bot sees it."""
        raw: Json = self.json["raw"]
        return raw

    @property
    def buttons(self) -> list[str]:
        """The texts of the inline buttons, row by row in one list."""
        return [button["text"] for row in self.json["buttons"] for button in row]

    @property
    def rows(self) -> list[list[Json]]:
        """The inline keyboard: rows of ``{"text", "kind", "callback_data"?, "url"?…}``."""
        rows: list[list[Json]] = self.json["buttons"]
        return rows

    def button(self, text: str) -> Json:
        """Return the first button whose text contains `text`."""
        for row in self.rows:
            for button in row:
                if text in button["text"]:
                    return button
        raise LookupError(f"no button {text!r} among {self.buttons}")

    @property
    def links(self) -> list[str]:
        """The links of the message's buttons and text."""
        urls = [button["url"] for row in self.rows for button in row if "url" in button]
        units = self.text.encode("utf-16-le")
        for entity in self.json["entities"]:
            start, end = 2 * entity["offset"], 2 * (entity["offset"] + entity["length"])
            if entity["type"] == "text_link":
                urls.append(entity["url"])
            elif entity["type"] in {"url", "code"}:
                urls.append(units[start:end].decode("utf-16-le"))
        return [url for url in urls if "://" in url or url.startswith("t.me/")]

    @property
    def photo(self) -> Photo | None:
        """The photo, None when the message has none."""
        shown = self.json["photo"]
        names = ("file_id", "url", "width", "height", "file_size")
        return Photo(*(shown[name] for name in names)) if shown else None

    @property
    def file(self) -> Document | None:
        """The document, None when the message has none."""
        shown = self.json["document"]
        if not shown:
            return None
        name, mime = shown["file_name"] or "", shown["mime_type"] or ""
        return Document(shown["file_id"], shown["url"], name, mime, shown["file_size"])

    async def image(self) -> bytes:
        """Download the largest size of the photo, or a document that is a picture."""
        shown = self.json["photo"] or self.json["document"]
        if not shown:
            raise LookupError(f"message {self.id} shows no picture: {self.text!r}")
        return await self.fetch(shown["url"])

    async def document(self) -> bytes:
        """Download the document."""
        shown = self.json["document"]
        if not shown:
            raise LookupError(f"message {self.id} carries no document: {self.text!r}")
        return await self.fetch(shown["url"])

    def __str__(self) -> str:
        side = ">" if self.outgoing else "<"
        marks = [mark for mark, on in (("deleted", self.deleted), ("edited", self.edited)) if on]
        content = "" if self.kind == "text" else f"[{self.kind}{' ' + self.file.name if self.file else ''}] "
        keys = f"  {self.buttons}" if self.buttons else ""
        return f"{side} #{self.id} {content}{self.text!r}{keys}{' (' + ', '.join(marks) + ')' if marks else ''}"
