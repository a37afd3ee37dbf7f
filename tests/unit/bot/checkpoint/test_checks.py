import asyncio
from dataclasses import astuple, replace
from datetime import timedelta
from uuid import uuid4

import pytest

from bot.checkpoint.checks.check_codes import PictureUnusableRefused, ServiceQrsShown, TypedCodeMistypedRefused
from bot.checkpoint.checks.report_not_me import ReportNotMe
from bot.checkpoint.checks.undo_check import FindUndoable, ReasonUnusableRefused, UndoCheck, UndoTooLateRefused
from bot.checkpoint.duty.end_shift import OffDuty
from bot.checkpoint.log.count_checks import CountChecks
from bot.checkpoint.models import Verdict
from bot.checkpoint.notices import NotMeReported, PassChecked
from bot.ledger.entries import Act
from bot.passes.codes import CodePurpose, Codes, mint_code_id, mint_typed, parse_typed
from bot.passes.issuing.revoke_pass import RevokePass
from bot.passes.models import PassType
from bot.qr.draw import draw_png
from bot.qr.scan import Scan, ScanStatus
from bot.staff.access import NotAllowedRefused


def verdicts(answers):
    return [answer.check.verdict for answer in answers]


@pytest.fixture
async def duty(checkpoint):
    """The guard is on duty at a gate that accepts every pass."""
    return await checkpoint.goes_on_duty(await checkpoint.issue())


def drawn(harness, payload):
    return draw_png(harness.codes.link(payload))


async def test_a_photo_of_a_live_code_is_valid_and_shows_the_holder(harness, checkpoint, duty, photo_of, selfie):
    issued = await harness.issue_pass(selfie)
    [answer] = await checkpoint.photographs(photo_of((await harness.show_code(issued)).png))
    assert answer.check.verdict is Verdict.VALID
    assert (answer.seen.pass_, answer.seen.holder_name) == (issued, harness.holder.person.name)
    assert answer.seen.photo.startswith(b"\xff\xd8")


async def test_the_same_photo_again_was_already_used_and_says_when_and_where(
    harness, checkpoint, duty, photo_of, selfie
):
    photo = photo_of((await harness.show_code(await harness.issue_pass(selfie))).png)
    [first] = await checkpoint.photographs(photo)
    harness.later(seconds=30)
    [second] = await checkpoint.photographs(photo)
    assert second.check.verdict is Verdict.ALREADY_USED
    assert second.used == (first.check, duty.service_qr)
    assert second.seen.photo is None


async def test_a_photo_checked_twice_by_one_update_gets_the_same_verdict(harness, checkpoint, duty, photo_of):
    photo = photo_of((await harness.show_code(await harness.issue_pass())).png)
    first = await checkpoint.photographs(photo, event_id="update:1:3")
    assert verdicts(first) == [Verdict.VALID]
    assert await checkpoint.photographs(photo, event_id="update:1:3") == first
    assert len(await harness.entries(Act.CHECKED)) == 1
    assert len(await harness.notices(PassChecked)) == 1


async def test_one_code_sent_by_two_at_the_same_instant_is_valid_for_one(harness, checkpoint, photo_of):
    service_qr = await checkpoint.issue()
    await checkpoint.goes_on_duty(service_qr)
    await checkpoint.goes_on_duty(service_qr, harness.owner)
    shown = await harness.show_code(await harness.issue_pass())
    both = await asyncio.gather(*(checkpoint.types(shown.typed, who) for who in (harness.guard, harness.owner) * 4))
    found = [verdict for answers in both for verdict in verdicts(answers)]
    assert sorted(found) == [Verdict.ALREADY_USED] * 7 + [Verdict.VALID]


async def test_a_foreign_qr_is_unknown_and_a_photo_without_a_code_is_unreadable(
    checkpoint, duty, photo_of, foreign, blank_photo
):
    assert verdicts(await checkpoint.photographs(photo_of(foreign))) == [Verdict.UNKNOWN]
    assert verdicts(await checkpoint.photographs(blank_photo)) == [Verdict.UNREADABLE]
    assert not Verdict.UNREADABLE.not_found


