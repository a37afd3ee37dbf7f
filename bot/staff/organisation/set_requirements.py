"""Sets an organisation's number in a public register, and whether its service QR codes need a qualified signature."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from bot.errors import InputRefused, StateRefused
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.staff.models import Organisation
from bot.staff.ports import StaffTransaction
from bot.texts.lines import one_line

LONGEST_NUMBER = 40


class OrganisationNumberUnusableRefused(InputRefused):
    """A number of a register is one word of limited length. Facts: most."""


class NumberNeededRefused(StateRefused):
    """Nothing can be demanded of certificates before the organisation's number is set."""


async def set_requirements(
    tx: StaffTransaction,
    organisation_id: UUID,
    number: str | None,
    qualified_orders: bool | None,  # noqa: FBT001 - None leaves it as it is
    event_id: EventId,
    now: datetime,
) -> Organisation:
    """Set what is not None; OrganisationNumberUnusableRefused, NumberNeededRefused."""
    was = await tx.organisations.hold(organisation_id)
    becomes = replace(
        was,
        number=was.number if number is None else _number(number),
        qualified_orders=was.qualified_orders if qualified_orders is None else qualified_orders,
    )
    if becomes.qualified_orders and becomes.number is None:
        raise NumberNeededRefused
    if becomes != was:
        await tx.organisations.save_requirements(becomes)
        facts: dict[str, str | int] = {"number": becomes.number or "", "qualified": int(becomes.qualified_orders)}
        event = AuditEvent(organisation_id, Act.REQUIREMENTS_SET, event_id, now, None, organisation_id, facts)
        await tx.ledger.append(event)
    return becomes


def _number(text: str) -> str:
    number = one_line(text)
    if not 0 < len(number) <= LONGEST_NUMBER or " " in number:
        raise OrganisationNumberUnusableRefused(most=LONGEST_NUMBER)
    return number
