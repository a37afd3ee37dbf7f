"""A phone's camera before another phone's screen: a picture in, a worse one out, the same for the same seed."""

import io
import math
import random
from dataclasses import dataclass

from PIL import Image, ImageEnhance, ImageFilter

from sandbox.pictures import as_jpeg, flatten

CAMERA_QUALITY = 92
MARGIN = 0.12  # of the longest side: the table around the phone that is in the picture too
MAX_TURN = 360.0


@dataclass(frozen=True, slots=True)
class Look:
    """How the picture is seen; the defaults change nothing but put a margin around it.

    `blur`: radius in pixels; `turn`: degrees; `perspective`: 0-0.3 of the side; `dim`: 0 (bright) to 1 (black);
    `noise`: 0-64 grey levels; `scale`: of the side.
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


def photograph(content: bytes, look: Look) -> bytes:
    """Give a JPEG of the picture as `look` says it was seen."""
    with Image.open(io.BytesIO(content)) as opened:
        image = flatten(opened)
    image = _framed(_scaled(image, look.scale))
    image = _tilted(image, look.perspective, look.seed)
    if look.turn:
        image = image.rotate(look.turn, Image.Resampling.BICUBIC, expand=True, fillcolor=(96, 92, 88))
    if look.blur:
        image = image.filter(ImageFilter.GaussianBlur(look.blur))
    if look.dim:
        image = ImageEnhance.Brightness(image).enhance(1.0 - look.dim)
    if look.noise:
        image = _grainy(image, look.noise, look.seed)
    return as_jpeg(image, CAMERA_QUALITY)


def _scaled(image: Image.Image, scale: float) -> Image.Image:
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image if size == image.size else image.resize(size, Image.Resampling.BICUBIC)


def _framed(image: Image.Image) -> Image.Image:
    margin = round(max(image.size) * MARGIN)
    table = Image.new("RGB", (image.width + 2 * margin, image.height + 2 * margin), (96, 92, 88))
    table.paste(image, (margin, margin))
    return table


def _tilted(image: Image.Image, strength: float, seed: int) -> Image.Image:
    """Look from a side: the four corners move inwards by up to `strength` of the side."""
    if not strength:
        return image
    chance = random.Random(seed)  # noqa: S311 - a camera's position, no secret
    width, height = image.size
    corners = [(0, 0), (0, height), (width, height), (width, 0)]
    quad: list[float] = []
    for x, y in corners:
        shift_x, shift_y = (strength * side * chance.uniform(0.2, 1.0) for side in (width, height))
        quad += [x - shift_x if x == 0 else x + shift_x, y - shift_y if y == 0 else y + shift_y]
    data = tuple(quad)
    return image.transform(image.size, Image.Transform.QUAD, data, Image.Resampling.BICUBIC, fillcolor=(96, 92, 88))


def _grainy(image: Image.Image, noise: float, seed: int) -> Image.Image:
    grains = random.Random(seed).randbytes(image.width * image.height)  # noqa: S311 - grain, no secret
    grain = Image.frombytes("L", image.size, grains).convert("RGB")
    return Image.blend(image, grain, noise / 255)
