"""A manager makes a new link: for a person who is registered, with the manager's PIN."""

from uuid import UUID

from aiogram import Router
from dishka import FromDishka

from bot.staff.identity.own import require_other
from bot.staff.identity.relink_person import RelinkPerson
from bot.staff.invitations.invite_person import InvitePerson
from bot.staff.people.browse_staff import ShowPerson
from handlers.keypad import PinEntered, ask_pin
from handlers.screen import Screen
from handlers.staff.callbacks import ReinvitePressed
from handlers.staff.identity.screens import relinked_screen
from handlers.staff.invitations.screens import invited_person_screen
from handlers.staff.states import Relinking
from handlers.turn import Turn

_PERSON = "relinked_person_id"


async def on_reinvite_pressed(
    turn: Turn, button: ReinvitePressed, show_person: FromDishka[ShowPerson], invite_person: FromDishka[InvitePerson]
) -> None:
    """Make a new link, or ask for the PIN if the person is registered."""
    listed = await show_person(turn.speaker, button.person_id, now=turn.now)
    if listed.account is None:
        invited = await invite_person(turn.speaker, button.person_id, renew=True, event_id=turn.event_id, now=turn.now)
        await turn.show.here(invited_person_screen(turn.words, invited))
        return
    require_other(turn.speaker, listed.person)
    await turn.state.update_data({_PERSON: str(button.person_id)})
    await ask_pin(turn, Relinking.pin, turn.words("staff-relink-pin", name=listed.person.name))


async def on_relink_pin(turn: Turn, pin: str, relink_person: FromDishka[RelinkPerson]) -> Screen:
    """Make the link with the PIN."""
    person_id = UUID((await turn.state.get_data())[_PERSON])
    invited = await relink_person(turn.speaker, person_id, pin, event_id=turn.event_id, now=turn.now)
    return relinked_screen(turn.words, invited)


def router() -> Router:
    """Build the router of new links."""
    own = Router(name="relinking")
    own.callback_query.register(on_reinvite_pressed, ReinvitePressed.filter())
    own.callback_query.register(on_relink_pin, PinEntered(Relinking.pin))
    return own
