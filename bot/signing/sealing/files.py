"""Files as people send them: which can be finished, how, and why others are refused.

A file that `bot.signing.sealing.in_workers.check_pdf` accepts can be finished later. A PDF gets its sheet as further
pages, in an incremental update. Where that would break something it carries (approval signatures, a certification
against changes, restricted rights) or is not safe (two cross-reference tables, bytes before its header), it is attached
to its sheet instead, untouched: an appended page would break each earlier signature for every validator.
"""

from dataclasses import dataclass

from bot.errors import InputRefused
from bot.signing.records.manifest import Carrying

PDF = "application/pdf"


class FileEmptyRefused(InputRefused):
    """The file has no bytes."""


class PdfDamagedRefused(InputRefused):
    """The file claims to be a PDF, and cannot be read as one."""


class PdfEncryptedRefused(InputRefused):
    """The PDF opens with a password only, which its readers would not have."""


class PdfXfaRefused(InputRefused):
    """The PDF is an XFA form: a program inside it makes what it shows, and most readers show none of it."""


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """What was found in a PDF that can be finished; `version` as in ``1.7``."""

    pages: int
    version: str
    carrying: Carrying


def is_pdf(data: bytes) -> bool:
    """Return whether the bytes have a PDF header, in the first kibibyte (ISO 32000-2, annex I)."""
    return b"%PDF-" in data[:1024]
