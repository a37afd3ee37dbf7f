"""The open question of a dialogue: only its buttons act.

Buttons of dialogues (`OfDialogue`) act on what the dialogue has gathered so far. Those of an older question could
change or send something else than what the person sees above them. Each question's buttons therefore carry its mark.
A press that carries another mark is answered in one sentence, the old buttons are removed, and the open question is
shown again. The mark is made from the update, so that an update that is handled twice shows the same question twice.
"""

from dataclasses import dataclass
from typing import Any, Final

from aiogram import BaseMiddleware
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, ReplyKeyboardRemove, TelegramObject

from handlers.callbacks import KeypadPressed, PinEnteredPressed
from handlers.commands import SHOWN_COMMANDS
from handlers.dialogue.awaited import ANSWERED_ON_PAGE, OPEN_QUESTION, Awaited, awaited
from handlers.dialogue.marks import has_marks, is_keypad, mark_of, pressed_mark, pressed_prefix
from handlers.middlewares import ACTING, CHOSEN, LANGUAGE, Handler
from handlers.screen import Screen
from handlers.show import Shown
from handlers.turn import Turn

_BELOW: Final = "keyboard_below"
"""Key of the FSM data: whether a keyboard stands below the message field."""
_BESIDE_DIALOGUES: Final = {OPEN_QUESTION, ANSWERED_ON_PAGE, _BELOW, ACTING, CHOSEN, LANGUAGE, SHOWN_COMMANDS}

_KEYS: Final = {KeypadPressed.__prefix__, PinEnteredPressed.__prefix__}

_Before = tuple[str | None, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class KeepOpenQuestion(BaseMiddleware):
    """Outer middleware of messages and callback queries: remembers the open question, whose buttons alone act."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:  # noqa: ANN401 - aiogram's signature
        """Handle the event, unless it is a press of an older button."""
        turn: Turn = data["turn"]
        kept = await _kept(turn.state)
        pressed = pressed_mark(turn.update.callback_query)
        if pressed is not None and pressed != kept.get("mark"):
            await _show_open_question(turn, kept)
            return None
        was_below = bool((await turn.state.get_data()).get(_BELOW))
        turn.show.mark = pressed or mark_of(turn.update)
        before = await turn.state.get_state(), await _gathered(turn.state)
        handled = await handler(event, data)
        await _remember(turn, before, goes_on=pressed is not None or not isinstance(event, CallbackQuery))
        await _remove_keypad(turn, kept)
        await _remove_keyboard_below(turn, was_below=was_below)
        return handled


async def open_question(turn: Turn) -> Screen | None:
    """Return the open question with its buttons; None where there is none."""
    kept = await _kept(turn.state)
    if not kept:
        return None
    keyboard = InlineKeyboardMarkup.model_validate_json(kept["keyboard"]) if kept["keyboard"] else None
    return Screen(kept["text"], keyboard)


async def _show_open_question(turn: Turn, kept: dict[str, Any]) -> None:
    """Refuse a press of an older button, remove the button, and show the open question; once for one old message."""
    keypad = pressed_prefix(turn.callback) in _KEYS
    when = "older" if kept else "over"
    told = turn.words.plain(f"keypad-{when}") if keypad else turn.words.plain(f"dialogue-{when}")
    await turn.show.toast(told, alert=True)
    if turn.is_on_page:  # its message is that of the open question, or of what became of it
        return
    await turn.show.forget_buttons()
    older = turn.callback.message.message_id if turn.callback.message else 0
    question = await open_question(turn)
    if question is None or keypad or older == kept.get("older"):
        return
    turn.show.mark = kept["mark"]
    shown = await turn.show.new(question)
    await turn.state.update_data({OPEN_QUESTION: {**kept, "message": shown.message_id, "older": older}})


async def _remember(turn: Turn, before: _Before, *, goes_on: bool) -> None:
    """Remember the question that was shown; forget the one before when its dialogue ended.

    A press that begins something else and ends no question (a card, the status of a document) leaves it open.
    """
    state, shown = await turn.state.get_state(), turn.show.shown
    changed = (state, await _gathered(turn.state)) != before
    browses = state is not None and awaited(state) is Awaited.SEARCH
    if shown and (has_marks(shown.screen.keyboard) or (state is not None and changed and not browses)):
        await turn.state.update_data({OPEN_QUESTION: _written(shown, turn.show.mark)})
    elif state is None and before[0] is not None and goes_on:
        await turn.state.update_data({OPEN_QUESTION: {}})


async def _remove_keypad(turn: Turn, kept: dict[str, Any]) -> None:
    """Remove a keypad that belongs to no open question any more."""
    if not kept or not is_keypad(kept["keyboard"] or ""):
        return
    message = (await _kept(turn.state)).get("message")
    pressed = turn.update.callback_query.message if turn.update.callback_query else None
    if kept["message"] != message and not (pressed and pressed.message_id == kept["message"]):
        await turn.show.remove_buttons(kept["message"])


async def _remove_keyboard_below(turn: Turn, *, was_below: bool) -> None:
    """Remove the keyboard below the message field once its dialogue no longer waits for it."""
    below = turn.show.below if turn.show.below is not None else was_below
    if below and awaited(await turn.state.get_state() or "") is not Awaited.CONTACT:
        await turn.show.new(Screen(turn.words("contact-button-removed"), ReplyKeyboardRemove()))
        below = False
    if below != was_below:
        await turn.state.update_data({_BELOW: below})


def _written(shown: Shown, mark: str) -> dict[str, Any]:
    keyboard = shown.screen.keyboard
    written = keyboard.model_dump_json(exclude_none=True) if isinstance(keyboard, InlineKeyboardMarkup) else None
    return {"mark": mark, "message": shown.message_id, "text": shown.screen.text, "keyboard": written}


async def _kept(state: FSMContext) -> dict[str, Any]:
    return (await state.get_data()).get(OPEN_QUESTION) or {}


async def _gathered(state: FSMContext) -> dict[str, Any]:
    return {key: value for key, value in (await state.get_data()).items() if key not in _BESIDE_DIALOGUES}