async def test_what_only_one_reading_saw_accuses_nobody(harness, checkpoint, duty):
    class OneEye:
        async def scan(self, _picture, **_):
            return Scan(ScanStatus.READ, ("https://example.org/", "7"))

        async def rereads(self, _picture, _texts):
            return frozenset()

    checkpoint.camera = OneEye()
    assert verdicts(await checkpoint.photographs(b"picture")) == [Verdict.UNREADABLE]


async def test_an_unavailable_scanner_leaves_the_verdict_open(harness, checkpoint, duty):
    class Away:
        async def scan(self, _picture, **_):
            return Scan(ScanStatus.UNAVAILABLE)

    checkpoint.camera = Away()
    assert verdicts(await checkpoint.photographs(b"picture")) == [Verdict.UNAVAILABLE]


async def test_several_codes_in_one_picture_get_a_verdict_each(harness, checkpoint, duty, photo_of, foreign):
    good = await harness.show_code(await harness.issue_pass())
    other = await harness.show_code(await harness.issue_pass(to=harness.owner), harness.owner)
    answers = await checkpoint.photographs(photo_of(good.png, foreign, other.png))
    assert sorted(verdicts(answers)) == [Verdict.VALID, Verdict.VALID]
    assert [(answer.check.number, answer.check.other_codes) for answer in answers] == [(0, 0), (1, 1)]


async def test_all_that_would_accuse_is_read_again_at_once(harness, checkpoint, duty, camera, photo_of):
    class Counting:
        calls = ()

        async def scan(self, picture, **_):
            return await camera.scan(picture)

        async def rereads(self, picture, texts):
            self.calls += (set(texts),)
            return await camera.rereads(picture, texts)

    foreign = [f"https://example.org/{number}" for number in range(5)]
    good = await harness.show_code(await harness.issue_pass())
    checkpoint.camera = Counting()
    answers = await checkpoint.photographs(photo_of(good.png, *map(draw_png, foreign)))
    assert [(answer.check.verdict, answer.check.other_codes) for answer in answers] == [(Verdict.VALID, 5)]
    assert checkpoint.camera.calls == (set(foreign),)


async def test_a_code_older_than_three_minutes_has_expired(harness, checkpoint, duty, photo_of):
    photo = photo_of((await harness.show_code(await harness.issue_pass())).png)
    harness.later(minutes=3)
    assert verdicts(await checkpoint.photographs(photo)) == [Verdict.CODE_EXPIRED]


async def test_a_clock_that_steps_gives_no_code_a_second_life(harness, checkpoint, duty):
    issued = await harness.issue_pass()
    harness.later(hours=2)
    shown = await harness.show_code(issued)
    harness.later(hours=-1)
    assert verdicts(await checkpoint.types(shown.typed)) == [Verdict.CODE_EXPIRED]
    harness.later(hours=1, seconds=-20)
    assert verdicts(await checkpoint.types(shown.typed)) == [Verdict.VALID], "clocks differ by seconds"
    for step in ({"hours": -1}, {"hours": 2}):
        harness.later(**step)
        assert verdicts(await checkpoint.types(shown.typed)) == [Verdict.ALREADY_USED]
    other = await harness.show_code(issued)
    harness.later(hours=1)
    assert verdicts(await checkpoint.types(other.typed)) == [Verdict.CODE_EXPIRED]


async def test_a_code_of_ours_that_is_no_longer_kept_is_old_and_not_a_strangers(harness, checkpoint, duty, photo_of):
    payload = harness.codes.mint(CodePurpose.LIVE_PASS, harness.owner.organisation.tag, mint_code_id())
    assert verdicts(await checkpoint.photographs(photo_of(drawn(harness, payload)))) == [Verdict.CODE_EXPIRED]


async def test_a_code_with_a_wrong_signature_is_forged(harness, checkpoint, duty, photo_of):
    shown = await harness.show_code(await harness.issue_pass())
    payload = harness.codes.mint(CodePurpose.LIVE_PASS, harness.owner.organisation.tag, mint_code_id())
    forged = payload[:-1] + ("A" if payload[-1] != "A" else "B")
    found = verdicts(await checkpoint.photographs(photo_of(drawn(harness, forged), shown.png)))
    assert sorted(found) == [Verdict.FORGED, Verdict.VALID]


