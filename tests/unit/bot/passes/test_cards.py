"""Printed passes: what a camera reads from their PDF, and what a checkpoint says of them."""

import io
import shutil
import subprocess
from dataclasses import replace
from datetime import timedelta

import pytest
from PIL import Image

from bot.ledger.entries import Act
from bot.passes.codes import CodePurpose, parse_typed
from bot.passes.issuing.cards import HEIGHT_MM, PER_SHEET, WIDTH_MM, CardFace, draw_cards
from bot.passes.issuing.print_passes import EndCard, PassUnprintableRefused, PrintPasses, Wording
from bot.passes.issuing.revoke_pass import RevokePass
from bot.passes.types.define_type import DefineType
from bot.passes.types.pass_types import TypeDraft
from bot.qr.scan import scan
from bot.staff.access import NotAllowedRefused

WORDING = Wording(str, lambda one: (f"№ {one.number}",), "Перепустки")
LINK = "https://t.me/" + "a" * 29 + "bot?start=P" + "aZ0-" * 11
LONG = CardFace(
    "Товариство з обмеженою відповідальністю «Їжакевич, Ґудзь і партнери» " * 2,
    "Перепустка підрядника Щ" * 2,
    "Щербина-Їжакевич Ярослава-Христина Володимирівна",
    ("№ 000042", "Діє до 02.03.2027", *(f"Поле номер {n}: {'Щ' * 40}" for n in range(6))),
    None,
    LINK,
    "ABCD-EFGH-JKMN",
)


def portrait():
    file = io.BytesIO()
    Image.new("RGB", (480, 640), "peachpuff").save(file, "JPEG")
    return file.getvalue()


def rendered(pdf, folder, dpi=150):
    """The pages as a printer and a camera would have them."""
    if not shutil.which("pdftoppm"):
        pytest.skip("poppler-utils is not installed")
    (folder / "cards.pdf").write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", str(dpi), "-png", folder / "cards.pdf", folder / "page"], check=True)
    return sorted(folder.glob("page*.png"))


def zbar(page):
    if not shutil.which("zbarimg"):
        pytest.skip("zbar-tools is not installed")
    read = subprocess.run(["zbarimg", "-q", "--raw", page], capture_output=True, check=True, text=True)
    return set(read.stdout.split())


def test_ten_cards_on_a_sheet_are_each_read_by_both_readers(tmp_path):
    faces = [replace(LONG, link=LINK[:-2] + f"{n:02d}", photo=portrait() if n % 2 else None) for n in range(PER_SHEET)]
    [page] = rendered(draw_cards(faces, sheet=True, title="Cards"), tmp_path, dpi=200)
    links = {face.link for face in faces}
    assert zbar(page) == links
    assert set(scan(page.read_bytes()).texts) == links


def test_a_card_has_the_size_of_a_bank_card_and_is_read_at_150_dpi(tmp_path):
    pages = rendered(draw_cards([LONG, replace(LONG, photo=portrait())], sheet=False, title="Cards"), tmp_path)
    assert len(pages) == 2
    for page in pages:
        with Image.open(page) as image:
            assert abs(image.width / 150 * 25.4 - WIDTH_MM) < 0.5
            assert abs(image.height / 150 * 25.4 - HEIGHT_MM) < 0.5
        assert zbar(page) == {LINK}
        assert set(scan(page.read_bytes()).texts) == {LINK}


def test_the_eleventh_card_begins_a_sheet(tmp_path):
    faces = [LONG] * (PER_SHEET + 1)
    assert len(rendered(draw_cards(faces, sheet=True, title="Cards"), tmp_path, dpi=40)) == 2


def printer(harness):
    return PrintPasses(harness.open, harness.codes, harness.typed_index, harness.workers)


async def card_of(harness, issued, event_id=None):
    event_id = event_id or harness.event_id()
    await printer(harness).one(harness.owner, issued.id, WORDING, sheet=False, event_id=event_id, now=harness.now)
    async with harness.open() as tx:
        return await tx.printed_codes.of_pass(issued.id)


async def test_a_pass_keeps_its_printed_code_until_its_card_is_lost(harness):
    issued = await harness.issue_pass()
    first = await card_of(harness, issued)
    assert await card_of(harness, issued) == first
    assert len(await harness.entries(Act.PASS_PRINTED)) == 2
    for _ in "ab":
        await EndCard(harness.open)(harness.owner, issued.id, event_id=harness.event_id(), now=harness.now)
    assert len(await harness.entries(Act.PASS_CARD_ENDED)) == 1
    again = await card_of(harness, issued)
    assert again.code_id != first.code_id
    assert parse_typed(again.typed) == again.typed


async def test_only_good_passes_of_printable_types_are_printed_and_only_by_managers(harness, selfie):
    define = DefineType(harness.open)
    await define(
        harness.owner, TypeDraft("Лише код", traits=frozenset()), new=True, event_id=harness.event_id(), now=harness.now
    )
    live_only = await harness.issue_pass(pass_type="Лише код")
    with pytest.raises(PassUnprintableRefused):
        await card_of(harness, live_only)
    issued = await harness.issue_pass()
    for stranger in (harness.guard, harness.holder, harness.neighbour):
        for act in (
            printer(harness).one(stranger, issued.id, WORDING, sheet=True, event_id="update:1:9", now=harness.now),
            EndCard(harness.open)(stranger, issued.id, event_id="update:1:9", now=harness.now),
        ):
            with pytest.raises(NotAllowedRefused):
                await act
    await RevokePass(harness.open)(harness.owner, issued.id, event_id=harness.event_id(), now=harness.now)
    with pytest.raises(PassUnprintableRefused):
        await card_of(harness, issued)
    ended = await harness.issue_pass(days=1)
    harness.later(days=1)
    with pytest.raises(PassUnprintableRefused):
        await card_of(harness, ended)


async def test_a_printed_code_is_bound_to_its_purpose_and_organisation(harness):
    code = await card_of(harness, await harness.issue_pass())
    payload = harness.codes.mint(CodePurpose.PRINTED_PASS, harness.owner.organisation.tag, code.code_id)
    parsed = harness.codes.parse(payload)
    assert parsed.genuine
    assert not harness.codes.parse("L" + payload[1:]).genuine
    assert parsed.organisation_tag != harness.neighbour.organisation.tag
    assert code.minted_at + timedelta(0) == harness.now
