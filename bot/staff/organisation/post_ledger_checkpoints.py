"""Posts the ledger's head to the managers, once a day: whoever keeps the message can tell later if it was rewritten."""

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


@dataclass(frozen=True, slots=True)
class PostLedgerCheckpoints:
    """Periodic job. The row of the day decides, so that of several processes one posts.

    From the beginning of the organisation's working hours on, by its own clock, weekends too, the first time on the
    day after the organisation came in; on a day without a new entry there is nothing to post.
    """

    open: OpenStaff

    async def __call__(self, *, now: datetime) -> int:
        """Post what is due and return how many organisations that were."""
        return await DueRows(
            job="post_heads",
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
            managers = [one for one in await tx.people.managers(organisation.id) if await tx.accounts.of_person(one.id)]
            if not managers:
                return False  # nobody has come in yet who could witness it
            keys, tip = await tx.organisations.keys(organisation.id), await tx.ledger.tip(organisation.id)
            certificate = organisation.seal_certificate
            head = sign_checkpoint(organisation.id, day.isoformat(), tip, keys.seal, certificate, now)
            if not await tx.ledger.add_checkpoint(head):
                return False
            content = LedgerCheckpoint(day.strftime("%d.%m.%Y"), head.number, head.hash)
            event_id = EventId(f"bell:{organisation.id}:head:{head.day}")
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
