"""Turns a holder's photo of any format into a small upright JPEG without metadata.

The size is checked before anything is decoded, only the formats named here are tried, the result is encoded anew (no
EXIF, no location, no thumbnail), and hostile bytes end as `PhotoUnusableRefused`. The picture is cropped to the
proportions of a passport photo, around the face where one was found, and must have enough pixels for a face after that.
Whoever approves it sees it with the frame that the face must fill. A photo is never refused for its face
(``docs/decisions/0009-treat-the-face-check-as-advice.md``).
"""

import io
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageDraw, ImageOps

from bot.errors import InputRefused
from bot.passes.photos.faces import Face, FaceCheck, find_faces, judge
from bot.qr.pictures import open_picture
from bot.workers.errors import WorkFailed
from bot.workers.pool import Priority, Work, WorkerPool

LookForFaces = Callable[[Image.Image], tuple[Face, ...] | None]

FORMATS: Final = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF")
LONGEST_SIDE: Final = 640
SHORTEST_SIDE: Final = 240
"""Width of the cropped picture in pixels. The face fills at least half of it, so it has some 120 pixels across."""
LEAST_FACE: Final = 0.35
"""The part of the cropped picture's height that a face must fill to be compared with a person at arm's length."""
_SHAPE: Final = (3, 4)
_ABOVE: Final = 0.3  # of what is cut off a tall picture, the share at its top: heads are in the upper part
_LONGEST_SHAPE: Final = 2.5
_FACE: Final = (0.2, 0.14, 0.8, 0.8)  # the frame that the face must fill: left, top, right, bottom
_HEIGHTS: Final = 2.0  # of a face's square, in a picture cut around it: the head then fills the frame
_FACE_AT: Final = 0.52  # of the height: where the middle of a face's square comes
_MOST_PIXELS: Final = 25_000_000
_LARGEST_WORKED_ON: Final = LONGEST_SIDE * 4
_QUALITY: Final = 85


class PhotoUnusableRefused(InputRefused):
    """The bytes are no photo of an acceptable size, `SHORTEST_SIDE` pixels wide when cropped. Facts: least."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """A portrait (JPEG), and what the face check found; None where it was not done."""

    content: bytes
    face_check: FaceCheck | None = None


@dataclass(frozen=True, slots=True)
class Portraits:
    """Draws portraits in worker processes."""

    workers: WorkerPool

    async def draw(self, content: bytes) -> Portrait:
        """Return the portrait of a photo; PhotoUnusableRefused."""
        try:
            return await self.workers.run(Work.PICTURE, Priority.PERSON, draw_portrait, content)
        except WorkFailed:
            return await self._without_a_look(content)

    async def frame(self, portrait: bytes) -> bytes:
        """Return a portrait with the frame drawn in that the face must fill."""
        return await self.workers.run(Work.PICTURE, Priority.PERSON, draw_frame, portrait)

    async def _without_a_look(self, content: bytes) -> Portrait:
        """Draw a photo without the face check when a worker ran out of time: the check is slow and only advice."""
        try:
            return await self.workers.run(Work.PICTURE, Priority.PERSON, draw_portrait, content, look=None)
        except WorkFailed:
            raise PhotoUnusableRefused(least=SHORTEST_SIDE) from None


def draw_portrait(content: bytes, look: LookForFaces | None = find_faces) -> Portrait:
    """Return an upright JPEG of proportions 3:4, `LONGEST_SIDE` a side at most, and the face check.

    Raise PhotoUnusableRefused. It is cropped around the largest face only if a second check finds the face there, so
    that a false detection in the background does not spoil the photo.
    """
    image = decode_photo(content)
    faces = look(image) if look else None
    for face in (*(faces or ())[:1], None):
        cut = _cut(image, face)
        seen = look(cut) if look and faces is not None else None
        if seen:
            break
    face_check = None if faces is None or seen is None else judge(faces, seen, cut.height, LEAST_FACE)
    return Portrait(_encoded(cut), face_check)


def decode_photo(content: bytes) -> Image.Image:
    """Return a photo, upright and on white; PhotoUnusableRefused."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow's own size warning: the size is checked here, more narrowly
        try:
            return _decoded(content)
        except PhotoUnusableRefused:
            raise
        except Exception as damage:  # Pillow's decoders answer hostile bytes with errors of every kind
            raise PhotoUnusableRefused(least=SHORTEST_SIDE) from damage


def draw_frame(portrait: bytes) -> bytes:
    """Return a portrait of `draw_portrait` with the face's frame drawn in, light on dark to be visible anywhere."""
    with Image.open(io.BytesIO(portrait), formats=("JPEG",)) as image:
        framed = image.convert("RGB")
    left, top, right, bottom = _FACE
    box = (left * framed.width, top * framed.height, right * framed.width, bottom * framed.height)
    draw = ImageDraw.Draw(framed)
    draw.ellipse(box, outline="black", width=5)
    draw.ellipse((box[0] + 1, box[1] + 1, box[2] - 1, box[3] - 1), outline="white", width=3)
    return _encoded(framed)


def _cut(image: Image.Image, face: Face | None) -> Image.Image:
    """Crop to the proportions of a passport photo, so that the face fills the frame as far as the pixels allow.

    Without a face, the same is cut off at the left and at the right, and less at the top than below.
    """
    across, down = _SHAPE
    height = min(image.height, image.width * down // across)
    if height * across // down < SHORTEST_SIDE:
        raise PhotoUnusableRefused(least=SHORTEST_SIDE)
    left, top = (image.width - height * across // down) / 2, (image.height - height) * _ABOVE
    if face is not None:
        height = min(height, max(SHORTEST_SIDE * down // across, round(face.side * _HEIGHTS)))
        left = face.left + face.side / 2 - height * across / down / 2
        top = face.top + face.side / 2 - height * _FACE_AT
    width = height * across // down
    left, top = _within(left, image.width - width), _within(top, image.height - height)
    return image.crop((left, top, left + width, top + height))


def _within(start: float, most: int) -> int:
    return int(min(max(start, 0), most))


def _decoded(content: bytes) -> Image.Image:
    with open_picture(content, FORMATS) as image:
        shape = max(image.size) / min(image.size)
        if min(image.size) < SHORTEST_SIDE or shape > _LONGEST_SHAPE or image.width * image.height > _MOST_PIXELS:
            raise PhotoUnusableRefused(least=SHORTEST_SIDE)
        image.draft("RGB", (LONGEST_SIDE * 2, LONGEST_SIDE * 2))  # JPEG alone: a smaller picture straight away
        image.load()
        image.thumbnail((_LARGEST_WORKED_ON, _LARGEST_WORKED_ON), Image.Resampling.BICUBIC)  # the others as well
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
