"""Printable cards: eight on a page, each code read back by another program than drew it."""

import shutil
import subprocess

import pytest

from bot.staff.invitations.cards import CardLabels, PaperCard, draw_cards

LABELS = CardLabels("ТОВ «Зразок»", "Наведіть камеру телефона на код.", "Діє до 06.12.2026")
CARDS = [
    PaperCard(
        f"Ґанна-Їванна Довгопрізвищенко-Щербина {number}",
        "Інженерка",
        f"https://t.me/some_bot?start={'x' * 42}{number}",
    )
    for number in range(9)
]


@pytest.mark.skipif(
    not shutil.which("pdftoppm") or not shutil.which("zbarimg"), reason="needs poppler-utils, zbar-tools"
)
def test_every_card_is_read_back_from_the_printed_page(tmp_path):
    (tmp_path / "cards.pdf").write_bytes(draw_cards(CARDS, LABELS))
    subprocess.run(["pdftoppm", "-r", "150", "-gray", "cards.pdf", "page"], cwd=tmp_path, check=True)
    pages = sorted(tmp_path.glob("page*.pgm"))
    read = [
        subprocess.run(["zbarimg", "-q", "--raw", page], check=True, capture_output=True, text=True) for page in pages
    ]
    assert [sorted(one.stdout.split()) for one in read] == [[card.link for card in CARDS[:8]], [CARDS[8].link]]
    text = subprocess.run(["pdftotext", "cards.pdf", "-"], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert text.stdout.count("06.12.2026") == 9
    assert "Ґанна-Їванна" in text.stdout
