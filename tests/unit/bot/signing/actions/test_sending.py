from datetime import UTC, datetime, timedelta

import pytest

from bot.ledger.entries import Act
from bot.signing.documents.audience import Audience
from bot.signing.documents.deadlines import (
    DateUnreadableRefused,
    DeadlineFarRefused,
    DeadlinePastRefused,
    end_of,
    in_days,
    parse_day,
)
from bot.signing.documents.recipients import CountRecipients, FindRecipients, ListDepartments
from bot.signing.documents.send_document import NobodyChosenRefused, TitleEmptyRefused, TitleLongRefused
from bot.signing.documents.use_as_template import UseAsTemplate
from bot.signing.documents.void_document import DocumentEndedRefused
from bot.signing.models import Order, RequestState
from bot.signing.notices import RequestSent, RequestVoided
from bot.signing.requests.colleagues import RecipientAlreadyRefused
from bot.signing.sealing.files import FileEmptyRefused, PdfDamagedRefused, PdfEncryptedRefused
from bot.staff.access import NotAllowedRefused


async def test_everyone_chosen_gets_the_very_file(desk, harness):
    sent = await desk.sends(harness.guard, harness.holder)
    told = await desk.told(RequestSent)
    assert sent.recipients == 2
    assert {notice.person_id for notice in told} == {harness.guard.person.id, harness.holder.person.id}
    assert {notice.content.sha256 for notice in told} == {sent.document.sha256}
    assert told[0].content.author == harness.owner.person.name


async def test_asked_twice_a_document_is_sent_once(desk, harness):
    event_id = harness.event_id()
    first, second = [await desk.sends(harness.guard, event_id=event_id) for _ in range(2)]
    assert first == second
    assert len(await desk.told(RequestSent)) == 1
    assert len(await harness.entries(Act.DOCUMENT_SENT)) == 1


async def test_in_a_sequence_the_second_hears_nothing_before_the_first_has_signed(desk, harness):
    document = (await desk.sends(harness.guard, harness.holder, order=Order.SEQUENCE)).document
    assert not await desk.told(RequestSent, harness.holder)
    assert (await desk.request(document, harness.holder)).state is RequestState.WAITING
    await desk.signs(document, harness.guard)
    assert len(await desk.told(RequestSent, harness.holder)) == 1
    assert (await desk.request(document, harness.holder)).state is RequestState.OPEN


async def test_a_new_version_ends_what_is_open_of_the_old_one_and_says_so(desk, harness, draw):
    old = (await desk.sends(harness.guard, harness.holder)).document
    await desk.signs(old, harness.guard)
    file, event_id = await desk.receives(draw(1, text="Version two")), harness.event_id()
    new, same = [
        await desk.sends(harness.guard, harness.holder, file=file, replaces=old.id, event_id=event_id) for _ in range(2)
    ]
    assert (new.document.version, new) == (2, same)
    assert new.document.sha256 != old.sha256
    (told,) = await desk.told(RequestVoided)
    assert (told.person_id, told.content.reason) == (harness.holder.person.id, "replaced")
    assert (await desk.signs(old, harness.holder)).state is RequestState.VOIDED
    assert (await desk.request(old, harness.guard)).state is RequestState.SIGNED


async def test_another_organisations_document_has_no_new_version(desk, harness):
    old = (await desk.sends(harness.guard)).document
    with pytest.raises(NotAllowedRefused):
        await desk.sends(harness.neighbour, by=harness.neighbour, replaces=old.id)


async def test_sending_again_asks_those_who_are_still_there(desk, harness):
    document = (await desk.sends(harness.holder, harness.guard)).document
    pattern = await UseAsTemplate(harness.read)(harness.owner, document.id, now=harness.now)
    assert pattern.choice.audience.people == (harness.holder.person.id, harness.guard.person.id)
    await harness.dismiss(harness.holder)
    pattern = await UseAsTemplate(harness.read)(harness.owner, document.id, now=harness.now)
    assert pattern.choice.audience.people == (harness.guard.person.id,)


async def test_a_person_added_gets_the_file_once_and_in_turn(desk, harness):
    together, event_id = (await desk.sends(harness.guard)).document, harness.event_id()
    for _ in range(2):
        await desk.adds(together, harness.holder, event_id=event_id)
    assert len(await desk.told(RequestSent, harness.holder)) == 1
    assert (await desk.board(together)).tally.total == 2
    with pytest.raises(RecipientAlreadyRefused):
        await desk.adds(together, harness.holder)
    in_turn = (await desk.sends(harness.guard, order=Order.SEQUENCE)).document
    await desk.adds(in_turn, harness.holder)
    assert (await desk.request(in_turn, harness.holder)).state is RequestState.WAITING
    await desk.signs(in_turn, harness.guard)
    assert (await desk.request(in_turn, harness.holder)).state is RequestState.OPEN


