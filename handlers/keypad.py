"""The PIN keypad: digits are pressed, never typed, and shown as dots; where the bot has pages, they are entered there.

A dialogue calls `ask_pin` and registers an ordinary handler behind `PinEntered` or `PinChosen`; the middleware
`CollectPin` calls it with `pin` once the six digits are in, or once the page sent them. The handler returns the screen
that replaces the keypad and ends the dialogue, or None after asking for another PIN. A handler that refuses the PIN
leaves the keypad for another try. Each keypad is a question of its own, so that only the newest one takes keys: an
older one belongs to something else and must not confirm anything.
"""

import html
import re
from collections.abc import Awaitable, Callable
from typing import Any, Final

from aiogram import BaseMiddleware, F, Router
from aiogram.dispatcher.flags import get_flag
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.staff.pins.key_store import require_strong
from bot.staff.pins.pin_page import PinQuestion
from handlers.callbacks import KeypadPressed, PinEnteredPressed
from handlers.dialogue.awaited import OPEN_QUESTION
from handlers.dialogue.marks import mark_of, pressed_prefix
from handlers.filters import HasPrefix
from handlers.keypad_screen import keypad_screen, pin_page_screen
from handlers.middlewares import Handler
from handlers.screen import Screen
from handlers.turn import Turn
from handlers.updates.fsm_storage import SECRET

LENGTH: Final = 6
TYPED: Final = r"^\s*(?:[0-9][\s.-]*){6}$"
_WAITING: Final = ":pin"
"""States that wait for a PIN are called so."""
_KEYPAD: Final = "keypad"
_FLAG: Final = "collects_pin"
_PRESSED: Final = KeypadPressed.filter()
_ENTERED: Final = PinEnteredPressed.filter()
_TAG: Final = re.compile(r"<[^>]*>")

_Keys = KeypadPressed | PinEnteredPressed
_Collect = Callable[[Turn, _Keys], Awaitable[str | None]]


class PinEntered(HasPrefix):
    """Filter for the keys pressed in the state `waiting`. The handler is called with `pin`, and checks it."""

    def __init__(self, waiting: State) -> None:
        super().__init__({KeypadPressed.__prefix__, PinEnteredPressed.__prefix__})
        self.waiting = waiting

    async def __call__(
        self, callback: CallbackQuery, turn: Turn | None = None, raw_state: str | None = None
    ) -> bool | dict[str, Any]:
        """Return the key, or the PIN from the page, as `callback_data`, or False."""
        if turn is None or raw_state != self.waiting.state:
            return False
        return await (_ENTERED if turn.is_on_page else _PRESSED)(callback)

    def update_handler_flags(self, flags: dict[str, Any]) -> None:
        """Return how the middleware collects the PIN."""
        flags[_FLAG] = _collect


class PinChosen(PinEntered):
    """As `PinEntered`, for a new PIN: it must be strong (PinWeakRefused) and is entered twice."""

    def update_handler_flags(self, flags: dict[str, Any]) -> None:
        """Return how the middleware collects the PIN."""
        flags[_FLAG] = _collect_twice


