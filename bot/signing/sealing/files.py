"""Files as people send them: how the finished file carries them, and why some are refused.

Every file that is not refused can be finished. A PDF gets its sheet as further pages, in an incremental update. Where
that would break something it carries (approval signatures, a certification against changes, restricted rights) or is
not safe (an unusual structure, a trial that did not verify or look the same), it is attached to its sheet instead,
untouched: an appended page would break each earlier signature for every validator.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.errors import InputRefused
from bot.signing.models import Carrying, MarkPlace

PDF: Final = "application/pdf"

MOST_FIXED_PAGES: Final = 100
"""Pages of which a fixed copy can be made."""


class FileEmptyRefused(InputRefused):
    """The file has no bytes."""


class PdfDamagedRefused(InputRefused):
    """The file claims to be a PDF, and no program shows a page of it."""


class PdfEncryptedRefused(InputRefused):
    """The PDF opens with a password only, which its readers would not have."""


class PdfXfaRefused(InputRefused):
    """The PDF is a dynamic XFA form: a program inside it makes its pages, and most readers show none of them."""


class PdfLongRefused(InputRefused):
    """No fixed copy is made of a PDF with so many pages. Facts: most."""


class Changing(StrEnum):
    """What in a PDF can make it show something else later, although no byte of it changes."""

    JAVASCRIPT = "javascript"
    """A program inside it."""
    FORM = "form"
    """Form fields that every reader draws anew from their values, or that an action hides or resets."""
    LAYERS = "layers"
    """Optional content that is hidden, or shown only on screen or only on paper."""
    LAUNCH = "launch"
    """An action that starts a program."""
    REMOTE = "remote"
    """Content from elsewhere: an external stream, a form's exchange with a server, a page of another file, media."""
    UNSEEN = "unseen"
    """More objects than are looked through: nobody knows what is in the rest."""


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """What was found in a PDF that can be finished. PAGES as `carrying` is to be tried before it is relied on.

    `marked` counts the pages that have room for a mark in their margin, `places` are those free for a larger one.
    """

    pages: int
    carrying: Carrying
    changing: tuple[Changing, ...] = ()
    marked: int = 0
    places: tuple[MarkPlace, ...] = ()


def is_pdf(data: bytes) -> bool:
    """Return whether the bytes have a PDF header, in the first kibibyte (ISO 32000-2, annex I)."""
    return b"%PDF-" in data[:1024]
