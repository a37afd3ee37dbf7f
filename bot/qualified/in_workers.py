"""Judging a file in a worker process: only there pyHanko is imported, because it is heavy."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from bot.qualified.judgement import Judgement
from bot.qualified.trust.models import TrustedList

if TYPE_CHECKING:
    from bot.qualified.signatures.digests import Digests, LongDigest


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file as somebody sent it."""

    name: str
    data: bytes = field(repr=False)


def judge_file(
    given: NamedFile,
    document: NamedFile | None,
    lists: Sequence[TrustedList],
    now: datetime,
    digests: "Digests | None" = None,
) -> tuple[Judgement, ...]:
    """Judge every signature in a file, as `bot.qualified.judging.judge` does."""
    from bot.qualified.judging import judge  # noqa: PLC0415 - see above

    return judge(given, document, lists, now, digests or {})


def find_long_digests(given: NamedFile, document: NamedFile | None) -> "tuple[LongDigest, ...]":
    """Return the digests that take long to compute, as `bot.qualified.judging.long_digests` does."""
    from bot.qualified.judging import long_digests  # noqa: PLC0415 - see above

    return long_digests(given, document)


def judge_about(
    given: NamedFile,
    document: NamedFile,
    lists: Sequence[TrustedList],
    now: datetime,
    digests: "Digests | None" = None,
) -> tuple[Judgement, ...]:
    """Judge the signatures in a file that are about exactly this document, in whatever form; none may be."""
    from bot.qualified.judging import judge_document  # noqa: PLC0415 - see above

    return judge_document(given, document, lists, now, digests or {})


def needs_document(data: bytes) -> bool:
    """Return whether a file is a signature that belongs to a document beside it."""
    from bot.qualified.judging import is_detached  # noqa: PLC0415 - see above

    return is_detached(data)
