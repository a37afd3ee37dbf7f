from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.ledger.entries import Act
from bot.notices.schedule import WorkingTime
from bot.signing.documents.audience import Audience
from bot.signing.documents.deadlines import (
    DateUnreadableRefused,
    DayOff,
    DeadlineFarRefused,
    DeadlinePastRefused,
    day_off,
    in_days,
    read_deadline,
)
from bot.signing.documents.recipients import CountRecipients, FindRecipients, ListDepartments
from bot.signing.documents.send_document import NobodyChosenRefused, TitleEmptyRefused, TitleLongRefused
from bot.signing.documents.use_as_template import UseAsTemplate
from bot.signing.models import Order, RequestState
from bot.signing.notices import RequestSent, RequestVoided
from bot.signing.requests.colleagues import RecipientAlreadyRefused
from bot.signing.requests.request_details import DocumentEndedRefused
from bot.signing.sealing.files import FileEmptyRefused, PdfDamagedRefused, PdfEncryptedRefused
from bot.staff.access import NotAllowedRefused

NOW = datetime(2026, 7, 4, 9, tzinfo=UTC)


async def test_every_recipient_gets_the_exact_file(signing, harness):
    sent = await signing.send(harness.guard, harness.holder)
    notices = await signing.notices(RequestSent)
    assert sent.tally.total == 2
    assert {notice.person_id for notice in notices} == {harness.guard.person.id, harness.holder.person.id}
    assert {notice.content.sha256 for notice in notices} == {sent.document.sha256}
    assert notices[0].content.author == harness.owner.person.name


async def test_a_document_is_sent_once_for_one_event_id(signing, harness):
    event_id = harness.event_id()
    first, second = [await signing.send(harness.guard, event_id=event_id) for _ in range(2)]
    assert first == second
    assert len(await signing.notices(RequestSent)) == 1
    assert len(await harness.entries(Act.DOCUMENT_SENT)) == 1


async def test_in_a_sequence_the_second_is_notified_after_the_first_has_signed(signing, harness):
    document = (await signing.send(harness.guard, harness.holder, order=Order.SEQUENCE)).document
    assert not await signing.notices(RequestSent, harness.holder)
    assert (await signing.request(document, harness.holder)).state is RequestState.WAITING
    await signing.sign(document, harness.guard)
    assert len(await signing.notices(RequestSent, harness.holder)) == 1
    assert (await signing.request(document, harness.holder)).state is RequestState.OPEN


async def test_a_new_version_voids_the_open_requests_of_the_old_one_and_notifies(signing, harness, draw):
    old = (await signing.send(harness.guard, harness.holder)).document
    await signing.sign(old, harness.guard)
    file, event_id = await signing.receive_file(draw(1, text="Version two")), harness.event_id()
    new, same = [
        await signing.send(harness.guard, harness.holder, file=file, replaces=old.id, event_id=event_id)
        for _ in range(2)
    ]
    assert (new.document.version, new) == (2, same)
    assert new.document.sha256 != old.sha256
    (notice,) = await signing.notices(RequestVoided)
    assert (notice.person_id, notice.content.reason) == (harness.holder.person.id, "replaced")
    assert (await signing.sign(old, harness.holder)).state is RequestState.VOIDED
    assert (await signing.request(old, harness.guard)).state is RequestState.SIGNED


async def test_cannot_send_a_new_version_of_another_organisations_document(signing, harness):
    old = (await signing.send(harness.guard)).document
    with pytest.raises(NotAllowedRefused):
        await signing.send(harness.neighbour, by=harness.neighbour, replaces=old.id)


async def test_sending_again_leaves_out_dismissed_people(signing, harness):
    document = (await signing.send(harness.holder, harness.guard)).document
    template = await UseAsTemplate(harness.read)(harness.owner, document.id, now=harness.now)
    assert template.choice.audience.people == (harness.holder.person.id, harness.guard.person.id)
    await harness.dismiss(harness.holder)
    template = await UseAsTemplate(harness.read)(harness.owner, document.id, now=harness.now)
    assert template.choice.audience.people == (harness.guard.person.id,)


