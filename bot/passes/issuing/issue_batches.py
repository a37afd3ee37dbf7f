"""Rung by the clock: issues the passes of orders for many, some in each transaction, and tells how far it is.

Promises: a place is settled once, whoever rings and whatever crashes; a person who was dismissed meanwhile, or a type
that was retired, leaves the place without a pass; others' updates are handled in between.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.errors import Refused
from bot.ids import EventId, derived_id
from bot.notices.outbox import NewNotice
from bot.passes.issuing.batches import Batch, BatchTally, Place
from bot.passes.issuing.issue_pass import Issuer, PassOrder, issue
from bot.passes.issuing.validity import Validity
from bot.passes.notices import PassBatchProgress
from bot.passes.ports import OpenPasses, PassesTransaction
from bot.passes.types.browse_types import terms_of
from bot.passes.types.pass_types import Terms
from bot.staff.models import Organisation

AT_ONCE = 25
TOLD_EVERY = 100
BATCHES = 10
WAITED_FOR = timedelta(days=1)
"""How long the message of an order is waited for; who blocked the bot sees no progress."""


@dataclass(frozen=True, slots=True)
class IssueBatches:
    """One ring issues what is there; every hundred passes it tells how far it is, in the order's first message."""

    open: OpenPasses

    async def __call__(self, *, now: datetime) -> int:
        """Return how many places were settled."""
        async with self.open() as tx:
            batches = await tx.batches.undone(BATCHES)
        settled = 0
        for batch in batches:
            while done := await self._chunk(batch, now):
                settled += done
            async with self.open() as tx:
                await _end(tx, batch, now)
        return settled

    async def _chunk(self, batch: Batch, now: datetime) -> int:
        async with self.open() as tx:
            places = await tx.batches.open_places(batch.id, AT_ONCE)
            if not places:
                return 0
            terms, organisation = await _terms(tx, batch), await tx.organisations.get(batch.organisation_id)
            for place in places:
                await _settle(tx, batch, organisation, terms, place, now)
            tally = await tx.batches.tally(batch.id)
            if tally.settled % TOLD_EVERY == 0:
                await _notify(tx, batch, tally, now)
        return len(places)


async def _terms(tx: PassesTransaction, batch: Batch) -> Terms | None:
    try:
        return await terms_of(tx, batch.organisation_id, batch.type)
    except Refused:
        return None


async def _settle(
    tx: PassesTransaction, batch: Batch, organisation: Organisation, terms: Terms | None, place: Place, now: datetime
) -> None:
    holder = await tx.people.get(batch.organisation_id, place.holder_id)
    possible = terms is not None and holder is not None and holder.dismissed_at is None
    event_id = EventId(f"batch:{place.id}")
    pass_id = derived_id(event_id, "pass") if possible else None
    if not await tx.batches.settle(place.id, pass_id, now) or terms is None or not possible:
        return
    order = PassOrder(place.holder_id, batch.type, Validity(batch.days), place.fields)
    await issue(tx, Issuer(organisation, batch.issuer_id), terms, order, event_id, now)


async def _end(tx: PassesTransaction, batch: Batch, now: datetime) -> None:
    """End the order once its last word can be told in its message, or need not be waited for any longer."""
    message_id = await tx.outbox.last_message(batch.issuer_id, batch.id, [PassBatchProgress.kind])
    if message_id is None and now - batch.ordered_at < WAITED_FOR:
        return
    if await tx.batches.done(batch.id, now):
        await _notify(tx, batch, await tx.batches.tally(batch.id), now, done=True)


async def _notify(tx: PassesTransaction, batch: Batch, tally: BatchTally, now: datetime, *, done: bool = False) -> None:
    message_id = await tx.outbox.last_message(batch.issuer_id, batch.id, [PassBatchProgress.kind])
    if message_id is None:
        return
    content = PassBatchProgress(
        type=batch.type,
        source=batch.source,
        total=batch.total,
        settled=tally.settled,
        issued=tally.issued,
        done=done,
        message_id=message_id,
    )
    event_id = EventId(f"bell:{batch.id}:{'done' if done else tally.settled}")
    notice = NewNotice(batch.organisation_id, batch.id, content, event_id, now)
    await tx.outbox.add([notice.to(batch.issuer_id)])
