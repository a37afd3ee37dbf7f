"""What Telegram does to pictures: bytes in, bytes out. Never decodes before the size is known."""

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps

from sandbox.wire import bad_request

JPEG_QUALITY = 80
SENT_SIDE = 1280  # px: what Telegram's apps make of a photo before sending it
SIDES = (90, 320, 800, 1280)  # px: the sizes s, m, x, y that Telegram's servers keep
MAX_SIDES_SUM = 10_000  # Bot API sendPhoto: width and height must not exceed 10000 in total
MAX_RATIO = 20  # Bot API sendPhoto
THUMBNAIL_SIDE = 320
NO_PICTURE = (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning)
READABLE = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG and its size in pixels."""

    content: bytes
    width: int
    height: int


def measure(content: bytes) -> tuple[int, int]:
    """Give width and height from the header alone; refuse what is no picture or would not fit into memory."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=READABLE) as image:
                return image.size
    except NO_PICTURE:
        raise bad_request("IMAGE_PROCESS_FAILED") from None


def check_photo(content: bytes) -> None:
    """Refuse what sendPhoto refuses: no picture, too large in sum, too thin."""
    width, height = measure(content)
    if width + height > MAX_SIDES_SUM or max(width, height) > MAX_RATIO * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def recompress(content: bytes, side: int = SENT_SIDE) -> Picture:
    """Do to a photo what Telegram's apps do on sending: turned upright, longest side `side`, JPEG quality 80."""
    return _encoded(_scaled(_decode(content), side))


def sizes(content: bytes) -> list[Picture]:
    """Give the sizes of a photo, smallest first; none is larger than the original."""
    image = _scaled(_decode(content), SENT_SIDE)
    longest = max(image.size)
    wanted = [*(side for side in SIDES if side < longest), longest]
    return [_encoded(_scaled(image, side)) for side in wanted]


def thumbnail(content: bytes) -> Picture | None:
    """Give a document's small preview when it is a picture within reason, else None."""
    try:
        check_photo(content)
        return recompress(content, THUMBNAIL_SIDE)
    except Exception:  # noqa: BLE001 - a document may be anything; without a preview it is still a document
        return None


def _decode(content: bytes) -> Image.Image:
    try:
        with Image.open(io.BytesIO(content), formats=READABLE) as image:
            return flatten(ImageOps.exif_transpose(image))
    except NO_PICTURE:
        raise bad_request("IMAGE_PROCESS_FAILED") from None


def flatten(image: Image.Image) -> Image.Image:
    """Give the picture in RGB on white, as JPEG needs it."""
    if image.mode in {"RGBA", "LA", "P", "PA"}:
        layered = image.convert("RGBA")
        ground = Image.new("RGB", layered.size, "white")
        ground.paste(layered, mask=layered.getchannel("A"))
        return ground
    return image.convert("RGB")


def _scaled(image: Image.Image, side: int) -> Image.Image:
    """Make the longest side `side` at most."""
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
