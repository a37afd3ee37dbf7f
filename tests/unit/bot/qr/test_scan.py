import io
import time
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageFilter, ImageOps

from benchmarks import photos
from bot.qr.draw import draw_png
from bot.qr.scan import BUDGET_SECONDS, Scan, ScanStatus, readers, rereads, scan
from bot.qr.scan.cascade import CHEAP, DEAR
from bot.qr.scan.opening import Opened
from bot.qr.scan.readers import Unread
from bot.qr.scan.straightening import MOST_MODULES, straightened

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


def test_noise_holds_no_code():
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
    noise = saved(Image.effect_noise((640, 480), 60), "JPEG")
    assert scan(noise, budget_seconds=0) == Scan(ScanStatus.GAVE_UP)


def test_a_reading_is_confirmed_by_a_second_one():
    picture = saved(code(), "JPEG")
    assert rereads(picture, [TEXT]) == {TEXT}
    assert rereads(picture, [TEXT, TEXT[:-1]]) == {TEXT}
    assert rereads(b"junk", [TEXT]) == set()
    assert rereads(picture, []) == set()


def test_six_codes_of_one_picture_are_confirmed_together_within_the_time_of_one():
    texts = [f"https://example.org/menu/{number}" for number in range(6)]
    sheet = Image.new("L", (1280, 960), 170)
    for number, text in enumerate(texts):
        sheet.paste(
            code(text, scale=8).convert("L").resize((300, 300)), (60 + 410 * (number % 3), 90 + 440 * (number // 3))
        )
    picture, began = saved(sheet, "JPEG", quality=80), time.thread_time()
    assert set(scan(picture).texts) == set(texts)
    assert rereads(picture, texts) == set(texts)
    assert time.thread_time() - began < 2 * BUDGET_SECONDS + 0.5


def on_cloth(modules, waves, scale=8):
    """A photo of a code on cloth whose waves move it by so many modules."""
    flat = np.asarray(code(scale=scale).convert("L"))
    down, across = np.indices(flat.shape)
    turns = 2 * np.pi * waves / len(flat)
    from_x = across + modules * scale * np.sin(turns * down)
    from_y = down + modules * scale * np.sin(turns * across)
    last = len(flat) - 1
    moved = flat[from_y.round().clip(0, last).astype(int), from_x.round().clip(0, last).astype(int)]
    ground = Image.new("L", (1280, 960), 170)
    ground.paste(Image.fromarray(moved).filter(ImageFilter.GaussianBlur(1.2)), (300, 200))
    return saved(ground, "JPEG", quality=80)


@pytest.mark.parametrize(("modules", "waves"), [(0.4, 1.7), (0.8, 0.7), (1, 1), (1.2, 1)])
def test_a_code_on_cloth_is_straightened_and_read(modules, waves):
    picture = on_cloth(modules, waves)
    overview = Opened(picture).overview
    assert not any(attempt(overview).texts for attempt in (*CHEAP, *DEAR))
    assert scan(picture) == READ


def test_a_straightened_code_alone_accuses_nobody():
    assert rereads(on_cloth(1, 1), [TEXT]) == set()


def test_codes_that_are_too_large_or_are_located_nowhere_are_not_straightened():
    grey = Image.effect_noise((400, 400), 60)
    corners = ((10.0, 10.0), (300.0, 10.0), (300.0, 300.0), (10.0, 300.0))
    assert not any(True for _ in straightened(grey, Unread(corners, MOST_MODULES + 4)))
    for unread in (Unread(corners, MOST_MODULES), Unread(((0.0, 0.0),) * 4, 21), Unread(corners[::-1], 21)):
        for picture in straightened(grey, unread):
            assert picture.width == picture.height
    assert scan(saved(grey, "JPEG")) == Scan(ScanStatus.NO_CODE)


@pytest.mark.parametrize("text", ["x" * 2_000, "a\tb\nc", "<b>&amp;</b>", "Прохідна № 2", "\x01\x02\x7f"])
def test_hostile_text_comes_out_as_it_went_in(text):
    assert scan(saved(code(text, scale=4))).texts == (text,)


def photographed(code_share=0.3, size=(1280, 960), ground=170):
    """A code lying on a grey ground, as wide as `code_share` of the picture."""
    picture = Image.new("L", size, ground)
    side = round(size[0] * code_share)
    picture.paste(code().convert("L").resize((side, side), Image.Resampling.LANCZOS), (size[0] // 3, size[1] // 4))
    return picture


TROUBLES = {
    "blur": lambda picture: picture.filter(ImageFilter.GaussianBlur(2)),
    "darkness": lambda picture: picture.point(lambda level: level // 9),
    "glare": lambda picture: picture.point(lambda level: 200 + level // 5),
    "shadow": lambda picture: ImageChops.multiply(picture, Image.linear_gradient("L").resize(picture.size)),
    "a tilt": lambda picture: picture.rotate(33, Image.Resampling.BICUBIC, expand=True, fillcolor=90),
    "a mirror": ImageOps.mirror,
    "inversion": ImageOps.invert,
    "noise": lambda picture: Image.blend(picture, Image.effect_noise(picture.size, 90), 0.3),
    "a slant": lambda picture: picture.transform(
        picture.size,
        Image.Transform.PERSPECTIVE,
        (1.3, 0, -100, 0.15, 1.2, -120, 0.0004, 0),
        Image.Resampling.BICUBIC,
        fillcolor=90,
    ),
}


@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_code_is_read_in_spite_of(trouble):
    assert scan(saved(TROUBLES[trouble](photographed()), "JPEG", quality=80)) == READ


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_turned_upright(orientation):
    upright, exif = Image.linear_gradient("L").resize((64, 48)), Image.Exif()
    upright.paste(0, (0, 0, 20, 10))
    undone = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # the transpose that the camera's turning undoes
    turned = upright if orientation == 1 else upright.transpose(Image.Transpose(undone[orientation]))
    exif[0x0112] = orientation
    assert Opened(saved(turned, "PNG", exif=exif)).overview.tobytes() == upright.tobytes()


def test_a_file_shows_small_codes_that_a_photo_does_not():
    small = photographed(code_share=0.04, size=(4000, 3000))
    assert scan(saved(small, "JPEG")) == READ
    assert scan(saved(small, "PNG")) == READ
    assert scan(saved(small.resize((1280, 960)), "JPEG", quality=80)).status is not ScanStatus.READ


def test_a_small_code_in_a_file_is_confirmed_too():
    assert rereads(saved(photographed(code_share=0.05, size=(4000, 3000)), "JPEG"), [TEXT])


def test_two_codes_under_different_light_are_both_read():
    picture = Image.new("L", (1280, 960), 120)
    picture.paste(code("first").convert("L").resize((150, 150)), (100, 100))
    picture.paste(code("second").convert("L").resize((150, 150)).point(lambda level: level // 12), (1000, 700))
    assert set(scan(saved(picture, "PNG")).texts) == {"first", "second"}


def test_a_picture_without_a_code_is_answered_soon():
    noise = Image.blend(photographed().filter(ImageFilter.GaussianBlur(20)), Image.effect_noise((1280, 960), 120), 0.5)
    picture, started = saved(noise, "JPEG", quality=80), time.thread_time()
    assert scan(picture).status in {ScanStatus.NO_CODE, ScanStatus.GAVE_UP}
    assert time.thread_time() - started < 1.5


def test_a_picture_full_of_finder_patterns_does_not_hold_the_reader_for_long():
    finder = Image.new("L", (9, 9), 255)
    finder.paste(0, (1, 1, 8, 8))
    finder.paste(255, (2, 2, 7, 7))
    finder.paste(0, (3, 3, 6, 6))
    picture = Image.new("L", (4000, 3000), 255)
    for left in range(0, 4000, 27):
        for top in range(0, 3000, 27):
            picture.paste(finder.resize((27, 27), Image.Resampling.NEAREST), (left, top))
    file, started = saved(picture), time.thread_time()
    scan(file)
    assert time.thread_time() - started < 6


def test_a_progressive_picture_too_large_to_be_kept_whole_is_refused():
    picture = saved(Image.new("RGB", (8100, 6000)), "JPEG", progressive=True, subsampling=0)
    assert scan(picture) == Scan(ScanStatus.TOO_LARGE)
    kept = scan(saved(Image.new("RGB", (8100, 6000)), "JPEG", progressive=True))
    assert kept.status in {ScanStatus.NO_CODE, ScanStatus.GAVE_UP}


def test_without_libzbar_the_first_reader_serves_alone(monkeypatch):
    monkeypatch.setattr(readers, "_zbar", lambda: None)
    assert not readers.zbar_loads()
    assert scan(saved(code(), "JPEG")) == READ
    assert rereads(saved(code(), "JPEG"), [TEXT])


def test_the_second_reader_speaks_ascii_only():
    if not readers.zbar_loads():
        pytest.skip("libzbar is not installed")
    assert readers.read_zbar(code("plain").convert("L")).texts == ("plain",)
    assert readers.read_zbar(code("Прохідна").convert("L")).texts == ()
    assert readers.read_zbar(code("a\nb").convert("L")).texts == ()


@pytest.mark.photos
def test_real_photos_recompressed_as_telegram_does_are_read():
    folder = Path(__file__).parents[5] / "shared" / "photos"
    if not folder.is_dir():
        pytest.skip("there is no folder of real photos beside the repository")
    # Both readers say "photography" of one picture where the manifest says "photograph": its manifest is mistaken.
    sample = [one for one in photos.samples(folder)[::6] if "Washington Monument" not in "".join(one.expected)]
    texts = [photos.cascade(photos.as_telegram_sends(one.picture)) for one in sample]
    assert photos.read_rate(sample, texts) >= 0.9
    assert not [one for one, read in zip(sample, texts, strict=True) if photos.is_wrong(one.expected, read)]
