import io
import json
import zipfile
from dataclasses import replace
from uuid import uuid4

import openpyxl
import pytest
from unit.bot.signing.verification.passkey_device import SITE, Device

from bot.crypto.authority import Issued, issue_passkey
from bot.crypto.canonical import canonical
from bot.crypto.keys import public_key
from bot.ledger.entries import Act
from bot.personal_data.export_my_data import ExportMyData
from bot.personal_data.packing import Packing
from bot.signing.boards.boards import ListDocuments, ShowPlaces, Which
from bot.signing.boards.bundle_document import BundleDocument, BundleTooLargeRefused
from bot.signing.boards.documents_of import ListDocumentsOf
from bot.signing.boards.export_sheet import WIDTHS, DrawSheet, ExportSheet, SheetLabels
from bot.signing.documents.receive_text import ReceiveText
from bot.signing.models import Handing, RequestState, Signature
from bot.signing.personal_texts.make_copies import MakeCopies
from bot.signing.records.plain import to_plain
from bot.signing.records.record import Method, Trust, decode
from bot.signing.requests.evidence import Press, evidence
from bot.signing.requests.hand_on_request import HandOnRequest
from bot.signing.requests.request_details import load_request
from bot.signing.sheet.wording import SheetWording
from bot.signing.verification.findings import Integrity
from bot.signing.verification.in_workers import verify
from bot.staff.access import NotAllowedRefused
from bot.texts.words import Texts

LABELS = SheetLabels("=remark", tuple(f"c{number}" for number in range(len(WIDTHS))), dict.fromkeys(RequestState, "s"))


@pytest.fixture
def export(signing, harness):
    async def call(document, by=None):
        acting = ExportSheet(harness.read, harness.open, signing.workers)
        return await acting(by or harness.owner, document.id, LABELS, event_id=harness.event_id(), now=harness.now)

    return call


@pytest.fixture
def draw(signing, harness):
    async def call(document, by=None):
        acting = DrawSheet(harness.read, harness.open, signing.workers, SheetWording(Texts()), signing.link_for)
        return await acting(by or harness.owner, document.id, event_id=harness.event_id(), now=harness.now)

    return call


@pytest.fixture
def bundle(signing, harness):
    async def call(document, by=None):
        acting = BundleDocument(harness.read, harness.open, signing.workers, SheetWording(Texts()), signing.link_for)
        return await acting(
            by or harness.owner, document.id, "how to check\n", event_id=harness.event_id(), now=harness.now
        )

    return call


async def test_the_workbook_lists_everyone_and_contains_no_formulas(signing, harness, export):
    document = (await signing.send(harness.guard, harness.holder, title="=1+1", handing=Handing.COLLEAGUE)).document
    await signing.decline(document, harness.holder, reason='=HYPERLINK("http://x")')
    request = await signing.request(document, harness.guard)
    harness.later(minutes=1)
    hand_on = HandOnRequest(harness.open)
    await hand_on(harness.guard, request.id, harness.owner.person.id, event_id=harness.event_id(), now=harness.now)
    await signing.sign(document, harness.owner)
    exported = await export(document)
    sheet = openpyxl.load_workbook(io.BytesIO(exported.content)).active
    rows = list(sheet.iter_rows(min_row=3))
    assert [row[2].value for row in rows] == [
        harness.guard.person.name,
        harness.owner.person.name,
        harness.holder.person.name,
    ]
    assert rows[1][5].value == harness.guard.person.name
    assert rows[1][12].value
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
    assert rows[2][11].value == '=HYPERLINK("http://x")'
    (audit_event,) = await harness.entries(Act.DOCUMENT_EXPORTED)
    assert audit_event.facts["form"] == "xlsx"


async def test_the_sheet_of_an_unfinished_document_says_that_it_may_change(signing, harness, draw, tool):
    document = (await signing.send(harness.guard, harness.holder)).document
    await signing.sign(document, harness.guard)
    _, text = tool("pdftotext", (await draw(document)).content, "-")
    sheet, words = " ".join(text.split()), SheetWording(Texts()).interim("uk", 1, 2)
    assert words.tally in sheet
    assert words.title in sheet
    assert words.note in sheet
    assert harness.holder.person.name in sheet


async def test_the_bundle_can_be_checked_with_openssl_alone(signing, harness, bundle, tool, tmp_path):
    document = (await signing.send(harness.guard, harness.holder)).document
    await signing.sign(document, harness.guard)
    await signing.decline(document, harness.holder)
    await signing.finish()
    (part,) = (await bundle(document)).parts
    with zipfile.ZipFile(io.BytesIO(part)) as package:
        found = {name: package.read(name) for name in package.namelist()}
        package.extractall(tmp_path)
    manifest = json.loads(found["manifest.json"])
    assert (manifest["expected"], manifest["signed"]) == (2, 1)
    assert [one["state"] for one in manifest["requests"]] == ["signed", "declined"]
    assert {one["path"] for one in manifest["files"]} == found.keys() - {"manifest.json"}
    assert found["original/Наказ № 7.pdf"] == signing.pdf
    finished = verify(found["finished/Наказ № 7-signed.pdf"], harness.owner.organisation.ca_certificate)
    assert finished.answer is Integrity.UNCHANGED
    record = next(tmp_path.glob("records/*.json")).with_suffix("")
    _, key = tool("openssl", "x509", "-in", f"{record}.pem", "-noout", "-pubkey")
    (tmp_path / "key.pem").write_text(key)
    signed = ("-signature", f"{record}.sig", f"{record}.json")
    assert "Verified OK" in tool("openssl", "dgst", "-sha256", "-verify", str(tmp_path / "key.pem"), *signed)[1]
    at = str(int(harness.now.timestamp()))
    authority = str(tmp_path / "certificates" / "organisation.pem")
    code, output = tool("openssl", "verify", "-CAfile", authority, "-attime", at, f"{record}.pem")
    assert code == 0, output


