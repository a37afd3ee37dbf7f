import io
import os
import zlib

import pytest
from PIL import Image

from bot.passes.portraits import LONGEST_SIDE, PhotoUnusableRefused, draw_portrait


def encoded(image, kind, **how):
    file = io.BytesIO()
    image.save(file, kind, **how)
    return file.getvalue()


def bomb(side):
    """Make a PNG that claims `side` pixels a side and is a few bytes long."""

    def chunk(name, body):
        return len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")

    size = side.to_bytes(4, "big")
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", size + size + b"\x08\x02\0\0\0")
        + chunk(b"IDAT", b"")
        + chunk(b"IEND", b"")
    )


def test_a_portrait_is_upright_small_and_says_nothing_but_the_face(selfie):
    with Image.open(io.BytesIO(draw_portrait(selfie))) as portrait:
        assert portrait.format == "JPEG"
        assert portrait.size == (480, 640)
        assert max(portrait.size) <= LONGEST_SIDE
        assert not portrait.getexif()
    assert b"private" not in draw_portrait(selfie)


def test_what_is_clear_in_a_picture_becomes_white():
    clear = Image.new("RGBA", (200, 200), (0, 0, 0, 0))
    with Image.open(io.BytesIO(draw_portrait(encoded(clear, "PNG")))) as portrait:
        assert portrait.getpixel((100, 100)) == (255, 255, 255)


@pytest.mark.parametrize(("mode", "kind"), [("CMYK", "JPEG"), ("P", "PNG"), ("I;16", "PNG"), ("L", "WEBP")])
def test_any_way_of_colour_is_taken(mode, kind):
    assert draw_portrait(encoded(Image.new(mode, (300, 200)), kind))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        os.urandom(4096),
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        b"%PDF-1.7\n",
        bomb(30_000),
        encoded(Image.new("RGB", (95, 400)), "JPEG"),
        encoded(Image.effect_noise((400, 400), 80), "JPEG")[:900],
    ],
    ids=["nothing", "noise", "svg", "eps", "pdf", "bomb", "tiny", "truncated"],
)
def test_what_is_no_photo_is_refused(content):
    with pytest.raises(PhotoUnusableRefused):
        draw_portrait(content)
