"""A manager accepts, with their PIN, or rejects a number that differs from the list."""

from uuid import UUID

from aiogram import Router
from dishka import FromDishka

from bot.staff.people.browse_staff import ShowPerson
from bot.staff.registration.decide_contact import ApproveContact, RejectContact
from handlers.keypad import PinEntered, ask_pin
from handlers.screen import Screen
from handlers.staff.callbacks import ApproveContactPressed, RejectContactPressed
from handlers.staff.identity.screens import contact_decided_screen
from handlers.staff.states import ApprovingContact
from handlers.turn import Turn

_PERSON, _SHOWN = "approved_person_id", "approved_digits"


async def on_approve_pressed(turn: Turn, button: ApproveContactPressed, show_person: FromDishka[ShowPerson]) -> None:
    """Ask for the PIN."""
    listed = await show_person(turn.speaker, button.person_id, now=turn.now)
    await turn.state.update_data({_PERSON: str(button.person_id), _SHOWN: button.shown})
    prompt = turn.words("staff-mismatch-pin", name=listed.person.name, digits=button.shown)
    await ask_pin(turn, ApprovingContact.pin, prompt)


async def on_approve_pin(turn: Turn, pin: str, approve_contact: FromDishka[ApproveContact]) -> Screen:
    """Accept the number."""
    data = await turn.state.get_data()
    person_id, shown = UUID(data[_PERSON]), data[_SHOWN]
    person = await approve_contact(turn.speaker, person_id, shown, pin, event_id=turn.event_id, now=turn.now)
    return contact_decided_screen(turn.words, person, approved=True)


async def on_reject_pressed(turn: Turn, button: RejectContactPressed, reject: FromDishka[RejectContact]) -> None:
    """Reject the number."""
    person = await reject(turn.speaker, button.person_id, button.shown, event_id=turn.event_id, now=turn.now)
    await turn.show.here(contact_decided_screen(turn.words, person, approved=False))


def router() -> Router:
    """Build the router of numbers that differ."""
    own = Router(name="contacts")
    own.callback_query.register(on_approve_pressed, ApproveContactPressed.filter())
    own.callback_query.register(on_approve_pin, PinEntered(ApprovingContact.pin))
    own.callback_query.register(on_reject_pressed, RejectContactPressed.filter())
    return own