async def test_the_bundle_of_a_series_contains_every_copy(signing, harness, bundle, monkeypatch):
    file = await ReceiveText(harness.open)(harness.owner, "# Згода\nЯ, {ПІБ}, згоден.", now=harness.now)
    series = (await signing.send(harness.guard, harness.holder, file=file)).document
    await MakeCopies(harness.open, signing.workers)(now=harness.now)
    (part,) = (await bundle(series)).parts
    with zipfile.ZipFile(io.BytesIO(part)) as package:
        names = package.namelist()
    originals = [name for name in names if name.startswith("original/")]
    assert len(originals) == len(set(originals)) == 3
    assert sum(harness.guard.person.name in name for name in originals) == 1
    monkeypatch.setattr("bot.signing.boards.bundle_document._MOST_TOGETHER", 10)
    with pytest.raises(BundleTooLargeRefused):
        await bundle(series)


async def test_only_managers_of_the_organisation_can_export(signing, harness, export, draw, bundle):
    document = (await signing.send(harness.guard)).document
    for taking in (export, draw, bundle):
        for stranger in (harness.guard, harness.neighbour):
            with pytest.raises(NotAllowedRefused):
                await taking(document, by=stranger)
    assert not await harness.entries(Act.DOCUMENT_EXPORTED)


async def test_a_manager_lists_their_own_documents_and_those_in_progress(signing, harness):
    first = (await signing.send(harness.guard)).document
    await signing.void(first)
    second = (await signing.send(harness.guard)).document
    listing = ListDocuments(harness.read)

    async def listed(**filters):
        page = await listing(harness.owner, **filters)
        assert page.total == len(page.boards)
        return {board.document.id for board in page.boards}

    assert await listed() == await listed(own_only=True) == {first.id, second.id}
    assert await listed(which=Which.OPEN) == {second.id}
    assert await listed(which=Which.ENDED) == {first.id}
    assert (await listing(harness.neighbour, own_only=True)).total == 0


async def test_recipients_who_have_not_answered_can_be_listed_alone(signing, harness):
    document = (await signing.send(harness.guard, harness.holder)).document
    await signing.sign(document, harness.guard)
    page = await ShowPlaces(harness.read)(harness.owner, document.id, waiting=True)
    assert [place.name for place in page.places] == [harness.holder.person.name]


async def test_managers_can_list_one_persons_documents_and_employees_cannot(signing, harness):
    signed, open_ = [(await signing.send(harness.guard)).document for _ in range(2)]
    await signing.sign(signed, harness.guard)
    listing = ListDocumentsOf(harness.read)
    page = await listing(harness.owner, harness.guard.person.id)
    assert {(one.document.id, one.request.state) for one in page.requests} == {
        (signed.id, RequestState.SIGNED),
        (open_.id, RequestState.OPEN),
    }
    for stranger in (harness.guard, harness.neighbour):
        with pytest.raises(NotAllowedRefused):
            await listing(stranger, harness.guard.person.id)


@pytest.fixture
def confirm_by_passkey(signing, harness):
    """Store a signature by passkey, as a page for passkeys will."""

    async def call(document, speaker):
        device, request = Device(), await signing.request(document, speaker)
        async with harness.open() as tx:
            organisation, details = speaker.organisation, await load_request(tx, speaker, request.id)
            ca = Issued(organisation.ca_certificate, await tx.organisations.ca_key(organisation.id))
        person, press = speaker.person, Press("Підписую", "uk", None, None, None)
        record = evidence(speaker, details, press, uuid4(), harness.now, rebound_at=None)
        record = replace(record, act=replace(record.act, method=Method.PASSKEY))
        message = canonical(to_plain(record))
        assertion, made = device.confirms(message)
        key = public_key(device.private)
        certificate = issue_passkey(ca, key, person.name, str(person.id), SITE, harness.now)
        ids = (record.id, organisation.id, request.id, document.id, person.id)
        parts = (assertion.authenticator_data, assertion.client_data_json)
        async with harness.open() as tx:
            await tx.requests.settle(request.id, RequestState.SIGNED, harness.now)
            await tx.signatures.add(Signature(*ids, message, made, certificate, harness.now, *parts))
        return record.id, assertion, made

    return call


async def test_a_signature_by_passkey_is_sealed_verified_and_exported_from_the_database(
    signing, harness, bundle, confirm_by_passkey
):
    document = (await signing.send(harness.holder)).document
    signature_id, assertion, made = await confirm_by_passkey(document, harness.holder)
    assert await signing.finish() == 1
    found = verify(await signing.content(document), harness.owner.organisation.ca_certificate)
    (checked,) = found.signatures
    assert (found.answer, checked.verdict.trust, checked.verdict.counter) == (Integrity.UNCHANGED, Trust.OURS, 7)
    assert checked.verdict.record.act.method is Method.PASSKEY
    (part,) = (await bundle(document)).parts
    archive = zipfile.ZipFile(io.BytesIO(part))
    assert archive.read(f"records/{signature_id}.passkey") == assertion.signed_bytes
    assert archive.read(f"records/{signature_id}.client.json") == assertion.client_data_json
    export = ExportMyData(harness.open, harness.read, Packing())
    async with export(harness.holder, "", event_id=harness.event_id(), now=harness.now) as data:
        mine = decode(zipfile.ZipFile(data.parts[0]).read(f"signatures/signature-{signature_id}.json"))
    assert (mine.assertion, mine.signature) == (assertion, made)
