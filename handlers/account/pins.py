"""A person's own PIN: reset with a manager's approval, or changed by a person who knows it."""

from aiogram import Router
from dishka import FromDishka

from bot.staff.approvals.approval_requests import Stage
from bot.staff.pins.change_pin import ChangePin, CheckPin
from bot.staff.pins.dispute_key import DisputeKey
from bot.staff.pins.reset_pin import DecidePinReset, FindPinResetRequest, RequestPinReset, ResetPin
from handlers.account.callbacks import (
    ApprovePinResetPressed,
    ChangePinPressed,
    KeyNotMinePressed,
    PinForgottenPressed,
    RejectPinResetPressed,
    ResetPinPressed,
)
from handlers.account.pin_screens import (
    key_disputed_screen,
    pin_forgotten_screen,
    pin_reset_decided_screen,
    pin_reset_requested_screen,
    pin_set_screen,
)
from handlers.account.states import ChangingPin, ProvingPin, ResettingPin
from handlers.keypad import PinChosen, PinEntered, ask_pin, old_pin
from handlers.screen import Screen
from handlers.turn import Turn


async def on_pin_forgotten(turn: Turn, find_pin_reset: FromDishka[FindPinResetRequest]) -> None:
    """Explain the reset, show that it waits for a manager, or ask for a new PIN if it is approved."""
    await turn.state.set_state(None)
    approval_request = await find_pin_reset(turn.speaker, now=turn.now)
    if approval_request is None:
        await turn.show.here(pin_forgotten_screen(turn.words))
    elif approval_request.stage is Stage.APPROVED:
        await ask_pin(turn, ResettingPin.pin, turn.words("me-pin-new"), chosen=True)
    else:
        await turn.show.here(pin_reset_requested_screen(turn.words, approval_request))


async def on_reset_pin_pressed(turn: Turn, request_pin_reset: FromDishka[RequestPinReset]) -> None:
    """Ask the managers to approve a reset."""
    approval_request = await request_pin_reset(turn.speaker, event_id=turn.event_id, now=turn.now)
    await turn.show.here(pin_reset_requested_screen(turn.words, approval_request))


async def on_pin_reset_decided(
    turn: Turn, button: ApprovePinResetPressed | RejectPinResetPressed, decide_pin_reset: FromDishka[DecidePinReset]
) -> None:
    """Approve or reject a reset, for a manager."""
    approve, request_id = isinstance(button, ApprovePinResetPressed), button.approval_request_id
    person = await decide_pin_reset(turn.speaker, request_id, approve=approve, event_id=turn.event_id, now=turn.now)
    await turn.show.here(pin_reset_decided_screen(turn.words, person, approved=approve))


async def on_new_pin(turn: Turn, pin: str, reset_pin: FromDishka[ResetPin]) -> Screen:
    """Make a new key under the PIN that the person chose."""
    await reset_pin(turn.speaker, pin, event_id=turn.event_id, now=turn.now)
    return pin_set_screen(turn.words, "me-pin-reset")


async def on_change_pin_pressed(turn: Turn) -> None:
    """Ask for the present PIN."""
    await ask_pin(turn, ProvingPin.pin, turn.words("me-pin-old"))


async def on_old_pin(turn: Turn, pin: str, check_pin: FromDishka[CheckPin]) -> None:
    """Check the present PIN, then ask for the new one."""
    await check_pin(turn.speaker, pin, event_id=turn.event_id, now=turn.now)
    await ask_pin(turn, ChangingPin.pin, turn.words("me-pin-new"), chosen=True, old=pin)


async def on_changed_pin(turn: Turn, pin: str, change_pin: FromDishka[ChangePin]) -> Screen | None:
    """Change the PIN; ask for the old one again if it was erased meanwhile."""
    old = await old_pin(turn)
    if old is None:
        await ask_pin(turn, ProvingPin.pin, turn.words("me-pin-old"))
        return None
    await change_pin(turn.speaker, old, pin, event_id=turn.event_id, now=turn.now)
    return pin_set_screen(turn.words, "me-pin-changed")


async def on_key_not_mine_pressed(turn: Turn, dispute_key: FromDishka[DisputeKey]) -> None:
    """Lock the person's key and alert the managers."""
    await dispute_key(turn.speaker, event_id=turn.event_id, now=turn.now)
    await turn.show.here(key_disputed_screen(turn.words))


def router() -> Router:
    """Build the router of PINs."""
    own = Router(name="pins")
    own.callback_query.register(on_pin_forgotten, PinForgottenPressed.filter())
    own.callback_query.register(on_reset_pin_pressed, ResetPinPressed.filter())
    own.callback_query.register(on_pin_reset_decided, ApprovePinResetPressed.filter())
    own.callback_query.register(on_pin_reset_decided, RejectPinResetPressed.filter())
    own.callback_query.register(on_new_pin, PinChosen(ResettingPin.pin))
    own.callback_query.register(on_change_pin_pressed, ChangePinPressed.filter())
    own.callback_query.register(on_key_not_mine_pressed, KeyNotMinePressed.filter())
    own.callback_query.register(on_old_pin, PinEntered(ProvingPin.pin))
    own.callback_query.register(on_changed_pin, PinChosen(ChangingPin.pin))
    return own
