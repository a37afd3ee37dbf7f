"""Buttons of the staff list and of registering."""

from uuid import UUID

from aiogram.filters.callback_data import CallbackData

from bot.notices.letters import Channel
from bot.staff.models import Role, Status
from handlers.offset import Offset


class StaffPressed(CallbackData, prefix="st"):
    """The staff list is wanted, from this place on."""

    offset: Offset = 0


class StaffTurned(CallbackData, prefix="st-t"):
    """Another page of what was looked for on the staff list is wanted."""

    offset: Offset = 0


class FiltersPressed(CallbackData, prefix="st-f"):
    """The staff list is to be narrowed; the departments from this place on."""

    offset: Offset = 0


class StatusChosen(CallbackData, prefix="st-fs"):
    """The people of one status are wanted."""

    status: Status


class StaffDepartmentChosen(CallbackData, prefix="st-fd"):
    """The people of one department are wanted; `key` is `bot.staff.people.browse_staff.department_key` of its name."""

    key: str


class ExportPressed(CallbackData, prefix="st-x"):
    """The staff list is wanted as a file."""


class LinkSendPressed(CallbackData, prefix="st-ls"):
    """A personal link is to be sent by this channel."""

    person_id: UUID
    channel: Channel


class AddressPressed(CallbackData, prefix="st-la"):
    """The address for this channel is to be put on a person's card."""

    person_id: UUID
    channel: Channel


class InviteEveryonePressed(CallbackData, prefix="st-all"):
    """Everyone not yet registered is to be invited: asks which way."""


class InviteEveryoneBy(CallbackData, prefix="st-allb"):
    """Everyone not yet registered is to get their link by this channel."""

    channel: Channel


class CardsPressed(CallbackData, prefix="st-cards"):
    """Printable cards of everyone not yet registered are wanted."""


class LettersPressed(CallbackData, prefix="st-alln"):
    """How far the sending of many links is, is wanted."""

    batch_id: UUID


class LinkQrPressed(CallbackData, prefix="st-qr"):
    """A personal link is wanted as a QR code."""

    person_id: UUID


class PersonPressed(CallbackData, prefix="st-p"):
    """One person's card is wanted."""

    person_id: UUID


class ImportPressed(CallbackData, prefix="st-i"):
    """The staff list is to be imported."""


class ImportApplied(CallbackData, prefix="st-ia"):
    """The import just shown is to be applied."""


class InvitePressed(CallbackData, prefix="st-inv"):
    """A personal link is wanted; a living earlier one stays."""

    person_id: UUID


class ReinvitePressed(CallbackData, prefix="st-new"):
    """A new personal link is wanted; the earlier one dies."""

    person_id: UUID


class RolePressed(CallbackData, prefix="st-role"):
    """A person is to be made a manager, or an employee again."""

    person_id: UUID
    role: Role


class DismissPressed(CallbackData, prefix="st-dis"):
    """A person is to be dismissed: asks once more."""

    person_id: UUID


class DismissConfirmed(CallbackData, prefix="st-disc"):
    """A person is dismissed."""

    person_id: UUID


class ReinstatePressed(CallbackData, prefix="st-back"):
    """A dismissed person is to be taken back onto the list."""

    person_id: UUID


class UnlockPressed(CallbackData, prefix="st-unl"):
    """A person's locked PIN may be tried again."""

    person_id: UUID


class AgreementPressed(CallbackData, prefix="reg-a"):
    """The privacy notice was read and signing electronically agreed to."""


class NewLinkWanted(CallbackData, prefix="reg-n"):
    """A link did not open; its holder asks the managers for a new one."""


class MismatchApproved(CallbackData, prefix="reg-ok"):
    """A manager lets a number through that is not the one on the list; `shown` are its last digits."""

    person_id: UUID
    shown: str


class MismatchRefused(CallbackData, prefix="reg-no"):
    """A manager does not let it through."""

    person_id: UUID
    shown: str


class LinkRevokePressed(CallbackData, prefix="st-rev"):
    """A personal link is to open nothing any more, without a new one."""

    person_id: UUID
