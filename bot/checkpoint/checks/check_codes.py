"""Checks what people show at a checkpoint: a picture of codes, a typed code, a code opened as a link.

Where a picture shows a pass, or an imitation of one, its other codes are counted and not judged: a poster or a shop's
code beside a valid pass accuses nobody. A picture of nothing but service QR codes is no check, but somebody who wants
to go on duty.

A picture is read outside any transaction. A verdict, the use of its code, the ledger entry and the holder's notice are
written in one transaction. A repeated event returns the same result without reading again. Pictures are never stored.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, assert_never
from uuid import UUID

from bot.checkpoint.checks.judging import Finding, Post, judge_sorted, judge_typed
from bot.checkpoint.checks.recording import Checked, Judging, Judgings, check_all, recorded, settled
from bot.checkpoint.checks.sorting import Sorted, sort_text
from bot.checkpoint.documents.barcodes import DIIA_QR, parse_barcode
from bot.checkpoint.documents.check_document import CheckDocument
from bot.checkpoint.duty.end_shift import OffDuty, off_duty, on_duty
from bot.checkpoint.duty.guests import Guard, present_guard
from bot.checkpoint.models import Verdict
from bot.checkpoint.ports import CheckpointTransaction, OpenCheckpoint, ReadCheckpoint
from bot.errors import InputRefused
from bot.ids import EventId
from bot.passes.codes import Codes, parse_typed
from bot.passes.live_codes.show_live_code import TypedIndex
from bot.qr.scan import Scan, ScanStatus

MOST_CODES = 10
"""The most codes in one picture: each is a check to record, a result to read and a person to look at."""

UNREADABLE = Judgings([settled(Verdict.UNREADABLE)])


@dataclass(frozen=True, slots=True)
class ServiceQrsShown:
    """Nothing was checked: the picture shows service QR codes. `payloads` are what opening them would bring."""

    payloads: tuple[str, ...]


class PictureUnusableRefused(InputRefused):
    """The file is no picture that can be opened."""


class PictureTooLargeRefused(InputRefused):
    """The picture has more pixels than the limit."""


class PictureCrowdedRefused(InputRefused):
    """The picture holds more than `MOST_CODES` codes; none was checked."""


class TypedCodeMistypedRefused(InputRefused):
    """The check symbol of a typed code does not match: it was mistyped, and nothing was checked."""


class BarcodesCrowdedRefused(InputRefused):
    """The picture shows several bar codes; none was sent to Diia."""


class DiiaQrShownRefused(InputRefused):
    """The picture shows the QR code of a document in Diia: its bar code is needed."""


class Camera(Protocol):
    """Reads pictures in worker processes that can be killed."""

    async def scan(self, picture: bytes, *, barcodes: bool = False) -> Scan:
        """Read all QR codes, and with `barcodes` the bar codes of documents."""
        ...

    async def rereads(self, picture: bytes, texts: Collection[str]) -> frozenset[str]:
        """Return those of `texts` that two different readers find in the picture."""
        ...


@dataclass(frozen=True, slots=True)
class CheckPicture:
    """Checks each code in a picture, in one transaction; `read` opens a read-only one.

    Where Diia checks documents for the organisation, a bar code is read too, and sent to it if no pass is shown.
    """

    open: OpenCheckpoint
    read: ReadCheckpoint
    codes: Codes
    camera: Camera
    documents: CheckDocument

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

        PictureUnusable-, -TooLarge-, -CrowdedRefused, BarcodesCrowded-, DiiaQrShownRefused. `own_tags` are those of all
        organisations of the speaker.
        """
        async with self.read() as tx:
            known = await recorded(tx, event_id)
            off = None if known else await _no_post(tx, speaker, now)
        if known:
            return known
        serves = self.documents.serves(speaker.organisation)
        scanned = await self.camera.scan(picture, barcodes=serves)
        own, every = speaker.organisation.tag, own_tags | {speaker.organisation.tag}
        judged, others = _divided([sort_text(self.codes, text) for text in scanned.texts], own, every)
        shown = [self.codes.payload_of(code.text) or code.text for code in others if code.puts_on_duty(every)]
        if shown and (off is not None or not judged):
            return ServiceQrsShown(tuple(shown))
        if off is not None:
            return off
        if serves and not any(code.claims_pass(own) for code in judged):
            barcode = _document(scanned)
            if barcode is not None:
                count = len(judged) + len(others)
                return await self.documents(speaker, barcode, others=count, event_id=event_id, now=now)
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


def _document(scanned: Scan) -> str | None:
    """Return the bar code of a picture without a pass; BarcodesCrowdedRefused, DiiaQrShownRefused."""
    if len(scanned.barcodes) > 1:
        raise BarcodesCrowdedRefused
    if not scanned.barcodes and any(text.startswith(DIIA_QR) for text in scanned.texts):
        raise DiiaQrShownRefused
    return scanned.barcodes[0] if scanned.barcodes else None


def _divided(
    found: Sequence[Sorted], own: bytes, every: Collection[bytes]
) -> tuple[Sequence[Sorted], Sequence[Sorted]]:
    """Return the codes to judge, and the others: what is no pass beside passes, and service QR codes."""
    judged = [code for code in found if code.claims_pass(own)]
    judged = judged or [code for code in found if not code.puts_on_duty(every)]
    return judged, [code for code in found if code not in judged]


@dataclass(frozen=True, slots=True)
class CheckCode:
    """Checks one code that arrived as text: typed, as a link opened or pasted, or read from a QR code by a device."""

    open: OpenCheckpoint
    codes: Codes
    typed_index: TypedIndex
    documents: CheckDocument

    async def __call__(
        self, speaker: Guard, text: str, *, read: bool = False, event_id: EventId, now: datetime
    ) -> Checked:
        """Return the result, or OffDuty; TypedCodeMistypedRefused, BarcodeMistypedRefused.

        A foreign text is a mistake where it was typed, and no pass where a device has `read` it.
        """
        if self.documents.serves(speaker.organisation) and (barcode := parse_barcode(text)):
            return await self.documents(speaker, barcode, event_id=event_id, now=now)
        return await check_all(self.open, speaker, Judgings([self.judging(text, read=read)]), event_id, now)

    def judging(self, text: str, *, read: bool = False) -> Judging:
        """Return how a text is judged; TypedCodeMistypedRefused."""
        code = sort_text(self.codes, text.strip())
        symbols = parse_typed(text) if code.parsed is None else None
        if code.parsed is None and symbols is None and not read:
            raise TypedCodeMistypedRefused
        if symbols is None:
            return _judging(code)
        index = self.typed_index.of(symbols)

        async def judge(tx: CheckpointTransaction, post: Post, check_id: UUID) -> Finding:
            return await judge_typed(tx, post, index, check_id)

        return judge


def _judging(code: Sorted) -> Judging:
    async def judge(tx: CheckpointTransaction, post: Post, check_id: UUID) -> Finding:
        return await judge_sorted(tx, post, code, check_id)

    return judge


async def _no_post(tx: CheckpointTransaction, speaker: Guard, now: datetime) -> OffDuty | None:
    """Return OffDuty before a picture is read in vain; None where the speaker is on duty."""
    living = await on_duty(tx, await present_guard(tx, speaker), now)
    return None if living else await off_duty(tx, speaker, now)
