import shutil
import subprocess

import pytest
from PIL import Image

from bot.checkpoint.service_qrs.poster import Poster, PosterSize, draw_poster

LINK = "https://t.me/ExampleGateBot?start=S" + "aZ0-_" * 8 + "aZ0-"
STEP = "Наведіть камеру телефона на код. " * 4
LONGEST = Poster(
    organisation="Товариство з обмеженою відповідальністю «Приклад і партнери» " * 2,
    heading="Ж" * 60,
    place="Щ " * 30,
    call="Скануйте, щоб заступити на зміну",
    steps=(STEP, STEP, STEP),
    until="Код діє до 01.07.2026",
    contact="Питання: Щербина-Їжакевич Ярослава-Христина Володимирівна, начальниця охорони",
    link=LINK,
)
DPI = 100


@pytest.fixture(params=PosterSize)
def size(request):
    return request.param


@pytest.fixture
def pdf(tmp_path, size):
    file = tmp_path / "poster.pdf"
    file.write_bytes(draw_poster(LONGEST, size))
    return file


def test_a_printed_code_is_read_by_another_reader(pdf, size):
    if not (shutil.which("pdftoppm") and shutil.which("zbarimg")):
        pytest.skip("poppler-utils or zbar-tools is not installed")
    subprocess.run(["pdftoppm", "-r", str(DPI), "-png", pdf, pdf.with_suffix("")], check=True)
    [page] = pdf.parent.glob("*.png")
    with Image.open(page) as image:
        width, height = (round(pixels / DPI * 25.4) for pixels in image.size)
        first = image if size is not PosterSize.STICKERS else image.crop((0, 0, image.width // 2, image.height // 4))
        first.save(page)
    assert (width, height) == ((148, 210) if size is PosterSize.A5 else (210, 297))
    read = subprocess.run(["zbarimg", "-q", "--raw", page], capture_output=True, check=True, text=True)
    assert read.stdout.strip() == LINK


def test_the_longest_texts_stay_on_one_page_and_none_is_lost(pdf, size):
    if not shutil.which("pdftotext"):
        pytest.skip("poppler-utils is not installed")
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True, text=True).stdout
    assert text.count("\f") == 1
    copies = 8 if size is PosterSize.STICKERS else 1
    assert text.count("Товариство") >= copies
    assert text.count("01.07.2026") == copies
    assert text.count("Скануйте") == copies
    assert " ".join(text.split()).count("Щербина-Їжакевич") == copies
