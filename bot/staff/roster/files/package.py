"""Opens the package of a workbook (ECMA-376 part 2): finds its parts and parses their XML, within limits.

Part names are compared without case, and a backslash is a slash: spreadsheet programs do the same. XML with a document
type, which allows entities, is not parsed. Every error of a parser becomes a refusal.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from xml.parsers import expat

from bot.errors import InputRefused
from bot.staff.roster.rows import MEBIBYTE, Limits, RosterTooLargeRefused, RosterUnreadableRefused

Attributes = dict[str, str]
_CHUNK = 65_536
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # ISO/IEC 29500-2, 7.2


class LocalNames(dict[str, str]):
    """Gives the local name of an element or attribute, which may have a prefix: workbooks may use any."""

    def __missing__(self, name: str) -> str:
        """Return the name without its prefix."""
        local = self[name] = name.rpartition(":")[2]
        return local


class Part:
    """A reader of one part's XML. A subclass overrides what it wants to know; `done` ends the reading early."""

    def __init__(self) -> None:
        self.done = False
        self.names = LocalNames()

    def start(self, name: str, attributes: Attributes) -> None:
        """Handle the start of an element."""

    def end(self, name: str) -> None:
        """Handle the end of an element."""

    def text(self, text: str) -> None:
        """Handle text."""

    def attribute(self, attributes: Attributes, local: str) -> str:
        """Return an attribute by its local name, empty where there is none."""
        return next((value for name, value in attributes.items() if self.names[name] == local), "")


class Package:
    """A workbook's package. No part is unpacked before it is read."""

    def __init__(self, archive: zipfile.ZipFile, limits: Limits) -> None:
        self._archive = archive
        self._parts = {_plain(info.filename): info for info in reversed(archive.infolist())}
        _weigh(archive.infolist(), limits)

    def __contains__(self, name: str) -> bool:
        """Return whether there is a part of this name."""
        return _plain(name) in self._parts

    def names(self) -> list[str]:
        """Return the names of all parts, in lower case."""
        return sorted(self._parts)

    def size(self, name: str) -> int:
        """Return the unpacked size of a part; 0 if there is none."""
        return self._parts[_plain(name)].file_size if name in self else 0

    def read(self, name: str, part: Part) -> None:
        """Parse a part, if there is one."""
        for _ in self.reading(name, part):
            pass

    def reading(self, name: str, part: Part) -> Iterator[None]:
        """Parse a part piece by piece; yields after each."""
        if name not in self:
            return
        with _refusing():
            parser = _parser(part)
            with self._archive.open(self._parts[_plain(name)]) as stream:
                while not part.done and (chunk := stream.read(_CHUNK)):
                    parser.Parse(chunk, False)
                    yield
                if not part.done:
                    parser.Parse(b"", True)
                    yield


@contextmanager
def open_package(content: bytes, limits: Limits) -> Iterator[Package]:
    """Open a package. Raises `RosterUnreadableRefused` and `RosterTooLargeRefused`."""
    with _refusing():
        archive = zipfile.ZipFile(io.BytesIO(content))
        package = Package(archive, limits)
    with archive:
        yield package


def resolve(base: str, target: str) -> str:
    """Return the name of the part that a relationship of the part `base` points to."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(base), target.replace("\\", "/"))).lstrip("/")


def unescape(text: str) -> str:
    """Return a text without a workbook's escapes for control characters (ECMA-376 part 1, 22.9.2.19)."""
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) if "_x" in text else text


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _weigh(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Check the declared sizes; zipfile never unpacks more of a part than it declares."""
    if len(parts) > limits.parts or sum(part.file_size for part in parts) > limits.unpacked_bytes:
        raise RosterTooLargeRefused(megabytes=limits.unpacked_bytes // MEBIBYTE)
    if any(part.compress_type not in _PACKINGS for part in parts):
        raise RosterUnreadableRefused


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except (InputRefused, MemoryError):
        raise
    except Exception as error:  # a hostile file can make zipfile and expat raise anything
        raise RosterUnreadableRefused from error


def _parser(part: Part) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_document_type
    _handle(parser, part)
    return parser


def _handle(parser: expat.XMLParserType, part: Part) -> None:
    """Set only the handlers that the part overrides: each costs a call for every element of a million rows."""
    kind = type(part)
    if kind.start is not Part.start:
        parser.StartElementHandler = part.start
    if kind.end is not Part.end:
        parser.EndElementHandler = part.end
    if kind.text is not Part.text:
        parser.CharacterDataHandler = part.text


def _refuse_document_type(*_: object) -> None:
    raise RosterUnreadableRefused
