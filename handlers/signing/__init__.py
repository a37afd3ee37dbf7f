"""The conversations of signing: sending documents, signing them, boards, refusal acts, checking files."""

from aiogram import Router

from handlers.filters import is_registered
from handlers.signing.boards import adding, boards, downloading, extending
from handlers.signing.documents import marking, recipients, sending
from handlers.signing.personal_texts import personal_texts
from handlers.signing.refusal_acts import drawing_up
from handlers.signing.requests import declining, handing_on, my_requests, signing
from handlers.signing.verification import checking


def router() -> Router:
    """Build the router of signing.

    It comes before the staff's, whose lists are files too. Checking is for anyone, the rest for registered people.
    """
    own, registered = Router(name="signing"), Router(name="signing of the registered")
    registered.message.filter(is_registered)
    registered.callback_query.filter(is_registered)
    registered.include_routers(
        personal_texts.router(),  # before sending, which takes anything in place of a file
        recipients.router(),
        sending.router(),
        marking.router(),
        signing.router(),
        declining.router(),
        handing_on.router(),
        my_requests.router(),
        boards.router(),
        adding.router(),
        extending.router(),
        downloading.router(),
        drawing_up.router(),
        checking.router(),
    )
    own.include_routers(registered, checking.public_router())
    return own
