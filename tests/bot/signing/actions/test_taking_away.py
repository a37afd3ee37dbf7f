import io
import json
import zipfile

import openpyxl
import pytest

from bot.ledger.entries import Act
from bot.signing.board import ListDocuments, ShowPlaces, Which
from bot.signing.bundle_document import BundleDocument, BundleTooLargeRefused
from bot.signing.documents import Handing, RequestState
from bot.signing.export_sheet import WIDTHS, DrawSheet, ExportSheet, SheetLabels
from bot.signing.hand_on import HandOnRequest
from bot.signing.of_person import ListDocumentsOf
from bot.signing.personal.copies import MakeCopies
from bot.signing.personal.receive import ReceiveText
from bot.signing.verify import Integrity, verify
from bot.signing.wording import Wording
from bot.staff.access import NotAllowedRefused
from bot.texts import Texts

LABELS = SheetLabels("=remark", tuple(f"c{number}" for number in range(len(WIDTHS))), dict.fromkeys(RequestState, "s"))


@pytest.fixture
def exports(house):
    async def export(document, by=None):
        acting = ExportSheet(house.store.reading, house.open)
        return await acting(by or house.owner, document.id, LABELS, cause=house.cause(), now=house.now)

    return export


@pytest.fixture
def draws(desk, house):
    async def draw(document, by=None):
        acting = DrawSheet(house.store.reading, house.open, desk.workshop, Wording(Texts()), desk.link_for)
        return await acting(by or house.owner, document.id, cause=house.cause(), now=house.now)

    return draw


@pytest.fixture
def bundles(desk, house):
    async def bundle(document, by=None):
        acting = BundleDocument(house.store.reading, house.open, desk.workshop, Wording(Texts()), desk.link_for)
        return await acting(by or house.owner, document.id, "how to check\n", cause=house.cause(), now=house.now)

    return bundle


async def test_the_workbook_tells_everyone_and_calculates_nothing(desk, house, exports):
    document = (await desk.sends(house.guard, house.holder, title="=1+1", handing=Handing.COLLEAGUE)).document
    await desk.declines(document, house.holder, reason='=HYPERLINK("http://x")')
    request = await desk.request(document, house.guard)
    house.later(minutes=1)
    hand_on = HandOnRequest(house.open)
    await hand_on(house.guard, request.id, house.owner.person.id, cause=house.cause(), now=house.now)
    await desk.signs(document, house.owner)
    exported = await exports(document)
    sheet = openpyxl.load_workbook(io.BytesIO(exported.content)).active
    rows = list(sheet.iter_rows(min_row=3))
    assert [row[2].value for row in rows] == [
        house.guard.person.name,
        house.owner.person.name,
        house.holder.person.name,
    ]
    assert rows[1][5].value == house.guard.person.name
    assert rows[1][12].value
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
    assert rows[2][11].value == '=HYPERLINK("http://x")'
    (deed,) = await house.entries(Act.DOCUMENT_EXPORTED)
    assert deed.facts["form"] == "xlsx"


async def test_the_sheet_is_drawn_before_all_have_answered_and_says_so(desk, house, draws, tool):
    document = (await desk.sends(house.guard, house.holder)).document
    await desk.signs(document, house.guard)
    _, text = tool("pdftotext", (await draws(document)).content, "-")
    sheet = " ".join(text.split())
    assert "Підтвердили 1 з 2" in sheet
    assert "може змінитися" in sheet
    assert house.holder.person.name in sheet


