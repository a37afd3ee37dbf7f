"""Making a fixed copy of a PDF: pictures of its pages, so that nothing in it can show something else later."""

from contextlib import closing
from io import BytesIO

from pypdfium2 import PdfDocument, PdfImage, PdfiumError, PdfMatrix, PdfPage

from bot.signing.sealing.files import MOST_FIXED_PAGES, PdfDamagedRefused, PdfLongRefused
from bot.signing.sealing.rendering import drawn, opened

_PIXELS_OF_FEW, _FEW = 2340, 30
"""The longer side of A4 at 200 dpi."""
_PIXELS_OF_MANY = 1755
"""The longer side of A4 at 150 dpi: a hundred pages stay far below what Telegram delivers."""
_QUALITY = 85


def draw_fixed_copy(data: bytes) -> bytes:
    """Draw it; see `bot.signing.sealing.in_workers.make_fixed_copy`."""
    try:
        with opened(data) as original, PdfDocument.new() as copy:
            if len(original) > MOST_FIXED_PAGES:
                raise PdfLongRefused(most=MOST_FIXED_PAGES)
            pixels = _PIXELS_OF_FEW if len(original) <= _FEW else _PIXELS_OF_MANY
            for page in original:
                with closing(page):
                    _add_picture(copy, page, pixels)
            output = BytesIO()
            copy.save(output)
    except PdfiumError as error:
        raise PdfDamagedRefused from error
    return output.getvalue()


def _add_picture(copy: PdfDocument, page: PdfPage, pixels: int) -> None:
    jpeg = BytesIO()
    with closing(drawn(page, pixels)) as bitmap:
        bitmap.to_pil().save(jpeg, "JPEG", quality=_QUALITY)
    width, height = page.get_size()
    picture = PdfImage.new(copy)
    picture.load_jpeg(jpeg)
    picture.set_matrix(PdfMatrix().scale(width, height))
    with closing(copy.new_page(width, height)) as drawn_page:
        drawn_page.insert_obj(picture)
        drawn_page.gen_content()
