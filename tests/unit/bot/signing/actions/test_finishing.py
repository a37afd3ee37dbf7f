import asyncio
from datetime import timedelta

import pytest

from bot.ledger.entries import Act
from bot.signing.models import Confirmation, RequestState
from bot.signing.notices import DocumentFinished, RequestVoided
from bot.signing.sealing.finish_documents import FinishDocuments
from bot.signing.sheet.in_workers import draw_sheet
from bot.signing.sheet.wording import SheetWording
from bot.signing.verification.admit_stranger import FILES, AdmitStranger, FilesTooManyRefused
from bot.signing.verification.check_file import CheckFile
from bot.signing.verification.find_sheet import FindSheet
from bot.signing.verification.findings import Integrity
from bot.signing.verification.in_workers import verify
from bot.texts import Texts


async def test_when_the_last_has_signed_all_get_one_sealed_file(desk, harness, tool):
    document = (await desk.sends(harness.guard, harness.holder)).document
    await desk.signs(document, harness.guard)
    assert await desk.finishes() == 0
    await desk.signs(document, harness.holder)
    assert desk.nudges == 2
    assert await desk.finishes() == 1
    assert await desk.finishes() == 0
    content = await desk.content(document)
    found = verify(content, harness.owner.organisation.ca_certificate)
    assert (found.answer, found.signed, found.expected) == (Integrity.UNCHANGED, 2, 2)
    assert content.startswith(desk.pdf)
    told = await desk.told(DocumentFinished)
    people = {harness.owner.person.id, harness.guard.person.id, harness.holder.person.id}
    assert {notice.person_id for notice in told} == people
    assert len(told) == 3
    assert len(await harness.entries(Act.DOCUMENT_FINISHED)) == 1
    code, said = tool("pdfsig", "-nocert", content)
    assert "Signature is Valid" in said, (code, said)


async def test_two_processes_finishing_at_once_keep_one_file_and_tell_once(desk, harness):
    document = (await desk.sends(harness.guard)).document
    await desk.signs(document, harness.guard)
    assert sorted(await asyncio.gather(desk.finishes(), desk.finishes())) == [0, 1]
    assert len(await desk.told(DocumentFinished)) == 2
    assert (await desk.document(document)).finished_sha256


async def test_a_refusal_stands_on_the_sheet_and_is_counted(desk, harness, tool):
    document = (await desk.sends(harness.guard, harness.holder)).document
    await desk.signs(document, harness.guard)
    await desk.declines(document, harness.holder, "Не згоден із пунктом 4")
    await desk.finishes()
    content = await desk.content(document)
    found = verify(content, harness.owner.organisation.ca_certificate)
    assert (found.signed, found.expected, found.declined) == (1, 2, 1)
    code, text = tool("pdftotext", content, "-")
    assert code == 0
    assert "Не згоден із пунктом 4" in " ".join(text.split())
    assert harness.guard.person.name in text


async def test_a_file_that_is_no_pdf_comes_back_inside_its_sheet(desk, harness):
    file = await desk.receives(b"just words", name="Нотатка.txt", media_type="text/plain")
    document = (await desk.sends(harness.guard, file=file, confirmation=Confirmation.TAP)).document
    await desk.signs(document, harness.guard, pin=None)
    await desk.finishes()
    found = verify(await desk.content(document), harness.owner.organisation.ca_certificate)
    assert (found.answer, found.signed) == (Integrity.UNCHANGED, 1)


async def test_a_voided_document_is_never_finished(desk, harness):
    document = (await desk.sends(harness.guard)).document
    await desk.voids(document)
    assert await desk.finishes() == 0
    assert not await desk.told(DocumentFinished)


class Slow:
    """The real workers; something happens before a sheet is drawn."""

    def __init__(self, workers, meanwhile):
        self.workers, self.meanwhile = workers, meanwhile

    async def run(self, kind, priority, function, *args):
        if function is draw_sheet:
            await self.meanwhile.pop(0)()
        return await self.workers.run(kind, priority, function, *args)


