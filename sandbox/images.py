"""What Telegram does to photos: checks, sizes and recompression. A picture's size is checked before it is decoded."""

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps

from sandbox.errors import bad_request

JPEG_QUALITY = 80
SENT_SIDE = 1280  # px: Telegram's apps scale a photo down to this before sending it
SIDES = (90, 320, 800, 1280)  # px: the sizes s, m, x, y that Telegram's servers keep
MAX_SIDES_SUM = 10_000  # Bot API sendPhoto: width and height must not exceed 10000 in total
MAX_RATIO = 20  # Bot API sendPhoto
THUMBNAIL_SIDE = 320
NOT_A_PICTURE = (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning)
READABLE = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG and its size in pixels."""

    content: bytes
    width: int
    height: int


def measure(content: bytes) -> tuple[int, int]:
    """Read width and height from the header; refuse what is not a picture or would take too much memory."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=READABLE) as image:
                return image.size
    except NOT_A_PICTURE:
        raise bad_request("IMAGE_PROCESS_FAILED") from None


def check_photo(content: bytes) -> None:
    """Refuse what sendPhoto refuses: not a picture, too large, too narrow."""
    width, height = measure(content)
    if width + height > MAX_SIDES_SUM or max(width, height) > MAX_RATIO * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def recompress(content: bytes, side: int = SENT_SIDE) -> Picture:
    """Recompress a photo as Telegram's apps do before sending: upright, longest side `side`, JPEG quality 80."""
    return _encoded(_scaled(_decode(content), side))


def sizes(content: bytes) -> list[Picture]:
    """Return a photo in the sizes that Telegram keeps, smallest first; none is larger than the original."""
    image = _scaled(_decode(content), SENT_SIDE)
    longest = max(image.size)
    sides = [*(side for side in SIDES if side < longest), longest]
    return [_encoded(_scaled(image, side)) for side in sides]


def thumbnail(content: bytes) -> Picture | None:
    """Return a document's preview, None when the document is not a picture or is too large."""
    try:
        check_photo(content)
        return recompress(content, THUMBNAIL_SIDE)
    except Exception:  # noqa: BLE001 - a document may be anything; without a preview it is still a document
        return None


def _decode(content: bytes) -> Image.Image:
    try:
        with Image.open(io.BytesIO(content), formats=READABLE) as image:
            return flatten(ImageOps.exif_transpose(image))
    except NOT_A_PICTURE:
        raise bad_request("IMAGE_PROCESS_FAILED") from None


def flatten(image: Image.Image) -> Image.Image:
    """Convert a picture to RGB on a white background, as JPEG needs it."""
    if image.mode in {"RGBA", "LA", "P", "PA"}:
        layered = image.convert("RGBA")
        background = Image.new("RGB", layered.size, "white")
        background.paste(layered, mask=layered.getchannel("A"))
        return background
    return image.convert("RGB")


def _scaled(image: Image.Image, side: int) -> Image.Image:
    """Scale a picture down so that its longest side is at most `side`."""
    scale = min(1.0, side / max(image.size))
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image if scale == 1.0 else image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _encoded(image: Image.Image) -> Picture:
    return Picture(as_jpeg(image, JPEG_QUALITY), image.width, image.height)


def as_jpeg(image: Image.Image, quality: int) -> bytes:
    """Encode as JPEG."""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()
