"""What a notice says: a frozen dataclass for each kind, and its form in the database.

A feature package defines its kinds in its module ``notices.py``; `bot.notice_kinds` lists them all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final, TypeVar

from pydantic import TypeAdapter, ValidationError


@dataclass(frozen=True, slots=True)
class NoticeContent:
    """Base class of what notices say: `kind` names the class in the database, fields are stored under their aliases.

    Rows written by earlier versions must stay readable, so neither a kind nor an alias ever changes its meaning.
    """

    kind: ClassVar[str]


@dataclass(frozen=True, slots=True)
class LetterContent(NoticeContent):
    """Base class of what goes by e-mail or SMS when Telegram cannot deliver it.

    `letter_text` is the id of the text that says in a letter what happened.
    """

    letter_text: ClassVar[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressContent(NoticeContent):
    """Base class of what is shown in place of the message `message_id`; None: in a new message."""

    message_id: int | None = None


class NoticeDecodeError(ValueError):
    """The stored facts are not those of a known kind of notice. The message never holds the facts themselves."""


ContentT = TypeVar("ContentT", bound=NoticeContent)

_ADAPTERS: Final[dict[type[Any], TypeAdapter[Any]]] = {}
"""Built when first wanted: all of them take a tenth of a second."""


def encode_content(content: NoticeContent) -> dict[str, Any]:
    """Return the facts to store as JSON; a field that is None is left out."""
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