async def test_what_changes_while_a_file_is_being_sealed_is_not_lost(desk, harness):
    added = (await desk.sends(harness.guard)).document
    harness.later(minutes=1)
    voided = (await desk.sends(harness.guard)).document
    for document in (added, voided):
        await desk.signs(document, harness.guard)
    meanwhile = [lambda: desk.adds(added, harness.holder), lambda: desk.voids(voided)]
    slow = Slow(desk.workers, meanwhile)
    finish = FinishDocuments(harness.open, slow, SheetWording(Texts()), desk.link_for)
    assert await finish(now=harness.now) == 0
    await desk.signs(added, harness.holder)
    assert await desk.finishes() == 1
    assert (await desk.document(voided)).finished_sha256 is None
    found = verify(await desk.content(added), harness.owner.organisation.ca_certificate)
    assert (found.signed, found.expected) == (2, 2)


async def test_a_week_after_the_deadline_what_is_open_expires_and_the_document_is_finished(desk, harness):
    document = (await desk.sends(harness.guard, harness.holder)).document
    harness.now = document.deadline_at + timedelta(days=6)
    assert await desk.expires() == 0
    await desk.signs(document, harness.guard)
    harness.now = document.deadline_at + timedelta(days=7, minutes=1)
    assert await desk.expires() == 1
    assert await desk.expires() == 0
    assert (await desk.request(document, harness.holder)).state is RequestState.EXPIRED
    (notice,) = await desk.told(RequestVoided)
    assert (notice.person_id, notice.content.reason) == (harness.holder.person.id, "expired")
    assert await desk.finishes() == 1
    assert len(await harness.entries(Act.EXPIRED)) == 1


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9])
async def test_a_flipped_byte_is_called_changed(desk, harness, place):
    document = (await desk.sends(harness.guard)).document
    await desk.signs(document, harness.guard)
    await desk.finishes()
    content = bytearray(await desk.content(document))
    content[int(len(content) * place)] ^= 1
    assert (await desk.checks(bytes(content))).verification.answer is Integrity.CHANGED


async def test_a_file_is_known_here_changed_or_unknown_and_next_door_it_is_unknown(desk, harness, draw):
    document = (await desk.sends(harness.guard)).document
    await desk.signs(document, harness.guard)
    await desk.finishes()
    content = await desk.content(document)
    finished, original = await desk.checks(content), await desk.checks(desk.pdf)
    assert (finished.verification.answer, finished.original) == (Integrity.UNCHANGED, None)
    assert original.original.document.id == document.id
    assert original.original.tally.signed == 1
    stranger = await desk.checks(draw(1, text="Other"))
    assert not stranger.says_something
    next_door = await desk.checks(content, by=harness.neighbour)
    assert (next_door.verification.answer, next_door.says_something) == (Integrity.UNKNOWN, False)


async def test_a_stranger_learns_whether_a_file_is_whole_and_not_which_documents_exist(desk, harness, stranger):
    document = (await desk.sends(harness.guard)).document
    await desk.signs(document, harness.guard)
    await desk.finishes()
    content = await desk.content(document)
    check = CheckFile(harness.read, desk.workers)
    assert (await check(None, content)).verification.answer is Integrity.UNCHANGED
    assert (await check(None, content[:-3000] + b"!" + content[-2999:])).verification.answer is Integrity.CHANGED
    assert not (await check(None, desk.pdf)).says_something
    foreign = await asyncio.to_thread(stranger.finishes, desk.pdf)
    assert (await check(None, foreign)).verification.answer is Integrity.UNKNOWN


async def test_the_code_on_a_sheet_finds_its_document_and_no_other_organisations(desk, harness):
    document = (await desk.sends(harness.guard)).document
    find, code, tag = FindSheet(harness.read), document.id.bytes[:12], harness.owner.organisation.tag
    found = await find(code, tag)
    assert (found.document.id, found.tally.total) == (document.id, 1)
    assert await find(code, harness.neighbour.organisation.tag) is None
    assert await find(bytes(12), tag) is None


async def test_a_stranger_has_ten_files_an_hour_checked_and_their_link_still_opens(harness):
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
