"""Takes the signed order back: the same bytes, a qualified signature, the organisation's own number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.checkpoint.authorising.orders import OrderMissingRefused, SignedOrder, record_sha256
from bot.checkpoint.ports import OpenCheckpoint
from bot.checkpoint.service_qrs.browse_service_qrs import own_service_qr
from bot.errors import InputRefused
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.qualified.in_workers import NamedFile
from bot.qualified.judge_signatures import JudgeSignatures
from bot.qualified.judgement import Judgement, Number, NumberKind
from bot.staff.access import present_manager
from bot.staff.models import Speaker


class OrderDiffersRefused(InputRefused):
    """The file is no signature of the very bytes of the order."""


class OrderSignerForeignRefused(InputRefused):
    """The certificate has another organisation's number, or none. Facts: number."""


@dataclass(frozen=True, slots=True)
class OrderAnswer:
    """What came of it: `order` is authorised, or None where no signature is qualified; then `judged` says why."""

    order: SignedOrder | None
    judged: Sequence[Judgement]


@dataclass(frozen=True, slots=True)
class AcceptOrder:
    """For managers: whoever signed, the signature counts for what it is."""

    open: OpenCheckpoint
    judge: JudgeSignatures

    async def __call__(
        self, speaker: Speaker, service_qr_id: UUID, given: NamedFile, *, event_id: EventId, now: datetime
    ) -> OrderAnswer:
        """Judge the file and store it with the order; NotAllowedRefused, OrderMissingRefused, what judging refuses."""
        order, pdf = await self._order(speaker, service_qr_id)
        if order.authorised_at is not None:
            return OrderAnswer(order, ())
        judged = await self.judge.about(given, NamedFile("order.pdf", pdf), now=now)
        if not judged:
            raise OrderDiffersRefused
        qualified = [one for one in judged if one.qualified]
        if not qualified:
            return OrderAnswer(None, judged)
        return OrderAnswer(await self._authorise(speaker, order, given, qualified, event_id, now), judged)

    async def _order(self, speaker: Speaker, service_qr_id: UUID) -> tuple[SignedOrder, bytes]:
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            service_qr = await own_service_qr(tx, speaker, service_qr_id)
            order = await tx.service_qr_orders.of(service_qr.id, record_sha256(service_qr))
            if order is None:
                raise OrderMissingRefused
            return order, await tx.blobs.get(order.organisation_id, order.pdf_sha256)

    async def _authorise(
        self,
        speaker: Speaker,
        order: SignedOrder,
        given: NamedFile,
        qualified: Sequence[Judgement],
        event_id: EventId,
        now: datetime,
    ) -> SignedOrder:
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            judgement, number = _require_own(qualified, speaker)
            container = await tx.blobs.put(order.organisation_id, given.data, now)
            authorised = SignedOrder(
                order.id,
                order.organisation_id,
                order.service_qr_id,
                order.record_sha256,
                order.pdf_sha256,
                order.requested_by_id,
                order.requested_at,
                container,
                judgement.signer.name if judgement.signer else None,
                number.value,
                judgement.moment.at,
                now,
            )
            if not await tx.service_qr_orders.authorise(authorised):
                return await tx.service_qr_orders.of(order.service_qr_id, order.record_sha256) or authorised
            facts: dict[str, str | int] = {"service_qr": str(order.service_qr_id)}
            facts |= {"order": order.pdf_sha256, "container": container}
            facts["certificate"] = judgement.signer.certificate_sha256 if judgement.signer else ""
            event = AuditEvent(
                *(order.organisation_id, Act.SERVICE_QR_AUTHORISED, event_id, now),
                *(speaker.person.id, order.id, facts),
            )
            await tx.ledger.append(event)
        return authorised


def _require_own(qualified: Sequence[Judgement], speaker: Speaker) -> tuple[Judgement, Number]:
    """Return the signature whose certificate has the organisation's number."""
    wanted = speaker.organisation.number
    for one in qualified:
        for number in one.signer.numbers if one.signer else ():
            if number.of_organisation and wanted is not None and _is_same(number, wanted):
                return one, number
    raise OrderSignerForeignRefused(number=wanted or "")


def _is_same(number: Number, wanted: str) -> bool:
    """Compare with the whole identifier: without its country, a number of another register could be the same."""
    spelled = f"NTRUA-{number.value}" if number.kind is NumberKind.EDRPOU else number.value
    return wanted in {number.value, spelled}
