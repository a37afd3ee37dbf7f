"""Buttons of the dialogue that sends a document."""

from uuid import UUID

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.signing.models import Class
from handlers.callbacks import Minute, Offset
from handlers.signing.documents.draft import Step


class SendDocumentPressed(CallbackData, prefix="sg-new"):
    """Begin to send a document: ask for its file."""


class SendThisPressed(CallbackData, prefix="sg-this"):
    """Send the file just received."""


class FixedCopyPressed(CallbackData, prefix="sg-fix"):
    """Make a fixed copy of a file that can change by itself; `draft` identifies the answers that were shown."""

    draft: str = Field(max_length=8)


class SendAgainPressed(CallbackData, prefix="sg-again"):
    """Send a document once more, the same file to the same people."""

    document_id: UUID


class NewVersionPressed(CallbackData, prefix="sg-vers"):
    """Replace a document by a new version: ask for its file."""

    document_id: UUID


class TitleKept(CallbackData, prefix="sg-title"):
    """Use the file's name as the title."""


class ClassChosen(CallbackData, prefix="sg-class"):
    """Choose what the recipients are to do: sign, acknowledge or complete a course."""

    class_: Class


class EveryoneToggled(CallbackData, prefix="sg-all"):
    """Select everyone registered, or deselect them."""


class DepartmentsPressed(CallbackData, prefix="sg-deps"):
    """Show the departments to choose among, from `offset` on."""

    offset: Offset = 0


class DepartmentToggled(CallbackData, prefix="sg-dep"):
    """Select or deselect a department; `key` is the first 8 hex digits of the SHA-256 of its name."""

    key: str = Field(max_length=8)
    offset: Offset = 0


class RecipientAdded(CallbackData, prefix="sg-add"):
    """Add a person found by name to the recipients."""

    person_id: UUID


class RecipientsCleared(CallbackData, prefix="sg-none"):
    """Deselect all recipients."""


class RecipientsPressed(CallbackData, prefix="sg-who"):
    """Go back to the choice of recipients."""


class RecipientsChosen(CallbackData, prefix="sg-whod"):
    """Complete the choice of recipients."""


class DeadlineChosen(CallbackData, prefix="sg-days"):
    """Set the deadline to the end of the day that is `days` from today."""

    days: int = Field(ge=0, le=100_000)


class DeadlineMeant(CallbackData, prefix="sg-mean"):
    """Set the deadline to this moment, also on a day off; `draft` identifies the answers that were shown."""

    minute: Minute
    draft: str = Field(max_length=8)


class OrderToggled(CallbackData, prefix="sg-order"):
    """Switch between sending to all at once and one after another."""


class ConfirmationToggled(CallbackData, prefix="sg-conf"):
    """Switch between signing with the PIN and with a tap alone."""


class HandingToggled(CallbackData, prefix="sg-hand"):
    """Allow or forbid that recipients hand the request on to a colleague."""


class WarningAccepted(CallbackData, prefix="sg-warn"):
    """Accept the warning about documents of this class."""

    class_: Class


class QuestionReopened(CallbackData, prefix="sg-back"):
    """Ask a question again."""

    step: Step


class SendConfirmed(CallbackData, prefix="sg-send"):
    """Send the document as summed up; `draft` identifies the answers that were shown."""

    draft: str = Field(max_length=8)
