"""Checks what people show at a checkpoint: a picture of codes, a typed code, a code opened as a link.

Where a picture shows a pass, or an imitation of one, its other codes are counted and not judged: a poster or a shop's
code beside a valid pass accuses nobody. A picture of nothing but service QR codes is no check, but somebody who wants
to go on duty.

A picture is read outside any transaction. A verdict, the use of its code, the ledger entry and the holder's notice are
written in one transaction. A repeated event returns the same result without reading again. Pictures are never stored.
"""

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, assert_never
from uuid import UUID

from bot.checkpoint.checks.judging import Finding, Post, judge_sorted, judge_typed
from bot.checkpoint.checks.results import Answer, answer_of
from bot.checkpoint.checks.sorting import Sorted, sort_text
from bot.checkpoint.duty.end_shift import OffDuty, off_duty, on_duty
from bot.checkpoint.duty.guests import Guard, present_guard
from bot.checkpoint.models import Check, Verdict
from bot.checkpoint.notices import PassChecked
from bot.checkpoint.ports import CheckpointTransaction, OpenCheckpoint, ReadCheckpoint
from bot.errors import InputRefused
from bot.ids import EventId, derived_id
from bot.ledger.entries import Act, AuditEvent
from bot.notices.outbox import NewNotice
from bot.passes.codes import Codes, parse_typed
from bot.passes.live_codes.show_live_code import TypedIndex
from bot.qr.scan import Scan, ScanStatus

MOST_CODES = 10
"""The most codes in one picture: each is a check to record, a result to read and a person to look at."""

Checked = tuple[Answer, ...] | OffDuty


@dataclass(frozen=True, slots=True)
class ServiceQrsShown:
    """Nothing was checked: the picture shows service QR codes. `payloads` are what opening them would bring."""

    payloads: tuple[str, ...]


Judging = Callable[[CheckpointTransaction, Post, UUID], Awaitable[Finding]]


@dataclass(frozen=True, slots=True)
class Judgings:
    """The judging of each code to check, in their order; `others` counts the codes beside them that are no passes."""

    each: Sequence[Judging]
    others: int = 0


class PictureUnusableRefused(InputRefused):
    """The file is no picture that can be opened."""


class PictureTooLargeRefused(InputRefused):
    """The picture has more pixels than the limit."""


class PictureCrowdedRefused(InputRefused):
    """The picture holds more than `MOST_CODES` codes; none was checked."""


class TypedCodeMistypedRefused(InputRefused):
    """The check symbol of a typed code does not match: it was mistyped, and nothing was checked."""


class Camera(Protocol):
    """Reads pictures in worker processes that can be killed."""

    async def scan(self, picture: bytes) -> Scan:
        """Read all QR codes."""
        ...

    async def rereads(self, picture: bytes, texts: Collection[str]) -> frozenset[str]:
        """Return those of `texts` that two different readers find in the picture."""
        ...


@dataclass(frozen=True, slots=True)
class CheckPicture:
    """Checks each code in a picture, in one transaction; `read` opens a read-only one."""

    open: OpenCheckpoint
    read: ReadCheckpoint
    codes: Codes
    camera: Camera

    async def __call__(
        self,
        speaker: Guard,
        picture: bytes,
        *,
        own_tags: frozenset[bytes] = frozenset(),
        event_id: EventId,
        now: datetime,
    ) -> Checked | ServiceQrsShown:
        """Return the result of each code, one UNREADABLE, OffDuty, or the service QR codes shown.

        PictureUnusable-, -TooLarge-, -CrowdedRefused. `own_tags` are those of all organisations of the speaker.
        """
        async with self.read() as tx:
            known = await _before(tx, event_id)
            off = None if known else await _no_post(tx, speaker, now)
        if known:
            return known
        scanned = await self.camera.scan(picture)
        own, every = speaker.organisation.tag, own_tags | {speaker.organisation.tag}
        judged, others = _divided([sort_text(self.codes, text) for text in scanned.texts], own, every)
        shown = [self.codes.payload_of(code.text) or code.text for code in others if code.puts_on_duty(every)]
        if shown and (off is not None or not judged):
            return ServiceQrsShown(tuple(shown))
        if off is not None:
            return off
        judgings = await self._judgings(picture, scanned, judged, others)
        return await check_all(self.open, speaker, judgings, event_id, now)

    async def _judgings(
        self, picture: bytes, scanned: Scan, judged: Sequence[Sorted], others: Sequence[Sorted]
    ) -> Judgings:
        match scanned.status:
            case ScanStatus.NOT_A_PICTURE:
                raise PictureUnusableRefused
            case ScanStatus.TOO_LARGE:
                raise PictureTooLargeRefused
            case ScanStatus.UNAVAILABLE:
                return Judgings([settled(Verdict.UNAVAILABLE)])
            case ScanStatus.READ | ScanStatus.NO_CODE | ScanStatus.GAVE_UP:
                return await self._judge_texts(picture, judged, others)
            case _:
                assert_never(scanned.status)

    async def _judge_texts(self, picture: bytes, judged: Sequence[Sorted], others: Sequence[Sorted]) -> Judgings:
        if len(judged) + len(others) > MOST_CODES:
            raise PictureCrowdedRefused(most=MOST_CODES)
        accusing = {code.text for code in (*judged, *others) if code.accuses}
        confirmed = await self.camera.rereads(picture, accusing) if accusing else frozenset[str]()
        judged, others = (
            [code for code in codes if not code.accuses or code.text in confirmed] for codes in (judged, others)
        )
        return Judgings([_judging(code) for code in judged], len(others)) if judged else UNREADABLE


