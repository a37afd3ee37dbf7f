"""What a manager sees while drawing up an act about somebody who did not sign."""

from collections.abc import Sequence
from uuid import UUID

from bot.signing.models import Document
from bot.signing.refusal_acts.prepare_act import PAGE, WITNESSES, Refusals
from bot.signing.refusal_acts.wording import Case
from bot.staff.people.people import Listed
from bot.texts.words import Words
from handlers.callbacks import CancelPressed
from handlers.screen import Screen, button, keyboard, searched_rows, turning
from handlers.signing.boards.callbacks import BoardPressed
from handlers.signing.refusal_acts.callbacks import ActAboutPressed, ActConfirmed, ActPressed, WitnessChosen
from handlers.signing.requests.screens import MARKS

LABEL = 60


def refusals_screen(words: Words, refusals: Refusals) -> Screen:
    """Show the people about whom an act can be drawn up, each as a button."""
    document = refusals.document
    rows = [
        [button(f"{MARKS[request.state]} {person.name}"[:LABEL], ActAboutPressed(about_id=request.id))]
        for request, person in refusals.people
    ]
    back = [button(words.plain("back"), BoardPressed(document_id=document.id))]
    text = words("act-refusals", title=document.title, total=refusals.total, deadline=document.deadline_at)
    document_id, searched = document.id, bool(refusals.words)
    pages = turning(
        words,
        refusals.offset,
        PAGE,
        refusals.total,
        lambda to: ActPressed(document_id=document_id, offset=to, searched=searched),
    )
    head, everyone = searched_rows(words, refusals.words, ActPressed(document_id=document_id))
    return Screen("\n\n".join([*head, text]), keyboard(*rows, pages, *everyone, back))


def case_screen(words: Words, case: Case) -> Screen:
    """Show whom the act is about and its witnesses; ask for the next witness, or whether to draw it up."""
    cancel = [button(words.plain("cancel"), CancelPressed())]
    names = ", ".join(witness.name for witness in case.witnesses)
    known = {"name": case.person.name, "title": case.document.title}
    if len(case.witnesses) < WITNESSES:
        text = words("act-witness-wanted", **known, chosen=len(case.witnesses), witnesses=names)
        return Screen(text, keyboard(cancel))
    confirm = [button(words.plain("act-confirm"), ActConfirmed(about_id=case.request.id))]
    return Screen(words("act-summary", **known, witnesses=names), keyboard(confirm, cancel))


def witnesses_screen(words: Words, request_id: UUID, found: Sequence[Listed], total: int) -> Screen:
    """Show the people whom the typed words found, each as a button that makes them a witness."""
    rows = [[button(_person(one), WitnessChosen(person_id=one.person.id))] for one in found]
    back = [button(words.plain("back"), ActAboutPressed(about_id=request_id))]
    text = words("signing-found", total=total, shown=len(found)) if found else words("act-witness-nobody")
    return Screen(text, keyboard(*rows, back))


def act_drawn_screen(words: Words, act: Document) -> Screen:
    """Confirm that the act was drawn up and sent to its witnesses."""
    board = [button(words.plain("signing-board"), BoardPressed(document_id=act.id))]
    return Screen(words("act-drawn", title=act.title, deadline=act.deadline_at), keyboard(board))


def _person(listed: Listed) -> str:
    person = listed.person
    return " · ".join(filter(None, (person.name, person.position)))[:LABEL]
