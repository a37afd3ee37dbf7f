"""The contents of notices: a frozen dataclass for each kind, and its form in the database.

A feature package defines its kinds in its module ``notices.py``; `bot.notice_kinds` lists them all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final, TypeVar

from pydantic import TypeAdapter, ValidationError


@dataclass(frozen=True, slots=True)
class NoticeContent:
    """Base class of contents: `kind` names the class in the database, fields are stored under their aliases.

    Rows written by earlier versions must stay readable, so neither a kind nor an alias ever changes its meaning.
    """

    kind: ClassVar[str]


@dataclass(frozen=True, slots=True)
class LetterContent(NoticeContent):
    """Base class of contents sent by e-mail or SMS when Telegram cannot deliver them.

    `letter_text` is the id of the letter's text.
    """

    letter_text: ClassVar[str]


class FileLetterContent(NoticeContent):
    """Base class of contents with a finished file, which people who sign at a kiosk are sent by e-mail.

    `letter_text` is the id of the letter's text. The fields of the file stand in the class of the content.
    """

    __slots__ = ()

    letter_text: ClassVar[str]
    sha256: str
    file_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressContent(NoticeContent):
    """Base class of contents that replace the message `message_id`; None: sent as a new message."""

    message_id: int | None = None


class NoticeDecodeError(ValueError):
    """The stored facts do not match a known kind of notice. The message never contains the facts themselves."""


ContentT = TypeVar("ContentT", bound=NoticeContent)

_ADAPTERS: Final[dict[type[Any], TypeAdapter[Any]]] = {}
"""Built at the first use: all of them take a tenth of a second."""


def encode_content(content: NoticeContent) -> dict[str, Any]:
    """Return the facts to store as JSON; a field that is None is omitted."""
    facts: dict[str, Any] = _adapter(type(content)).dump_python(content, mode="json", by_alias=True, exclude_none=True)
    return facts


def decode_content(content_type: type[ContentT], facts: Mapping[str, Any] | None) -> ContentT:
    """Return the content that `encode_content` stored; NoticeDecodeError. Facts without a field are ignored."""
    try:
        return _adapter(content_type).validate_python(facts)
    except ValidationError:
        # The error quotes the facts, which may be personal data.
        raise NoticeDecodeError(f"facts do not fit {content_type.kind!r}") from None


def _adapter(content_type: type[ContentT]) -> TypeAdapter[ContentT]:
    if content_type not in _ADAPTERS:
        _ADAPTERS[content_type] = TypeAdapter(content_type)
    return _ADAPTERS[content_type]
