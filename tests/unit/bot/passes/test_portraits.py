import io
import os
import zlib
from pathlib import Path

import pytest
from PIL import Image
from pillow_heif import register_heif_opener

from bot.passes.photos.portraits import LONGEST_SIDE, PhotoUnusableRefused, draw_frame, draw_portrait

CASE_NAME = "shared/cases/photo/HEIC-file-from-an-iPhone-IMG_1234.HEIC"
CASE = next((file for at in Path(__file__).parents if (file := at / CASE_NAME).is_file()), Path("none"))


def encoded(image, kind, **how):
    file = io.BytesIO()
    image.save(file, kind, **how)
    return file.getvalue()


def drawn(photo):
    return draw_portrait(photo, look=None).content


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
    with Image.open(io.BytesIO(drawn(selfie))) as portrait:
        assert portrait.format == "JPEG"
        assert portrait.size == (480, 640)
        assert max(portrait.size) <= LONGEST_SIDE
        assert not portrait.getexif()
    assert b"private" not in drawn(selfie)


def test_what_is_clear_in_a_picture_becomes_white():
    clear = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    with Image.open(io.BytesIO(drawn(encoded(clear, "PNG")))) as portrait:
        assert portrait.getpixel((100, 100)) == (255, 255, 255)


@pytest.mark.parametrize(("mode", "kind"), [("CMYK", "JPEG"), ("P", "PNG"), ("I;16", "PNG"), ("L", "WEBP")])
def test_any_way_of_colour_is_taken(mode, kind):
    assert drawn(encoded(Image.new(mode, (600, 400)), kind))


@pytest.mark.skipif(not CASE.is_file(), reason="needs the folder of small inputs beside the repository")
def test_an_iphones_picture_sent_as_a_file_becomes_a_portrait():
    with Image.open(io.BytesIO(drawn(CASE.read_bytes()))) as portrait:
        assert portrait.format == "JPEG"


@pytest.mark.parametrize(("kind", "size"), [("HEIF", (3000, 4000)), ("AVIF", (600, 800))])
def test_a_photo_is_taken_as_a_phone_stores_it(kind, size):
    register_heif_opener()
    with Image.open(io.BytesIO(drawn(encoded(Image.new("RGB", size, "red"), kind)))) as portrait:
        assert portrait.size == (480, 640)
        red, green, _ = portrait.getpixel((200, 200))
        assert red > 200
        assert green < 60


@pytest.mark.parametrize(
    "content",
    [
        b"",
        os.urandom(4096),
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        b"%PDF-1.7\n",
        bomb(30_000),
        encoded(Image.new("RGB", (239, 400)), "JPEG"),
        encoded(Image.new("RGB", (1200, 300)), "JPEG"),
        encoded(Image.new("RGB", (640, 300)), "JPEG"),
        encoded(Image.effect_noise((400, 400), 80), "JPEG")[:900],
    ],
    ids=["nothing", "noise", "svg", "eps", "pdf", "bomb", "tiny", "panorama", "too little when cut", "truncated"],
)
def test_what_is_no_photo_is_refused(content):
    with pytest.raises(PhotoUnusableRefused):
        drawn(content)


@pytest.mark.parametrize("size", [(1600, 900), (900, 1600), (480, 600), (3000, 3000)])
def test_every_portrait_has_the_shape_of_a_passport_photo(size):
    with Image.open(io.BytesIO(drawn(encoded(Image.new("RGB", size), "JPEG")))) as portrait:
        assert abs(portrait.width / portrait.height - 3 / 4) < 0.01


def test_a_wide_picture_keeps_its_middle_and_a_tall_one_more_of_its_top():
    wide, tall = Image.new("RGB", (1400, 600), "white"), Image.new("RGB", (600, 1400), "white")
    wide.paste("red", (600, 0, 800, 600))
    tall.paste("red", (0, 200, 600, 400))
    for picture in (wide, tall):
        with Image.open(io.BytesIO(drawn(encoded(picture, "PNG")))) as portrait:
            assert min(portrait.convert("RGB").getpixel((portrait.width // 2, portrait.height // 8))) < 60


def test_the_frame_that_the_face_must_fill_is_drawn_for_who_approves():
    portrait = drawn(encoded(Image.new("RGB", (600, 800), "grey"), "JPEG"))
    with Image.open(io.BytesIO(draw_frame(portrait))) as framed:
        column = [framed.convert("L").getpixel((framed.width // 2, y)) for y in range(framed.height)]
    assert framed.size == (480, 640)
    assert max(column[:160]) > 200
    assert min(column[:160]) < 80
