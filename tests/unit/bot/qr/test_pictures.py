import io
from pathlib import Path

import pytest
from PIL import Image

from bot.qr.draw import draw_png
from bot.qr.pictures import Shows, shows
from bot.qr.scan import Scan, ScanStatus, scan
from bot.qr.scan.opening import Opened, TooLarge

CASE_NAME = "shared/cases/photo/HEIC-file-from-an-iPhone-IMG_1234.HEIC"
CASE = next((file for at in Path(__file__).parents if (file := at / CASE_NAME).is_file()), Path("none"))
TEXT = "https://t.me/ExampleGateBot?start=L" + "aB3_" * 11
HEIC, PLAIN_HEIF, AVIF, MP4 = b"heic", b"mif1", b"avif", b"isom"


def file_type(major, *compatible):
    """The first box of a file of the ISO base media family."""
    brands = major + bytes(4) + b"".join(compatible)
    return (8 + len(brands)).to_bytes(4, "big") + b"ftyp" + brands


def saved(image, kind, **options):
    from pillow_heif import register_heif_opener  # noqa: PLC0415 - the product loads it for a HEIF alone

    register_heif_opener()
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def code():
    return Image.open(io.BytesIO(draw_png(TEXT, scale=8))).convert("RGB")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "BMP", "AVIF", "HEIF"])
def test_a_picture_is_known_by_its_content_and_read(kind):
    picture = saved(code(), kind)
    assert shows(picture[:64]) is Shows.PICTURE
    assert scan(picture) == Scan(ScanStatus.READ, (TEXT,))


@pytest.mark.skipif(not CASE.is_file(), reason="needs the folder of small inputs beside the repository")
def test_an_iphones_picture_sent_as_a_file_is_read():
    picture = CASE.read_bytes()
    assert shows(picture[:64]) is Shows.PICTURE
    (text,) = scan(picture).texts
    assert text.startswith("https://t.me/countersign_demo_bot?start=L")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (file_type(HEIC, PLAIN_HEIF, HEIC), Shows.PICTURE),
        (file_type(PLAIN_HEIF, HEIC), Shows.PICTURE),
        (file_type(PLAIN_HEIF, AVIF), Shows.PICTURE),
        (file_type(MP4, b"mp42"), Shows.MOVING),
        (file_type(b"qt  "), Shows.MOVING),
        (b"\x1a\x45\xdf\xa3" + bytes(20), Shows.MOVING),
        (b"RIFF\x10\x00\x00\x00AVI LIST", Shows.MOVING),
        (b"RIFF\x10\x00\x00\x00WAVEfmt ", None),
        (b"BMI, age and height of everybody", None),
        (b"%PDF-1.7\n", None),
        (b"PK\x03\x04", None),
        (b"", None),
    ],
)
def test_the_first_bytes_tell_pictures_videos_and_other_files_apart(head, expected):
    assert shows(head) is expected


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_heic_is_read_however_the_phone_was_held(orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    ground = Image.new("RGB", (700, 900), "grey")
    ground.paste(code().resize((400, 400)), (30, 40))
    picture = saved(ground, "HEIF", exif=exif)
    assert scan(picture) == Scan(ScanStatus.READ, (TEXT,))
    assert Opened(picture).overview.size == Image.open(io.BytesIO(picture)).size  # libheif has turned it already


@pytest.mark.long
@pytest.mark.parametrize("kind", ["HEIF", "AVIF"])
def test_a_picture_that_would_take_too_much_memory_is_not_decoded(kind):
    with pytest.raises(TooLarge):
        Opened(saved(Image.new("RGB", (7000, 5000), "grey"), kind, quality=1))


@pytest.mark.parametrize("kind", ["HEIF", "AVIF"])
def test_a_damaged_picture_of_a_phone_never_raises(kind):
    whole = saved(code(), kind)
    for end in (0, 20, 100, len(whole) // 2, len(whole) - 1):
        assert scan(whole[:end] + bytes(40), budget_seconds=0.2).status in ScanStatus
    for start in range(60, len(whole), max(1, len(whole) // 60)):
        assert scan(whole[:start] + b"\xff\x00" + whole[start + 2 :], budget_seconds=0.1).status in ScanStatus
