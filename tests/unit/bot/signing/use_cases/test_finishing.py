import asyncio
import hashlib
from datetime import timedelta

import pytest
from pyhanko.pdf_utils.embed import EmbeddedFileObject, FileSpec, embed_file
from unit.bot.signing.odd_pdfs import CHANGING, SHOWN

from bot.ledger.entries import Act
from bot.signing.documents.fix_file import FixFile
from bot.signing.documents.receive_file import ReceiveFile
from bot.signing.documents.send_document import FileChangingRefused
from bot.signing.finishing.finish_documents import FinishDocuments
from bot.signing.finishing.in_workers import fits_pages
from bot.signing.models import Carrying, Confirmation, RequestState
from bot.signing.notices import DocumentFinished, RequestVoided
from bot.signing.sealing.files import FileEmptyRefused
from bot.signing.sheet.in_workers import draw_sheet
from bot.signing.sheet.wording import SheetWording
from bot.signing.verification.admit_stranger import FILES, AdmitStranger, FilesTooManyRefused
from bot.signing.verification.check_file import CheckStrangersFile
from bot.signing.verification.find_finished import DisputedKey, FindFinished
from bot.signing.verification.find_sheet import FindSheet, NameSigners
from bot.signing.verification.findings import Integrity
from bot.signing.verification.in_workers import verify
from bot.staff.access import NotAllowedRefused
from bot.staff.pins.dispute_key import DisputeKey
from bot.texts.words import Texts
from bot.workers.errors import WorkerDied


async def test_when_the_last_recipient_has_signed_everyone_gets_one_sealed_file(signing, harness, tool):
    document = (await signing.send(harness.guard, harness.holder)).document
    await signing.sign(document, harness.guard)
    assert await signing.finish() == 0
    assert signing.nudges == 0
    await signing.sign(document, harness.holder)
    assert signing.nudges == 1
    assert await signing.finish() == 1
    assert await signing.finish() == 0
    content = await signing.content(document)
    found = verify(content, harness.owner.organisation.ca_certificate)
    assert (found.answer, found.signed, found.expected) == (Integrity.UNCHANGED, 2, 2)
    assert content.startswith(signing.pdf)
    notices = await signing.notices(DocumentFinished)
    people = {harness.owner.person.id, harness.guard.person.id, harness.holder.person.id}
    assert {notice.person_id for notice in notices} == people
    assert len(notices) == 3
    assert len(await harness.entries(Act.DOCUMENT_FINISHED)) == 1
    code, output = tool("pdfsig", "-nocert", content)
    assert "Signature is Valid" in output, (code, output)


async def test_two_processes_finishing_at_once_keep_one_file_and_notify_once(signing, harness):
    document = (await signing.send(harness.guard)).document
    await signing.sign(document, harness.guard)
    assert sorted(await asyncio.gather(signing.finish(), signing.finish())) == [0, 1]
    assert len(await signing.notices(DocumentFinished)) == 2
    assert (await signing.document(document)).finished_sha256


async def test_declined_requests_are_on_the_sheet_and_counted(signing, harness, tool):
    document = (await signing.send(harness.guard, harness.holder)).document
    await signing.sign(document, harness.guard)
    await signing.decline(document, harness.holder, "Не згоден із пунктом 4")
    await signing.finish()
    content = await signing.content(document)
    found = verify(content, harness.owner.organisation.ca_certificate)
    assert (found.signed, found.expected, found.declined) == (1, 2, 1)
    code, text = tool("pdftotext", content, "-")
    assert code == 0
    assert "Не згоден із пунктом 4" in " ".join(text.split())
    assert harness.guard.person.name in text


async def test_a_file_that_is_not_a_pdf_is_attached_to_its_sheet(signing, harness):
    file = await signing.receive_file(b"just words", name="Нотатка.txt", media_type="text/plain")
    document = (await signing.send(harness.guard, file=file, confirmation=Confirmation.TAP)).document
    await signing.sign(document, harness.guard, pin=None)
    await signing.finish()
    found = verify(await signing.content(document), harness.owner.organisation.ca_certificate)
    assert (found.answer, found.signed) == (Integrity.UNCHANGED, 1)


@pytest.mark.parametrize(
    "kind", ["object 0 with generation 65536", "fields that are no array", "bytes before the header"]
)
async def test_an_odd_pdf_is_taken_and_its_finished_file_verifies(signing, harness, kind):
    file = await signing.receive_file(SHOWN[kind])
    document = (await signing.send(harness.guard, file=file, confirmation=Confirmation.TAP)).document
    assert document.carrying is file.carrying
    await signing.sign(document, harness.guard, pin=None)
    await signing.finish()
    found = verify(await signing.content(document), harness.owner.organisation.ca_certificate)
    assert (found.answer, found.signed, found.carrying) == (Integrity.UNCHANGED, 1, document.carrying)