def _divided(
    found: Sequence[Sorted], own: bytes, every: Collection[bytes]
) -> tuple[Sequence[Sorted], Sequence[Sorted]]:
    """Return the codes to judge, and the others: what is no pass beside passes, and service QR codes."""
    judged = [code for code in found if code.claims_pass(own)]
    judged = judged or [code for code in found if not code.puts_on_duty(every)]
    return judged, [code for code in found if code not in judged]


@dataclass(frozen=True, slots=True)
class CheckCode:
    """Checks one code that arrived as text: typed, or as a link opened or pasted."""

    open: OpenCheckpoint
    codes: Codes
    typed_index: TypedIndex

    async def __call__(self, speaker: Guard, text: str, *, event_id: EventId, now: datetime) -> Checked:
        """Return the result, or OffDuty; TypedCodeMistypedRefused."""
        return await check_all(self.open, speaker, Judgings([self._judging(text)]), event_id, now)

    def _judging(self, text: str) -> Judging:
        code = sort_text(self.codes, text.strip())
        if code.parsed is not None:
            return _judging(code)
        symbols = parse_typed(text)
        if symbols is None:
            raise TypedCodeMistypedRefused
        index = self.typed_index.of(symbols)

        async def judge(tx: CheckpointTransaction, post: Post, check_id: UUID) -> Finding:
            return await judge_typed(tx, post, index, check_id)

        return judge


def _judging(code: Sorted) -> Judging:
    async def judge(tx: CheckpointTransaction, post: Post, check_id: UUID) -> Finding:
        return await judge_sorted(tx, post, code, check_id)

    return judge


def settled(verdict: Verdict) -> Judging:
    """Return the verdict that needs no look-up in the database."""

    async def judge(_tx: CheckpointTransaction, _post: Post, _check_id: UUID) -> Finding:
        return Finding(verdict)

    return judge


UNREADABLE = Judgings([settled(Verdict.UNREADABLE)])


async def check_all(
    open_: OpenCheckpoint, speaker: Guard, judgings: Judgings, event_id: EventId, now: datetime
) -> Checked:
    """Record a check for each of `judgings` and return the results, or OffDuty where the speaker is on no shift."""
    async with open_() as tx:
        if known := await _before(tx, event_id):
            return known
        speaker = await present_guard(tx, speaker)
        living = await on_duty(tx, speaker, now)
        if living is None:
            return await off_duty(tx, speaker, now)
        post = Post(speaker, *living, now)
        numbered, last = enumerate(judgings.each), len(judgings.each) - 1
        return tuple(
            [
                await _one(tx, post, judge, number, judgings.others if number == last else 0, event_id)
                for number, judge in numbered
            ]
        )


async def _before(tx: CheckpointTransaction, event_id: EventId) -> tuple[Answer, ...]:
    """Return the results recorded for this event before; nothing when it is new."""
    checks: list[Check] = []
    while check := await tx.checks.get(derived_id(event_id, "check", len(checks))):
        checks.append(check)
    return tuple([await answer_of(tx, check) for check in checks])


async def _no_post(tx: CheckpointTransaction, speaker: Guard, now: datetime) -> OffDuty | None:
    """Return OffDuty before a picture is read in vain; None where the speaker is on duty."""
    living = await on_duty(tx, await present_guard(tx, speaker), now)
    return None if living else await off_duty(tx, speaker, now)


async def _one(
    tx: CheckpointTransaction, post: Post, judge: Judging, number: int, others: int, event_id: EventId
) -> Answer:
    check_id = derived_id(event_id, "check", number)
    finding = await judge(tx, post, check_id)
    check = Check(
        id=check_id,
        organisation_id=post.speaker.organisation.id,
        shift_id=post.shift.id,
        service_qr_id=post.service_qr.id,
        guard_id=post.speaker.person.id,
        verdict=finding.verdict,
        pass_id=finding.pass_id,
        live_code_id=finding.live_code_id,
        checked_at=post.now,
        number=number,
        printed_code_id=finding.printed_code_id,
        other_codes=others,
    )
    if not await tx.checks.add(check):
        return await answer_of(tx, await tx.checks.get(check_id) or check)
    await _enter(tx, check, event_id)
    answer = await answer_of(tx, check)
    await _notify_holder(tx, post, answer, event_id)
    return answer


async def _enter(tx: CheckpointTransaction, check: Check, event_id: EventId) -> None:
    facts: dict[str, str | int] = {"verdict": str(check.verdict), "service_qr": str(check.service_qr_id)}
    facts["pass"] = str(check.pass_id or "")
    await tx.ledger.append(
        AuditEvent(check.organisation_id, Act.CHECKED, event_id, check.checked_at, check.guard_id, check.id, facts)
    )


async def _notify_holder(tx: CheckpointTransaction, post: Post, answer: Answer, event_id: EventId) -> None:
    if answer.seen is None:
        return
    shown, check = answer.seen.pass_, answer.check
    content = PassChecked(
        organisation=post.speaker.organisation.name,
        place=post.service_qr.place,
        checked_at=check.checked_at,
        type=shown.type,
        number=shown.number,
        verdict=check.verdict,
    )
    notice = NewNotice(check.organisation_id, check.id, content, event_id, post.now)
    await tx.outbox.add([notice.to(shown.holder_id)])
