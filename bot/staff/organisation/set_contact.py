"""An owner says whom people can ask: a phone number, an email, a room. It is printed on posters and cards."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.errors import InputRefused
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.staff.access import present_owner
from bot.staff.models import Organisation, Speaker
from bot.staff.ports import OpenStaff
from bot.texts.lines import one_line
from bot.texts.words import Words

LONGEST_CONTACT = 60


class ContactUnusableRefused(InputRefused):
    """A contact is one short line with a letter or a digit. Facts: most."""


@dataclass(frozen=True, slots=True)
class SetContact:
    """For owners. What was printed before stays as it is."""

    open: OpenStaff

    async def __call__(self, speaker: Speaker, text: str, *, event_id: EventId, now: datetime) -> Organisation:
        """Set it, or remove it where the text is empty; return the organisation as it is now.

        Raises NotAllowedRefused, ContactUnusableRefused.
        """
        contact = _cleaned(text) if text else ""
        async with self.open() as tx:
            speaker = await present_owner(tx, speaker)
            was = await tx.organisations.hold(speaker.organisation.id)
            if was.contact == contact:
                return was
            becomes = replace(was, contact=contact)
            await tx.organisations.save_contact(becomes)
            act, actor_id = Act.ORGANISATION_CONTACT_SET, speaker.person.id
            await tx.ledger.append(
                AuditEvent(was.id, act, event_id, now, actor_id, was.id, {"set": int(bool(contact))})
            )
        return becomes


def printed_contact(words: Words, organisation: Organisation) -> str:
    """Return the line that is printed; empty where the organisation has no contact."""
    return words.plain("printed-contact", contact=organisation.contact) if organisation.contact else ""


def _cleaned(text: str) -> str:
    contact = one_line(text)
    if len(contact) > LONGEST_CONTACT or not any(map(str.isalnum, contact)):
        raise ContactUnusableRefused(most=LONGEST_CONTACT)
    return contact