class CollectPin(BaseMiddleware):
    """Inner middleware of callback queries: collects the keys for handlers behind `PinEntered` and `PinChosen`."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:  # noqa: ANN401 - aiogram's signature
        """Take a key; call the handler if the PIN is complete."""
        collect: _Collect | None = get_flag(data, _FLAG)
        if collect is None:
            return await handler(event, data)
        turn: Turn = data["turn"]
        if (pin := await collect(turn, data["callback_data"])) is not None:
            data["pin"] = pin
            screen = await handler(event, data)
            if screen is not None:
                await _finish(turn, screen)
        return None


async def ask_pin(turn: Turn, waiting: State, prompt: str, *, chosen: bool = False, old: str = "") -> None:
    """Show an empty keypad under `prompt` (HTML) and wait in the state `waiting`.

    It is a new message, so that what is about to be confirmed stays visible; where a keypad was pressed, it replaces
    that, as a question of its own. A PIN that is being `chosen` has no "forgot" button; it may replace an `old` one.
    """
    await turn.state.set_state(waiting)
    turn.show.mark = mark_of(turn.update)
    await _draw(turn, {"prompt": prompt, "chosen": chosen}, digits="", first="", old=old)


async def old_pin(turn: Turn) -> str | None:
    """Return the old PIN given to `ask_pin`; None where the dialogue took too long and it was erased."""
    return (await _secret(turn.state)).get("old") or None


async def ask_pin_again(turn: Turn) -> None:
    """Show the keypad again to somebody who typed instead of pressing, or who comes back."""
    await _draw(turn, digits="")


def pin_question(raw_state: str | None, data: dict[str, Any]) -> PinQuestion | None:
    """Return the open question of a dialogue, from its state and data; None unless it waits for a PIN."""
    question, kept = data.get(OPEN_QUESTION), data.get(_KEYPAD)
    if not question or not kept or not (raw_state or "").endswith(_WAITING):
        return None
    return PinQuestion(question["mark"], html.unescape(_TAG.sub("", kept["prompt"])), kept["chosen"])


async def _collect(turn: Turn, keys: _Keys) -> str | None:
    """Take one key, or the PIN from the page. Return the PIN once its six digits are in, and erase them."""
    if isinstance(keys, PinEnteredPressed):
        return keys.pin
    if turn.mini_apps.base:  # a keypad from before there were pages
        await _draw(turn, digits="")
        return None
    digits = _after((await _secret(turn.state)).get("digits", ""), keys.key)
    complete = len(digits) == LENGTH
    # Empty again once complete: after a wrong PIN the same keypad takes another one.
    await _draw(turn, digits="" if complete else digits)
    return digits if complete else None


async def _collect_twice(turn: Turn, keys: _Keys) -> str | None:
    """Take one key, or the PIN from the page. Return the PIN once it was entered twice; PinWeakRefused."""
    pin = await _collect(turn, keys)
    if pin is None:
        return None
    if isinstance(keys, PinEnteredPressed):  # the page had it entered twice
        require_strong(pin)
        return pin
    first = (await _secret(turn.state)).get("first")
    if not first:
        require_strong(pin)
        await _draw(turn, {"prompt": turn.words("registration-pin-again")}, first=pin)
        return None
    if pin != first:
        await _draw(turn, {"prompt": turn.words("registration-pin-differs")}, first="")
        return None
    return pin


def _after(digits: str, key: str) -> str:
    if key == "clear":
        return ""
    if key == "back":
        return digits[:-1]
    return digits + key if key.isascii() and key.isdecimal() and len(key) == 1 else digits


async def _draw(turn: Turn, changed: dict[str, str | bool] | None = None, **entered: str) -> None:
    """Show the keypad with what has `changed` and what is `entered`; store both."""
    here = pressed_prefix(turn.update.callback_query) in {KeypadPressed.__prefix__, PinEnteredPressed.__prefix__}
    kept = {"prompt": "", "chosen": False, **await _kept(turn.state), **(changed or {})}
    secret = {"digits": "", **await _secret(turn.state), **entered}
    screen = _screen(turn, kept["prompt"], len(secret["digits"]), chosen=kept["chosen"])
    if here:
        await turn.show.here(screen)
    else:
        await turn.show.new(screen)
    await turn.state.update_data({_KEYPAD: kept, SECRET: secret})


def _screen(turn: Turn, prompt: str, filled: int, *, chosen: bool) -> Screen:
    page = turn.mini_apps.pin_url(turn.words.language)
    if page is not None:
        return pin_page_screen(turn.words, prompt, page, chosen=chosen)
    return keypad_screen(turn.words, prompt, filled, chosen=chosen)


async def _finish(turn: Turn, screen: Screen) -> None:
    await turn.state.set_state(None)
    await turn.state.update_data({_KEYPAD: {}, SECRET: {}})
    shown = await turn.show.here(screen)
    if turn.callback.message is not None and shown != turn.callback.message.message_id:
        await turn.show.forget_buttons()


async def _kept(state: FSMContext) -> dict[str, Any]:
    return (await state.get_data()).get(_KEYPAD) or {}


async def _secret(state: FSMContext) -> dict[str, str]:
    return (await state.get_data()).get(SECRET) or {}


async def waits_for_pin(_: Message, raw_state: str | None = None) -> bool:
    """Filter for dialogues that wait for a PIN."""
    return (raw_state or "").endswith(_WAITING)


async def on_pin_typed(turn: Turn) -> None:
    """Delete a PIN that was typed instead of pressed, without reading it."""
    await turn.show.take_away(turn.message)
    await turn.show.new(Screen(turn.words("keypad-typed")))
    await ask_pin_again(turn)


def router() -> Router:
    """Build the router that catches typed PINs before others read them."""
    own = Router(name="keypad")
    own.message.register(on_pin_typed, waits_for_pin, F.text.regexp(TYPED))
    return own
