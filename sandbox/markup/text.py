"""Text of a message as the server makes it: parsed, trimmed, measured, links and commands found."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sandbox.markup.html import parse_html
from sandbox.wire import JsonObject, bad_request, utf16_length

MAX_TEXT = 4096  # Bot API sendMessage: 1-4096 characters after entities parsing
MAX_CAPTION = 1024  # Bot API sendPhoto: 0-1024 characters after entities parsing
MAX_ENTITIES = 100
FOUND = re.compile(
    r"(?P<url>(?:https?://|tg://|www\.)[^\s<>\"]+[^\s<>\".,;:!?)\]}]|\b(?:t\.me|telegram\.me)/[\w/?=&\-+%#]+)"
    r"|(?P<email>\b[\w.+\-]+@[\w\-]+\.[\w.\-]*\w)"
    r"|(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/]))"
    r"|(?P<mention>(?<![\w@/])@[A-Za-z][A-Za-z0-9_]{3,31})"
    r"|(?P<hashtag>(?<![\w#])#\w*[^\W\d]\w*)"
    r"|(?P<phone_number>(?<![\w+])\+\d[\d \-()]{8,16}\d)"
)
HINTS = re.compile(r"[/@#+]|www\.")  # nothing is found without one of these, and most texts have none
SOLID = frozenset({"code", "pre", "text_link", "custom_emoji"})


@dataclass(frozen=True, slots=True)
class Formatted:
    """Plain text and its entities in the Bot API's shape."""

    text: str
    entities: list[JsonObject]


def formatted(source: str, parse_mode: str | None, entities: list[JsonObject] | None) -> Formatted:
    """Make the text of a message from what a call says, or refuse with 400."""
    mode = (parse_mode or "").lower()
    if mode == "html":
        text, marked = parse_html(source)
    elif mode in {"markdown", "markdownv2"}:
        raise bad_request("the sandbox parses HTML alone; parse_mode Markdown is not served")
    elif mode:
        raise bad_request("unsupported parse_mode")
    else:
        text, marked = source, list(entities or [])
    _check_bounds(text, marked)
    return with_found(trimmed(text, marked))


def _check_bounds(text: str, entities: list[JsonObject]) -> None:
    whole = utf16_length(text)
    for entity in entities:
        offset, length = int(entity["offset"]), int(entity["length"])
        if offset < 0 or length < 0 or offset + length > whole:
            raise bad_request("can't parse entities: entity beginning or end is outside of the text")


def trimmed(text: str, entities: list[JsonObject]) -> Formatted:
    """Cut white space at both ends, as the server does; entities move along."""
    text = text.replace("\r", "").replace("\x00", "")
    kept = text.strip()
    lead = utf16_length(text[: len(text) - len(text.lstrip())])
    whole = utf16_length(kept)
    moved: list[JsonObject] = []
    for entity in entities:
        start = max(int(entity["offset"]) - lead, 0)
        end = min(int(entity["offset"]) + int(entity["length"]) - lead, whole)
        if end > start:
            moved.append({**entity, "offset": start, "length": end - start})
    return Formatted(kept, moved[:MAX_ENTITIES])


def with_found(given: Formatted) -> Formatted:
    """Add what the server finds by itself: links, addresses, commands, mentions, hashtags."""
    found = [entity for entity in _find(given.text) if not _covered(entity, given.entities)]
    if not found:
        return given
    entities = sorted([*given.entities, *found], key=lambda entity: (int(entity["offset"]), -int(entity["length"])))
    return Formatted(given.text, entities[:MAX_ENTITIES])


def _find(text: str) -> Iterator[JsonObject]:
    if not HINTS.search(text):
        return
    for match in FOUND.finditer(text):
        offset = utf16_length(text[: match.start()])
        yield {"type": match.lastgroup, "offset": offset, "length": utf16_length(match[0])}


def _covered(entity: JsonObject, entities: list[JsonObject]) -> bool:
    start, end = entity["offset"], entity["offset"] + entity["length"]
    return any(
        other["type"] in SOLID and int(other["offset"]) < end and start < int(other["offset"]) + int(other["length"])
        for other in entities
    )


def message_text(source: str, parse_mode: str | None, entities: list[JsonObject] | None) -> Formatted:
    """Make a message's text: 1-4096 characters."""
    made = formatted(source, parse_mode, entities)
    if not made.text:
        raise bad_request("message text is empty")
    if utf16_length(made.text) > MAX_TEXT:
        raise bad_request("message is too long")
    return made


def caption_text(source: str, parse_mode: str | None, entities: list[JsonObject] | None) -> Formatted:
    """Make a caption: 0-1024 characters."""
    made = formatted(source, parse_mode, entities)
    if utf16_length(made.text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    return made
