"""The text of a message as Telegram's server makes it: parsed, trimmed, measured, links and commands detected."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sandbox.encoding import JsonObject, utf16_length
from sandbox.errors import bad_request, not_simulated
from sandbox.markup.html import parse_html
from sandbox.markup.markdown import parse_markdown

MAX_TEXT = 4096  # Bot API sendMessage: 1-4096 characters after entities parsing
MAX_CAPTION = 1024  # Bot API sendPhoto: 0-1024 characters after entities parsing
MAX_ENTITIES = 100
DETECTED = re.compile(
    r"(?P<url>(?:https?://|tg://|www\.)[^\s<>\"]+[^\s<>\".,;:!?)\]}]|\b(?:t\.me|telegram\.me)/[\w/?=&\-+%#]+)"
    r"|(?P<email>\b[\w.+\-]+@[\w\-]+\.[\w.\-]*\w)"
    r"|(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/]))"
    r"|(?P<mention>(?<![\w@/])@[A-Za-z][A-Za-z0-9_]{3,31})"
    r"|(?P<hashtag>(?<![\w#])#\w*[^\W\d]\w*)"
    r"|(?P<phone_number>(?<![\w+])\+\d[\d \-()]{8,16}\d)"
)
HINTS = re.compile(r"[/@#+]|www\.")  # every detected entity contains one of these, and most texts contain none
EXCLUSIVE = frozenset({"code", "pre", "text_link", "custom_emoji"})


@dataclass(frozen=True, slots=True)
class FormattedText:
    """Plain text and its MessageEntity objects."""

    text: str
    entities: list[JsonObject]


def format_text(source: str, parse_mode: str | None, entities: list[JsonObject] | None) -> FormattedText:
    """Parse a text as the call says; ApiError 400 when it cannot be parsed."""
    mode = (parse_mode or "").lower()
    if mode == "html":
        text, parsed = parse_html(source)
    elif mode == "markdownv2":
        text, parsed = parse_markdown(source)
    elif mode == "markdown":
        raise not_simulated("parse_mode Markdown")
    elif mode:
        raise bad_request("unsupported parse_mode")
    else:
        text, parsed = source, list(entities or [])
    _check_offsets(text, parsed)
    return with_detected_entities(trimmed(text, parsed))


def _check_offsets(text: str, entities: list[JsonObject]) -> None:
    whole = utf16_length(text)
    for entity in entities:
        offset, length = int(entity["offset"]), int(entity["length"])
        if offset < 0 or length < 0 or offset + length > whole:
            raise bad_request("can't parse entities: entity beginning or end is outside of the text")


def trimmed(text: str, entities: list[JsonObject]) -> FormattedText:
    """Strip white space at both ends, as the server does, and move the entities."""
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
    return FormattedText(kept, moved[:MAX_ENTITIES])


def with_detected_entities(formatted: FormattedText) -> FormattedText:
    """Add the entities that the server detects: links, addresses, commands, mentions, hashtags."""
    detected = [entity for entity in _detect(formatted.text) if not _is_covered(entity, formatted.entities)]
    if not detected:
        return formatted
    entities = sorted(
        [*formatted.entities, *detected], key=lambda entity: (int(entity["offset"]), -int(entity["length"]))
    )
    return FormattedText(formatted.text, entities[:MAX_ENTITIES])


def _detect(text: str) -> Iterator[JsonObject]:
    if not HINTS.search(text):
        return
    for match in DETECTED.finditer(text):
        offset = utf16_length(text[: match.start()])
        yield {"type": match.lastgroup, "offset": offset, "length": utf16_length(match[0])}


def _is_covered(entity: JsonObject, entities: list[JsonObject]) -> bool:
    start, end = entity["offset"], entity["offset"] + entity["length"]
    return any(
        other["type"] in EXCLUSIVE
        and int(other["offset"]) < end
        and start < int(other["offset"]) + int(other["length"])
        for other in entities
    )


def message_text(source: str, parse_mode: str | None, entities: list[JsonObject] | None) -> FormattedText:
    """Parse the text of a message, 1-4096 characters."""
    formatted = format_text(source, parse_mode, entities)
    if not formatted.text:
        raise bad_request("message text is empty")
    if len(formatted.text) > MAX_TEXT:
        raise bad_request("message is too long")
    return formatted


def caption_text(source: str, parse_mode: str | None, entities: list[JsonObject] | None) -> FormattedText:
    """Parse a caption, 0-1024 characters."""
    formatted = format_text(source, parse_mode, entities)
    if len(formatted.text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    return formatted
