# mypy: allow-untyped-calls
# (pyHanko is typed in part only)
"""What a file carries so that others can check it later: its document security store (ETSI EN 319 142-1, 5.4)."""

from collections.abc import Iterable

from asn1crypto import crl  # type: ignore[import-untyped]  # has no stubs
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.validation.dss import DocumentSecurityStore

from bot.signing.sealing.pdf_objects import catalog, dictionary_at, followed, raw_items_at


def add_lists(writer: BasePdfFileWriter, lists: Iterable[bytes]) -> None:
    """Add revocation lists (DER) to the document's store, which is made where there is none."""
    parsed = [crl.CertificateList.load(data) for data in lists]
    if parsed:
        DocumentSecurityStore.supply_dss_in_writer(writer, None, crls=parsed)


def carried_lists(reader: PdfFileReader) -> tuple[bytes, ...]:
    """Return the revocation lists that a file carries, whoever made them; TypeError where its store is none."""
    streams = map(followed, raw_items_at(dictionary_at(catalog(reader), "/DSS"), "/CRLs"))
    return tuple(bytes(one.data) for one in streams if isinstance(one, generic.StreamObject))