async def test_an_added_recipient_gets_the_file_once_and_in_turn(signing, harness):
    together, event_id = (await signing.send(harness.guard)).document, harness.event_id()
    for _ in range(2):
        await signing.add(together, harness.holder, event_id=event_id)
    assert len(await signing.notices(RequestSent, harness.holder)) == 1
    assert (await signing.board(together)).tally.total == 2
    with pytest.raises(RecipientAlreadyRefused):
        await signing.add(together, harness.holder)
    in_turn = (await signing.send(harness.guard, order=Order.SEQUENCE)).document
    await signing.add(in_turn, harness.holder)
    assert (await signing.request(in_turn, harness.holder)).state is RequestState.WAITING
    await signing.sign(in_turn, harness.guard)
    assert (await signing.request(in_turn, harness.holder)).state is RequestState.OPEN


async def test_cannot_add_recipients_to_an_ended_document_or_from_another_organisation(signing, harness):
    document = (await signing.send(harness.guard)).document
    with pytest.raises(NobodyChosenRefused):
        await signing.add(document, harness.neighbour)
    with pytest.raises(NotAllowedRefused):
        await signing.add(document, harness.holder, by=harness.guard)
    await signing.void(document)
    with pytest.raises(DocumentEndedRefused):
        await signing.add(document, harness.holder)


async def test_everyone_and_departments_are_counted(signing, harness):
    count, departments = CountRecipients(harness.read), ListDepartments(harness.read)
    everyone = await count(harness.owner, Audience(everyone=True), now=harness.now)
    assert everyone.number == 3
    found = await departments(harness.owner, now=harness.now)
    assert sum(found.values()) == 3
    in_one = await count(harness.owner, Audience(departments=frozenset(found)), now=harness.now)
    assert in_one.number == 3


async def test_nobody_gets_a_document_twice(signing, harness):
    audience = Audience(everyone=True, people=(harness.holder.person.id, harness.holder.person.id))
    sent = await signing.send(audience)
    assert sent.tally.total == 3
    assert (await signing.request(sent.document, harness.holder)).place == 1


async def test_recipients_are_found_by_part_of_a_name(harness):
    found, total = await FindRecipients(harness.read)(harness.owner, "їжак", now=harness.now)
    assert (total, found[0].person.id) == (1, harness.holder.person.id)


async def test_people_of_another_organisation_cannot_be_recipients(signing, harness):
    with pytest.raises(NobodyChosenRefused):
        await signing.send(harness.neighbour)


async def test_only_managers_can_send(signing, harness):
    with pytest.raises(NotAllowedRefused):
        await signing.receive_file(by=harness.guard)
    with pytest.raises(NotAllowedRefused):
        await signing.send(harness.holder, by=harness.guard)
    with pytest.raises(NotAllowedRefused):
        await FindRecipients(harness.read)(harness.guard, "", now=harness.now)


