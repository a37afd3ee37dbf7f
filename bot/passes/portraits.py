"""The holder's photo: whatever a camera made, turned into a small upright JPEG that says nothing but the face.

Promises: nothing is decoded before its size is known to be bearable, only the formats named here are tried, what is
kept was encoded anew (no EXIF, no place, no hidden thumbnail), and hostile bytes end as `PhotoUnusableRefused`.
Never: looks for a face, or blocks the event loop.
"""

import asyncio
import io
import warnings
from dataclasses import dataclass, field
from typing import Final

from PIL import Image, ImageOps

from bot.errors import InputRefused

FORMATS: Final = ("JPEG", "PNG", "WEBP")
LONGEST_SIDE: Final = 640
SHORTEST_SIDE: Final = 96
_MOST_PIXELS: Final = 25_000_000
_QUALITY: Final = 85
_AT_ONCE: Final = 2


class PhotoUnusableRefused(InputRefused):
    """The bytes are no photo of a bearable size and at least `SHORTEST_SIDE` pixels a side. Facts: least."""


@dataclass(frozen=True, slots=True)
class Portraits:
    """Draws portraits in threads, a few at once."""

    _turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_AT_ONCE))

    async def draw(self, content: bytes) -> bytes:
        """Answer the portrait of a photo; PhotoUnusableRefused."""
        async with self._turns:
            return await asyncio.to_thread(draw_portrait, content)


def draw_portrait(content: bytes) -> bytes:
    """Answer an upright JPEG of at most `LONGEST_SIDE` a side; PhotoUnusableRefused."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow's own size warning: the size is checked here, more narrowly
        try:
            return _encoded(_decoded(content))
        except PhotoUnusableRefused:
            raise
        except Exception as damage:  # Pillow's decoders answer hostile bytes with errors of every kind
            raise PhotoUnusableRefused(least=SHORTEST_SIDE) from damage


def _decoded(content: bytes) -> Image.Image:
    with Image.open(io.BytesIO(content), formats=FORMATS) as image:
        if min(image.size) < SHORTEST_SIDE or image.width * image.height > _MOST_PIXELS:
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
