"""Posts a checkpoint of the ledger to the managers daily: a kept message proves later if the ledger was rewritten."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.due_rows import DueRow, DueRows
from bot.ids import EventId
from bot.ledger.checkpoints import sign_checkpoint
from bot.notices.outbox import NewNotice
from bot.staff.models import Organisation
from bot.staff.notices import LedgerCheckpoint
from bot.staff.ports import OpenStaff, StaffTransaction
from bot.texts.days import show_day


@dataclass(frozen=True, slots=True)
class PostLedgerCheckpoints:
    """Periodic job. A row for each day ensures that only one process posts.

    Posts from the beginning of the organisation's working hours on, in its own time zone, also at weekends, from the
    day after the organisation was added; not on a day without new entries.
    """

    open: OpenStaff

    async def __call__(self, *, now: datetime) -> int:
        """Post what is due and return how many organisations that were."""
        return await DueRows(
            job="post_checkpoints",
            open=self.open,
            find=lambda tx, most: tx.ledger.grown(most),
            handle_one=self._post,
        ).handle_each(now)

    async def _post(self, row: DueRow, now: datetime) -> bool:
        async with self.open() as tx:
            organisation = await tx.organisations.get(row.organisation_id)
            if not await _is_due(tx, organisation, now):
                return False
            day = _local(organisation, now).date()
            managers = [one for one in await tx.people.managers(organisation.id) if await tx.accounts.active(one.id)]
            if not managers:
                return False  # nobody is registered who could keep it
            seal, tip = await tx.organisations.seal_key(organisation.id), await tx.ledger.tip(organisation.id)
            certificate = organisation.seal_certificate
            checkpoint = sign_checkpoint(organisation.id, day.isoformat(), tip, seal, certificate, now)
            if not await tx.ledger.add_checkpoint(checkpoint):
                return False
            content = LedgerCheckpoint(show_day(day), checkpoint.number, checkpoint.hash)
            event_id = EventId(f"job:{organisation.id}:head:{checkpoint.day}")
            notice = NewNotice(organisation.id, organisation.id, content, event_id, now)
            await tx.outbox.add([notice.to(manager.id) for manager in managers])
        return True


async def _is_due(tx: StaffTransaction, organisation: Organisation, now: datetime) -> bool:
    local, began = _local(organisation, now), _local(organisation, organisation.created_at)
    if local.time() < organisation.works_from or local.date() <= began.date():
        return False
    last = await tx.ledger.last_checkpoint(organisation.id)
    number, _ = await tx.ledger.tip(organisation.id)
    return number > 0 if last is None else (last.day < local.date().isoformat() and number > last.number)


def _local(organisation: Organisation, now: datetime) -> datetime:
    return now.astimezone(ZoneInfo(organisation.time_zone))
