"""Files as people send them: which can be finished, how, and which are refused with the reason.

Promises that a file `check_pdf` takes can be finished later. Never changes a byte; never looks at what a page says.

A PDF gets its sheet as further pages, in an incremental update. Where that would cost something it carries (approval
signatures, a certification against changes, restricted rights) or is not safely done (two cross-reference tables, bytes
before its header), it is attached to its sheet instead, untouched: an appended page would break each earlier signature
in the eyes of every validator.
"""

from dataclasses import dataclass

from bot.errors import InputRefused
from bot.signing.records.manifest import Carrying


class FileEmptyRefused(InputRefused):
    """The file has no bytes."""


class PdfDamagedRefused(InputRefused):
    """The file says it is a PDF, and cannot be read as one."""


class PdfEncryptedRefused(InputRefused):
    """The PDF opens with a password only, which its readers would not have."""


class PdfXfaRefused(InputRefused):
    """The PDF is an XFA form: what it shows is made by a program inside, and most readers show none of it."""


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """What was found in a PDF that can be finished; `version` as in ``1.7``."""

    pages: int
    version: str
    carrying: Carrying


def is_pdf(data: bytes) -> bool:
    """Whether the bytes say they are a PDF: the header stands in the first kibibyte (ISO 32000-2, annex I)."""
    return b"%PDF-" in data[:1024]


def check_pdf(data: bytes) -> PdfFacts:
    """Read a PDF through: every page must be there. Raises the refusals of this module.

    For worker processes only: anybody may send anything.
    """
    from bot.signing.sealing.pdf_reading import examined  # noqa: PLC0415 - pyHanko is heavy: only workers load it

    return examined(data)