class Impatient:
    """The real worker pool; a trial takes longer than it may."""

    def __init__(self, workers):
        self.workers = workers

    async def run(self, kind, priority, function, *args):
        if function is fits_pages:
            raise WorkerDied
        return await self.workers.run(kind, priority, function, *args)


async def test_a_pdf_whose_trial_takes_too_long_is_attached_whole(signing, harness, pdf):
    receive = ReceiveFile(harness.open, Impatient(signing.workers))
    file = await receive(harness.owner, pdf, file_name="a.pdf", media_type="", now=harness.now)
    assert file.carrying is Carrying.ATTACHMENT


async def test_a_pdf_that_can_change_is_not_sent_but_its_fixed_copy_is(signing, harness):
    kind, changing = CHANGING["a form that is drawn anew"]
    file = await signing.receive_file(changing)
    assert file.changing == (kind,)
    with pytest.raises(FileChangingRefused):
        await signing.send(harness.guard, file=file)
    fix = FixFile(harness.read, harness.open, signing.workers)
    copy = await fix(harness.owner, file.sha256, file_name=file.file_name, now=harness.now)
    document = (await signing.send(harness.guard, file=copy.file, confirmation=Confirmation.TAP)).document
    await signing.sign(document, harness.guard, pin=None)
    await signing.finish()
    content = await signing.content(document)
    assert content.startswith(copy.content)
    assert verify(content, harness.owner.organisation.ca_certificate).answer is Integrity.UNCHANGED
    with pytest.raises(NotAllowedRefused):
        await fix(harness.guard, file.sha256, file_name=file.file_name, now=harness.now)


async def test_an_original_with_attachments_named_like_ours_is_not_announced_as_changed(signing, harness, altered):
    def enclose(writer):
        for name in ("countersign.json", "countersign:signature-1"):
            embed_file(writer, FileSpec(name, name, EmbeddedFileObject.from_file_data(writer, b"foreign")))

    file = await signing.receive_file(altered(signing.pdf, enclose))
    document = (await signing.send(harness.guard, file=file, confirmation=Confirmation.TAP)).document
    await signing.sign(document, harness.guard, pin=None)
    await signing.finish()
    found = verify(await signing.content(document), harness.owner.organisation.ca_certificate)
    assert (found.answer, found.carrying) == (Integrity.UNCHANGED, Carrying.ATTACHMENT)


async def test_a_voided_document_is_never_finished(signing, harness):
    document = (await signing.send(harness.guard)).document
    await signing.void(document)
    assert await signing.finish() == 0
    assert not await signing.notices(DocumentFinished)


class Slow:
    """The real worker pool; calls the next of `meanwhile` before a sheet is drawn."""

    def __init__(self, workers, meanwhile):
        self.workers, self.meanwhile = workers, meanwhile

    async def run(self, kind, priority, function, *args):
        if function is draw_sheet:
            await self.meanwhile.pop(0)()
        return await self.workers.run(kind, priority, function, *args)


async def test_a_document_changed_while_it_is_being_sealed_is_not_finished(signing, harness):
    added = (await signing.send(harness.guard)).document
    harness.later(minutes=1)
    voided = (await signing.send(harness.guard)).document
    for document in (added, voided):
        await signing.sign(document, harness.guard)
    meanwhile = [lambda: signing.add(added, harness.holder), lambda: signing.void(voided)]
    slow = Slow(signing.workers, meanwhile)
    finish = FinishDocuments(harness.open, slow, SheetWording(Texts()), signing.link_for)
    assert await finish(now=harness.now) == 0
    await signing.sign(added, harness.holder)
    assert await signing.finish() == 1
    assert (await signing.document(voided)).finished_sha256 is None
    found = verify(await signing.content(added), harness.owner.organisation.ca_certificate)
    assert (found.signed, found.expected) == (2, 2)


async def test_open_requests_expire_a_week_after_the_deadline_and_the_document_is_finished(signing, harness):
    document = (await signing.send(harness.guard, harness.holder)).document
    harness.now = document.deadline_at + timedelta(days=6)
    assert await signing.expire() == 0
    await signing.sign(document, harness.guard)
    harness.now = document.deadline_at + timedelta(days=7, minutes=1)
    assert await signing.expire() == 1
    assert await signing.expire() == 0
    assert (await signing.request(document, harness.holder)).state is RequestState.EXPIRED
    (notice,) = await signing.notices(RequestVoided)
    assert (notice.person_id, notice.content.reason) == (harness.holder.person.id, "expired")
    assert await signing.finish() == 1
    assert len(await harness.entries(Act.EXPIRED)) == 1


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9])
async def test_a_file_with_a_flipped_byte_is_changed(signing, harness, place):
    document = (await signing.send(harness.guard)).document
    await signing.sign(document, harness.guard)
    await signing.finish()
    content = bytearray(await signing.content(document))
    content[int(len(content) * place)] ^= 1
    assert (await signing.check(bytes(content))).verification.answer is Integrity.CHANGED


