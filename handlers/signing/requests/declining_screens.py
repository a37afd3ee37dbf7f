"""What a person sees while declining, and after taking it back."""

from bot.signing.declining.decline_request import TAKE_BACK
from bot.signing.declining.prepare_decline import DeclineSummary
from bot.signing.models import Class, Document
from bot.signing.requests.request_details import RequestDetails
from bot.texts.words import Words
from handlers.callbacks import CancelPressed
from handlers.screen import Screen, button, keyboard
from handlers.signing.requests.callbacks import DeclineConfirmed
from handlers.signing.requests.screens import request_buttons

_MINUTES = int(TAKE_BACK.total_seconds()) // 60


def reason_screen(words: Words, document: Document) -> Screen:
    """Ask for the reason."""
    cancel = [button(words.plain("cancel"), CancelPressed())]
    return Screen(words("signing-reason", title=document.title), keyboard(cancel))


def decline_summary_screen(words: Words, summary: DeclineSummary) -> Screen:
    """Show the reason and what declining would end; ask for confirmation."""
    details = summary.details
    document = details.document
    text = words("signing-decline-summary", title=document.title, reason=summary.reason, minutes=_MINUTES)
    if summary.left_out:
        text += "\n\n" + words("signing-decline-ends-sequence", number=summary.left_out)
    if document.class_ is Class.WITNESS:
        text += "\n\n" + words("signing-decline-ends-act")
    confirmed = DeclineConfirmed(request_id=details.request.id)
    yes, cancel = button(words.plain("signing-decline-yes"), confirmed), button(words.plain("cancel"), CancelPressed())
    return Screen(text, keyboard([yes], [cancel]))


def taken_back_screen(words: Words, details: RequestDetails) -> Screen:
    """Say that the request waits for an answer again, with its buttons."""
    document = details.document
    rows = request_buttons(words, details.request.id, document.class_, document.handing)
    return Screen(words("signing-taken-back", title=document.title), keyboard(*rows))
