"""Renews a pass with one tap: from now on, for as long as it was first valid. Its codes and card stay valid."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.passes.browse_passes import PassCard, pass_card
from bot.passes.issuing.issue_pass import notify_holder
from bot.passes.issuing.reminding import ENDING_WITHIN, first_reminder
from bot.passes.live_codes.show_live_code import PassRevokedRefused
from bot.passes.models import Pass
from bot.passes.notices import PassRenewed
from bot.passes.ports import OpenPasses, PassesTransaction, ReadPasses
from bot.staff.access import NotAllowedRefused, present_manager
from bot.staff.models import Speaker
from bot.staff.people.browse_staff import ids_named

PAGE = 20
JUST_NOW = timedelta(minutes=1)
"""A pass renewed a moment ago is not renewed again: a double tap, or two managers at once."""


@dataclass(frozen=True, slots=True)
class Ending:
    """A pass that ends soon, and its holder's name."""

    pass_: Pass
    holder_name: str


@dataclass(frozen=True, slots=True)
class EndingPage:
    """A page of passes that end soon; `total` counts all, or with `words` those whose holders these find."""

    passes: tuple[Ending, ...]
    offset: int
    total: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class RenewPass:
    """Renews a pass. An expired pass can be renewed; a revoked one, or that of a dismissed holder, cannot."""

    open: OpenPasses

    async def __call__(self, speaker: Speaker, pass_id: UUID, *, event_id: EventId, now: datetime) -> PassCard:
        """Return the renewed pass; NotAllowedRefused, PassRevokedRefused."""
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            card = await pass_card(tx, speaker.organisation.id, pass_id)
            old = card.pass_
            if card.holder.dismissed_at is not None:
                raise NotAllowedRefused
            if old.revoked_at is not None:
                raise PassRevokedRefused(number=old.number)
            if now - old.valid_from_at < JUST_NOW:
                return card
            new = replace(old, valid_from_at=now, expires_at=now + (old.expires_at - old.valid_from_at))
            if await tx.passes.extend(old, new):
                await _record(tx, speaker, new, event_id, now)
            return await pass_card(tx, speaker.organisation.id, pass_id)


@dataclass(frozen=True, slots=True)
class ListEnding:
    """Lists the passes that end soon."""

    read: ReadPasses

    async def __call__(self, speaker: Speaker, offset: int = 0, words: str = "", *, now: datetime) -> EndingPage:
        """Return the passes that end within two weeks from `offset` on, the soonest first; NotAllowedRefused.

        With `words`, only those whose holders' names these find.
        """
        offset, organisation_id = max(0, offset), speaker.organisation.id
        async with self.read() as tx:
            speaker = await present_manager(tx, speaker)
            ending = await tx.passes.ending(organisation_id, now, now + ENDING_WITHIN)
            if words:
                named = await ids_named(tx, organisation_id, words)
                ending = [one for one in ending if one[1] in named]
            found = [
                (await tx.passes.get(organisation_id, pass_id), await tx.people.get(organisation_id, holder_id))
                for pass_id, holder_id in ending[offset : offset + PAGE]
            ]
        shown = tuple(Ending(pass_, person.name) for pass_, person in found if pass_ and person)
        return EndingPage(shown, offset, len(ending), words)


async def _record(tx: PassesTransaction, speaker: Speaker, new: Pass, event_id: EventId, now: datetime) -> None:
    await tx.reminders.restart(first_reminder(new, speaker.organisation))
    facts: dict[str, str | int] = {"number": new.number, "type": new.type, "until": new.expires_at.isoformat()}
    await tx.ledger.append(
        AuditEvent(new.organisation_id, Act.PASS_RENEWED, event_id, now, speaker.person.id, new.id, facts)
    )
    await notify_holder(tx, new, PassRenewed(new.type, new.number, new.expires_at), event_id, now)
