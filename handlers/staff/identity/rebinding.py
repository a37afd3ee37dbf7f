"""A second manager approves another Telegram account of a person, a manager cancels it, the person objects."""

from uuid import UUID

from aiogram import Router
from dishka import FromDishka

from bot.staff.access import require_manager
from bot.staff.identity.decide_rebinding import ApproveRebinding, CancelRebinding
from bot.staff.identity.objecting import ObjectToChange, ObjectToRebinding
from handlers.keypad import PinEntered, ask_pin
from handlers.screen import Screen
from handlers.staff.callbacks import (
    ApproveRebindingPressed,
    CancelRebindingPressed,
    ChangeWrongPressed,
    NotMePressed,
)
from handlers.staff.identity.screens import objected_screen, rebinding_decided_screen
from handlers.staff.states import ApprovingRebinding
from handlers.turn import Turn

_REBINDING = "approved_rebinding_id"


async def on_approve_pressed(turn: Turn, button: ApproveRebindingPressed) -> None:
    """Ask a manager for the PIN."""
    require_manager(turn.speaker)  # nobody else is asked for a PIN in vain
    await turn.state.update_data({_REBINDING: str(button.rebinding_id)})
    await ask_pin(turn, ApprovingRebinding.pin, turn.words("staff-rebinding-pin"))


async def on_approve_pin(turn: Turn, pin: str, approve_rebinding: FromDishka[ApproveRebinding]) -> Screen:
    """Approve it."""
    rebinding_id = UUID((await turn.state.get_data())[_REBINDING])
    person = await approve_rebinding(turn.speaker, rebinding_id, pin, event_id=turn.event_id, now=turn.now)
    return rebinding_decided_screen(turn.words, person, approved=True)


async def on_cancel_pressed(turn: Turn, button: CancelRebindingPressed, cancel: FromDishka[CancelRebinding]) -> None:
    """Cancel it."""
    person = await cancel(turn.speaker, button.rebinding_id, event_id=turn.event_id, now=turn.now)
    await turn.show.here(rebinding_decided_screen(turn.words, person, approved=False))


async def on_not_me_pressed(turn: Turn, button: NotMePressed, object_: FromDishka[ObjectToRebinding]) -> None:
    """Take an objection to another account."""
    objection = await object_(turn.user.id, button.person_id, event_id=turn.event_id, now=turn.now)
    await turn.show.here(objected_screen(turn.words, objection))


async def on_change_wrong_pressed(turn: Turn, button: ChangeWrongPressed, object_: FromDishka[ObjectToChange]) -> None:
    """Take an objection to a change of data."""
    objection = await object_(turn.user.id, button.change_id, event_id=turn.event_id, now=turn.now)
    await turn.show.here(objected_screen(turn.words, objection))


def router() -> Router:
    """Build the router of managers' decisions."""
    own = Router(name="rebinding")
    own.callback_query.register(on_approve_pressed, ApproveRebindingPressed.filter())
    own.callback_query.register(on_approve_pin, PinEntered(ApprovingRebinding.pin))
    own.callback_query.register(on_cancel_pressed, CancelRebindingPressed.filter())
    return own


def objecting() -> Router:
    """Build the router of objections: whose account was replaced is not registered any more, and may object too."""
    own = Router(name="objecting")
    own.callback_query.register(on_not_me_pressed, NotMePressed.filter())
    own.callback_query.register(on_change_wrong_pressed, ChangeWrongPressed.filter())
    return own