async def test_a_file_is_unknown_in_another_organisation(signing, harness, draw):
    document = (await signing.send(harness.guard)).document
    await signing.sign(document, harness.guard)
    await signing.finish()
    content = await signing.content(document)
    finished, original = await signing.check(content), await signing.check(signing.pdf)
    assert (finished.verification.answer, finished.original) == (Integrity.UNCHANGED, None)
    assert original.original.document.id == document.id
    assert original.original.tally.signed == 1
    stranger = await signing.check(draw(1, text="Other"))
    assert not stranger.says_something
    elsewhere = await signing.check(content, by=harness.neighbour)
    assert (elsewhere.verification.answer, elsewhere.says_something) == (Integrity.UNKNOWN, False)


async def test_a_stranger_learns_the_integrity_of_a_file_but_not_which_documents_exist(
    signing, harness, stranger, tmp_path
):
    document = (await signing.send(harness.guard)).document
    await signing.sign(document, harness.guard)
    await signing.finish()
    content = await signing.content(document)
    path, check_file = tmp_path / "sent.pdf", CheckStrangersFile(harness.read, signing.workers)

    async def check(sent):
        await asyncio.to_thread(path.write_bytes, sent)
        return await check_file(path)

    assert (await check(content)).verification.answer is Integrity.UNCHANGED
    assert (await check(content[:-3000] + b"!" + content[-2999:])).verification.answer is Integrity.CHANGED
    assert not (await check(signing.pdf)).says_something
    foreign = await asyncio.to_thread(stranger.finishes, signing.pdf)
    assert (await check(foreign)).verification.answer is Integrity.UNKNOWN
    with pytest.raises(FileEmptyRefused):
        await check(b"")


async def test_the_code_on_a_sheet_finds_its_document_in_its_organisation_only(signing, harness):
    document = (await signing.send(harness.guard)).document
    find, code, tag = FindSheet(harness.read), document.id.bytes[:12], harness.owner.organisation.tag
    found = await find(code, tag)
    assert (found.document.id, found.tally.total) == (document.id, 1)
    assert await find(code, harness.neighbour.organisation.tag) is None
    assert await find(bytes(12), tag) is None


async def test_the_names_on_a_sheet_are_told_to_those_who_have_its_file(signing, harness):
    document = (await signing.send(harness.guard)).document
    await signing.sign(document, harness.guard)
    await signing.finish()
    finished = hashlib.sha256(await signing.content(document)).hexdigest()
    name, code = NameSigners(harness.read, FindSheet(harness.read)), document.id.bytes[:12]
    tag = harness.owner.organisation.tag
    for sha256 in (document.sha256, finished):
        named = await name(code, tag, sha256)
        assert [signer.name for signer in named.signers] == [harness.guard.person.name]
    assert await name(code, tag, "0" * 64) is None
    assert await name(code, harness.neighbour.organisation.tag, finished) is None


async def test_the_state_of_a_finished_file_is_told_by_its_hash_with_the_keys_that_were_disputed(signing, harness):
    document = (await signing.send(harness.guard, harness.holder)).document
    for signer in (harness.guard, harness.holder):
        await signing.sign(document, signer)
    await signing.finish()
    find, finished = FindFinished(harness.read), hashlib.sha256(await signing.content(document)).hexdigest()
    found = await find(finished)
    assert (found.document.id, found.organisation, found.disputed) == (document.id, harness.owner.organisation.name, ())
    await DisputeKey(harness.open)(harness.guard, event_id=harness.event_id(), now=harness.now)
    assert (await find(finished)).disputed == (DisputedKey(harness.guard.person.name, harness.now),)
    assert await find(document.sha256) is None
    assert await find("0" * 64) is None


async def test_a_stranger_can_check_ten_files_an_hour_and_still_open_a_link(harness):
    admit = AdmitStranger(harness.open)
    for _ in range(FILES):
        await admit(99, now=harness.now)
    with pytest.raises(FilesTooManyRefused):
        await admit(99, now=harness.now)
    await admit(98, now=harness.now)
    async with harness.open() as tx:
        assert await tx.invitations.count_guesses(99, harness.now - timedelta(hours=1)) == 0
    harness.later(hours=1, seconds=1)
    await admit(99, now=harness.now)
