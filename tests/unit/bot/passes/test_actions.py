import asyncio
import io
from datetime import timedelta
from uuid import uuid4

import pytest
import zxingcpp
from PIL import Image

from bot.ledger.entries import Act
from bot.passes.browse_passes import ListMyPasses, ListPassesOf, ShowPass
from bot.passes.codes import CodePurpose, parse_typed
from bot.passes.issuing.issue_pass import IssuePass, PassOrder
from bot.passes.issuing.revoke_pass import RevokePass
from bot.passes.issuing.validity import Validity
from bot.passes.live_codes.show_live_code import PassExpiredRefused, PassRevokedRefused, ShowLiveCode
from bot.passes.models import PassType
from bot.passes.notices import PassIssued
from bot.passes.photos.portraits import PhotoUnusableRefused, Portraits
from bot.passes.types.pass_types import PassValidityRefused
from bot.staff.access import NotAllowedRefused


def read(png):
    [found] = zxingcpp.read_barcodes(Image.open(io.BytesIO(png)).convert("L"))
    return found.text


async def test_an_issued_pass_is_kept_entered_and_told_to_its_holder(harness, selfie):
    issued = await harness.issue_pass(selfie)
    assert (issued.number, issued.type, issued.expires_at) == ("000001", "staff", harness.now + timedelta(days=365))
    [notice] = await harness.notices(PassIssued, harness.holder)
    assert (notice.subject_id, notice.content.number) == (issued.id, "000001")
    [audit_event] = await harness.entries(Act.PASS_ISSUED)
    assert audit_event.facts["holder"] == str(harness.holder.person.id)


async def test_the_photo_is_kept_as_a_portrait_and_not_as_it_was_sent(harness, selfie):
    issued = await harness.issue_pass(selfie)
    card = await ShowPass(harness.read)(harness.owner, issued.id)
    assert card.photo != selfie
    assert Image.open(io.BytesIO(card.photo)).size == (480, 640)


async def test_a_repeated_update_issues_one_pass(harness, selfie):
    issue, order = (
        IssuePass(harness.open, Portraits(harness.workers)),
        PassOrder(harness.holder.person.id, PassType.VISITOR, Validity(1)),
    )
    first = await issue(harness.owner, order, selfie, event_id="update:1:77", now=harness.now)
    again = await issue(harness.owner, order, selfie, event_id="update:1:77", now=harness.now + timedelta(minutes=1))
    assert first == again
    assert len(await harness.notices(PassIssued)) == 1
    assert len((await ListPassesOf(harness.read)(harness.owner, harness.holder.person.id)).passes) == 1


@pytest.mark.parametrize("days", [0, -3, 5 * 366 + 1])
async def test_a_pass_is_not_valid_for_ever_nor_for_never(harness, days):
    with pytest.raises(PassValidityRefused):
        await harness.issue_pass(days=days)


async def test_a_photo_that_is_none_issues_nothing(harness):
    with pytest.raises(PhotoUnusableRefused):
        await harness.issue_pass(b"not a photo")
    assert await harness.entries(Act.PASS_ISSUED) == []


async def test_only_managers_of_the_holders_organisation_issue_show_and_revoke(harness):
    issued = await harness.issue_pass()
    order = PassOrder(harness.holder.person.id, PassType.STAFF, Validity(30))
    issue = IssuePass(harness.open, Portraits(harness.workers))
    for stranger in (harness.guard, harness.holder, harness.neighbour):
        with pytest.raises(NotAllowedRefused):
            await issue(stranger, order, None, event_id=harness.event_id(), now=harness.now)
        with pytest.raises(NotAllowedRefused):
            await ShowPass(harness.read)(stranger, issued.id)
        with pytest.raises(NotAllowedRefused):
            await ListPassesOf(harness.read)(stranger, harness.holder.person.id)
        with pytest.raises(NotAllowedRefused):
            await RevokePass(harness.open)(stranger, issued.id, event_id=harness.event_id(), now=harness.now)


async def test_nothing_is_issued_to_the_dismissed(harness):
    await harness.dismiss(harness.holder)
    with pytest.raises(NotAllowedRefused):
        await harness.issue_pass()


async def test_a_live_code_is_read_from_its_picture_and_opens_the_bot(harness):
    shown = await harness.show_code(await harness.issue_pass())
    text = read(shown.png)
    assert text.startswith("https://t.me/ExampleGateBot?start=L")
    parsed = harness.codes.parse(harness.codes.payload_of(text))
    assert (parsed.genuine, parsed.purpose) == (True, CodePurpose.LIVE_PASS)
    assert parsed.organisation_tag == harness.owner.organisation.tag
    assert shown.until_at == harness.now + timedelta(minutes=3)
    assert parse_typed(shown.typed)


async def test_neither_form_of_a_live_code_is_kept_readable(harness):
    shown = await harness.show_code(await harness.issue_pass())
    async with harness.open() as tx:
        code = await tx.live_codes.by_code_id(harness.codes.parse(harness.codes.payload_of(read(shown.png))).id)
    assert parse_typed(shown.typed).encode() not in code.typed_index
    assert code.typed_index == harness.typed_index.of(parse_typed(shown.typed))


async def test_a_fresh_code_ends_the_one_before(harness):
    issued = await harness.issue_pass()
    first = await harness.show_code(issued)
    harness.later(seconds=10)
    await harness.show_code(issued)
    async with harness.open() as tx:
        ended = await tx.live_codes.by_code_id(harness.codes.parse(harness.codes.payload_of(read(first.png))).id)
    assert ended.expires_at == harness.now


async def test_a_code_does_not_outlive_its_pass(harness):
    issued = await harness.issue_pass(days=1)
    harness.now = issued.expires_at - timedelta(minutes=1)
    assert (await harness.show_code(issued)).until_at == issued.expires_at


async def test_only_the_holder_shows_a_pass(harness):
    issued = await harness.issue_pass()
    for other in (harness.owner, harness.guard, harness.neighbour):
        with pytest.raises(NotAllowedRefused):
            await harness.show_code(issued, other)
    show = ShowLiveCode(harness.open, harness.codes, harness.typed_index, harness.day_keys, harness.workers)
    with pytest.raises(NotAllowedRefused):
        await show(harness.holder, uuid4(), event_id=harness.event_id(), now=harness.now)


async def test_a_revoked_pass_is_no_longer_shown(harness):
    issued = await harness.issue_pass()
    revoke = RevokePass(harness.open)
    cards = await asyncio.gather(
        *(revoke(harness.owner, issued.id, event_id=harness.event_id(), now=harness.now) for _ in "ab")
    )
    assert [card.pass_.revoked_at for card in cards] == [harness.now, harness.now]
    assert len(await harness.entries(Act.PASS_REVOKED)) == 1
    with pytest.raises(PassRevokedRefused):
        await harness.show_code(issued)
    assert (await ListMyPasses(harness.read)(harness.holder, now=harness.now)).passes == ()


async def test_a_pass_past_its_time_is_no_longer_shown(harness):
    issued = await harness.issue_pass(days=1)
    harness.later(days=1)
    with pytest.raises(PassExpiredRefused):
        await harness.show_code(issued)
    assert (await ListMyPasses(harness.read)(harness.holder, now=harness.now)).passes == ()
