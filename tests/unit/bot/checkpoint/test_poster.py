import shutil
import subprocess

import pytest

from bot.checkpoint.service_qrs.poster import Poster, draw_poster

LINK = "https://t.me/ExampleGateBot?start=S" + "aZ0-_" * 8 + "aZ0-"
LONGEST = Poster(
    "Ж" * 60, "Щ " * 30, ["Наведіть камеру телефона на код. " * 4] * 3, "Діє до 01.07.2026. ТОВ «Приклад»", LINK
)


@pytest.fixture
def pdf(tmp_path):
    file = tmp_path / "poster.pdf"
    file.write_bytes(draw_poster(LONGEST))
    return file


def test_a_printed_poster_is_read_by_another_reader(pdf):
    if not (shutil.which("pdftoppm") and shutil.which("zbarimg")):
        pytest.skip("poppler-utils or zbar-tools is not installed")
    subprocess.run(["pdftoppm", "-r", "100", "-png", pdf, pdf.with_suffix("")], check=True)
    [page] = pdf.parent.glob("*.png")
    read = subprocess.run(["zbarimg", "-q", "--raw", page], capture_output=True, check=True, text=True)
    assert read.stdout.strip() == LINK


def test_the_longest_texts_stay_on_one_page(pdf):
    if not shutil.which("pdftotext"):
        pytest.skip("poppler-utils is not installed")
    text = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True, text=True).stdout
    assert text.count("\f") == 1
    assert "ТОВ «Приклад»" in text
