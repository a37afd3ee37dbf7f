import io
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.qr.draw import draw_png
from bot.qr.scan import Scan, ScanStatus, rereads, scan

TEXT = "https://t.me/ExampleGateBot?start=L" + "aB3_" * 11


def code(text=TEXT, scale=8):
    return Image.open(io.BytesIO(draw_png(text, scale=scale))).convert("RGB")


def saved(image, kind="PNG", **options):
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


READ = Scan(ScanStatus.READ, (TEXT,))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "BMP"])
def test_a_code_is_read_in_every_format(kind):
    assert scan(saved(code(), kind)) == READ


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "LA", "CMYK", "I;16", "YCbCr"])
def test_a_code_is_read_in_every_mode(mode):
    image = (
        code().convert("L").convert("I;16").point(lambda level: level * 257) if mode == "I;16" else code().convert(mode)
    )
    assert scan(saved(image, "JPEG" if mode in {"CMYK", "YCbCr"} else "PNG")) == READ


def test_black_on_transparent_is_read_as_if_on_white():
    dark = code().convert("L").point(lambda level: 255 - level)
    image = Image.new("RGBA", dark.size, (0, 0, 0, 0))
    image.putalpha(dark)
    assert scan(saved(image)) == READ
    assert scan(saved(image, "WEBP", lossless=True)) == READ


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_camera_may_be_held_in_any_way(orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    assert scan(saved(code(), "JPEG", exif=exif)) == READ


def test_only_the_first_frame_counts():
    first, second = code().convert("P"), code("another").convert("P").resize(code().size)
    assert scan(saved(first, "GIF", save_all=True, append_images=[second])) == READ


def test_every_code_in_the_picture_is_read_once():
    sheet = Image.new("L", (1400, 1400), 255)
    texts = [f"https://t.me/ExampleGateBot?start=code-{number}" for number in range(4)]
    for number, text in enumerate([*texts, texts[0]]):
        sheet.paste(code(text, scale=8).resize((380, 380)), (60 + 440 * (number % 3), 60 + 440 * (number // 3)))
    assert sorted(scan(saved(sheet, "JPEG")).texts) == texts


def test_a_wall_holds_no_code():
    assert scan(saved(Image.effect_noise((640, 480), 60), "JPEG")) == Scan(ScanStatus.NO_CODE)


@pytest.mark.parametrize(
    "junk",
    [
        b"",
        b"\x00",
        b"%PDF-1.7\n",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
        b"\x00\x00\x00\x18ftypheic" + bytes(64),
        b"\xff\xd8\xff\xe0" + bytes(200),
        b"GIF89a",
        b"RIFF\x10\x00\x00\x00WEBPVP8 " + bytes(30),
    ],
)
def test_what_is_no_picture_is_told_so(junk):
    assert scan(junk) == Scan(ScanStatus.NOT_A_PICTURE)


def test_a_picture_cut_in_half_is_damaged():
    whole = saved(code(), "JPEG")
    assert scan(whole[: len(whole) // 2]) == Scan(ScanStatus.NOT_A_PICTURE)


@pytest.mark.parametrize("size", [(30_000, 30_000), (20_000, 8_000), (9_500, 9_500), (60_000, 2)])
def test_a_bomb_is_refused_before_it_is_decoded(size):
    bomb = saved(Image.new("1", (8, 8)))
    header = size[0].to_bytes(4, "big") + size[1].to_bytes(4, "big") + b"\x08\x02\x00\x00\x00"
    crc = zlib.crc32(b"IHDR" + header).to_bytes(4, "big")
    assert scan(bomb[:16] + header + crc + bomb[33:]) == Scan(ScanStatus.TOO_LARGE)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["", "PNG", "JPEG", "GIF", "WEBP", "BMP"]), st.data())
def test_no_bytes_make_it_raise(junk, kind, data):
    picture = junk
    if kind:
        whole = saved(code("x", scale=1), kind)
        start = data.draw(st.integers(0, len(whole)))
        picture = whole[:start] + junk + whole[start + len(junk) :]
    assert scan(picture, budget_seconds=0.2).status in ScanStatus


def test_a_spent_budget_is_told_apart_from_no_code():
    wall = saved(Image.effect_noise((640, 480), 60), "JPEG")
    assert scan(wall, budget_seconds=0) == Scan(ScanStatus.GAVE_UP)


def test_a_reading_is_confirmed_by_a_second_one():
    picture = saved(code(), "JPEG")
    assert rereads(picture, TEXT)
    assert not rereads(picture, TEXT[:-1])
    assert not rereads(b"junk", TEXT)


@pytest.mark.parametrize("text", ["x" * 2_000, "a\tb\nc", "<b>&amp;</b>", "Прохідна № 2", "\x01\x02\x7f"])
def test_hostile_text_comes_out_as_it_went_in(text):
    assert scan(saved(code(text, scale=4))).texts == (text,)