async def test_nobody_is_added_to_what_has_ended_or_from_next_door(desk, harness):
    document = (await desk.sends(harness.guard)).document
    with pytest.raises(NobodyChosenRefused):
        await desk.adds(document, harness.neighbour)
    with pytest.raises(NotAllowedRefused):
        await desk.adds(document, harness.holder, by=harness.guard)
    await desk.voids(document)
    with pytest.raises(DocumentEndedRefused):
        await desk.adds(document, harness.holder)


async def test_everyone_and_a_department_are_counted_as_they_are_now(desk, harness):
    count, departments = CountRecipients(harness.read), ListDepartments(harness.read)
    everyone = await count(harness.owner, Audience(everyone=True), now=harness.now)
    assert everyone.number == 3
    found = await departments(harness.owner, now=harness.now)
    assert sum(found.values()) == 3
    in_one = await count(harness.owner, Audience(departments=frozenset(found)), now=harness.now)
    assert in_one.number == 3


async def test_nobody_gets_a_document_twice(desk, harness):
    audience = Audience(everyone=True, people=(harness.holder.person.id, harness.holder.person.id))
    sent = await desk.sends(audience)
    assert sent.recipients == 3
    assert (await desk.request(sent.document, harness.holder)).place == 1


async def test_recipients_are_found_by_a_part_of_their_name(harness):
    found, total = await FindRecipients(harness.read)(harness.owner, "їжак", now=harness.now)
    assert (total, found[0].person.id) == (1, harness.holder.person.id)


async def test_people_of_another_organisation_are_never_recipients(desk, harness):
    with pytest.raises(NobodyChosenRefused):
        await desk.sends(harness.neighbour)


async def test_who_does_not_manage_sends_nothing(desk, harness):
    with pytest.raises(NotAllowedRefused):
        await desk.receives(by=harness.guard)
    with pytest.raises(NotAllowedRefused):
        await desk.sends(harness.holder, by=harness.guard)
    with pytest.raises(NotAllowedRefused):
        await FindRecipients(harness.read)(harness.guard, "", now=harness.now)


async def test_files_that_cannot_be_finished_are_refused_at_once(desk, qpdf):
    with pytest.raises(FileEmptyRefused):
        await desk.receives(b"")
    with pytest.raises(PdfDamagedRefused):
        await desk.receives(desk.pdf[: len(desk.pdf) // 3])
    with pytest.raises(PdfDamagedRefused):
        await desk.receives(b"<html>", name="Наказ.pdf")
    with pytest.raises(PdfEncryptedRefused):
        await desk.receives(qpdf(desk.pdf, "--encrypt", "secret", "secret", "256", "--"))


async def test_a_title_is_one_line_of_words(desk, harness):
    assert (await desk.sends(harness.guard, title="  Наказ\n № 7 ")).document.title == "Наказ № 7"
    with pytest.raises(TitleEmptyRefused):
        await desk.sends(harness.guard, title=" \n ")
    with pytest.raises(TitleLongRefused):
        await desk.sends(harness.guard, title="ї" * 201)


async def test_a_deadline_lies_ahead_and_not_absurdly_far(desk, harness):
    with pytest.raises(DeadlinePastRefused):
        await desk.sends(harness.guard, deadline_at=harness.now)
    with pytest.raises(DeadlineFarRefused):
        await desk.sends(harness.guard, deadline_at=harness.now + timedelta(days=2000))


def test_a_day_ends_where_the_organisation_is():
    assert end_of(parse_day(" 5.07.2026 "), "Europe/Kyiv") == datetime(2026, 7, 5, 20, 59, tzinfo=UTC)
    late_evening = datetime(2026, 7, 4, 22, 30, tzinfo=UTC)
    assert in_days(0, "Europe/Kyiv", late_evening) == datetime(2026, 7, 5, 20, 59, tzinfo=UTC)


@pytest.mark.parametrize(("days", "refusal"), [(-1, DeadlinePastRefused), (10**15, DeadlineFarRefused)])
def test_days_that_nobody_offered_are_refused(days, refusal):
    with pytest.raises(refusal):
        in_days(days, "Europe/Kyiv", datetime(2026, 7, 4, tzinfo=UTC))


@pytest.mark.parametrize("text", ["", "31.02.2026", "2026-07-05", "завтра", "5.7.26", "٥.٧.٢٠٢٦", "0.0.0000"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(DateUnreadableRefused):
        parse_day(text)
