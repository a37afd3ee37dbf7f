"""Reading a PDF of unknown origin far enough to know whether and how it can be finished.

Any bytes lead to a result or a refusal; only running out of memory is passed on.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.crypt import AuthStatus, StandardSecurityHandler
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

from bot.errors import Refused
from bot.signing.records.manifest import Carrying
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

_MOST_NODES = 100_000


def examine_pdf(data: bytes) -> PdfFacts:
    """Read a PDF through; see `bot.signing.sealing.in_workers.check_pdf`."""
    if not data:
        raise FileEmptyRefused
    with refusing_damage():
        reader = PdfFileReader(BytesIO(data))
        carrying = how_carried(data, reader)
        pages = sum(1 for _ in _pages(reader))
        major, minor = reader.input_version
        if not pages or pages != count_of(as_dictionary(followed(page_root(reader)))):
            raise PdfDamagedRefused
    return PdfFacts(pages, f"{major}.{minor}", carrying)


def how_carried(data: bytes, reader: PdfFileReader) -> Carrying:
    """Return how a PDF is carried, from its outermost objects; raise the refusals for those that cannot be."""
    if reader.encrypted and not _opens(reader):
        raise PdfEncryptedRefused
    if "/XFA" in dictionary_at(catalog(reader), "/AcroForm"):
        raise PdfXfaRefused
    permissions = dictionary_at(catalog(reader), "/Perms")
    unusual = reader.xrefs.hybrid_xrefs_present or not data.startswith(b"%PDF-")
    delicate = reader.encrypted or bool(permissions) or unusual
    signed = any(True for _ in enumerate_sig_fields(reader, filled_status=True))
    return Carrying.ATTACHMENT if delicate or signed else Carrying.PAGES


def _opens(reader: PdfFileReader) -> bool:
    """Return whether a protected PDF opens without a password: then only its permissions are restricted."""
    if not isinstance(reader.security_handler, StandardSecurityHandler):
        return False
    try:
        return reader.decrypt("").status is not AuthStatus.FAILED
    except Exception:  # noqa: BLE001 - an unknown cipher cannot be opened either
        return False


@contextmanager
def refusing_damage() -> Iterator[None]:
    """Turn any exception of a parser into `PdfDamagedRefused`."""
    try:
        yield
    except (Refused, MemoryError):
        raise
    except Exception as error:  # a hostile file can make a parser fail in any way at all
        raise PdfDamagedRefused from error


def _pages(reader: PdfFileReader) -> Iterator[Dictionary]:
    """Walk the page tree without recursion, each node once."""
    waiting: list[generic.PdfObject] = [page_root(reader)]
    seen = set()
    while waiting:
        reference = waiting.pop()
        if not isinstance(reference, generic.IndirectObject) or reference.reference in seen:
            raise PdfDamagedRefused
        seen.add(reference.reference)
        node = as_dictionary(followed(reference))
        if member(node, "/Type") == "/Pages":
            waiting.extend(raw_items_at(node, "/Kids"))
        else:
            _check_page(node)
            yield node
        if len(seen) + len(waiting) > _MOST_NODES:
            raise PdfDamagedRefused


def _check_page(page: Dictionary) -> None:
    """Check that a page has the contents that a reader needs to draw it."""
    contents = member(page, "/Contents")
    parts = map(followed, raw_items_at(page, "/Contents")) if isinstance(contents, generic.ArrayObject) else [contents]
    drawn = all(part is None or isinstance(part, (generic.StreamObject, generic.NullObject)) for part in parts)
    if member(page, "/Type") != "/Page" or not drawn:
        raise PdfDamagedRefused