async def test_the_bundle_is_checked_with_openssl_alone(desk, house, bundles, tool, tmp_path):
    document = (await desk.sends(house.guard, house.holder)).document
    await desk.signs(document, house.guard)
    await desk.declines(document, house.holder)
    await desk.finishes()
    (part,) = (await bundles(document)).parts
    with zipfile.ZipFile(io.BytesIO(part)) as package:
        found = {name: package.read(name) for name in package.namelist()}
        package.extractall(tmp_path)
    manifest = json.loads(found["manifest.json"])
    assert (manifest["expected"], manifest["signed"]) == (2, 1)
    assert [one["state"] for one in manifest["requests"]] == ["signed", "declined"]
    assert {one["path"] for one in manifest["files"]} == found.keys() - {"manifest.json"}
    assert found["original/Наказ № 7.pdf"] == desk.pdf
    finished = verify(found["finished/Наказ № 7-signed.pdf"], house.owner.organisation.ca_certificate)
    assert finished.answer is Integrity.UNCHANGED
    record = next(tmp_path.glob("records/*.json")).with_suffix("")
    _, key = tool("openssl", "x509", "-in", f"{record}.pem", "-noout", "-pubkey")
    (tmp_path / "key.pem").write_text(key)
    signed = ("-signature", f"{record}.sig", f"{record}.json")
    assert "Verified OK" in tool("openssl", "dgst", "-sha256", "-verify", str(tmp_path / "key.pem"), *signed)[1]
    at = str(int(house.now.timestamp()))
    authority = str(tmp_path / "certificates" / "organisation.pem")
    code, said = tool("openssl", "verify", "-CAfile", authority, "-attime", at, f"{record}.pem")
    assert code == 0, said


async def test_a_series_is_bundled_with_everyones_own_file(desk, house, bundles, monkeypatch):
    file = await ReceiveText(house.open)(house.owner, "# Згода\nЯ, {ПІБ}, згоден.", now=house.now)
    series = (await desk.sends(house.guard, house.holder, file=file)).document
    await MakeCopies(house.open, desk.workshop)(now=house.now)
    (part,) = (await bundles(series)).parts
    with zipfile.ZipFile(io.BytesIO(part)) as package:
        names = package.namelist()
    originals = [name for name in names if name.startswith("original/")]
    assert len(originals) == len(set(originals)) == 3
    assert sum(house.guard.person.name in name for name in originals) == 1
    monkeypatch.setattr("bot.signing.bundle_document._MOST_TOGETHER", 10)
    with pytest.raises(BundleTooLargeRefused):
        await bundles(series)


async def test_only_managers_of_the_organisation_take_anything_away(desk, house, exports, draws, bundles):
    document = (await desk.sends(house.guard)).document
    for taking in (exports, draws, bundles):
        for stranger in (house.guard, house.neighbour):
            with pytest.raises(NotAllowedRefused):
                await taking(document, by=stranger)
    assert not await house.entries(Act.DOCUMENT_EXPORTED)


async def test_a_manager_lists_their_own_documents_and_those_in_progress(desk, house):
    first = (await desk.sends(house.guard)).document
    await desk.voids(first)
    second = (await desk.sends(house.guard)).document
    listing = ListDocuments(house.open)

    async def listed(**wanted):
        page = await listing(house.owner, **wanted)
        assert page.total == len(page.boards)
        return {board.document.id for board in page.boards}

    assert await listed() == await listed(mine=True) == {first.id, second.id}
    assert await listed(which=Which.OPEN) == {second.id}
    assert await listed(which=Which.ENDED) == {first.id}
    assert (await listing(house.neighbour, mine=True)).total == 0


async def test_who_has_not_answered_is_shown_alone(desk, house):
    document = (await desk.sends(house.guard, house.holder)).document
    await desk.signs(document, house.guard)
    page = await ShowPlaces(house.open)(house.owner, document.id, waiting=True)
    assert [place.name for place in page.places] == [house.holder.person.name]


async def test_managers_see_one_persons_documents_and_employees_do_not(desk, house):
    signed, open_ = [(await desk.sends(house.guard)).document for _ in range(2)]
    await desk.signs(signed, house.guard)
    listing = ListDocumentsOf(house.open)
    page = await listing(house.owner, house.guard.person.id)
    assert {(one.document.id, one.request.state) for one in page.asked} == {
        (signed.id, RequestState.SIGNED),
        (open_.id, RequestState.OPEN),
    }
    for stranger in (house.guard, house.neighbour):
        with pytest.raises(NotAllowedRefused):
            await listing(stranger, house.guard.person.id)