async def test_another_bots_link_is_unknown(harness, checkpoint, duty, photo_of):
    other = Codes(harness.cipher, 7_000_000_002, "SomeOtherGateBot")
    link = other.link(other.mint(CodePurpose.LIVE_PASS, harness.owner.organisation.tag, mint_code_id()))
    assert verdicts(await checkpoint.photographs(photo_of(draw_png(link)))) == [Verdict.UNKNOWN]


async def test_a_code_of_another_organisation_tells_nothing(harness, checkpoint, duty, photo_of):
    tag = harness.neighbour.organisation.tag
    payload = harness.codes.mint(CodePurpose.LIVE_PASS, tag, mint_code_id())
    [answer] = await checkpoint.photographs(photo_of(drawn(harness, payload)))
    assert (answer.check.verdict, answer.seen, answer.check.pass_id) == (Verdict.UNKNOWN, None, None)


async def test_a_service_qr_shown_as_a_pass_is_no_check(harness, checkpoint, duty, photo_of):
    payload = checkpoint.payload(duty.service_qr)
    assert await checkpoint.photographs(photo_of(drawn(harness, payload))) == ServiceQrsShown((payload,))
    assert await harness.entries(Act.CHECKED) == []


async def test_a_pass_that_is_good_elsewhere_is_not_accepted_here_and_its_code_stays_good(harness, checkpoint):
    await checkpoint.goes_on_duty(await checkpoint.issue(accepts=[PassType.VEHICLE]))
    shown = await harness.show_code(await harness.issue_pass())
    assert verdicts(await checkpoint.types(shown.typed)) == [Verdict.NOT_ACCEPTED_HERE]
    await checkpoint.goes_on_duty(await checkpoint.issue(accepts=[PassType.STAFF, PassType.VEHICLE]))
    assert verdicts(await checkpoint.types(shown.typed)) == [Verdict.VALID]


async def test_a_revoked_pass_and_a_dismissed_holder_are_stopped(harness, checkpoint, duty):
    issued, other = await harness.issue_pass(), await harness.issue_pass()
    shown, kept = await harness.show_code(issued), await harness.show_code(other)
    await RevokePass(harness.open)(harness.owner, issued.id, event_id=harness.event_id(), now=harness.now)
    assert verdicts(await checkpoint.types(shown.typed)) == [Verdict.REVOKED]
    await harness.dismiss(harness.holder)
    assert verdicts(await checkpoint.types(kept.typed)) == [Verdict.REVOKED]


async def test_a_pass_past_or_before_its_time_is_stopped(harness, checkpoint, duty):
    issued = await harness.issue_pass(days=1)
    harness.now = issued.expires_at - timedelta(minutes=1)
    await checkpoint.goes_on_duty(await checkpoint.issue())
    shown = await harness.show_code(issued)
    harness.now = issued.expires_at
    assert verdicts(await checkpoint.types(shown.typed)) == [Verdict.PASS_EXPIRED]
    async with harness.open() as tx:
        early = replace(issued, id=uuid4(), number="E", valid_from_at=harness.now + timedelta(days=1))
        early = replace(early, expires_at=harness.now + timedelta(days=9))
        await tx.passes.add(early)
        live = await tx.live_codes.by_typed(
            issued.organisation_id, harness.typed_index.of(shown.typed.replace("-", "")), issued.issued_at
        )
        typed = mint_typed()
        index = harness.typed_index.of(typed.replace("-", ""))
        await tx.live_codes.add(
            replace(
                live, id=uuid4(), code_id=mint_code_id(), typed_index=index, pass_id=early.id, minted_at=harness.now
            )
        )
    assert verdicts(await checkpoint.types(typed)) == [Verdict.NOT_YET_VALID]


async def test_a_code_is_typed_as_people_type(harness, checkpoint, duty):
    shown = await harness.show_code(await harness.issue_pass())
    typed = shown.typed.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert verdicts(await checkpoint.types(typed)) == [Verdict.VALID]


