"""Draws the pages of files as pictures; runs in worker processes."""

import io
from contextlib import closing
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageOps
from pypdfium2 import PdfiumError

from bot.errors import InputRefused
from bot.qr.pictures import HEAD, Shows, open_picture, shows
from bot.signing.sealing.rendering import drawn, opened

_PIXELS: Final = 1800
"""The longer side of a page: small print is read at this size."""
_MOST_PIXELS: Final = 80_000_000
_QUALITY: Final = 85
_FORMATS: Final = ("JPEG", "PNG", "GIF", "BMP", "WEBP", "HEIF")


class FileNotShownRefused(InputRefused):
    """The pages of the file cannot be drawn: it is no PDF and no picture, or it is damaged or encrypted."""


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """One page as JPEG, and how many pages there are."""

    jpeg: bytes
    pages: int


def draw_page(content: bytes, number: int) -> DrawnPage:
    """Draw a page, counted from 0, of a PDF or a picture; FileNotShownRefused, also for a page that there is not."""
    if shows(content[:HEAD]) is Shows.PICTURE:
        return _picture(content, number)
    try:
        with opened(content) as document:
            if not 0 <= number < len(document):
                raise FileNotShownRefused
            with closing(document[number]) as page, closing(drawn(page, _PIXELS)) as bitmap:
                return DrawnPage(_jpeg(bitmap.to_pil()), len(document))
    except (PdfiumError, ValueError, ZeroDivisionError):
        raise FileNotShownRefused from None


def _picture(content: bytes, number: int) -> DrawnPage:
    try:
        with open_picture(content, _FORMATS) as picture:
            if number != 0 or picture.width * picture.height > _MOST_PIXELS:
                raise FileNotShownRefused
            shown = ImageOps.exif_transpose(picture)
            shown.thumbnail((_PIXELS, _PIXELS))
            return DrawnPage(_jpeg(shown), 1)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise FileNotShownRefused from None


def _jpeg(picture: Image.Image) -> bytes:
    written = io.BytesIO()
    flat = Image.new("RGB", picture.size, "white")
    seen = picture.convert("RGBA")
    flat.paste(seen, mask=seen.getchannel("A"))
    flat.save(written, "JPEG", quality=_QUALITY)
    return written.getvalue()
