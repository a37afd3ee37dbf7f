import io
import shutil
import subprocess
from xml.etree import ElementTree as ET

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from bot.qr.draw import draw_png, draw_svg

LINK = "https://t.me/ExampleGateBot?start=L" + "aZ0-_" * 8 + "aZ0-"


def opened(png):
    return Image.open(io.BytesIO(png), formats=("PNG",)).convert("L")


def read(picture):
    [found] = zxingcpp.read_barcodes(
        picture, formats=zxingcpp.BarcodeFormat.QRCodeModel2, text_mode=zxingcpp.TextMode.Plain
    )
    return found


def test_a_drawn_code_is_read_back_at_level_m():
    found = read(opened(draw_png(LINK)))
    assert found.text == LINK
    assert found.ec_level == "M"


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc"]), min_size=1, max_size=100))
def test_any_text_is_read_back(text):
    assert read(opened(draw_png(text, scale=6))).bytes == text.encode()


@pytest.mark.parametrize("captions", [(), ("Прохідна № 2, Їжакевича",), ("Gate " * 40, "until 2026-07-01")])
def test_zbarimg_reads_it_with_and_without_captions(captions, tmp_path):
    if not shutil.which("zbarimg"):
        pytest.skip("zbar-tools is not installed")
    picture = tmp_path / "code.png"
    picture.write_bytes(draw_png(LINK, scale=8, captions=captions))
    done = subprocess.run(["zbarimg", "-q", "--raw", picture], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == LINK


def test_the_quiet_zone_is_four_modules_of_white():
    picture = opened(draw_png(LINK, scale=10))
    dark = picture.point(lambda level: 255 - level).getbbox()
    assert dark == (40, 40, picture.width - 40, picture.height - 40)


def test_captions_stay_below_the_quiet_zone_and_inside_the_picture():
    plain, captioned = opened(draw_png(LINK)), opened(draw_png(LINK, captions=("Ш" * 500, "ok")))
    assert captioned.crop((0, 0, *plain.size)).tobytes() == plain.tobytes()
    assert captioned.width == plain.width
    below = captioned.crop((0, plain.height, *captioned.size)).point(lambda level: 255 - level)
    left, _, right, bottom = below.getbbox()
    assert left > 0
    assert right < plain.width
    assert bottom < below.height


def test_the_svg_is_the_same_code_as_the_png():
    png, root = opened(draw_png(LINK, scale=1)), ET.fromstring(draw_svg(LINK))  # noqa: S314 - our own drawing
    side = int(root.get("viewBox").split()[-1])
    drawn = Image.new("L", (side, side), 255)
    pen = ImageDraw.Draw(drawn)
    for run in root[1].get("d").split("z")[:-1]:
        place, length = run.removeprefix("M").split("v")[0].split("h")
        x, y = map(int, place.split())
        pen.line((x, y, x + int(length) - 1, y), 0)
    assert drawn.tobytes() == png.tobytes()


def test_a_link_of_ours_makes_a_small_file():
    assert len(draw_png(LINK)) < 4_000


@pytest.mark.parametrize("draw", [draw_png, draw_svg])
def test_a_text_that_no_code_holds_is_told(draw):
    with pytest.raises(ValueError, match="no QR code holds"):
        draw("x" * 3_000)
