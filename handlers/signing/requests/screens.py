"""What a person sees who is asked to sign, acknowledge or complete."""

from uuid import UUID

from bot.signing.models import Class, Document, Handing, RequestState
from bot.signing.requests.decline_request import Declined
from bot.signing.requests.my_requests import PAGE, MyRequest, MyRequestsPage
from bot.signing.requests.request_details import AlreadySettled, RequestDetails
from bot.signing.requests.sign_request import Signed
from bot.signing.sealing.finish_documents import finished_name
from bot.texts import Words
from handlers.callbacks import CancelPressed, MenuPressed
from handlers.screen import Kept, Row, Screen, button, keyboard, turning
from handlers.signing.boards.callbacks import HandOnPressed
from handlers.signing.callbacks import (
    ConfirmPressed,
    DeclinePressed,
    MyDocumentPressed,
    MyDocumentsPressed,
    MyFilePressed,
    SignPressed,
    SnoozePressed,
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


def statement(words: Words, asked: RequestDetails) -> str:
    """The exact words that are confirmed and kept as evidence, in whose place too where that is so; no markup."""
    document = asked.document
    said = words.plain(
        f"signing-statement-{document.class_}",
        title=document.title,
        version=document.version,
        fingerprint=document.fingerprint,
    )
    instead = words.plain("signing-statement-instead", name=asked.instead_of) if asked.instead_of else ""
    return f"{said} {instead}".rstrip()


def statement_screen(words: Words, asked: RequestDetails) -> Screen:
    """Shows the statement above the button that confirms it."""
    document = asked.document
    text = words("signing-confirm", statement=statement(words, asked), confirmation=document.confirmation.value)
    confirm = [button(words.plain(f"signing-confirm-{document.class_}"), ConfirmPressed(request_id=asked.request.id))]
    cancel = [button(words.plain("cancel"), CancelPressed())]
    return Screen(text, keyboard(confirm, cancel))


def pin_prompt(words: Words, document: Document) -> str:
    """What stands above the keypad (HTML)."""
    return words("signing-pin", title=document.title)


def confirmed_screen(words: Words, answer: Signed | AlreadySettled) -> Screen:
    """Signed, or what it already was."""
    document = answer.document
    mine = [button(words.plain("signing-my-documents"), MyDocumentsPressed())]
    if isinstance(answer, AlreadySettled):
        return Screen(words("signing-settled", title=document.title, state=answer.state.value), keyboard(mine))
    text = words(
        "signing-done",
        title=document.title,
        kind=document.class_.value,
        at=answer.signed_at,
        signature=str(answer.signature_id)[:8],
    )
    return Screen(text, keyboard(mine))


def settled_alert(words: Words, settled: AlreadySettled) -> str:
    """The answer to a press that comes too late, short enough for an alert."""
    return words.plain("signing-settled", title=settled.document.title[:LABEL], state=settled.state.value)


def reason_screen(words: Words, document: Document) -> Screen:
    """Asks why."""
    cancel = [button(words.plain("cancel"), CancelPressed())]
    return Screen(words("signing-reason", title=document.title), keyboard(cancel))


def declined_screen(words: Words, answer: Declined | AlreadySettled) -> Screen:
    """Declined, or what it already was."""
    title = answer.document.title
    if isinstance(answer, AlreadySettled):
        return Screen(words("signing-settled", title=title, state=answer.state.value))
    return Screen(words("signing-declined", title=title))


def answer_buttons(words: Words, request_id: UUID, class_: Class, handing: Handing) -> list[Row]:
    """Sign (or acknowledge, or complete), decline, and hand on where that is allowed."""
    sign = button(words.plain(f"signing-do-{class_}"), SignPressed(request_id=request_id))
    decline = button(words.plain("signing-decline"), DeclinePressed(request_id=request_id))
    hand_on = button(words.plain("signing-hand-on"), HandOnPressed(request_id=request_id))
    return [[sign], [decline, hand_on] if handing is Handing.COLLEAGUE else [decline]]


def snooze_button(words: Words, request_id: UUID) -> Row:
    """Not today."""
    return [button(words.plain("signing-snooze"), SnoozePressed(request_id=request_id))]


def my_documents_screen(words: Words, page: MyRequestsPage) -> Screen:
    """One's own documents, each a button; the other list a press away."""
    rows = [
        [
            button(
                f"{MARKS[one.request.state]} {one.document.title}"[:LABEL], MyDocumentPressed(request_id=one.request.id)
            )
        ]
        for one in page.asked
    ]
    other = MyDocumentsPressed(past=page.open_only)
    switch = [
        button(words.plain("signing-my-all" if page.open_only else "signing-my-open"), other),
        button(words.plain("menu-button"), MenuPressed()),
    ]
    kind = "open" if page.open_only else "all"
    pages = turning(
        words, page.offset, PAGE, page.total, lambda offset: MyDocumentsPressed(past=not page.open_only, offset=offset)
    )
    return Screen(words("signing-my", total=page.total, kind=kind), keyboard(*rows, pages, switch))


def my_document_screen(words: Words, mine: MyRequest) -> Screen:
    """One of one's own documents: what it is, by when, what became of it."""
    request, document = mine.asked.request, mine.asked.document
    text = words(
        "signing-my-card",
        title=document.title,
        author=mine.author,
        kind=document.class_.value,
        deadline=document.deadline_at,
        fingerprint=document.fingerprint,
        state=request.state.value,
        at=request.settled_at or document.deadline_at,
    )
    if mine.asked.instead_of:
        text += "\n" + words("signing-my-card-instead", name=mine.asked.instead_of)
    act = [] if request.state.final else answer_buttons(words, request.id, document.class_, document.handing)
    files = [button(words.plain("signing-file"), MyFilePressed(request_id=request.id))]
    if document.finished_sha256:
        files.append(button(words.plain("signing-finished"), MyFilePressed(request_id=request.id, finished=True)))
    back = [button(words.plain("back"), MyDocumentsPressed(past=request.state.final))]
    return Screen(text, keyboard(*act, files, back))


def file_screen(words: Words, document: Document, *, finished: bool) -> Screen:
    """A document's very file: as it was sent, or finished."""
    if finished and document.finished_sha256:
        media = Kept(document.organisation_id, document.finished_sha256, finished_name(document))
        return Screen(words("signing-finished-caption", title=document.title), media=media)
    media = Kept(document.organisation_id, document.sha256, document.file_name)
    text = words("signing-file-caption", title=document.title, fingerprint=document.fingerprint)
    return Screen(text, media=media)