async def test_a_slip_of_the_finger_is_no_check_at_all(harness, checkpoint, duty):
    with pytest.raises(TypedCodeMistypedRefused):
        await checkpoint.types("ABCD-EFGH-JKM7" if parse_typed("ABCDEFGHJKM7") is None else "ABCD-EFGH-JKM8")
    assert await harness.entries(Act.CHECKED) == []


async def test_a_foreign_code_that_a_device_has_read_is_unknown_and_recorded(harness, checkpoint, duty):
    for text in ("https://example.org/menu", "", "ABCD", "x" * 300):
        assert verdicts(await checkpoint.types(text, read=True)) == [Verdict.UNKNOWN]
    shown = await harness.show_code(await harness.issue_pass())
    assert verdicts(await checkpoint.types(shown.typed, read=True)) == [Verdict.VALID]


async def test_a_well_formed_code_nobody_was_given_is_unknown(harness, checkpoint, duty):
    assert verdicts(await checkpoint.types(mint_typed())) == [Verdict.UNKNOWN]


async def test_a_typed_code_of_another_organisation_is_unknown(harness, checkpoint):
    shown = await harness.show_code(await harness.issue_pass())
    code_of_guard = await checkpoint.goes_on_duty(await checkpoint.issue())
    async with harness.open() as tx:
        service_qr = replace(code_of_guard.service_qr, id=uuid4(), code_id=mint_code_id())
        service_qr = replace(service_qr, organisation_id=harness.neighbour.organisation.id)
        service_qr = replace(service_qr, issuer_id=harness.neighbour.person.id)
        await tx.service_qrs.add(service_qr)
        shift = replace(code_of_guard.shift, id=uuid4(), organisation_id=service_qr.organisation_id)
        await tx.shifts.start(replace(shift, service_qr_id=service_qr.id, person_id=service_qr.issuer_id), harness.now)
    assert verdicts(await checkpoint.types(shown.typed, harness.neighbour)) == [Verdict.UNKNOWN]


async def test_a_live_codes_link_opened_by_the_one_on_duty_is_checked(harness, checkpoint, duty):
    code = await harness.issue_pass()
    shown = await harness.show_code(code)
    async with harness.open() as tx:
        index = harness.typed_index.of(shown.typed.replace("-", ""))
        live = await tx.live_codes.by_typed(code.organisation_id, index, code.issued_at)
    payload = harness.codes.mint(CodePurpose.LIVE_PASS, harness.owner.organisation.tag, live.code_id)
    assert verdicts(await checkpoint.types(payload)) == [Verdict.VALID]
    assert verdicts(await checkpoint.types(harness.codes.link(payload))) == [Verdict.ALREADY_USED]


async def test_who_is_off_duty_checks_nothing_and_uses_no_code_up(harness, checkpoint, photo_of):
    shown = await harness.show_code(await harness.issue_pass())
    assert await checkpoint.photographs(photo_of(shown.png)) == OffDuty(None)
    await checkpoint.goes_on_duty(await checkpoint.issue())
    assert verdicts(await checkpoint.photographs(photo_of(shown.png))) == [Verdict.VALID]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"<svg/>", b"\xff\xd8\xff\xe0" + b"x" * 50])
async def test_what_is_no_picture_is_no_check(harness, checkpoint, duty, content):
    with pytest.raises(PictureUnusableRefused):
        await checkpoint.photographs(content)
    assert await harness.entries(Act.CHECKED) == []


async def test_the_holder_learns_who_checked_them_and_where(harness, checkpoint, duty):
    shown = await harness.show_code(await harness.issue_pass())
    [answer] = await checkpoint.types(shown.typed)
    [notice] = await harness.notices(PassChecked, harness.holder)
    assert notice.subject_id == answer.check.id
    assert notice.content.place == duty.service_qr.place
    assert notice.content.organisation == harness.owner.organisation.name
    assert harness.guard.person.name not in astuple(notice.content)


