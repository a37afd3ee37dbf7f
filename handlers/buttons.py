"""Every button's callback data: the bot's URL table. Packed, each fits Telegram's 64 bytes; any client can send any."""

from typing import Annotated
from uuid import UUID

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.notices.letters import Channel
from bot.passes.passes import PassType
from bot.signing.documents import Class
from bot.staff.people import Role, Status
from handlers.states import Step

Offset = Annotated[int, Field(ge=0, le=1_000_000_000)]
"""How far into a list: no list is longer, and no database counts on for ever."""

# ---- everyone ----


class LanguageChosen(CallbackData, prefix="lang"):
    """A language was chosen."""

    language: str


class LanguagePressed(CallbackData, prefix="langs"):
    """Another language is wanted."""


class OrganisationsPressed(CallbackData, prefix="orgs"):
    """A person in several organisations wants to switch."""


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
    """The people of one department are wanted; `key` is `bot.staff.browse.department_key` of its name."""

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
    """A manager lets a number through that is not the one on the list."""

    person_id: UUID


class MismatchRefused(CallbackData, prefix="reg-no"):
    """A manager does not let it through."""

    person_id: UUID


# ---- signing ----


class SendDocumentPressed(CallbackData, prefix="sg-new"):
    """A document is to be sent: the bot asks for its file."""


class SendThisPressed(CallbackData, prefix="sg-this"):
    """The file just received is to be sent for signing."""


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


class AnswerReopened(CallbackData, prefix="sg-back"):
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


class DocumentsPressed(CallbackData, prefix="sg-docs"):
    """The organisation's documents are wanted, from this place on."""

    offset: Offset = 0


class BoardPressed(CallbackData, prefix="sg-brd"):
    """One document's board is wanted."""

    document_id: UUID


class PlacesPressed(CallbackData, prefix="sg-plc"):
    """Who is where with a document is wanted, from this place on."""

    document_id: UUID
    offset: Offset = 0


class RemindPressed(CallbackData, prefix="sg-rem"):
    """Everyone who has not answered yet is to be reminded now."""

    document_id: UUID


class VoidPressed(CallbackData, prefix="sg-void"):
    """A document is to be voided: asks once more."""

    document_id: UUID


class VoidConfirmed(CallbackData, prefix="sg-voidc"):
    """A document is voided."""

    document_id: UUID


class DownloadPressed(CallbackData, prefix="sg-get"):
    """A document's file is wanted; with `finished`, the one that carries the signatures."""

    document_id: UUID
    finished: bool = False


class SendAgainPressed(CallbackData, prefix="sg-again"):
    """A document is to be sent once more, the same file to the same people."""

    document_id: UUID


class NewVersionPressed(CallbackData, prefix="sg-vers"):
    """A new version is to take a document's place: asks for its file."""

    document_id: UUID


class AddPeoplePressed(CallbackData, prefix="sg-more"):
    """People are to be added to a document: asks for their names."""

    document_id: UUID


class RecipientJoined(CallbackData, prefix="sg-join"):
    """A person found by name is added to the document just asked about."""

    person_id: UUID


class VerifyPressed(CallbackData, prefix="sg-chk"):
    """A document is to be checked: the bot asks for its file."""


# ---- passes ----


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
    """The type of the pass was chosen."""

    type: PassType


class PassDaysChosen(CallbackData, prefix="ps-days"):
    """For how many days the pass is valid was chosen."""

    days: int


class PhotoSkipped(CallbackData, prefix="ps-bare"):
    """The pass is to be issued without the holder's photo."""


class RevokePressed(CallbackData, prefix="ps-rev"):
    """A pass is to be revoked: asks once more."""

    pass_id: UUID


class RevokeConfirmed(CallbackData, prefix="ps-revc"):
    """A pass is revoked."""

    pass_id: UUID


class NotMePressed(CallbackData, prefix="ps-notme"):
    """A holder says that it was not they who showed their pass."""

    check_id: UUID


# ---- checkpoint ----


class ServiceQrsPressed(CallbackData, prefix="cp"):
    """The organisation's service QR codes are wanted."""


class ServiceQrPressed(CallbackData, prefix="cp-one"):
    """One service QR is wanted."""

    service_qr_id: UUID


class IssueServiceQrPressed(CallbackData, prefix="cp-new"):
    """A service QR is to be issued."""


class AcceptedToggled(CallbackData, prefix="cp-acc"):
    """A pass type is to be accepted at the checkpoint, or not after all."""

    type: PassType


class AcceptedChosen(CallbackData, prefix="cp-accd"):
    """The choice of pass types is made."""


class ShiftHoursChosen(CallbackData, prefix="cp-h"):
    """The longest shift was chosen."""

    hours: int


class ServiceQrDaysChosen(CallbackData, prefix="cp-d"):
    """For how many days the service QR lives was chosen."""

    days: int


class ServiceQrConfirmed(CallbackData, prefix="cp-ok"):
    """The service QR is to be issued as summed up: asks for the PIN."""


class SvgPressed(CallbackData, prefix="cp-svg"):
    """A service QR is wanted as SVG."""

    service_qr_id: UUID


class PosterPressed(CallbackData, prefix="cp-pdf"):
    """A service QR is wanted as a poster."""

    service_qr_id: UUID


class RenewPressed(CallbackData, prefix="cp-ren"):
    """A service QR is to be renewed: at once where nobody is on duty, else asks what becomes of them."""

    service_qr_id: UUID


class RenewConfirmed(CallbackData, prefix="cp-renc"):
    """A service QR is renewed; with `keep` those on duty stay on duty."""

    service_qr_id: UUID
    keep: bool


class SnoozeServiceQrPressed(CallbackData, prefix="cp-zzz"):
    """Reminders of a service QR are to be silent until tomorrow."""

    service_qr_id: UUID


class DeleteServiceQrPressed(CallbackData, prefix="cp-del"):
    """A service QR is to be deleted: asks once more."""

    service_qr_id: UUID


class DeleteServiceQrConfirmed(CallbackData, prefix="cp-delc"):
    """A service QR is deleted."""

    service_qr_id: UUID


class GoOnDutyPressed(CallbackData, prefix="cp-go"):
    """A person goes on duty. The button carries the code itself: nobody presses it who has not scanned it.

    With `take_over` everyone else's shift there ends.
    """

    payload: str = Field(max_length=50)
    take_over: bool = False


class ShiftPressed(CallbackData, prefix="cp-my"):
    """One's own shift is wanted."""


class EndShiftPressed(CallbackData, prefix="cp-end"):
    """A shift is to be ended by the person on it."""

    shift_id: UUID


class UndoCheckPressed(CallbackData, prefix="cp-undo"):
    """A check was made by mistake: asks why."""

    check_id: UUID


class TodayPressed(CallbackData, prefix="cp-day"):
    """Today's checks at a glance are wanted."""
