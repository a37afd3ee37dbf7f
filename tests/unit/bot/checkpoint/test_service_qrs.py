import asyncio
import json
from datetime import timedelta
from hashlib import sha256

import pytest

from bot.checkpoint.duty.end_shift import FindShift, OffDuty
from bot.checkpoint.notices import ShiftEnded
from bot.checkpoint.service_qrs.browse_service_qrs import ListServiceQrs, ShowServiceQr
from bot.checkpoint.service_qrs.delete_service_qr import DeleteServiceQr
from bot.checkpoint.service_qrs.issue_service_qr import IssueServiceQr
from bot.checkpoint.service_qrs.orders import LabelUnusableRefused, ServiceQrOrder, ServiceQrTermsRefused, read_label
from bot.checkpoint.service_qrs.renew_service_qr import FindRenewable, RenewServiceQr, ServiceQrDeletedRefused
from bot.crypto.canonical import parse_canonical
from bot.crypto.keys import verify
from bot.ledger.checking import broken_at
from bot.ledger.entries import Act
from bot.notices.ports import Subject
from bot.staff.access import NotAllowedRefused
from bot.staff.pins.unlock_key import PinWrongRefused


async def on_duty(harness, who):
    return await FindShift(harness.read)(who, now=harness.now)


async def test_a_service_qr_is_signed_with_its_issuers_own_key(harness, checkpoint):
    issued = await checkpoint.issue()
    assert verify(harness.owner.account.certificate, issued.record_json, issued.signature)
    record = parse_canonical(issued.record_json)
    assert record["confirmed"] == "pin"
    assert record["expires_at"] == (harness.now + timedelta(days=180)).isoformat(timespec="seconds")
    assert record["code_sha256"] == sha256(issued.code_id).hexdigest()
    assert not verify(harness.guard.account.certificate, issued.record_json, issued.signature)


async def test_it_is_listed_entered_and_reminded_of(harness, checkpoint):
    issued = await checkpoint.issue()
    assert await ListServiceQrs(harness.read)(harness.owner, now=harness.now) == [issued]
    [audit_event] = await harness.entries(Act.SERVICE_QR_ISSUED)
    assert audit_event.subject_id == issued.id
    async with harness.open() as tx:
        [reminder] = await tx.reminders.due([Subject.SERVICE_QR], issued.expires_at, 10)
        entries = [entry async for entry in tx.ledger.entries(harness.owner.organisation.id)]
    assert reminder.id == issued.id
    assert broken_at(entries) is None


async def test_a_repeated_update_issues_one_service_qr(harness, checkpoint):
    assert await checkpoint.issue(event_id="update:1:5") == await checkpoint.issue(event_id="update:1:5")
    assert len(await ListServiceQrs(harness.read)(harness.owner, now=harness.now)) == 1


async def test_without_the_pin_nothing_is_issued(harness):
    issue, order = IssueServiceQr(harness.open, harness.unlock), ServiceQrOrder("A", "B", 12, 180)
    with pytest.raises(PinWrongRefused):
        await issue(harness.owner, order, "000000", event_id=harness.event_id(), now=harness.now)
    assert await ListServiceQrs(harness.read)(harness.owner, now=harness.now) == []


async def test_only_managers_of_the_organisation_touch_it(harness, checkpoint, pin):
    issued, order = await checkpoint.issue(), ServiceQrOrder("A", "B", 12, 180)
    for stranger in (harness.guard, harness.neighbour):
        how = {"event_id": harness.event_id(), "now": harness.now}
        with pytest.raises(NotAllowedRefused):
            await DeleteServiceQr(harness.open)(stranger, issued.id, **how)
        with pytest.raises(NotAllowedRefused):
            await FindRenewable(harness.read)(stranger, issued.id, now=harness.now)
        with pytest.raises(NotAllowedRefused):
            await RenewServiceQr(harness.open, harness.unlock)(stranger, issued.id, pin, keep_on_duty=True, **how)
        with pytest.raises(NotAllowedRefused):
            await ShowServiceQr(harness.read, harness.codes)(stranger, issued.id, now=harness.now)
    with pytest.raises(NotAllowedRefused):
        await IssueServiceQr(harness.open, harness.unlock)(
            harness.guard, order, pin, event_id=harness.event_id(), now=harness.now
        )
    with pytest.raises(NotAllowedRefused):
        await ListServiceQrs(harness.read)(harness.guard, now=harness.now)
    assert await ListServiceQrs(harness.read)(harness.neighbour, now=harness.now) == []


@pytest.mark.parametrize(("hours", "days"), [(12, 181), (12, 0), (12, -1), (48, 30), (0, 30)])
def test_no_service_qr_outlives_180_days_nor_gives_shifts_nobody_offers(hours, days):
    with pytest.raises(ServiceQrTermsRefused):
        ServiceQrOrder("Gate", "Street", hours, days)


@pytest.mark.parametrize("text", [None, "", "  \n ", "x" * 61, "a\u202eb", "a\x00b"])
def test_a_label_is_one_printable_line(text):
    with pytest.raises(LabelUnusableRefused):
        read_label(text)
    assert read_label(" Прохідна \n № 2 ") == "Прохідна № 2"


