"""Buttons of passes and live codes."""

from uuid import UUID

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.passes.issuing.issue_pass import PhotoFrom
from bot.passes.types.pass_types import Trait
from handlers.offset import Offset


class MyPassesPressed(CallbackData, prefix="ps-my"):
    """One's own passes are wanted."""


class LiveCodePressed(CallbackData, prefix="ps-live"):
    """One of one's own passes is to be shown: a fresh live code."""

    pass_id: UUID


class PassesOfPressed(CallbackData, prefix="ps-of"):
    """A person's passes are wanted."""

    person_id: UUID


class PassPressed(CallbackData, prefix="ps-one"):
    """One pass is wanted, by those who issue them."""

    pass_id: UUID


class IssuePassPressed(CallbackData, prefix="ps-new"):
    """A pass is to be issued to a person."""

    person_id: UUID


class PassTypeChosen(CallbackData, prefix="ps-type"):
    """The type of the pass was chosen, by its key."""

    type: str = Field(max_length=16)


class PassDaysChosen(CallbackData, prefix="ps-days"):
    """For how many days the pass is valid was chosen."""

    days: int = Field(ge=0, le=100_000)


class PhotoChosen(CallbackData, prefix="ps-bare"):
    """The pass is to be issued without a photo being sent now: where it is to come from."""

    source: PhotoFrom


class PassMenuPressed(CallbackData, prefix="ps-desk"):
    """The managers' desk for passes is wanted."""


class TypesPressed(CallbackData, prefix="ps-tys"):
    """The types of passes are wanted."""


class NewTypePressed(CallbackData, prefix="ps-tnew"):
    """A type is to be defined."""


class TypePressed(CallbackData, prefix="ps-ty"):
    """An own type is to be changed."""

    type: str = Field(max_length=16)


class TypeFieldsPressed(CallbackData, prefix="ps-tf"):
    """The fields of a type are to be written."""


class TypeFieldsDropped(CallbackData, prefix="ps-tf0"):
    """A type has no fields."""


class TypeDaysPressed(CallbackData, prefix="ps-td"):
    """The validity of a type is to be chosen."""


class TypeDaysChosen(CallbackData, prefix="ps-tdd"):
    """For how many days passes of a type are valid was chosen."""

    days: int = Field(ge=0, le=100_000)


class TypeTraitToggled(CallbackData, prefix="ps-tt"):
    """A type asks for a photo or allows printing, or not after all."""

    trait: Trait


class TypeSaved(CallbackData, prefix="ps-tok"):
    """A type is as it shall be."""


class TypeRetirePressed(CallbackData, prefix="ps-tr"):
    """A type is to be retired: asks once more."""

    type: str = Field(max_length=16)


class TypeRetired(CallbackData, prefix="ps-trc"):
    """A type is retired."""

    type: str = Field(max_length=16)


class PrintPassPressed(CallbackData, prefix="ps-prt"):
    """A pass is wanted as a card: on a page of its own, or on an A4."""

    pass_id: UUID
    sheet: bool


class EndCardPressed(CallbackData, prefix="ps-lost"):
    """A printed card was lost: asks once more."""

    pass_id: UUID


class EndCardConfirmed(CallbackData, prefix="ps-lostc"):
    """The code of a lost card ends."""

    pass_id: UUID


class OrderPressed(CallbackData, prefix="ps-ord"):
    """Passes are to be issued to many: to a department, or else from a file."""

    department: bool


class OrderTypeChosen(CallbackData, prefix="ps-ot"):
    """The type of an order was chosen, by its key."""

    type: str = Field(max_length=16)


class OrderDaysChosen(CallbackData, prefix="ps-od"):
    """The validity of an order was chosen."""

    days: int = Field(ge=0, le=100_000)


class OrderDepartmentChosen(CallbackData, prefix="ps-odep"):
    """The department of an order was chosen."""

    key: str = Field(max_length=16)


class OrderTurned(CallbackData, prefix="ps-odp"):
    """Another page of departments is wanted."""

    offset: Offset


class OrderConfirmed(CallbackData, prefix="ps-ook"):
    """What was planned is to be issued."""


class PrintBatchPressed(CallbackData, prefix="ps-prtb"):
    """The cards of an order are wanted, ten on an A4."""

    batch_id: UUID


class EndingPressed(CallbackData, prefix="ps-end"):
    """The passes that end soon are wanted."""


class RenewPassPressed(CallbackData, prefix="ps-ren"):
    """A pass is renewed."""

    pass_id: UUID


class PassHistoryPressed(CallbackData, prefix="ps-hist"):
    """The history of a pass is wanted."""

    pass_id: UUID


class SendPhotoPressed(CallbackData, prefix="ps-ph"):
    """A holder is about to send their photo."""


class PhotoSentAnyway(CallbackData, prefix="ps-pha"):
    """A holder's photo is to go on, although the face in it is small."""


class PhotosPressed(CallbackData, prefix="ps-phs"):
    """The photos that wait for a decision are wanted."""


class PhotoPressed(CallbackData, prefix="ps-ph1"):
    """A photo that waits is to be looked at."""

    photo_id: UUID


class PhotoDecided(CallbackData, prefix="ps-phd"):
    """A photo is approved, or refused."""

    photo_id: UUID
    approve: bool


class RevokePressed(CallbackData, prefix="ps-rev"):
    """A pass is to be revoked: asks once more."""

    pass_id: UUID


class RevokeConfirmed(CallbackData, prefix="ps-revc"):
    """A pass is revoked."""

    pass_id: UUID


class NotMePressed(CallbackData, prefix="ps-notme"):
    """A holder says that it was not they who showed their pass."""

    check_id: UUID
