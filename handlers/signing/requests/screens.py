"""What a person sees while signing, acknowledging or completing."""

from uuid import UUID

from bot.qualified.judgement import Judgement
from bot.qualified.wording import part_line
from bot.signing.models import Class, Document, Handing, RequestState
from bot.signing.requests.evidence import statement
from bot.signing.requests.request_details import AlreadySettled, RequestDetails
from bot.signing.requests.sign_request import Signed
from bot.signing.requests.snooze_request import Snoozed
from bot.texts.words import Words
from handlers.callbacks import CancelPressed
from handlers.screen import Kept, Row, Screen, button, keyboard
from handlers.signing.requests.callbacks import (
    ConfirmPressed,
    DeclinePressed,
    HandOnPressed,
    MyDocumentsPressed,
    SignPressed,
    SnoozePressed,
    TakeBackPressed,
)

MARKS = {
    RequestState.WAITING: "⏳",
    RequestState.OPEN: "✍️",
    RequestState.SIGNED: "✅",
    RequestState.DECLINED: "✖️",
    RequestState.VOIDED: "🚫",
    RequestState.EXPIRED: "⌛",
    RequestState.DELEGATED: "↪️",
}
LABEL = 60


def statement_screen(words: Words, details: RequestDetails) -> Screen:
    """Show the statement above the button that confirms it."""
    document = details.document
    text = words("signing-confirm", statement=statement(words, details), confirmation=document.confirmation.value)
    confirm = [button(words.plain(f"signing-confirm-{document.class_}"), ConfirmPressed(request_id=details.request.id))]
    cancel = [button(words.plain("cancel"), CancelPressed())]
    return Screen(text, keyboard(confirm, cancel))


def handing_over_screen(words: Words, details: RequestDetails) -> Screen:
    """Send the file that is to be signed elsewhere, with the statement, and say what to do."""
    document = details.document
    text = words("signing-elsewhere", statement=statement(words, details))
    file = Kept(document.organisation_id, document.sha256, document.file_name)
    return Screen(text, keyboard([button(words.plain("cancel"), CancelPressed())]), file)


def unproven_screen(words: Words, found: Judgement) -> Screen:
    """Say which part does not prove that the signature is qualified, and what to do; another file may be sent."""
    part = found.unproven[0]
    text = words("signing-unproven", found=part_line(words.plain, found, part), part=part.value)
    return Screen(text, keyboard([button(words.plain("cancel"), CancelPressed())]))


def pin_prompt(words: Words, document: Document) -> str:
    """Return the text above the keypad (HTML)."""
    return words("signing-pin", title=document.title)


def confirmed_screen(words: Words, result: Signed | AlreadySettled) -> Screen:
    """Confirm the signature, or show the state that the request already had."""
    if isinstance(result, AlreadySettled):
        return settled_screen(words, result)
    document = result.document
    text = words(
        "signing-done",
        title=document.title,
        kind=document.class_.value,
        at=result.signed_at,
        signature=str(result.signature_id)[:8],
    )
    return Screen(text, keyboard(_my_documents(words)))


def settled_screen(words: Words, settled: AlreadySettled) -> Screen:
    """Show how a settled request stands: the new version, until when a decline can be taken back, or its state."""
    title, declining = settled.document.title, settled.declining
    if settled.new_version is not None:
        return _new_version_screen(words, settled.new_version)
    if declining is None:
        text = words("signing-settled", title=title, state=settled_state(settled))
        return Screen(text, keyboard(_my_documents(words)))
    text = words("signing-declining", title=title, until=declining.settles_at)
    return Screen(text, keyboard(take_back_button(words, declining.id), _my_documents(words)))


def settled_state(settled: AlreadySettled) -> str:
    """Return the word for the state of a settled request: one that ended with its version is `replaced`."""
    return "replaced" if settled.replaced and settled.state is RequestState.VOIDED else settled.state.value


def _new_version_screen(words: Words, new: RequestDetails) -> Screen:
    """Show the new version, with its file, in place of the one that it replaced."""
    document, request = new.document, new.request
    text = words(
        "signing-replaced",
        title=document.title,
        version=document.version,
        deadline=document.deadline_at,
        fingerprint=document.fingerprint,
        state="open" if new.waits else "answered",
    )
    rows = request_buttons(words, request.id, document.class_, document.handing) if new.waits else []
    file = Kept(document.organisation_id, document.sha256, document.file_name)
    return Screen(text, keyboard(*rows, _my_documents(words)), file)


def _my_documents(words: Words) -> Row:
    return [button(words.plain("signing-my-documents"), MyDocumentsPressed())]


def settled_alert(words: Words, settled: AlreadySettled) -> str:
    """Return the state of a settled request, short enough for an alert."""
    return words.plain("signing-settled", title=settled.document.title[:LABEL], state=settled_state(settled))


def snoozed_alert(words: Words, snoozed: Snoozed) -> str:
    """Say when the next reminder comes, or that none is put off."""
    if snoozed.until is None:
        return words.plain("signing-snoozed-not", deadline=snoozed.document.deadline_at)
    return words.plain("signing-snoozed", until=snoozed.until)


def request_buttons(words: Words, request_id: UUID, class_: Class, handing: Handing) -> list[Row]:
    """Draw the buttons: sign (or acknowledge, or complete), decline, and hand on where that is allowed."""
    sign = button(words.plain(f"signing-do-{class_}"), SignPressed(request_id=request_id))
    decline = button(words.plain("signing-decline"), DeclinePressed(request_id=request_id))
    hand_on = button(words.plain("signing-hand-on"), HandOnPressed(request_id=request_id))
    return [[sign], [decline, hand_on] if handing is Handing.COLLEAGUE else [decline]]


def take_back_button(words: Words, request_id: UUID) -> Row:
    """Draw the button that takes back that the person has declined."""
    return [button(words.plain("signing-take-back"), TakeBackPressed(request_id=request_id))]


def snooze_button(words: Words, request_id: UUID) -> Row:
    """Draw the button that stops reminders until tomorrow."""
    return [button(words.plain("signing-snooze"), SnoozePressed(request_id=request_id))]
