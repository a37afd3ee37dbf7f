"""Every button's callback data: the bot's URL table. Packed, each fits Telegram's 64 bytes; any client can send any."""

from uuid import UUID

from aiogram.filters.callback_data import CallbackData

# ---- everyone ----


class LanguageChosen(CallbackData, prefix="lang"):
    """A language was chosen."""

    language: str


class MenuPressed(CallbackData, prefix="menu"):
    """The main menu is wanted."""


class OrganisationChosen(CallbackData, prefix="org"):
    """A person in several organisations chose for which they speak."""

    account_id: UUID


class CancelPressed(CallbackData, prefix="x"):
    """What was begun is to be dropped."""


class KeypadPressed(CallbackData, prefix="k"):
    """A key of the PIN keypad: a digit, `back` or `clear`."""

    key: str


# ---- staff ----


class StaffPressed(CallbackData, prefix="st"):
    """The staff list is wanted, from this place on."""

    offset: int = 0


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
    role: str


class DismissPressed(CallbackData, prefix="st-dis"):
    """A person is to be dismissed: asks once more."""

    person_id: UUID


class DismissConfirmed(CallbackData, prefix="st-disc"):
    """A person is dismissed."""

    person_id: UUID


class UnlockPressed(CallbackData, prefix="st-unl"):
    """A person's locked PIN may be tried again."""

    person_id: UUID


class AgreementPressed(CallbackData, prefix="reg-a"):
    """The privacy notice was read and signing electronically agreed to."""


class NewLinkWanted(CallbackData, prefix="reg-n"):
    """A link did not open; its holder asks the managers for a new one."""


class MismatchApproved(CallbackData, prefix="reg-ok"):
    """A manager lets a number through that is not the one on the list."""

    person_id: UUID


class MismatchRefused(CallbackData, prefix="reg-no"):
    """A manager does not let it through."""

    person_id: UUID
