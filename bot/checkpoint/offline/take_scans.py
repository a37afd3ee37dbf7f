"""Takes the scans that a device made without a network, judges each again, and alerts the managers to differences.

A scan has an event id from the device, so a batch that arrives twice gives no second check. What the guard was
shown stays the verdict in the log; what is found on arrival stands beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from bot.checkpoint.checks.check_codes import CheckCode, TypedCodeMistypedRefused
from bot.checkpoint.checks.judging import Finding, Post, new_check
from bot.checkpoint.checks.recording import enter, notify_holder, settled
from bot.checkpoint.checks.results import answer_of
from bot.checkpoint.duty.guests import Guard, present_guard
from bot.checkpoint.models import Check, Severity, Shift, Verdict
from bot.checkpoint.notices import OfflineDiffered
from bot.checkpoint.ports import CheckpointTransaction, OpenCheckpoint
from bot.checkpoint.service_qrs.browse_service_qrs import own_service_qr
from bot.ids import EventId, derived_id
from bot.ledger.entries import Act
from bot.notices.outbox import NewNotice
from bot.passes.live_codes.day_keys import SLOT_SECONDS
from bot.staff.access import NotAllowedRefused

MOST_SCANS = 200
"""The most scans in one batch."""
LONGEST_TEXT = 300
CLOCKS_DIFFER = timedelta(minutes=2)
SHOWN_OFFLINE = frozenset(
    {
        Verdict.VALID_OFFLINE,
        Verdict.ALREADY_USED_HERE,
        Verdict.NOT_IN_PACK,
        Verdict.PACK_TOO_OLD,
        Verdict.OWN_PASS,
        Verdict.PASS_EXPIRED,
        Verdict.NOT_YET_VALID,
        Verdict.NOT_ACCEPTED_HERE,
        Verdict.CODE_EXPIRED,
    }
)
"""What a device can have shown without a network."""


@dataclass(frozen=True, slots=True)
class OfflineScan:
    """A scan: the code's text, what was shown (of `SHOWN_OFFLINE`), and the device's time.

    The device tried the same `event_id` online if it could, so a check that was recorded then is not recorded again.
    """

    event_id: EventId
    text: str
    shown: Verdict
    scanned_at: datetime


@dataclass(frozen=True, slots=True)
class TakenScans:
    """How many checks are new, and the scans that were not taken: they were not made within the shift."""

    new: int
    outside: tuple[EventId, ...]


@dataclass(frozen=True, slots=True)
class _Late:
    """A check that arrived, and whether it was judged differently."""

    check: Check
    differs: bool


@dataclass(frozen=True, slots=True)
class TakeScans:
    """Records the scans of one shift of the speaker, whether or not it still runs."""

    open: OpenCheckpoint
    check_code: CheckCode

    async def __call__(
        self, speaker: Guard, shift_id: UUID, scans: Sequence[OfflineScan], *, now: datetime
    ) -> TakenScans:
        """Record at most `MOST_SCANS`, the earliest first; NotAllowedRefused for a shift of somebody else."""
        async with self.open() as tx:
            speaker = await present_guard(tx, speaker)
            shift = await tx.shifts.get(shift_id)
            if shift is None or shift.person_id != speaker.person.id:
                raise NotAllowedRefused
            post = Post(speaker, shift, await own_service_qr(tx, speaker, shift.service_qr_id), now)
            outside = tuple(scan.event_id for scan in scans if not _within(shift, scan.scanned_at, now))
            inside = sorted((scan for scan in scans if scan.event_id not in outside), key=lambda scan: scan.scanned_at)
            late = [taken for scan in inside if (taken := await self._take(tx, post, scan)) is not None]
            await _alert(tx, post, [one.check for one in late if one.differs])
        return TakenScans(len(late), outside)

    async def _take(self, tx: CheckpointTransaction, post: Post, scan: OfflineScan) -> _Late | None:
        """Record one scan; None where it is known."""
        check_id = derived_id(scan.event_id, "check", 0)
        if await tx.checks.get(check_id) is not None:
            return None
        then = replace(post, now=min(scan.scanned_at, post.now))
        finding = await self._judge(tx, then, scan.text, check_id)
        judged = new_check(then, check_id, finding)
        check = replace(judged, verdict=scan.shown, arrived_at=post.now, judged=judged.verdict)
        if not await tx.checks.add(check):
            return None
        await enter(tx, Act.CHECKED, check, scan.event_id)
        if scan.shown.severity is not Severity.CANNOT_TELL:
            await notify_holder(tx, post, await answer_of(tx, check), scan.event_id)
        return _Late(check, _differs(scan.shown, finding.verdict))

    async def _judge(self, tx: CheckpointTransaction, then: Post, text: str, check_id: UUID) -> Finding:
        """Judge as it would have been judged at the time of the scan."""
        try:
            judging = self.check_code.judging(text)
        except TypedCodeMistypedRefused:
            judging = settled(Verdict.UNKNOWN)
        finding = await judging(tx, then, check_id)
        if finding.verdict is Verdict.CODE_EXPIRED:
            # A device counts the time of a live code in slots, so it may have taken one for a moment longer.
            finding = await judging(tx, replace(then, now=then.now - timedelta(seconds=SLOT_SECONDS)), check_id)
        if finding.verdict is Verdict.REVOKED and await _stood(tx, then, finding):
            return replace(finding, verdict=Verdict.VALID)
        return finding


def _within(shift: Shift, at: datetime, now: datetime) -> bool:
    end = min(each for each in (shift.ended_at, shift.ends_at, now) if each is not None)
    return shift.started_at - CLOCKS_DIFFER <= at < end + CLOCKS_DIFFER


def _differs(shown: Verdict, found: Verdict) -> bool:
    """Return whether a person was let through or sent away wrongly; "cannot tell" claims nothing."""
    if shown is Verdict.CODE_EXPIRED or shown.severity is Severity.CANNOT_TELL:
        return False
    return shown.severity is not found.severity


async def _stood(tx: CheckpointTransaction, then: Post, finding: Finding) -> bool:
    """Return whether a pass was revoked, its card replaced, or its holder dismissed only after the scan."""
    organisation_id = then.speaker.organisation.id
    shown = await tx.passes.get(organisation_id, finding.pass_id) if finding.pass_id else None
    holder = await tx.people.get(organisation_id, shown.holder_id) if shown else None
    if shown is None or holder is None:
        return False
    ended = [shown.revoked_at, holder.dismissed_at]
    if finding.printed_code_id is not None:
        card = await tx.printed_codes.get(finding.printed_code_id)
        ended.append(card.ended_at if card else then.now)
    return all(at is None or at > then.now for at in ended)


async def _alert(tx: CheckpointTransaction, post: Post, differing: Sequence[Check]) -> None:
    """Notify the managers once of the checks of a batch that were judged differently."""
    if not differing:
        return
    first = min(differing, key=lambda check: check.checked_at)
    shown = await tx.passes.get(first.organisation_id, first.pass_id) if first.pass_id else None
    content = OfflineDiffered(
        guard=post.speaker.person.name,
        name=post.service_qr.name,
        place=post.service_qr.place,
        count=len(differing),
        checked_at=first.checked_at,
        shown=first.verdict,
        found=first.judged or first.verdict,
        number=shown.number if shown else "",
    )
    notice = NewNotice(first.organisation_id, first.id, content, EventId(f"scans:{first.id}"), post.now)
    managers = await tx.people.managers(first.organisation_id)
    await tx.outbox.add([notice.to(manager.id) for manager in managers])
