"""A photo taken of another phone's screen, simulated: the same picture, settings and seed give the same photo."""

import io
import math
import random
from dataclasses import dataclass

import zxingcpp
from PIL import Image, ImageEnhance, ImageFilter

from sandbox.images import as_jpeg, flatten

JPEG_QUALITY = 92
MARGIN = 0.12  # of the longest side: the table around the phone
TABLE = (96, 92, 88)  # its colour
MAX_TURN = 360.0  # degrees


@dataclass(frozen=True, slots=True)
class CameraSettings:
    """How a photo is taken; the defaults only add a margin.

    `blur`: radius in pixels; `turn`: degrees; `perspective`: 0-0.3 of the side; `dim`: 0 (bright) to 1 (black);
    `noise`: 0-64 grey levels; `scale`: factor of the side.
    """

    blur: float = 0.0
    turn: float = 0.0
    perspective: float = 0.0
    dim: float = 0.0
    noise: float = 0.0
    scale: float = 1.0
    seed: int = 0

    def __post_init__(self) -> None:
        bounds = {"blur": 100.0, "turn": MAX_TURN, "perspective": 0.3, "dim": 1.0, "noise": 64.0, "scale": 2.0}
        for name, most in bounds.items():
            least = {"turn": -MAX_TURN, "scale": 0.1}.get(name, 0.0)
            value = getattr(self, name)
            if not math.isfinite(value) or not least <= value <= most:
                raise ValueError(f"{name} must be from {least} to {most}")


def scan(content: bytes) -> str:
    """Return the text of the code in a picture, "" when there is none; of several, the largest."""
    with Image.open(io.BytesIO(content)) as opened:
        codes = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCodeModel2)
        found = zxingcpp.read_barcodes(flatten(opened), formats=codes)
    return max(found, key=_height).text if found else ""


def _height(code: zxingcpp.Barcode) -> int:
    return abs(code.position.bottom_left.y - code.position.top_left.y)


def photograph(content: bytes, settings: CameraSettings) -> bytes:
    """Return a photo of a picture, as a JPEG."""
    with Image.open(io.BytesIO(content)) as opened:
        image = flatten(opened)
    image = _with_margin(_scaled(image, settings.scale))
    image = _in_perspective(image, settings.perspective, settings.seed)
    if settings.turn:
        image = image.rotate(settings.turn, Image.Resampling.BICUBIC, expand=True, fillcolor=TABLE)
    if settings.blur:
        image = image.filter(ImageFilter.GaussianBlur(settings.blur))
    if settings.dim:
        image = ImageEnhance.Brightness(image).enhance(1.0 - settings.dim)
    if settings.noise:
        image = _noisy(image, settings.noise, settings.seed)
    return as_jpeg(image, JPEG_QUALITY)


def _scaled(image: Image.Image, scale: float) -> Image.Image:
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image if size == image.size else image.resize(size, Image.Resampling.BICUBIC)


def _with_margin(image: Image.Image) -> Image.Image:
    margin = round(max(image.size) * MARGIN)
    table = Image.new("RGB", (image.width + 2 * margin, image.height + 2 * margin), TABLE)
    table.paste(image, (margin, margin))
    return table


def _in_perspective(image: Image.Image, strength: float, seed: int) -> Image.Image:
    """Show a picture from an angle: its corners move inwards by up to `strength` of the side."""
    if not strength:
        return image
    generator = random.Random(seed)  # noqa: S311 - no secret
    width, height = image.size
    corners = [(0, 0), (0, height), (width, height), (width, 0)]
    quad: list[float] = []
    for x, y in corners:
        shift_x, shift_y = (strength * side * generator.uniform(0.2, 1.0) for side in (width, height))
        quad += [x - shift_x if x == 0 else x + shift_x, y - shift_y if y == 0 else y + shift_y]
    data = tuple(quad)
    return image.transform(image.size, Image.Transform.QUAD, data, Image.Resampling.BICUBIC, fillcolor=TABLE)


def _noisy(image: Image.Image, noise: float, seed: int) -> Image.Image:
    grains = random.Random(seed).randbytes(image.width * image.height)  # noqa: S311 - no secret
    grain = Image.frombytes("L", image.size, grains).convert("RGB")
    return Image.blend(image, grain, noise / 255)
