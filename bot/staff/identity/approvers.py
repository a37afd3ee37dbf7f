"""Who may approve a rebinding as the second manager."""

from datetime import timedelta
from typing import Final

from bot.staff.access import may_decide
from bot.staff.identity.rebindings import Rebinding
from bot.staff.models import Person
from bot.staff.ports import StaffTransaction

PREPARED_WITHIN: Final = timedelta(days=90)
"""A manager who changed the person's phone within this time before prepared the rebinding, and is no second manager."""


async def approvers(tx: StaffTransaction, person: Person, rebinding: Rebinding) -> list[Person]:
    """Return the managers who may decide about the person, but for those who prepared the rebinding.

    Those are the manager who made the link, and whoever changed the person's phone or approved another number.
    """
    changes = await tx.identity_changes.since(person.id, rebinding.requested_at - PREPARED_WITHIN)
    prepared = {change.changed_by_id for change in changes if "phone" in change.fields}
    prepared.add(rebinding.invited_by_id)
    managers = await tx.people.managers(person.organisation_id)
    return [one for one in managers if may_decide(one, person) and one.id not in prepared]
