"""Buttons of the staff list."""

from uuid import UUID

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.notices.letters import Channel
from bot.staff.models import Role, Status
from handlers.callbacks import ListsPeople, OfDialogue, Offset


class StaffPressed(CallbackData, prefix="st"):
    """Show the whole staff list, from this place on."""

    offset: Offset = 0


class StaffTurned(CallbackData, prefix="st-t"):
    """Show another page of the people found."""

    offset: Offset = 0


class KiosksPressed(CallbackData, prefix="ki"):
    """Show the kiosks."""


class KioskEnablePressed(CallbackData, prefix="ki-n"):
    """Ask for the name of a new kiosk."""


class KioskEndPressed(CallbackData, prefix="ki-e"):
    """End a kiosk."""

    kiosk_id: UUID


class WaitedForPressed(CallbackData, prefix="ki-w"):
    """Show for whom documents wait at a kiosk."""


class AtKioskPressed(CallbackData, prefix="ki-p"):
    """Say that a person signs at a kiosk, or that they have Telegram."""

    person_id: UUID
    at_kiosk: bool


class FiltersPressed(CallbackData, prefix="st-f"):
    """Show the filters of the staff list; the departments from this place on."""

    offset: Offset = 0


class StatusChosen(CallbackData, prefix="st-fs"):
    """Show the people of one status."""

    status: Status


class StaffDepartmentChosen(CallbackData, prefix="st-fd"):
    """Show the people of one department; `key` is `bot.staff.people.browse_staff.department_key` of its name."""

    key: str = Field(max_length=8)


class ExportPressed(CallbackData, prefix="st-x"):
    """Send the staff list as a file."""


class LinkSendPressed(CallbackData, prefix="st-ls"):
    """Send a personal link by this channel."""

    person_id: UUID
    channel: Channel


class AddressPressed(CallbackData, prefix="st-la"):
    """Ask for a person's address for this channel."""

    person_id: UUID
    channel: Channel


class InviteEveryonePressed(CallbackData, prefix="st-all"):
    """Show the ways to invite everyone who is not registered."""


class InviteEveryoneBy(CallbackData, prefix="st-allb"):
    """Send everyone who is not registered their link by this channel."""

    channel: Channel


class CardsPressed(CallbackData, prefix="st-cards"):
    """Send printable cards of everyone who is not registered."""


class LettersPressed(CallbackData, prefix="st-alln"):
    """Show the progress of many letters."""

    batch_id: UUID


class LinkQrPressed(CallbackData, prefix="st-qr"):
    """Show a personal link as a QR code."""

    person_id: UUID


class PersonPressed(CallbackData, prefix="st-p"):
    """Show a person's card."""

    person_id: UUID


class ImportPressed(CallbackData, prefix="st-i"):
    """Import a staff list."""


class ImportApplied(CallbackData, OfDialogue, prefix="st-ia"):
    """Apply the import just shown."""


class HiddenRowsTaken(CallbackData, OfDialogue, prefix="st-ih"):
    """Plan the import just shown once more, with the rows that the spreadsheet hides."""


class UndecidedPressed(CallbackData, ListsPeople, prefix="st-iu"):
    """Show the people about whom the last import leaves a decision."""

    offset: int = Field(default=0, ge=0, le=999_999)


class InvitePressed(CallbackData, prefix="st-inv"):
    """Show a person's link; a valid earlier one stays."""

    person_id: UUID


class ReinvitePressed(CallbackData, prefix="st-new"):
    """Make a new link for a person; the earlier one is revoked."""

    person_id: UUID


class RolePressed(CallbackData, prefix="st-role"):
    """Make a person a manager, or an employee again."""

    person_id: UUID
    role: Role


class NameGuardPressed(CallbackData, prefix="st-guard"):
    """Name a person a guard, or no longer."""

    person_id: UUID
    named: bool


class DismissPressed(CallbackData, prefix="st-dis"):
    """A manager wants to dismiss a person: ask for a confirmation.

    `importing`: after an import, when others wait for a decision.
    """

    person_id: UUID
    importing: bool = False


class DismissConfirmed(CallbackData, prefix="st-disc"):
    """A manager dismisses a person.

    `importing`: after an import, when others wait for a decision.
    """

    person_id: UUID
    importing: bool = False


class ReinstatePressed(CallbackData, prefix="st-back"):
    """Take a dismissed person back onto the list.

    `importing`: after an import, when others wait for a decision.
    """

    person_id: UUID
    importing: bool = False


class UnlockPressed(CallbackData, prefix="st-unl"):
    """Let a person try their locked PIN again."""

    person_id: UUID


class ApproveContactPressed(CallbackData, prefix="reg-ok"):
    """A manager accepts a number that differs from the list; `shown` are its last digits."""

    person_id: UUID
    shown: str = Field(max_length=15)


class RejectContactPressed(CallbackData, prefix="reg-no"):
    """A manager does not accept a number that differs from the list."""

    person_id: UUID
    shown: str = Field(max_length=15)


class LinkRevokePressed(CallbackData, prefix="st-rev"):
    """Revoke a person's link without making a new one."""

    person_id: UUID


class ApproveRebindingPressed(CallbackData, prefix="rb-ok"):
    """A second manager approves that another Telegram account speaks for a person."""

    rebinding_id: UUID


class CancelRebindingPressed(CallbackData, prefix="rb-no"):
    """A manager cancels this."""

    rebinding_id: UUID


class NotMePressed(CallbackData, prefix="rb-me"):
    """A person objects to another account, or to a link for one."""

    person_id: UUID


class ChangeWrongPressed(CallbackData, prefix="rb-ch"):
    """A person objects to a change of what identifies them."""

    change_id: UUID
