"""Draws QR codes: PNG for a chat, SVG for a print shop.

Black on white with the quiet zone of four modules, error correction at level M, the smallest version that holds the
text (ISO/IEC 18004). No logos, colours or rounded modules: they make codes harder to read.
"""

import io
from collections.abc import Iterator, Sequence
from itertools import groupby

from font_roboto import RobotoMedium
from PIL import Image, ImageDraw, ImageFont
from qrcode.constants import ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError
from qrcode.image.pil import PilImage
from qrcode.main import QRCode

QUIET_MODULES = 4
_CAPTION_SHARE = 22  # a caption's letters are a twenty-second of the picture's width
_SMALLEST_CAPTION = 10

Row = list[bool]


def draw_png(text: str, *, scale: int = 12, captions: Sequence[str] = ()) -> bytes:
    """Draw `text` as a PNG of `scale` pixels a module, with `captions` centred beneath, one a line.

    Raises ValueError for a text that no QR code holds (2,331 bytes at level M).
    """
    code = _picture(_modules(text), scale)
    picture = _captioned(code, captions) if captions else code
    file = io.BytesIO()
    picture.save(file, "PNG", optimize=True)
    return file.getvalue()


def draw_svg(text: str) -> bytes:
    """Draw `text` as an SVG of one millimetre a module, to be scaled at will; raises ValueError as `draw_png` does."""
    rows = _modules(text)
    side, path = len(rows), "".join(_runs(rows))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}mm" height="{side}mm" viewBox="0 0 {side} {side}"'
        ' shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path fill="#000" d="{path}"/></svg>\n'
    ).encode()


def _modules(text: str) -> list[Row]:
    code = QRCode[PilImage](error_correction=ERROR_CORRECT_M, border=QUIET_MODULES)
    # One byte segment: the library's own split into modes can come out longer, and other modes drop letter case.
    code.add_data(text.encode(), optimize=0)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError):
        raise ValueError("no QR code holds so long a text") from None
    return [[bool(module) for module in row] for row in code.get_matrix()]


def _picture(rows: list[Row], scale: int) -> Image.Image:
    side = len(rows)
    one_each = Image.frombytes("L", (side, side), bytes(0 if dark else 255 for row in rows for dark in row))
    return one_each.resize((side * scale, side * scale), Image.Resampling.NEAREST).convert("1")


def _captioned(code: Image.Image, captions: Sequence[str]) -> Image.Image:
    size = max(_SMALLEST_CAPTION, code.width // _CAPTION_SHARE)
    step = size * 3 // 2
    picture = Image.new("L", (code.width, code.height + step * len(captions) + size), 255)
    picture.paste(code, (0, 0))
    draw, font = ImageDraw.Draw(picture), ImageFont.truetype(RobotoMedium, size)
    for line, caption in enumerate(captions):
        shown = _fitting(" ".join(caption.split()), font, code.width - 2 * size)
        draw.text((code.width / 2, code.height + step * line), shown, 0, font, anchor="ma")
    return picture


def _fitting(caption: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    """Shorten a caption wider than the picture with an ellipsis."""
    caption = caption[:200]
    shown = caption
    while shown and font.getlength(shown) > width:
        caption = caption[:-1]
        shown = caption.rstrip() + "…"
    return shown


def _runs(rows: list[Row]) -> Iterator[str]:
    """Draw each row's dark runs as one rectangle each: joined rectangles leave no hairlines between modules."""
    for y, row in enumerate(rows):
        x = 0
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                yield f"M{x} {y}h{length}v1h-{length}z"
            x += length
