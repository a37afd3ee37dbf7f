"""Judging a file in a worker process: only there pyHanko is imported, because it is heavy."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.qualified.judgement import Judgement
from bot.qualified.trust.models import TrustedList


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file as somebody sent it."""

    name: str
    data: bytes = field(repr=False)


def judge_file(
    given: NamedFile, document: NamedFile | None, lists: Sequence[TrustedList], now: datetime
) -> tuple[Judgement, ...]:
    """Judge every signature in a file, as `bot.qualified.judging.judge` does."""
    from bot.qualified.judging import judge  # noqa: PLC0415 - see above

    return judge(given, document, lists, now)


def judge_about(
    given: NamedFile, document: NamedFile, lists: Sequence[TrustedList], now: datetime
) -> tuple[Judgement, ...]:
    """Judge the signatures in a file that are about exactly this document, a PDF, in whatever form; none may be."""
    from bot.qualified.judging import judge_pdf_order  # noqa: PLC0415 - see above

    return judge_pdf_order(given, document, lists, now)


def needs_document(data: bytes) -> bool:
    """Return whether a file is a signature that belongs to a document beside it."""
    from bot.qualified.judging import is_detached  # noqa: PLC0415 - see above

    return is_detached(data)
