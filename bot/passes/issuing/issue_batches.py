"""Issues the passes of orders for many, each in its own transaction, and reports progress.

A place is settled once even after a crash. Where the person was dismissed or the type retired meanwhile, the place is
settled without a pass. Updates of other people are handled in between.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.due_rows import DueRow, DueRows
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

TOLD_EVERY = 100
WAITED_FOR = timedelta(days=1)
"""How long to wait for the message of an order; whoever blocked the bot sees no progress."""


@dataclass(frozen=True, slots=True)
class IssueBatches:
    """Periodic job. Every hundred passes it reports progress in the order's first message."""

    open: OpenPasses

    async def __call__(self, *, now: datetime) -> int:
        """Settle every open place, end the finished orders, and return how many places were settled."""
        settled = await DueRows(
            job="issue_passes",
            open=self.open,
            find=lambda tx, most: tx.batches.open_places(most),
            handle_one=self._issue,
        ).handle_each(now)
        await DueRows(
            job="end_batches",
            open=self.open,
            find=lambda tx, most: tx.batches.undone(most),
            handle_one=self._end,
        ).handle_each(now)
        return settled

    async def _issue(self, row: DueRow, now: datetime) -> bool:
        async with self.open() as tx:
            place = await tx.batches.place(row.id)
            batch = await tx.batches.get(row.organisation_id, place.batch_id) if place else None
            if place is None or batch is None or not await _settle(tx, batch, place, now):
                return False
            tally = await tx.batches.tally(batch.id)
            if tally.settled % TOLD_EVERY == 0:
                await _notify(tx, batch, tally, now)
        return True

    async def _end(self, row: DueRow, now: datetime) -> bool:
        """End the order once its message can show the last progress, or once waiting for the message has timed out."""
        async with self.open() as tx:
            batch = await tx.batches.get(row.organisation_id, row.id)
            message_id = batch and await tx.outbox.last_message(batch.issuer_id, batch.id, [PassBatchProgress.kind])
            if batch is None or (message_id is None and now - batch.ordered_at < WAITED_FOR):
                return False
            ended = await tx.batches.done(batch.id, now)
            if ended:
                await _notify(tx, batch, await tx.batches.tally(batch.id), now, done=True)
            return ended


async def _terms(tx: PassesTransaction, batch: Batch) -> Terms | None:
    try:
        return await terms_of(tx, batch.organisation_id, batch.type)
    except Refused:
        return None


async def _settle(tx: PassesTransaction, batch: Batch, place: Place, now: datetime) -> bool:
    terms = await _terms(tx, batch)
    holder = await tx.people.get(batch.organisation_id, place.holder_id)
    possible = terms is not None and holder is not None and holder.dismissed_at is None
    event_id = EventId(f"batch:{place.id}")
    pass_id = derived_id(event_id, "pass") if possible else None
    if not await tx.batches.settle(place.id, pass_id, now):
        return False
    if terms is not None and possible:
        issuer = Issuer(await tx.organisations.get(batch.organisation_id), batch.issuer_id)
        order = PassOrder(place.holder_id, batch.type, Validity(batch.days), place.fields)
        await issue(tx, issuer, terms, order, event_id, now)
    return True


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
    event_id = EventId(f"job:{batch.id}:{'done' if done else tally.settled}")
    notice = NewNotice(batch.organisation_id, batch.id, content, event_id, now)
    await tx.outbox.add([notice.to(batch.issuer_id)])
