"""What a person sees of their own requests, and the message that carries a document's file."""

from bot.signing.finishing.finish_documents import finished_name
from bot.signing.models import Document, RequestState
from bot.signing.requests.my_requests import PAGE, MyRequest, MyRequestsPage
from bot.signing.requests.request_details import RequestDetails
from bot.texts.words import Words
from handlers.callbacks import MenuPressed
from handlers.screen import Kept, Screen, button, keyboard, turning
from handlers.signing.requests.callbacks import MyDocumentPressed, MyDocumentsPressed, MyFilePressed
from handlers.signing.requests.screens import LABEL, MARKS, request_buttons, settled_state, take_back_button


def my_documents_screen(words: Words, page: MyRequestsPage) -> Screen:
    """Show a page of the person's requests, each as a button."""
    rows = [
        [button(f"{_mark(one)} {one.document.title}"[:LABEL], MyDocumentPressed(request_id=one.request.id))]
        for one in page.requests
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


def _mark(details: RequestDetails) -> str:
    return MARKS[RequestState.DECLINED if details.declining else details.request.state]


def my_document_screen(words: Words, shown: MyRequest) -> Screen:
    """Show one of the person's requests: the document, the deadline, the state."""
    request, document, declining = shown.details.request, shown.details.document, shown.details.declining
    settled = shown.settled
    text = words(
        "signing-my-card",
        title=document.title,
        author=shown.author,
        kind=document.class_.value,
        deadline=document.deadline_at,
        fingerprint=document.fingerprint,
        state="declining" if declining else settled_state(settled) if settled else request.state.value,
        at=declining.settles_at if declining else request.settled_at or document.deadline_at,
    )
    if shown.details.instead_of:
        text += "\n" + words("signing-my-card-instead", name=shown.details.instead_of)
    act = request_buttons(words, request.id, document.class_, document.handing) if shown.details.waits else []
    if declining:
        act = [take_back_button(words, request.id)]
    if settled and settled.new_version:
        newer = MyDocumentPressed(request_id=settled.new_version.request.id)
        act.append([button(words.plain("signing-newest"), newer)])
    files = [button(words.plain("signing-file"), MyFilePressed(request_id=request.id))]
    if document.finished_sha256:
        files.append(button(words.plain("signing-finished"), MyFilePressed(request_id=request.id, finished=True)))
    back = [button(words.plain("back"), MyDocumentsPressed(past=not shown.details.waits))]
    return Screen(text, keyboard(*act, files, back))


def file_screen(words: Words, document: Document, *, finished: bool) -> Screen:
    """Send a document's file: as it was sent, or finished."""
    if finished and document.finished_sha256:
        media = Kept(document.organisation_id, document.finished_sha256, finished_name(document))
        return Screen(words("signing-finished-caption", title=document.title), media=media)
    media = Kept(document.organisation_id, document.sha256, document.file_name)
    text = words("signing-file-caption", title=document.title, fingerprint=document.fingerprint)
    return Screen(text, media=media)
