"""Buttons of documents: sending, signing, one's own, checking."""

from uuid import UUID

from aiogram.filters.callback_data import CallbackData

from bot.signing.models import Class
from handlers.offset import Offset
from handlers.signing.states import Step


class SendDocumentPressed(CallbackData, prefix="sg-new"):
    """A document is to be sent: the bot asks for its file."""


class SendThisPressed(CallbackData, prefix="sg-this"):
    """The file just received is to be sent for signing."""


class PersonalTextPressed(CallbackData, prefix="sg-text"):
    """A text with fields is to be sent, of which everyone gets a copy of their own."""


class PreviewPressed(CallbackData, prefix="sg-prev"):
    """The copy that the first of the recipients would get is wanted."""


class TitleKept(CallbackData, prefix="sg-title"):
    """The file's own name is title enough."""


class ClassChosen(CallbackData, prefix="sg-class"):
    """What the recipients are asked to do: sign, acknowledge or course."""

    class_: Class


class EveryoneToggled(CallbackData, prefix="sg-all"):
    """Everyone registered is to get it, or not everyone after all."""


class DepartmentsPressed(CallbackData, prefix="sg-deps"):
    """The departments are wanted, to choose among, from this place on."""

    offset: Offset = 0


class DepartmentToggled(CallbackData, prefix="sg-dep"):
    """A department, by the first 8 hex digits of its name's SHA-256, is to get it or not to get it after all."""

    key: str
    offset: Offset = 0


class RecipientAdded(CallbackData, prefix="sg-add"):
    """A person found by name is to get it too."""

    person_id: UUID


class RecipientsCleared(CallbackData, prefix="sg-none"):
    """The choice of recipients begins anew."""


class RecipientsPressed(CallbackData, prefix="sg-who"):
    """The choice of recipients is wanted."""


class RecipientsChosen(CallbackData, prefix="sg-whod"):
    """The choice of recipients is made."""


class DeadlineChosen(CallbackData, prefix="sg-days"):
    """The deadline is the end of the day so many days from today."""

    days: int


class OrderToggled(CallbackData, prefix="sg-order"):
    """All at once, or one after another."""


class ConfirmationToggled(CallbackData, prefix="sg-conf"):
    """A tap with the PIN, or a tap alone."""


class HandingToggled(CallbackData, prefix="sg-hand"):
    """Each answers themselves, or may hand the request on to a colleague."""


class WarningAccepted(CallbackData, prefix="sg-warn"):
    """The warning about documents of this class was read and is accepted."""

    class_: Class


class QuestionReopened(CallbackData, prefix="sg-back"):
    """An answer is to be given anew."""

    step: Step


class SendConfirmed(CallbackData, prefix="sg-send"):
    """The document is sent as summed up; `draft` names the very answers that were shown."""

    draft: str


class SignPressed(CallbackData, prefix="sg-sign"):
    """The person is about to sign, acknowledge or complete: shows the exact statement."""

    request_id: UUID


class ConfirmPressed(CallbackData, prefix="sg-yes"):
    """The statement was read and is confirmed."""

    request_id: UUID


class DeclinePressed(CallbackData, prefix="sg-no"):
    """The person declines: asks why."""

    request_id: UUID


class SnoozePressed(CallbackData, prefix="sg-zzz"):
    """Reminders of a request are to be silent until tomorrow."""

    request_id: UUID


class MyDocumentsPressed(CallbackData, prefix="sg-my"):
    """One's own documents are wanted: what is open, or all with `past`."""

    past: bool = False
    offset: Offset = 0


class MyDocumentPressed(CallbackData, prefix="sg-mine"):
    """One of one's own documents is wanted."""

    request_id: UUID


class MyFilePressed(CallbackData, prefix="sg-file"):
    """The file of one of one's own documents is wanted; with `finished`, the one that carries the signatures."""

    request_id: UUID
    finished: bool = False


class VerifyPressed(CallbackData, prefix="sg-chk"):
    """A document is to be checked: the bot asks for its file."""
