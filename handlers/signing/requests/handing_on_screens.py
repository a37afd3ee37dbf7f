"""What a person sees who hands a request on to a colleague."""

from collections.abc import Sequence
from uuid import UUID

from bot.signing.models import Document
from bot.signing.requests.hand_on_request import HandedOn
from bot.signing.requests.request_details import AlreadySettled, RequestDetails
from bot.staff.models import Person
from bot.staff.people.people import Listed
from bot.texts.words import Words
from handlers.callbacks import CancelPressed
from handlers.screen import Row, Screen, button, keyboard
from handlers.signing.requests.callbacks import ColleagueChosen, HandOnConfirmed, HandOnPressed, MyDocumentsPressed
from handlers.signing.requests.screens import settled_screen

LABEL = 60


def request_key(request_id: UUID) -> str:
    """Return what identifies a request in a button that names a person too: the first 8 hex digits of its id."""
    return request_id.hex[:8]


def colleague_wanted_screen(words: Words, document: Document) -> Screen:
    """Ask for a name."""
    return Screen(words("signing-hand-on-text", title=document.title), keyboard(_cancel(words)))


def colleagues_screen(words: Words, request_id: UUID, found: Sequence[Listed]) -> Screen:
    """Show the colleagues whom the typed words found."""
    rows = [[button(_colleague(one.person), _chosen(one.person, request_id))] for one in found]
    text = words("signing-hand-on-found") if found else words("signing-hand-on-nobody")
    return Screen(text, keyboard(*rows, _cancel(words)))


def _colleague(person: Person) -> str:
    return " · ".join(filter(None, (person.name, person.position)))[:LABEL]


def _chosen(person: Person, request_id: UUID) -> ColleagueChosen:
    return ColleagueChosen(person_id=person.id, request=request_key(request_id))


def hand_on_screen(words: Words, details: RequestDetails, colleague: Person) -> Screen:
    """Ask for confirmation."""
    text = words(
        "signing-hand-on-ask", title=details.document.title, name=colleague.name, deadline=details.document.deadline_at
    )
    yes = HandOnConfirmed(person_id=colleague.id, request=request_key(details.request.id))
    another = HandOnPressed(request_id=details.request.id)
    rows = [
        [button(words.plain("signing-hand-on-yes"), yes)],
        [button(words.plain("signing-hand-on-another"), another)],
    ]
    return Screen(text, keyboard(*rows, _cancel(words)))


def handed_on_screen(words: Words, result: HandedOn | AlreadySettled) -> Screen:
    """Confirm that the request was handed on, or show the state that it already had."""
    if isinstance(result, AlreadySettled):
        return settled_screen(words, result)
    my_documents = [button(words.plain("signing-my-documents"), MyDocumentsPressed())]
    return Screen(words("signing-handed-on", title=result.document.title, name=result.name), keyboard(my_documents))


def _cancel(words: Words) -> Row:
    return [button(words.plain("cancel"), CancelPressed())]
