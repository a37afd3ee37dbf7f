"""Drawing pages with PDFium, as viewers do: whether a file can be shown, and whether two files look the same.

PDFium repairs what it can. Its programs (JavaScript, XFA) are not built in, so a file's own do not run.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from io import BytesIO

from pypdfium2 import PdfBitmap, PdfDocument, PdfiumError, PdfPage
from pypdfium2.raw import FPDF_ERR_PASSWORD, FPDF_REMOVE_SECURITY

from bot.signing.marks.marks import Spot

_PIXELS = 900
"""The longer side of a page that is compared: a changed digit in small print is several pixels."""
_MOST_COMPARED = 40
Drawn = tuple[int, int, bytes]
"""A drawn page: its width, its height and its pixels."""
_ROOT = re.compile(rb"/Root\s+\d+\s+\d+\s+R")


@contextmanager
def opened(data: bytes) -> Iterator[PdfDocument]:
    """Open a PDF with its form fields; PdfiumError."""
    with PdfDocument(data) as document:
        document.init_forms()
        yield document


def shown_pages(data: bytes) -> int:
    """Return how many pages a viewer shows; none where it cannot show a single one."""
    return _shown_pages(data) or _shown_pages(_with_trailer(data))


def _shown_pages(data: bytes) -> int:
    try:
        with opened(data) as document:
            return len(document) if any(_has_page(document, number) for number in range(len(document))) else 0
    except PdfiumError:
        return 0


def _with_trailer(data: bytes) -> bytes:
    """Put a header before the objects and a trailer behind them: other viewers need neither to find the catalog."""
    roots = _ROOT.findall(data)
    objects = data[: data.rfind(b"endobj") + len(b"endobj")]
    if not roots or b"/Encrypt" in data:
        return b""
    return b"%%PDF-1.4\n%b\ntrailer\n<< %b >>\nstartxref\n0\n%%%%EOF\n" % (objects, roots[-1])


def is_locked(data: bytes) -> bool:
    """Return whether the file opens with a password only."""
    try:
        with PdfDocument(data):
            return False
    except PdfiumError as error:
        return bool(error.err_code == FPDF_ERR_PASSWORD)


def repaired(data: bytes) -> bytes:
    """Return a copy with sound structure and without encryption, for reading only; PdfiumError."""
    copy = BytesIO()
    with PdfDocument(data) as document:
        document.save(copy, flags=FPDF_REMOVE_SECURITY)
    return copy.getvalue()


def looks_same(before: bytes, after: bytes, spots: Sequence[Spot] = ()) -> bool:
    """Return whether the first pages of `after` look exactly like those of `before`, and further pages follow.

    Of a long file some pages are compared: the first, the last and others between them. `spots` are left out: `after`
    has marks there, and must have them.
    """
    with opened(before) as old, opened(after) as new:
        if len(new) <= len(old):
            return False
        for page in _compared(len(old)):
            marked = [spot for spot in spots if spot.page == page]
            was, is_now = _drawn(old, page), _drawn(new, page)
            if marked and (was == is_now or was is None or is_now is None):
                return False
            if _without(was, marked) != _without(is_now, marked):
                return False
        return True


def drawn(page: PdfPage, pixels: int) -> PdfBitmap:
    """Draw a page; its longer side has so many pixels."""
    return page.render(scale=pixels / max(page.get_size()))


def _has_page(document: PdfDocument, number: int) -> bool:
    try:
        document[number].close()
    except PdfiumError:
        return False
    return True


def _compared(pages: int) -> list[int]:
    most = min(pages, _MOST_COMPARED)
    return sorted({round(place * (pages - 1) / max(most - 1, 1)) for place in range(most)})


def _without(page: Drawn | None, spots: Sequence[Spot]) -> Drawn | None:
    """Return a drawn page with its marks, and a pixel around each, left out."""
    if page is None or not spots:
        return page
    width, height, pixels = page
    row = len(pixels) // height
    kept = bytearray(pixels)
    for left, top, right, bottom in (spot.shown for spot in spots):
        first, last = int(left * width) - 1, int(right * width) + 2
        begins, ends = max(first, 0) * row // width, min(last, width) * row // width
        for line in range(max(int(top * height) - 1, 0), min(int(bottom * height) + 2, height)):
            kept[line * row + begins : line * row + ends] = bytes(ends - begins)
    return width, height, bytes(kept)


def _drawn(document: PdfDocument, number: int) -> Drawn | None:
    """Return a page's pixels; None for a page that cannot be shown."""
    try:
        page = document[number]
    except PdfiumError:
        return None
    with closing(page), closing(drawn(page, _PIXELS)) as bitmap:
        return bitmap.width, bitmap.height, bytes(bitmap.buffer)
