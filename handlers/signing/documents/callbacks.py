"""Buttons of the dialogue that sends a document."""

from uuid import UUID

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.signing.models import Class, MarkPlace
from handlers.callbacks import Minute, OfDialogue, Offset
from handlers.signing.documents.draft import Step


class SendDocumentPressed(CallbackData, prefix="sg-new"):
    """Begin to send a document: ask for its file."""


class SendThisPressed(CallbackData, OfDialogue, prefix="sg-this"):
    """Send the file just received."""


class FixedCopyPressed(CallbackData, OfDialogue, prefix="sg-fix"):
    """Make a fixed copy of a file that can change by itself; `draft` identifies the answers that were shown."""

    draft: str = Field(max_length=8)


class SendAgainPressed(CallbackData, prefix="sg-again"):
    """Send a document once more, the same file to the same people."""

    document_id: UUID


class NewVersionPressed(CallbackData, prefix="sg-vers"):
    """Replace a document by a new version: ask for its file."""

    document_id: UUID


class TitleKept(CallbackData, OfDialogue, prefix="sg-title"):
    """Use the file's name as the title."""


class ClassChosen(CallbackData, OfDialogue, prefix="sg-class"):
    """Choose what the recipients are to do: sign, acknowledge or complete a course."""

    class_: Class


class EveryoneToggled(CallbackData, OfDialogue, prefix="sg-all"):
    """Select everyone registered, or deselect them."""


class DepartmentsPressed(CallbackData, OfDialogue, prefix="sg-deps"):
    """Show the departments to choose among, from `offset` on."""

    offset: Offset = 0


class DepartmentToggled(CallbackData, OfDialogue, prefix="sg-dep"):
    """Select or deselect a department; `key` is the first 8 hex digits of the SHA-256 of its name."""

    key: str = Field(max_length=8)
    offset: Offset = 0


class RecipientAdded(CallbackData, OfDialogue, prefix="sg-add"):
    """Add a person found by name to the recipients."""

    person_id: UUID


class RecipientsCleared(CallbackData, OfDialogue, prefix="sg-none"):
    """Deselect all recipients."""


class RecipientsPressed(CallbackData, OfDialogue, prefix="sg-who"):
    """Go back to the choice of recipients."""


class RecipientsChosen(CallbackData, OfDialogue, prefix="sg-whod"):
    """Complete the choice of recipients."""


class DeadlineChosen(CallbackData, OfDialogue, prefix="sg-days"):
    """Set the deadline to the end of the day that is `days` from today."""

    days: int = Field(ge=0, le=100_000)


class DeadlineMeant(CallbackData, OfDialogue, prefix="sg-mean"):
    """Set the deadline to this moment, also on a day off; `draft` identifies the answers that were shown."""

    minute: Minute
    draft: str = Field(max_length=8)


class OrderToggled(CallbackData, OfDialogue, prefix="sg-order"):
    """Switch between sending to all at once and one after another."""


class ConfirmationToggled(CallbackData, OfDialogue, prefix="sg-conf"):
    """Switch between signing with the PIN and with a tap alone."""


class HandingToggled(CallbackData, OfDialogue, prefix="sg-hand"):
    """Allow or forbid that recipients hand the request on to a colleague."""


class WarningAccepted(CallbackData, OfDialogue, prefix="sg-warn"):
    """Accept the warning about documents of this class."""

    class_: Class


class QuestionReopened(CallbackData, OfDialogue, prefix="sg-back"):
    """Ask a question again."""

    step: Step


class ImportInstead(CallbackData, OfDialogue, prefix="sg-imp"):
    """Import the file as a staff list in place of sending it."""


class SendConfirmed(CallbackData, OfDialogue, prefix="sg-send"):
    """Send the document as summed up; `draft` identifies the answers that were shown."""

    draft: str = Field(max_length=8)


class MarkPressed(CallbackData, OfDialogue, prefix="sg-mark"):
    """Show where a visible mark can be."""


class MarkChosen(CallbackData, OfDialogue, prefix="sg-markd"):
    """Choose where the visible mark is; a place that is not free is not taken."""

    place: MarkPlace
