"""The holder's photo: whatever a camera made, turned into a small upright JPEG that says nothing but the face.

Promises: nothing is decoded before its size is known to be bearable, only the formats named here are tried, what is
kept was encoded anew (no EXIF, no place, no hidden thumbnail), and hostile bytes end as `PhotoUnusableRefused`.
Never: looks for a face (``docs/decisions/0009-a-face-is-checked-by-eye.md``), or blocks the event loop. Instead the
picture is cut to the upright shape of a passport photo, must have enough pixels for a face after that, and is shown to
who approves it with the frame drawn in that the face must fill.
"""

import asyncio
import io
import warnings
from dataclasses import dataclass, field
from typing import Final

from PIL import Image, ImageDraw, ImageOps

from bot.errors import InputRefused

FORMATS: Final = ("JPEG", "PNG", "WEBP")
LONGEST_SIDE: Final = 640
SHORTEST_SIDE: Final = 240
"""Pixels of the cut picture's width. The face fills half of it and more, so it has some 120 pixels across."""
_SHAPE: Final = (3, 4)
_ABOVE: Final = 0.3  # of what is cut off a tall picture, the share at its top: heads are in the upper part
_LONGEST_SHAPE: Final = 2.5
_FACE: Final = (0.2, 0.14, 0.8, 0.8)  # the frame that the face must fill: left, top, right, bottom
_MOST_PIXELS: Final = 25_000_000
_QUALITY: Final = 85
_AT_ONCE: Final = 2


class PhotoUnusableRefused(InputRefused):
    """The bytes are no photo of a bearable size and shape, `SHORTEST_SIDE` pixels wide when cut. Facts: least."""


@dataclass(frozen=True, slots=True)
class Portraits:
    """Draws portraits in threads, a few at once."""

    _turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_AT_ONCE))

    async def draw(self, content: bytes) -> bytes:
        """Answer the portrait of a photo; PhotoUnusableRefused."""
        async with self._turns:
            return await asyncio.to_thread(draw_portrait, content)

    async def frame(self, portrait: bytes) -> bytes:
        """Answer a portrait with the frame drawn in that the face must fill."""
        async with self._turns:
            return await asyncio.to_thread(draw_frame, portrait)


def draw_portrait(content: bytes) -> bytes:
    """Answer an upright JPEG of three to four, at most `LONGEST_SIDE` a side; PhotoUnusableRefused."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow's own size warning: the size is checked here, more narrowly
        try:
            return _encoded(_cut(_decoded(content)))
        except PhotoUnusableRefused:
            raise
        except Exception as damage:  # Pillow's decoders answer hostile bytes with errors of every kind
            raise PhotoUnusableRefused(least=SHORTEST_SIDE) from damage


def draw_frame(portrait: bytes) -> bytes:
    """Answer a portrait that `draw_portrait` made with the face's frame drawn in, light on dark to show anywhere."""
    with Image.open(io.BytesIO(portrait), formats=("JPEG",)) as image:
        framed = image.convert("RGB")
    left, top, right, bottom = _FACE
    box = (left * framed.width, top * framed.height, right * framed.width, bottom * framed.height)
    draw = ImageDraw.Draw(framed)
    draw.ellipse(box, outline="black", width=5)
    draw.ellipse((box[0] + 1, box[1] + 1, box[2] - 1, box[3] - 1), outline="white", width=3)
    return _encoded(framed)


def _cut(image: Image.Image) -> Image.Image:
    """Cut to the shape of a passport photo: as much at the left as at the right, less at the top than below."""
    across, down = _SHAPE
    width, height = min(image.width, image.height * across // down), min(image.height, image.width * down // across)
    if width < SHORTEST_SIDE:
        raise PhotoUnusableRefused(least=SHORTEST_SIDE)
    left, top = (image.width - width) // 2, int((image.height - height) * _ABOVE)
    return image.crop((left, top, left + width, top + height))


def _decoded(content: bytes) -> Image.Image:
    with Image.open(io.BytesIO(content), formats=FORMATS) as image:
        shape = max(image.size) / min(image.size)
        if min(image.size) < SHORTEST_SIDE or shape > _LONGEST_SHAPE or image.width * image.height > _MOST_PIXELS:
            raise PhotoUnusableRefused(least=SHORTEST_SIDE)
        image.draft("RGB", (LONGEST_SIDE * 2, LONGEST_SIDE * 2))  # JPEG alone: a smaller picture straight away
        image.load()
        return _on_white(ImageOps.exif_transpose(image))


def _on_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    clear = image.convert("RGBA")
    white = Image.new("RGB", clear.size, "white")
    white.paste(clear, mask=clear.getchannel("A"))
    return white


def _encoded(image: Image.Image) -> bytes:
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    bare = Image.new("RGB", image.size)
    bare.paste(image)  # a new picture carries none of the old one's metadata
    file = io.BytesIO()
    bare.save(file, "JPEG", quality=_QUALITY, optimize=True)
    return file.getvalue()
