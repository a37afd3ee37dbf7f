"""Parsing the Bot API's HTML style into text and entities. Errors have Telegram's wording.

Source: Bot API, "Formatting options", HTML style. Offsets and lengths are in UTF-16 code units;
byte offsets in errors are of the UTF-8 source.
"""

import html
import re
import sys
from dataclasses import dataclass, field

from sandbox.encoding import JsonObject, utf16_length
from sandbox.errors import ApiError, bad_request

SIMPLE = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
}  # fmt: skip
KNOWN = frozenset({*SIMPLE, "a", "code", "pre", "blockquote", "span", "tg-emoji"})
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-z]{2,4}));?")
SURROGATES = range(0xD800, 0xE000)  # not characters
TAG_END = re.compile(r"[\s>/]")
ATTRIBUTE = re.compile(r"""\s*([^\s=>/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+))?""")


@dataclass(slots=True)
class _OpenTag:
    """An open tag and the offset at which its text starts."""

    name: str
    start: int
    attributes: dict[str, str]


@dataclass(slots=True)
class _Parser:
    source: str
    position: int = 0
    text: list[str] = field(default_factory=list)
    length: int = 0
    opened: list[_OpenTag] = field(default_factory=list)
    entities: list[JsonObject] = field(default_factory=list)

    def error(self, why: str, at: int) -> ApiError:
        offset = len(self.source[:at].encode())
        return bad_request(f"can't parse entities: {why.replace('@', f'at byte offset {offset}')}")

    def put(self, piece: str) -> None:
        self.text.append(piece)
        self.length += utf16_length(piece)

    def run(self) -> tuple[str, list[JsonObject]]:
        while self.position < len(self.source):
            character = self.source[self.position]
            if character == "&":
                self.reference()
            elif character == "<":
                self.end_tag() if self.source.startswith("</", self.position) else self.start_tag()
            else:
                self.plain()
        if self.opened:
            name = self.opened[-1].name
            raise bad_request(f"can't parse entities: Can't find end tag corresponding to start tag \"{name}\"")
        return "".join(self.text), self.entities

    def plain(self) -> None:
        ends = [end for end in (self.source.find("<", self.position), self.source.find("&", self.position)) if end >= 0]
        end = min(ends, default=len(self.source))
        self.put(self.source[self.position : end])
        self.position = end

    def reference(self) -> None:
        found = REFERENCE.match(self.source, self.position)
        character = _decode(found) if found else None
        if found is None or character is None:
            self.put("&")
            self.position += 1
        else:
            self.put(character)
            self.position = found.end()

    def start_tag(self) -> None:
        begin = self.position
        end_of_name = TAG_END.search(self.source, begin + 1)
        if end_of_name is None:
            raise self.error("Unclosed start tag @", begin)
        name = self.source[begin + 1 : end_of_name.start()].lower()
        if name not in KNOWN:
            raise self.error(f'Unsupported start tag "{name}" @', begin)
        self.position = end_of_name.start()
        attributes = self.attributes(begin)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise self.error('Tag "span" must have class "tg-spoiler" @', begin)
        self.opened.append(_OpenTag(name, self.length, attributes))

    def attributes(self, begin: int) -> dict[str, str]:
        found: dict[str, str] = {}
        while True:
            while self.position < len(self.source) and self.source[self.position].isspace():
                self.position += 1
            if self.position >= len(self.source):
                raise self.error("Unclosed start tag @", begin)
            if self.source[self.position] == ">":
                self.position += 1
                return found
            match = ATTRIBUTE.match(self.source, self.position)
            if match is None:
                raise self.error(f'Empty attribute name in the tag "{self.source[begin + 1]}" @', begin)
            self.position = match.end()
            found[match[1].lower()] = html.unescape((match[2] or "").strip("\"'"))

    def end_tag(self) -> None:
        begin = self.position
        end = self.source.find(">", begin)
        if end < 0:
            raise self.error("Unclosed end tag @", begin)
        if not self.opened:
            raise self.error("Unexpected end tag @", begin)
        name = self.source[begin + 2 : end].strip().lower()
        opened = self.opened.pop()
        if name not in {opened.name, ""}:
            raise self.error(f'Unmatched end tag @, expected "</{opened.name}>", found "</{name}>"', begin)
        self.position = end + 1
        self.close(opened)

    def close(self, opened: _OpenTag) -> None:
        length = self.length - opened.start
        entity = _entity(opened, "".join(self.text), self.opened) if length else None
        if entity is None:
            return
        placed = {"offset": opened.start, "length": length, **entity}
        inner = self.entities[-1] if self.entities else None
        if entity["type"] == "pre" and inner and inner["type"] == "code" and inner["length"] == length:
            self.entities[-1] = {**placed, **({"language": inner["language"]} if "language" in inner else {})}
        else:
            self.entities.append(placed)


def _decode(found: re.Match[str]) -> str | None:
    if found[3]:
        return NAMED.get(found[3])
    code = int(found[1]) if found[1] else int(found[2], 16)
    return chr(code) if 0 < code <= sys.maxunicode and code not in SURROGATES else None


def _entity(opened: _OpenTag, text: str, outer: list[_OpenTag]) -> JsonObject | None:
    """Return the entity of a closed tag, None for a tag that makes none."""
    name, attributes = opened.name, opened.attributes
    if name == "a":
        url = attributes.get("href") or text[_index_of(text, opened.start) :]
        return {"type": "text_link", "url": url} if "." in url or ":" in url else None
    if name == "blockquote":
        return {"type": "expandable_blockquote" if "expandable" in attributes else "blockquote"}
    if name == "tg-emoji":
        return {"type": "custom_emoji", "custom_emoji_id": attributes.get("emoji-id", "")}
    if name == "code":
        language = attributes.get("class", "").removeprefix("language-")
        inside_pre = bool(outer) and outer[-1].name == "pre" and bool(language)
        return {"type": "code", "language": language} if inside_pre else {"type": "code"}
    if name == "span":
        return {"type": "spoiler"}
    return {"type": SIMPLE.get(name, name)}


def _index_of(text: str, units: int) -> int:
    """Return the index in `text` of an offset in UTF-16 code units."""
    return len(text.encode("utf-16-le")[: 2 * units].decode("utf-16-le"))


def parse_html(source: str) -> tuple[str, list[JsonObject]]:
    """Return the plain text and its entities in order of their offsets; ApiError 400 when it cannot be parsed."""
    text, entities = _Parser(source).run()
    return text, sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))
