"""A manager says of a person that they sign at a kiosk, or that they have Telegram again."""

from uuid import UUID

from aiogram import Router
from dishka import FromDishka

from bot.staff.invitations.show_card import ShowCard
from bot.staff.kiosks.choose_kiosk import ChooseKiosk, KioskPinWantedRefused, LeaveKiosk
from bot.staff.people.browse_staff import ShowPerson
from handlers.keypad import PinEntered, ask_pin
from handlers.screen import Screen
from handlers.staff.callbacks import AtKioskPressed
from handlers.staff.people.person_screens import person_screen
from handlers.staff.states import ChoosingKiosk
from handlers.turn import Turn

_PERSON = "kiosk_person_id"


async def on_at_kiosk_pressed(
    turn: Turn,
    button: AtKioskPressed,
    choose_kiosk: FromDishka[ChooseKiosk],
    leave_kiosk: FromDishka[LeaveKiosk],
    show_card: FromDishka[ShowCard],
    show_person: FromDishka[ShowPerson],
) -> None:
    """Note it, or ask for the PIN first where the person has a Telegram account."""
    person_id = button.person_id
    try:
        if button.at_kiosk:
            await choose_kiosk(turn.speaker, person_id, event_id=turn.event_id, now=turn.now)
        else:
            await leave_kiosk(turn.speaker, person_id, event_id=turn.event_id, now=turn.now)
    except KioskPinWantedRefused:
        listed = await show_person(turn.speaker, person_id, now=turn.now)
        await turn.state.update_data({_PERSON: str(person_id)})
        await ask_pin(turn, ChoosingKiosk.pin, turn.words("staff-kiosk-pin", name=listed.person.name))
        return
    card = await show_card(turn.speaker, person_id, now=turn.now)
    await turn.show.here(person_screen(turn.words, turn.speaker, card))


async def on_pin(
    turn: Turn, pin: str, choose_kiosk: FromDishka[ChooseKiosk], show_card: FromDishka[ShowCard]
) -> Screen:
    """Note it with the PIN."""
    person_id = UUID((await turn.state.get_data())[_PERSON])
    await choose_kiosk(turn.speaker, person_id, pin, event_id=turn.event_id, now=turn.now)
    card = await show_card(turn.speaker, person_id, now=turn.now)
    return person_screen(turn.words, turn.speaker, card)


def router() -> Router:
    """Build the router of the choice."""
    own = Router(name="choosing the kiosk")
    own.callback_query.register(on_at_kiosk_pressed, AtKioskPressed.filter())
    own.callback_query.register(on_pin, PinEntered(ChoosingKiosk.pin))
    return own
