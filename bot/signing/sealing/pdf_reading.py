"""Reading a PDF of unknown origin: whether viewers show it, how it can be finished, and what in it can change.

Any bytes lead to a result or a refusal; only running out of memory is passed on. Viewers repair what they can, so a
file is damaged only where PDFium shows no page of it and it cannot be read by its structure either.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import NoReturn

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.crypt import AuthStatus, StandardSecurityHandler
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.rw_common import PdfHandler
from pyhanko.sign.fields import enumerate_sig_fields

from bot.errors import Refused
from bot.signing.models import Carrying
from bot.signing.sealing.attachments import has_names_of_ours
from bot.signing.sealing.changing import find_changing, needs_appearances
from bot.signing.sealing.files import FileEmptyRefused, PdfDamagedRefused, PdfEncryptedRefused, PdfFacts, PdfXfaRefused
from bot.signing.sealing.pdf_objects import (
    Dictionary,
    as_dictionary,
    catalog,
    count_of,
    dictionary_at,
    followed,
    member,
    page_root,
    raw_items_at,
)
from bot.signing.sealing.rendering import is_locked, repaired, shown_pages

_MOST_NODES = 100_000
_FREE_LIST = b"0000000000 65536 f"
"""How one widespread generator writes the head of the list of free objects; 65535 is meant (ISO 32000-2, 7.5.4)."""
_FREE_LIST_MEANT = b"0000000000 65535 f"


@dataclass(frozen=True, slots=True)
class _Structure:
    """What reading a file by its structure found: its objects, its pages, and how it can be carried."""

    reader: PdfFileReader
    pages: int
    carrying: Carrying


def examine_pdf(data: bytes) -> PdfFacts:
    """Read a PDF through; see `bot.signing.sealing.in_workers.check_pdf`."""
    if not data:
        raise FileEmptyRefused
    shown = shown_pages(data)
    structure = _structure(data)
    if not shown and structure is None:
        _refuse_unreadable(data)
    readable = structure or _structure(_repaired(data))
    if readable is None:
        return PdfFacts(shown, Carrying.ATTACHMENT)
    if member(catalog(readable.reader), "/NeedsRendering"):
        raise PdfXfaRefused
    carrying = structure.carrying if structure and structure.pages == shown else Carrying.ATTACHMENT
    return PdfFacts(shown or readable.pages, carrying, find_changing(readable.reader))


def open_reader(data: bytes) -> PdfFileReader:
    """Open a PDF strictly, but for one deviation that no viewer minds; offsets are those of `data`."""
    return PdfFileReader(BytesIO(data.replace(_FREE_LIST, _FREE_LIST_MEANT)))


def _refuse_unreadable(data: bytes) -> NoReturn:
    if _needs_password(data):
        raise PdfEncryptedRefused
    raise PdfDamagedRefused


@contextmanager
def refusing_damage() -> Iterator[None]:
    """Turn any exception of a parser into `PdfDamagedRefused`."""
    try:
        yield
    except (Refused, MemoryError):
        raise
    except Exception as error:  # a hostile file can make a parser fail in any way at all
        raise PdfDamagedRefused from error


def _structure(data: bytes) -> _Structure | None:
    """Read a file by its structure; None where that is damaged, or locked."""
    try:
        reader = open_reader(data)
        if reader.encrypted and not _opens(reader):
            return None
        pages = sum(1 for _ in page_references(reader))
        if not pages or pages != count_of(as_dictionary(followed(page_root(reader)))):
            return None
        return _Structure(reader, pages, _how_carried(data, reader))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a hostile file can make a parser fail in any way at all
        return None


def _how_carried(data: bytes, reader: PdfFileReader) -> Carrying:
    """Return how a PDF is carried, from its outermost objects."""
    root = catalog(reader)
    unusual = reader.xrefs.hybrid_xrefs_present or not data.startswith(b"%PDF-") or has_names_of_ours(root)
    # Sealing clears /NeedAppearances: fields would show what they were last drawn with, not their values.
    drawn_anew = needs_appearances(root) or "/XFA" in dictionary_at(root, "/AcroForm")
    delicate = reader.encrypted or bool(dictionary_at(root, "/Perms")) or unusual or drawn_anew
    signed = any(True for _ in enumerate_sig_fields(reader, filled_status=True))
    return Carrying.ATTACHMENT if delicate or signed else Carrying.PAGES


def _repaired(data: bytes) -> bytes:
    try:
        return repaired(data)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - what cannot be saved anew cannot be looked into
        return b""


def _needs_password(data: bytes) -> bool:
    """Return whether a password keeps the file closed: PDFium says so, or its own structure."""
    try:
        reader = open_reader(data)
        return bool(reader.encrypted and not _opens(reader))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - as above
        return is_locked(data)


def _opens(reader: PdfFileReader) -> bool:
    """Return whether a protected PDF opens without a password: then only its permissions are restricted."""
    if not isinstance(reader.security_handler, StandardSecurityHandler):
        return False
    try:
        return reader.decrypt("").status is not AuthStatus.FAILED
    except Exception:  # noqa: BLE001 - an unknown cipher cannot be opened either
        return False


def page_references(handler: PdfHandler) -> Iterator[generic.IndirectObject]:
    """Walk the page tree without recursion, each node once, in order; ValueError where it is no such tree."""
    waiting: list[generic.PdfObject] = [page_root(handler)]
    seen = set()
    while waiting:
        reference = waiting.pop()
        if not isinstance(reference, generic.IndirectObject) or reference.reference in seen:
            raise ValueError("a page that is no object of its own, or stands there twice")
        seen.add(reference.reference)
        node = as_dictionary(followed(reference))
        if member(node, "/Type") == "/Pages":
            waiting.extend(reversed(raw_items_at(node, "/Kids")))
        else:
            _check_page(node)
            yield reference
        if len(seen) + len(waiting) > _MOST_NODES:
            raise ValueError("a page tree without end")


def _check_page(page: Dictionary) -> None:
    """Check that a page has the contents that a reader needs to draw it."""
    contents = member(page, "/Contents")
    parts = map(followed, raw_items_at(page, "/Contents")) if isinstance(contents, generic.ArrayObject) else [contents]
    drawn = all(part is None or isinstance(part, (generic.StreamObject, generic.NullObject)) for part in parts)
    if member(page, "/Type") != "/Page" or not drawn:
        raise ValueError("no page")