async def test_not_me_alerts_the_managers_once(harness, checkpoint, duty):
    shown = await harness.show_code(await harness.issue_pass())
    [answer] = await checkpoint.types(shown.typed)
    for _ in "ab":
        await ReportNotMe(harness.open)(harness.holder, answer.check.id, now=harness.now)
    [notice] = await harness.notices(NotMeReported)
    assert notice.person_id == harness.owner.person.id
    assert notice.content.guard == harness.guard.person.name
    for other in (harness.guard, harness.neighbour):
        with pytest.raises(NotAllowedRefused):
            await ReportNotMe(harness.open)(other, answer.check.id, now=harness.now)


async def test_a_mistaken_check_is_taken_back_for_a_reason_and_counts_no_more(harness, checkpoint, duty):
    [answer] = await checkpoint.types((await harness.show_code(await harness.issue_pass())).typed)
    undo = UndoCheck(harness.open)
    harness.later(minutes=14, seconds=59)
    undone = await undo(harness.guard, answer.check.id, " Не та\nлюдина ", event_id=harness.event_id(), now=harness.now)
    assert (undone.answer.check.undo_reason, undone.before) == ("Не та людина", False)
    harness.later(minutes=20)
    again = await undo(harness.guard, answer.check.id, "інша", event_id=harness.event_id(), now=harness.now)
    assert (again.answer.check, again.before) == (undone.answer.check, True)
    shown = await FindUndoable(harness.read)(harness.guard, answer.check.id, now=harness.now)
    assert shown.check == undone.answer.check
    assert (await CountChecks(harness.read)(harness.owner, now=harness.now)).counts == {}
    assert len(await harness.entries(Act.CHECK_UNDONE)) == 1


async def test_of_two_undos_at_once_the_first_stands(harness, checkpoint, duty):
    [answer] = await checkpoint.types((await harness.show_code(await harness.issue_pass())).typed)
    undo = UndoCheck(harness.open)
    both = await asyncio.gather(
        *(
            undo(harness.guard, answer.check.id, reason, event_id=harness.event_id(), now=harness.now)
            for reason in ("перша", "друга")
        )
    )
    assert both[0].answer == both[1].answer
    assert sorted(one.before for one in both) == [False, True]
    assert len(await harness.entries(Act.CHECK_UNDONE)) == 1


async def test_only_who_made_a_check_takes_it_back_in_time_and_with_a_reason(harness, checkpoint, duty):
    [answer] = await checkpoint.types((await harness.show_code(await harness.issue_pass())).typed)
    undo = UndoCheck(harness.open)
    for other in (harness.owner, harness.holder, harness.neighbour):
        with pytest.raises(NotAllowedRefused):
            await undo(other, answer.check.id, "why", event_id=harness.event_id(), now=harness.now)
    for reason in ("", " \n", "x" * 201):
        with pytest.raises(ReasonUnusableRefused):
            await undo(harness.guard, answer.check.id, reason, event_id=harness.event_id(), now=harness.now)
    harness.later(minutes=15)
    with pytest.raises(UndoTooLateRefused):
        await undo(harness.guard, answer.check.id, "why", event_id=harness.event_id(), now=harness.now)


async def test_one_pass_at_two_places_within_minutes_is_flagged(harness, checkpoint, duty):
    issued = await harness.issue_pass()
    [first] = await checkpoint.types((await harness.show_code(issued)).typed)
    assert first.elsewhere is None
    await checkpoint.goes_on_duty(await checkpoint.issue(name="Gate 9"), harness.owner)
    harness.later(minutes=4)
    [second] = await checkpoint.types((await harness.show_code(issued)).typed, harness.owner)
    assert second.elsewhere == (first.check, duty.service_qr)


async def test_the_day_is_counted_since_midnight_where_the_organisation_is(harness, checkpoint, duty, blank_photo):
    await checkpoint.photographs(blank_photo)
    await checkpoint.types(mint_typed())
    today = await CountChecks(harness.read)(harness.owner, now=harness.now)
    assert today.counts == {Verdict.UNREADABLE: 1, Verdict.UNKNOWN: 1}
    assert today.hours[0][0] == harness.now.replace(hour=22) - timedelta(days=1)
    with pytest.raises(NotAllowedRefused):
        await CountChecks(harness.read)(harness.guard, now=harness.now)
