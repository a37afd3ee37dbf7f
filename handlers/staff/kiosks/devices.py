"""A manager enables kiosks, ends them, and sees for whom documents wait there."""

from aiogram import F, Router
from aiogram.filters import StateFilter
from dishka import FromDishka

from bot.staff.kiosks.choose_kiosk import ListWaitedFor
from bot.staff.kiosks.enable_kiosk import EnableKiosk, EndKiosk, ListKiosks
from handlers.filters import NOT_A_COMMAND
from handlers.staff.callbacks import KioskEnablePressed, KioskEndPressed, KiosksPressed, WaitedForPressed
from handlers.staff.kiosks.screens import kiosks_screen, link_screen, name_screen, waited_for_screen
from handlers.staff.states import EnablingKiosk
from handlers.turn import Turn


async def on_kiosks_pressed(turn: Turn, list_kiosks: FromDishka[ListKiosks]) -> None:
    """Show the kiosks."""
    await turn.show.here(kiosks_screen(turn.words, await list_kiosks(turn.speaker, now=turn.now)))


async def on_enable_pressed(turn: Turn, list_kiosks: FromDishka[ListKiosks]) -> None:
    """Ask for the name of a new kiosk."""
    await list_kiosks(turn.speaker, now=turn.now)
    await turn.state.set_state(EnablingKiosk.name)
    await turn.show.new(name_screen(turn.words))


async def on_name_typed(turn: Turn, enable_kiosk: FromDishka[EnableKiosk]) -> None:
    """Show the address that makes a device this kiosk."""
    link = await enable_kiosk(turn.speaker, turn.message.text or "", event_id=turn.event_id, now=turn.now)
    await turn.state.set_state(None)
    await turn.show.new(link_screen(turn.words, link))


async def on_end_pressed(
    turn: Turn, button: KioskEndPressed, end_kiosk: FromDishka[EndKiosk], list_kiosks: FromDishka[ListKiosks]
) -> None:
    """End a kiosk and show those that are left."""
    await end_kiosk(turn.speaker, button.kiosk_id, event_id=turn.event_id, now=turn.now)
    await turn.show.here(kiosks_screen(turn.words, await list_kiosks(turn.speaker, now=turn.now)))


async def on_waited_for_pressed(turn: Turn, list_waited_for: FromDishka[ListWaitedFor]) -> None:
    """Show who signs at a kiosk and what waits for them."""
    people = await list_waited_for(turn.speaker)
    await turn.show.here(waited_for_screen(turn.words, people))


def router() -> Router:
    """Build the router of kiosks."""
    own = Router(name="kiosks")
    own.callback_query.register(on_kiosks_pressed, KiosksPressed.filter())
    own.callback_query.register(on_enable_pressed, KioskEnablePressed.filter())
    own.callback_query.register(on_end_pressed, KioskEndPressed.filter())
    own.callback_query.register(on_waited_for_pressed, WaitedForPressed.filter())
    own.message.register(on_name_typed, StateFilter(EnablingKiosk.name), F.text, NOT_A_COMMAND)
    return own