async def test_files_that_cannot_be_finished_are_refused_at_once(signing, qpdf):
    with pytest.raises(FileEmptyRefused):
        await signing.receive_file(b"")
    with pytest.raises(PdfDamagedRefused):
        await signing.receive_file(signing.pdf[: len(signing.pdf) // 3])
    with pytest.raises(PdfDamagedRefused):
        await signing.receive_file(b"<html>", name="Наказ.pdf")
    with pytest.raises(PdfEncryptedRefused):
        await signing.receive_file(qpdf(signing.pdf, "--encrypt", "secret", "secret", "256", "--"))


async def test_a_title_is_one_line_and_neither_empty_nor_too_long(signing, harness):
    assert (await signing.send(harness.guard, title="  Наказ\n № 7 ")).document.title == "Наказ № 7"
    with pytest.raises(TitleEmptyRefused):
        await signing.send(harness.guard, title=" \n ")
    with pytest.raises(TitleLongRefused):
        await signing.send(harness.guard, title="ї" * 201)


async def test_a_deadline_must_be_ahead_but_not_too_far(signing, harness):
    with pytest.raises(DeadlinePastRefused):
        await signing.send(harness.guard, deadline_at=harness.now)
    with pytest.raises(DeadlineFarRefused):
        await signing.send(harness.guard, deadline_at=harness.now + timedelta(days=2000))


KYIV = WorkingTime("Europe/Kyiv", frozenset({1, 2, 3, 4, 5}), time(9), time(18))


def test_a_deadline_is_the_end_of_working_hours_unless_a_time_is_typed():
    assert read_deadline(" 5.07.2026 ", KYIV, NOW) == datetime(2026, 7, 5, 15, tzinfo=UTC)
    assert read_deadline("5.07.2026 23:59", KYIV, NOW) == datetime(2026, 7, 5, 20, 59, tzinfo=UTC)
    night = datetime(2026, 7, 4, 22, 30, tzinfo=UTC)
    assert in_days(0, KYIV, night) == datetime(2026, 7, 5, 15, tzinfo=UTC)
    assert in_days(1, replace(KYIV, ends=time()), NOW) == datetime(2026, 7, 5, 20, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("deadline", "until", "instead"),
    [
        ("2026-07-10 18:00", None, None),  # a Friday
        ("2026-07-10 23:59", None, None),
        ("2026-07-12 18:00", "2026-07-10 18:00", "2026-07-13 18:00"),  # a Sunday
        ("2026-07-13 08:00", "2026-07-10 18:00", "2026-07-13 18:00"),  # before the hours of a Monday
    ],
)
def test_the_next_working_day_is_offered_for_a_deadline_on_a_day_off(deadline, until, instead):
    def at(text):
        return datetime.fromisoformat(text).replace(tzinfo=KYIV.time_zone)

    sent_at = at("2026-07-06 10:00")
    expected = DayOff(at(deadline), at(instead), at(until)) if until else None
    assert day_off(at(deadline), KYIV, sent_at) == expected


def test_nobody_can_be_reminded_at_all_of_what_is_sent_at_a_weekend_until_sunday():
    sunday = datetime(2026, 7, 12, 15, tzinfo=UTC)
    found = day_off(sunday, KYIV, sunday - timedelta(days=1))
    assert (found.reminded_until, found.instead_at) == (None, sunday + timedelta(days=1))


@pytest.mark.parametrize(("days", "refusal"), [(-1, DeadlinePastRefused), (10**15, DeadlineFarRefused)])
def test_a_forged_number_of_days_is_refused(days, refusal):
    with pytest.raises(refusal):
        in_days(days, KYIV, datetime(2026, 7, 4, tzinfo=UTC))


@pytest.mark.parametrize(
    "text", ["", "31.02.2026", "колись", "5", "٥.٧.٢٠٢٦", "0.0.0000", "25.12–28.12", "5.12 24:30", "15:00"]
)
def test_a_text_that_is_not_a_day_is_refused(text):
    with pytest.raises(DateUnreadableRefused):
        read_deadline(text, KYIV, NOW)


async def test_one_clean_name_is_shown_recorded_and_sent(signing, harness):
    hostile = "C:\\Temp\\Наказ\u202e\n\x1b[31mfdp.exe\u2066.pdf"
    file = await signing.receive_file(name=hostile)
    document = (await signing.send(harness.guard, file=file, title="Наказ\u202e\u2028№ 7\u200b")).document
    (told,) = await signing.notices(RequestSent, harness.guard)
    assert document.file_name == file.file_name == told.content.file_name == "Наказ [31mfdp.exe.pdf"
    assert document.title == told.content.title == "Наказ № 7"
