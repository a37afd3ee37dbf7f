"""Every kind of notice, and the conversion from a stored kind to its dataclass.

It stands above the feature packages because it names the notices of all of them.
"""

from collections.abc import Mapping
from typing import Any, Final, get_args

from bot.checkpoint.notices import CheckpointNotice
from bot.notices.content import LetterContent, NoticeContent, NoticeDecodeError, decode_content
from bot.passes.notices import PassesNotice
from bot.signing.notices import DocumentOverdue, PersonUnreached, RecipientUnreached, RequestOverdue, SigningNotice
from bot.staff.notices import DeleteMessage, StaffNotice

WordedNotice = SigningNotice | PassesNotice | CheckpointNotice | StaffNotice
"""The notices that people read."""

AnyNotice = WordedNotice | DeleteMessage

KINDS: Final[Mapping[str, type[NoticeContent]]] = {each.kind: each for each in get_args(AnyNotice)}

LETTER_KINDS: Final = frozenset(kind for kind, each in KINDS.items() if issubclass(each, LetterContent))
"""The kinds sent as a letter when Telegram cannot deliver them."""

_ONCE_ONE_KIND: Final[Mapping[str, tuple[str, type[NoticeContent]]]] = {
    RequestOverdue.kind: ("waiting", DocumentOverdue),
    PersonUnreached.kind: ("document_id", RecipientUnreached),
}
"""Two kinds that shared one name in earlier databases: the fact by which the second is recognised."""


def decode_notice(kind: str, facts: Mapping[str, Any] | None) -> NoticeContent:
    """Return the content of a stored notice; NoticeDecodeError for an unknown kind or facts that do not match it."""
    content_type = KINDS.get(kind)
    if content_type is None:
        raise NoticeDecodeError(f"unknown kind {kind!r}")
    fact, other_type = _ONCE_ONE_KIND.get(kind, ("", content_type))
    return decode_content(other_type if facts and fact in facts else content_type, facts)


def worded(content: NoticeContent) -> WordedNotice:
    """Return the content of a notice that people read; TypeError for any other."""
    if not isinstance(content, WordedNotice):
        raise TypeError(f"{content.kind!r} is not read by people")
    return content
