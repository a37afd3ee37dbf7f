"""Buttons of passes and live codes."""

from uuid import UUID

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.passes.issuing.issue_pass import PhotoFrom
from bot.passes.types.pass_types import Trait
from handlers.callbacks import ListsPeople, OfDialogue, Offset


class MyPassesPressed(CallbackData, prefix="ps-my"):
    """Show one's own passes."""


class LiveCodePressed(CallbackData, prefix="ps-live"):
    """Show one of one's own passes with a fresh live code."""

    pass_id: UUID


class PassesOfPressed(CallbackData, prefix="ps-of"):
    """Show a person's passes."""

    person_id: UUID


class PassPressed(CallbackData, prefix="ps-one"):
    """Show one pass to those who issue passes."""

    pass_id: UUID


class IssueToPersonPressed(CallbackData, prefix="ps-to"):
    """Issue a pass to one person: ask for the name."""


class IssuePassPressed(CallbackData, prefix="ps-new"):
    """Issue a pass to a person."""

    person_id: UUID


class PassTypeChosen(CallbackData, OfDialogue, prefix="ps-type"):
    """Choose the type of the pass, by its key."""

    type: str = Field(max_length=16)


class PassDaysChosen(CallbackData, OfDialogue, prefix="ps-days"):
    """Choose for how many days the pass is valid."""

    days: int = Field(ge=0, le=100_000)


class PhotoChosen(CallbackData, OfDialogue, prefix="ps-bare"):
    """Issue the pass without sending a photo now, and choose where it is to come from."""

    source: PhotoFrom


class PassMenuPressed(CallbackData, prefix="ps-desk"):
    """Show the managers' menu of passes."""


class TypesPressed(CallbackData, prefix="ps-tys"):
    """Show the types of passes."""


class NewTypePressed(CallbackData, prefix="ps-tnew"):
    """Define a type."""


class TypePressed(CallbackData, prefix="ps-ty"):
    """Change an own type."""

    type: str = Field(max_length=16)


class TypeFieldsPressed(CallbackData, OfDialogue, prefix="ps-tf"):
    """Enter the fields of a type."""


class TypeFieldsDropped(CallbackData, OfDialogue, prefix="ps-tf0"):
    """Remove the fields of a type."""


class TypeDaysPressed(CallbackData, OfDialogue, prefix="ps-td"):
    """Enter the validity of a type."""


class TypeDaysChosen(CallbackData, OfDialogue, prefix="ps-tdd"):
    """Choose for how many days passes of a type are valid."""

    days: int = Field(ge=0, le=100_000)


class TypeTraitToggled(CallbackData, OfDialogue, prefix="ps-tt"):
    """Switch the photo or printing of a type on or off."""

    trait: Trait


class TypeSaved(CallbackData, OfDialogue, prefix="ps-tok"):
    """Save a type."""


class TypeRetirePressed(CallbackData, prefix="ps-tr"):
    """Ask for confirmation before a type is retired."""

    type: str = Field(max_length=16)


class TypeRetired(CallbackData, prefix="ps-trc"):
    """Retire a type."""

    type: str = Field(max_length=16)


class PrintPassPressed(CallbackData, prefix="ps-prt"):
    """Print a pass as a card: on a page of its own, or on an A4 page."""

    pass_id: UUID
    sheet: bool


class EndCardPressed(CallbackData, prefix="ps-lost"):
    """Report a card as lost; asks for confirmation."""

    pass_id: UUID


class EndCardConfirmed(CallbackData, prefix="ps-lostc"):
    """Revoke the code of a lost card."""

    pass_id: UUID


class OrderPressed(CallbackData, prefix="ps-ord"):
    """Issue passes to many: to a department, or from a file."""

    department: bool


class OrderTypeChosen(CallbackData, OfDialogue, prefix="ps-ot"):
    """Choose the type of an order, by its key."""

    type: str = Field(max_length=16)


class OrderDaysChosen(CallbackData, OfDialogue, prefix="ps-od"):
    """Choose the validity of an order."""

    days: int = Field(ge=0, le=100_000)


class OrderDepartmentChosen(CallbackData, OfDialogue, prefix="ps-odep"):
    """Choose the department of an order."""

    key: str = Field(max_length=16)


class OrderTurned(CallbackData, OfDialogue, prefix="ps-odp"):
    """Show another page of departments."""

    offset: Offset


class OrderConfirmed(CallbackData, OfDialogue, prefix="ps-ook"):
    """Carry out the plan."""


class PrintBatchPressed(CallbackData, prefix="ps-prtb"):
    """Print the cards of an order, ten on an A4 page."""

    batch_id: UUID


class EndingPressed(CallbackData, ListsPeople, prefix="ps-end"):
    """Show the passes that end soon, from `offset` on."""

    offset: Offset = 0


class RenewPassPressed(CallbackData, prefix="ps-ren"):
    """Renew a pass."""

    pass_id: UUID


class PassHistoryPressed(CallbackData, prefix="ps-hist"):
    """Show the history of a pass."""

    pass_id: UUID


class SendPhotoPressed(CallbackData, prefix="ps-ph"):
    """Send one's own photo."""


class PhotoSentAnyway(CallbackData, OfDialogue, prefix="ps-pha"):
    """Send the photo although the face in it is small."""


class PhotosPressed(CallbackData, ListsPeople, prefix="ps-phs"):
    """Show the photos that wait for a decision, from `offset` on."""

    offset: Offset = 0


class PhotoPressed(CallbackData, prefix="ps-ph1"):
    """Show a photo that waits."""

    photo_id: UUID


class PhotoDecided(CallbackData, prefix="ps-phd"):
    """Approve or refuse a photo."""

    photo_id: UUID
    approve: bool


class RevokePressed(CallbackData, prefix="ps-rev"):
    """Ask for confirmation before a pass is revoked."""

    pass_id: UUID


class RevokeConfirmed(CallbackData, prefix="ps-revc"):
    """Revoke a pass."""

    pass_id: UUID


class NotMePressed(CallbackData, prefix="ps-notme"):
    """Report that somebody else showed one's pass."""

    check_id: UUID
