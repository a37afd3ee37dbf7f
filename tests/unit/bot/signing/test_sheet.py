import io
from dataclasses import replace

import pytest
import zxingcpp
from font_roboto import Roboto
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.signing.sheet.blocks import BOTTOM, TOP, Block, Line, paged, stacked
from bot.signing.sheet.in_workers import draw_sheet
from bot.signing.sheet.wrapping import MISSING, printable, wrap

WORD = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=30)
PLAIN_TEXTS = st.lists(WORD, min_size=1, max_size=40).map(" ".join)


@pytest.fixture(scope="module")
def sheet(office):
    return office.sheet(office.subject(b"bytes"), signed=4, unsigned=3)


@pytest.fixture
def read(tool, tmp_path):
    """Read a PDF's text as a person would copy it from the page."""

    def text(pdf, *options):
        code, output = tool("pdftotext", "-layout", *options, pdf, str(tmp_path / "text"))
        assert code == 0, output
        return (tmp_path / "text").read_text()

    return text


def test_a_sheet_says_which_accounts_were_new(read, sheet, words, now):
    rebound = replace(sheet, signed=(replace(sheet.signed[0], rebound_at=now), *sheet.signed[1:]))
    text = read(draw_sheet(rebound, words), "-raw")
    assert text.count("новий обліковий запис") == 1
    assert "новий обліковий запис" not in read(draw_sheet(sheet, words), "-raw")


def test_a_sheet_says_who_signed_at_a_kiosk(read, sheet, words):
    there = replace(sheet, signed=(replace(sheet.signed[0], kiosk="Прохідна"), *sheet.signed[1:]))
    assert read(draw_sheet(there, words), "-raw").count("на терміналі: Прохідна") == 1
    assert "на терміналі" not in read(draw_sheet(sheet, words), "-raw")


def test_the_text_of_a_sheet_can_be_extracted(read, sheet, words):
    text = read(draw_sheet(sheet, words))
    for part in (
        "Аркуш підписів", "Ліцей «Світоч»", "Інструкція № 12", "Інструкція.pdf", "Коваль Олена Ігорівна",
        "Ґудзь Їжак Єгорович", "учителька", "02.03.2026 11:30:15", "UTC+02:00", "Підписано", "дотик", "стан declined",
        "Не згоден із пунктом 4", "Сторінка 1 з 1", sheet.sha256[:32], sheet.sha256[32:],
        str(sheet.signed[0].signature_id)[:19], str(sheet.signed[0].signature_id)[19:],
    ):  # fmt: skip
        assert part in text


def test_the_same_sheet_gives_the_same_text_and_dates(read, sheet, words):
    first, second = draw_sheet(sheet, words), draw_sheet(sheet, words)
    assert read(first) == read(second)
    assert b"D:20260302093015" in first


def test_the_qr_code_of_a_printed_sheet_can_be_read(tool, tmp_path, sheet, words):
    code, output = tool(
        "pdftoppm", "-r", "110", "-png", "-singlefile", draw_sheet(sheet, words), str(tmp_path / "page")
    )
    assert code == 0, output
    found = zxingcpp.read_barcodes(Image.open(tmp_path / "page.png"))
    assert [one.text for one in found] == [sheet.qr]


def test_hundreds_of_signers_take_several_numbered_pages(read, office, words):
    many = office.sheet(office.subject(b"bytes"), signed=300, unsigned=100)
    pages = read(draw_sheet(many, words)).split("\f")[:-1]
    assert len(pages) > 10
    for number, page in enumerate(pages, 1):
        assert f"Сторінка {number} з {len(pages)}" in page
        assert "Ім’я та посада" in page, "the table's head stands on every page"
    text = "".join(pages)
    for line in many.signed:
        assert str(line.signature_id)[:19] in text


@pytest.mark.parametrize(
    "name",
    [
        "Ж" * 400,
        "Very-" * 60,
        "слово " * 120,
        "",
        " ",
        "a\nb\tc",
        "漢字 العربية 🙂",
        "<b>&amp;</b>",
        "е\u0301ї",
        "%\\(){}",
    ],
)
def test_a_sheet_with_any_name_is_drawn(read, sheet, words, name):
    lines = tuple(replace(line, name=name, position=name) for line in sheet.signed)
    other = replace(sheet, signed=lines, title=name, organisation=name, file_name=name)
    assert "Сторінка 1 з" in read(draw_sheet(other, words))


def test_a_sheet_without_signatures_is_drawn(read, sheet, words):
    text = read(draw_sheet(replace(sheet, signed=(), unsigned=()), words))
    assert "Підписано" not in text
    assert "Ім’я та посада" not in text


@given(text=PLAIN_TEXTS, width=st.floats(2, 60), most=st.integers(1, 6))
def test_wrapped_text_fits_its_width_and_loses_letters_only_to_the_ellipsis(text, width, most):
    lines = wrap(text, width, len, most)
    assert len(lines) <= most
    assert all(len(line) <= width for line in lines)
    if not lines[-1].endswith("…"):
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(text=st.text())
def test_printable_text_has_only_glyphs_of_the_font(text):
    glyphs = {ord(letter) for letter in "абвгґіїє abc" + MISSING}
    assert all(ord(letter) in glyphs for letter in printable(text, glyphs))


def test_the_font_has_the_letters_of_three_languages():
    glyphs = TTFont(Roboto).getBestCmap()
    letters = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяёыэъ’«»№–…" + MISSING
    assert printable(letters + letters.upper(), glyphs) == letters + letters.upper()


@given(heights=st.lists(st.floats(1, 60), min_size=1, max_size=80))
def test_blocks_keep_their_order_and_no_page_overflows(heights):
    head = Block(4, (Line(0, 0, "head", 8),))
    blocks = [Block(height, (Line(0, 0, str(place), 8),), head=head) for place, height in enumerate(heights)]
    pages = paged(blocks)
    assert [block for page in pages for block in page if block is not head] == blocks
    assert all(sum(block.height for block in page) <= BOTTOM - TOP + 1e-6 for page in pages)


def test_stacked_blocks_keep_their_inner_distances():
    first, second = Block(10, (Line(0, 2, "a", 8),)), Block(5, (Line(0, 1, "b", 8),), rules=(0.0,))
    both = stacked(first, second)
    assert (both.height, [line.y for line in both.lines], both.rules) == (15, [2, 11], (10,))


def test_a_drawn_sheet_is_a_valid_pdf(tool, sheet, words):
    code, output = tool("qpdf", "--check", draw_sheet(sheet, words))
    assert code == 0, output
    assert io.BytesIO(draw_sheet(sheet, words)).read(5) == b"%PDF-"
