import asyncio
import io
from datetime import timedelta
from uuid import uuid4

import pytest
import zxingcpp
from PIL import Image

from bot.ledger.entries import Act
from bot.notices.outbox import Kind
from bot.passes.browse_passes import ListMyPasses, ListPassesOf, ShowPass
from bot.passes.codes import CodePurpose, parse_typed
from bot.passes.issue_pass import IssuePass, PassOrder
from bot.passes.passes import PassType
from bot.passes.portraits import PhotoUnusableRefused, Portraits
from bot.passes.revoke_pass import RevokePass
from bot.passes.show_live_code import PassExpiredRefused, PassRevokedRefused, ShowLiveCode
from bot.passes.types import PassValidityRefused
from bot.passes.validity import Validity
from bot.staff.access import NotAllowedRefused


def read(png):
    [found] = zxingcpp.read_barcodes(Image.open(io.BytesIO(png)).convert("L"))
    return found.text


async def test_an_issued_pass_is_kept_entered_and_told_to_its_holder(house, selfie):
    issued = await house.issue_pass(selfie)
    assert (issued.number, issued.type, issued.expires_at) == ("000001", "staff", house.now + timedelta(days=365))
    [notice] = await house.notices(Kind.PASS_ISSUED, house.holder)
    assert (notice.subject_id, notice.facts["number"]) == (issued.id, "000001")
    [deed] = await house.entries(Act.PASS_ISSUED)
    assert deed.facts["holder"] == str(house.holder.person.id)


async def test_the_photo_is_kept_as_a_portrait_and_not_as_it_was_sent(house, selfie):
    issued = await house.issue_pass(selfie)
    card = await ShowPass(house.open)(house.owner, issued.id)
    assert card.photo != selfie
    assert Image.open(io.BytesIO(card.photo)).size == (480, 640)


async def test_asked_twice_one_pass_is_issued(house, selfie):
    issue, order = IssuePass(house.open, Portraits()), PassOrder(house.holder.person.id, PassType.VISITOR, Validity(1))
    first = await issue(house.owner, order, selfie, cause="update:1:77", now=house.now)
    again = await issue(house.owner, order, selfie, cause="update:1:77", now=house.now + timedelta(minutes=1))
    assert first == again
    assert len(await house.notices(Kind.PASS_ISSUED)) == 1
    assert len((await ListPassesOf(house.open)(house.owner, house.holder.person.id)).passes) == 1


@pytest.mark.parametrize("days", [0, -3, 5 * 366 + 1])
async def test_a_pass_is_not_valid_for_ever_nor_for_never(house, days):
    with pytest.raises(PassValidityRefused):
        await house.issue_pass(days=days)


async def test_a_photo_that_is_none_issues_nothing(house):
    with pytest.raises(PhotoUnusableRefused):
        await house.issue_pass(b"not a photo")
    assert await house.entries(Act.PASS_ISSUED) == []


async def test_only_managers_of_the_holders_organisation_issue_show_and_revoke(house):
    issued = await house.issue_pass()
    order = PassOrder(house.holder.person.id, PassType.STAFF, Validity(30))
    for stranger in (house.guard, house.holder, house.neighbour):
        with pytest.raises(NotAllowedRefused):
            await IssuePass(house.open, Portraits())(stranger, order, None, cause=house.cause(), now=house.now)
        with pytest.raises(NotAllowedRefused):
            await ShowPass(house.open)(stranger, issued.id)
        with pytest.raises(NotAllowedRefused):
            await ListPassesOf(house.open)(stranger, house.holder.person.id)
        with pytest.raises(NotAllowedRefused):
            await RevokePass(house.open)(stranger, issued.id, cause=house.cause(), now=house.now)


async def test_nothing_is_issued_to_the_dismissed(house):
    await house.dismiss(house.holder)
    with pytest.raises(NotAllowedRefused):
        await house.issue_pass()


async def test_a_live_code_is_read_from_its_picture_and_opens_the_bot(house):
    shown = await house.show_code(await house.issue_pass())
    text = read(shown.png)
    assert text.startswith("https://t.me/ExampleGateBot?start=L")
    parsed = house.codes.parse(house.codes.payload_of(text))
    assert (parsed.genuine, parsed.purpose) == (True, CodePurpose.LIVE_PASS)
    assert parsed.organisation_tag == house.owner.organisation.tag
    assert shown.until_at == house.now + timedelta(minutes=3)
    assert parse_typed(shown.typed)


async def test_neither_form_of_a_live_code_is_kept_readable(house):
    shown = await house.show_code(await house.issue_pass())
    async with house.open() as tx:
        code = await tx.live_codes.by_code_id(house.codes.parse(house.codes.payload_of(read(shown.png))).id)
    assert parse_typed(shown.typed).encode() not in code.typed_index
    assert code.typed_index == house.typed_index.of(parse_typed(shown.typed))


async def test_a_fresh_code_ends_the_one_before(house):
    issued = await house.issue_pass()
    first = await house.show_code(issued)
    house.later(seconds=10)
    await house.show_code(issued)
    async with house.open() as tx:
        ended = await tx.live_codes.by_code_id(house.codes.parse(house.codes.payload_of(read(first.png))).id)
    assert ended.expires_at == house.now


async def test_a_code_does_not_outlive_its_pass(house):
    issued = await house.issue_pass(days=1)
    house.now = issued.expires_at - timedelta(minutes=1)
    assert (await house.show_code(issued)).until_at == issued.expires_at


async def test_only_the_holder_shows_a_pass(house):
    issued = await house.issue_pass()
    for other in (house.owner, house.guard, house.neighbour):
        with pytest.raises(NotAllowedRefused):
            await house.show_code(issued, other)
    show = ShowLiveCode(house.open, house.codes, house.typed_index)
    with pytest.raises(NotAllowedRefused):
        await show(house.holder, uuid4(), cause=house.cause(), now=house.now)


async def test_a_revoked_pass_is_no_longer_shown(house):
    issued = await house.issue_pass()
    revoke = RevokePass(house.open)
    cards = await asyncio.gather(*(revoke(house.owner, issued.id, cause=house.cause(), now=house.now) for _ in "ab"))
    assert [card.pass_.revoked_at for card in cards] == [house.now, house.now]
    assert len(await house.entries(Act.PASS_REVOKED)) == 1
    with pytest.raises(PassRevokedRefused):
        await house.show_code(issued)
    assert (await ListMyPasses(house.open)(house.holder, now=house.now)).passes == ()


async def test_a_pass_past_its_time_is_no_longer_shown(house):
    issued = await house.issue_pass(days=1)
    house.later(days=1)
    with pytest.raises(PassExpiredRefused):
        await house.show_code(issued)
    assert (await ListMyPasses(house.open)(house.holder, now=house.now)).passes == ()
