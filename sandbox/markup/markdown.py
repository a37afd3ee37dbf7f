"""Parsing the Bot API's MarkdownV2 style into text and entities. Errors have Telegram's wording.

Source: Bot API, "Formatting options", MarkdownV2 style. Offsets and lengths are in UTF-16 code units;
byte offsets in errors are of the UTF-8 source.
"""

import re
from dataclasses import dataclass, field

from sandbox.encoding import JsonObject, utf16_length
from sandbox.errors import ApiError, bad_request

MARKS = {"*": "bold", "_": "italic", "__": "underline", "~": "strikethrough", "||": "spoiler"}
MARK = re.compile(r"__|\|\||[*_~]")
NAMES = {kind: kind.capitalize() for kind in (*MARKS.values(), "code", "pre", "blockquote")}
ESCAPABLE = range(1, 127)  # the characters that a backslash takes literally
RESERVED = frozenset("_*[]()~`>#+-=|{}.!")
IN_CODE = re.compile(r"\\([`\\])")
IN_LINK = re.compile(r"((?:[^)\\]|\\.)*)\)", re.DOTALL)
FENCE = re.compile(r"```(?:(\w[\w+#-]*)\n|\n)?((?:[^`\\]|\\.|`(?!``))*)```", re.DOTALL)
CODE = re.compile(r"`((?:[^`\\]|\\.)*)`", re.DOTALL)
QUOTE = re.compile(r"(?:\*\*)?>")
QUOTE_END = "||\n"


@dataclass(slots=True)
class _Open:
    """An open mark: the source offset where it stands, and the offset at which its text starts."""

    mark: str
    at: int
    start: int


@dataclass(slots=True)
class _Parser:
    source: str
    position: int = 0
    text: list[str] = field(default_factory=list)
    length: int = 0
    opened: list[_Open] = field(default_factory=list)
    entities: list[JsonObject] = field(default_factory=list)
    quote: _Open | None = None

    def error(self, why: str) -> ApiError:
        return bad_request(f"can't parse entities: {why}")

    def put(self, piece: str, taken: int) -> None:
        self.text.append(piece)
        self.length += utf16_length(piece)
        self.position += taken

    def add(self, start: int, kind: str, **more: str) -> None:
        if self.length > start:
            self.entities.append({"type": kind, "offset": start, "length": self.length - start, **more})

    def run(self) -> tuple[str, list[JsonObject]]:
        while self.position < len(self.source):
            self.at_line_start()
            if self.position < len(self.source):
                self.one()
        self.end_quote("blockquote")
        if self.opened:
            opened = self.opened[-1]
            raise self.cannot_end("link" if opened.mark in "[![" else MARKS[opened.mark], opened.at)
        return "".join(self.text), self.entities

    def cannot_end(self, kind: str, at: int) -> ApiError:
        offset = len(self.source[:at].encode())
        return self.error(f"Can't find end of {NAMES.get(kind, 'a URL')} entity at byte offset {offset}")

    def at_line_start(self) -> None:
        """Begin, continue or end a block quotation where a line begins."""
        if self.position and self.source[self.position - 1] != "\n":
            return
        found = QUOTE.match(self.source, self.position)
        if found is None:
            self.end_quote("blockquote")
            return
        if self.quote is None or len(found[0]) > 1:
            self.end_quote("blockquote")
            self.quote = _Open(">", self.position, self.length)
        self.position = found.end()

    def end_quote(self, kind: str) -> None:
        if self.quote is not None:
            self.add(self.quote.start, kind)
            self.quote = None

    def one(self) -> None:
        character = self.source[self.position]
        following = self.source[self.position + 1 : self.position + 2]
        mark = MARK.match(self.source, self.position)
        if character == "\\" and following and ord(following) in ESCAPABLE:
            self.put(following, 2)
        elif character == "`":
            self.code()
        elif character == "[" or (character == "!" and following == "["):
            self.open("[" if character == "[" else "![")
        elif character == "]" and self.opened and self.opened[-1].mark in {"[", "!["}:
            self.link()
        elif self.quote and (self.source + "\n").startswith(QUOTE_END, self.position) and not self.is_open("||"):
            self.position += 2
            self.end_quote("expandable_blockquote")
        elif mark:
            self.close(mark[0]) if self.is_open(mark[0]) else self.open(mark[0])
        else:
            self.plain(character)

    def plain(self, character: str) -> None:
        if character in RESERVED:
            raise self.error(f"Character '{character}' is reserved and must be escaped with the preceding '\\'")
        self.put(character, 1)

    def is_open(self, mark: str) -> bool:
        return any(opened.mark == mark for opened in self.opened)

    def open(self, mark: str) -> None:
        self.opened.append(_Open(mark, self.position, self.length))
        self.position += len(mark)

    def close(self, mark: str) -> None:
        opened = self.opened.pop()
        if opened.mark != mark:
            raise self.cannot_end(MARKS.get(opened.mark, "link"), opened.at)
        self.position += len(mark)
        self.add(opened.start, MARKS[mark])

    def code(self) -> None:
        fence = FENCE.match(self.source, self.position)
        found = fence or CODE.match(self.source, self.position)
        if found is None:
            fenced = self.source.startswith("```", self.position)
            raise self.cannot_end("pre" if fenced else "code", self.position)
        start, language = self.length, fence[1] if fence else None
        self.put(IN_CODE.sub(r"\1", found[found.lastindex or 1]), len(found[0]))
        self.add(start, "pre" if fence else "code", **({"language": language} if language else {}))

    def link(self) -> None:
        opened = self.opened.pop()
        self.position += 1
        url = IN_LINK.match(self.source, self.position + 1) if self.source.startswith("(", self.position) else None
        if url is None:
            raise self.cannot_end("link", opened.at)
        self.position = url.end()
        target = re.sub(r"\\(.)", r"\1", url[1])
        if opened.mark == "![":
            self.add(opened.start, "custom_emoji", custom_emoji_id=target.rpartition("id=")[2])
        elif "." in target or ":" in target:
            self.add(opened.start, "text_link", url=target)


def parse_markdown(source: str) -> tuple[str, list[JsonObject]]:
    """Return the plain text and its entities in order of their offsets; ApiError 400 when it cannot be parsed."""
    text, entities = _Parser(source).run()
    return text, sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))