async def test_deleting_ends_every_shift_at_once_and_tells_those_on_duty(harness, checkpoint):
    issued = await checkpoint.issue()
    await checkpoint.goes_on_duty(issued)
    deleted = await DeleteServiceQr(harness.open)(
        harness.owner, issued.id, event_id=harness.event_id(), now=harness.now
    )
    assert deleted.shifts == 1
    assert isinstance(await on_duty(harness, harness.guard), OffDuty)
    [notice] = await harness.notices(ShiftEnded, harness.guard)
    assert notice.content.why == "deleted"
    assert await ListServiceQrs(harness.read)(harness.owner, now=harness.now) == []


async def test_deleted_by_two_at_once_it_is_deleted_once(harness, checkpoint):
    issued = await checkpoint.issue()
    await checkpoint.goes_on_duty(issued)
    delete = DeleteServiceQr(harness.open)
    both = await asyncio.gather(
        *(delete(harness.owner, issued.id, event_id=harness.event_id(), now=harness.now) for _ in "ab")
    )
    assert sorted(deleted.shifts for deleted in both) == [0, 1]
    assert len(await harness.entries(Act.SERVICE_QR_DELETED)) == 1
    assert len(await harness.notices(ShiftEnded)) == 1


async def test_renewing_gives_a_new_code_and_keeps_those_on_duty(harness, checkpoint, pin):
    old = await checkpoint.issue(days=90)
    await checkpoint.goes_on_duty(old)
    harness.later(hours=1)
    renew = RenewServiceQr(harness.open, harness.unlock)
    renewed = await renew(harness.owner, old.id, pin, keep_on_duty=True, event_id=harness.event_id(), now=harness.now)
    new = renewed.service_qr
    assert renewed.stay == 1
    assert (new.name, new.place, new.shift_hours) == (old.name, old.place, old.shift_hours)
    assert new.code_id != old.code_id
    assert new.expires_at == harness.now + timedelta(days=90)
    assert (await on_duty(harness, harness.guard)).service_qr.id == new.id
    assert await ListServiceQrs(harness.read)(harness.owner, now=harness.now) == [new]


async def test_a_renewal_takes_the_pin_and_is_signed_by_the_manager(harness, checkpoint, pin):
    old = await checkpoint.issue()
    renew = RenewServiceQr(harness.open, harness.unlock)
    new = (
        await renew(harness.owner, old.id, pin, keep_on_duty=True, event_id=harness.event_id(), now=harness.now)
    ).service_qr
    assert verify(harness.owner.account.certificate, new.record_json, new.signature)
    record = json.loads(new.record_json)
    assert (record["confirmed"], record["renews"]) == ("pin", str(old.id))


async def test_a_wrong_pin_renews_nothing(harness, checkpoint):
    old = await checkpoint.issue()
    renew = RenewServiceQr(harness.open, harness.unlock)
    with pytest.raises(PinWrongRefused):
        await renew(harness.owner, old.id, "000000", keep_on_duty=True, event_id=harness.event_id(), now=harness.now)
    assert await ListServiceQrs(harness.read)(harness.owner, now=harness.now) == [old]


async def test_two_devices_that_renew_at_once_renew_once(harness, checkpoint, pin):
    """However they meet: the one that comes second is told that the code was replaced."""
    old = await checkpoint.issue()
    await checkpoint.goes_on_duty(old)
    shown = await FindRenewable(harness.read)(harness.owner, old.id, now=harness.now)
    assert (shown.on_duty, shown.until_at) == (1, harness.now + (old.expires_at - old.issued_at))
    renew = RenewServiceQr(harness.open, harness.unlock)
    both = await asyncio.gather(
        *(
            renew(harness.owner, old.id, pin, keep_on_duty=keep, event_id=harness.event_id(), now=harness.now)
            for keep in (True, False)
        ),
        return_exceptions=True,
    )
    assert sorted(type(one).__name__ for one in both) == ["Renewed", "ServiceQrDeletedRefused"]
    assert len(await harness.entries(Act.SERVICE_QR_RENEWED)) == 1
    assert len(await ListServiceQrs(harness.read)(harness.owner, now=harness.now)) == 1
    with pytest.raises(ServiceQrDeletedRefused):
        await FindRenewable(harness.read)(harness.owner, old.id, now=harness.now)


async def test_renewing_can_end_the_shifts(harness, checkpoint, pin):
    old = await checkpoint.issue()
    await checkpoint.goes_on_duty(old)
    renew = RenewServiceQr(harness.open, harness.unlock)
    renewed = await renew(harness.owner, old.id, pin, keep_on_duty=False, event_id=harness.event_id(), now=harness.now)
    assert renewed.stay == 0
    assert isinstance(await on_duty(harness, harness.guard), OffDuty)
    assert [notice.content.why for notice in await harness.notices(ShiftEnded)] == ["renewed"]


async def test_renewed_twice_by_one_press_it_is_renewed_once(harness, checkpoint, pin):
    old = await checkpoint.issue()
    renew = RenewServiceQr(harness.open, harness.unlock)
    first = await renew(harness.owner, old.id, pin, keep_on_duty=True, event_id="update:1:9", now=harness.now)
    again = await renew(harness.owner, old.id, pin, keep_on_duty=True, event_id="update:1:9", now=harness.now)
    assert first.service_qr == again.service_qr
    with pytest.raises(ServiceQrDeletedRefused):
        await renew(harness.owner, old.id, pin, keep_on_duty=True, event_id="update:1:10", now=harness.now)
