"""An employee signs or declines: the statement, the confirmation, the PIN where it is asked for."""

from datetime import datetime
from uuid import UUID

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, Update

from bot.ids import EventId
from bot.signing.models import Confirmation
from bot.signing.records.evidence import Press
from bot.signing.requests.decline_request import DeclineRequest
from bot.signing.requests.open_request import OpenRequest
from bot.signing.requests.request_details import AlreadySettled, RequestDetails
from bot.signing.requests.sign_request import SignRequest
from bot.staff.models import Speaker
from bot.staff.registration.agree_to_terms import OutstandingTerms
from bot.texts import Words
from handlers.account.screens import terms_changed_screen
from handlers.keypad import ask_pin
from handlers.screen import Screen
from handlers.show import Show
from handlers.signing.callbacks import ConfirmPressed, DeclinePressed, SignPressed
from handlers.signing.requests.screens import (
    confirmed_screen,
    declined_screen,
    pin_prompt,
    reason_screen,
    statement,
    statement_screen,
)
from handlers.signing.requests.settled import show_settled
from handlers.signing.states import Signing

_STATEMENT = "signing"
_DECLINING = "declining"


async def on_sign_pressed(
    _: CallbackQuery,
    callback_data: SignPressed,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    open_request: OpenRequest,
    outstanding_terms: OutstandingTerms,
) -> None:
    """The person is about to sign: they read the exact statement first, and before it words that were changed."""
    outstanding = await outstanding_terms(speaker)
    if outstanding is not None:
        await state.set_state(None)
        await show.new(terms_changed_screen(words, outstanding, callback_data.request_id))
        return
    opened = await open_request(speaker, callback_data.request_id, event_id=event_id, now=now)
    await show_statement(opened, state, words, show)


async def on_confirm_pressed(
    callback: CallbackQuery,
    callback_data: ConfirmPressed,
    event_update: Update,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    open_request: OpenRequest,
    sign_request: SignRequest,
) -> None:
    """The statement is confirmed; words that were not the last shown are shown again instead."""
    opened = await open_request(speaker, callback_data.request_id, event_id=event_id, now=now)
    shown = (await state.get_data()).get(_STATEMENT) or {}
    if isinstance(opened, AlreadySettled) or shown.get("request") != str(callback_data.request_id):
        await show_statement(opened, state, words, show)
        return
    if opened.document.confirmation is Confirmation.PIN:
        await ask_pin(Signing.pin, pin_prompt(words, opened.document), show, state, words)
        return
    press = _press(shown, callback, event_update)
    answer = await sign_request(speaker, callback_data.request_id, press, None, event_id=event_id, now=now)
    await _forget(state)
    await show.here(confirmed_screen(words, answer))


async def on_pin(
    callback: CallbackQuery,
    pin: str,
    event_update: Update,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    event_id: EventId,
    now: datetime,
    sign_request: SignRequest,
) -> Screen:
    """The PIN was pressed: signs."""
    shown = (await state.get_data()).get(_STATEMENT) or {}
    press = _press(shown, callback, event_update)
    answer = await sign_request(speaker, UUID(shown["request"]), press, pin, event_id=event_id, now=now)
    await _forget(state)
    return confirmed_screen(words, answer)


async def on_decline_pressed(
    _: CallbackQuery,
    callback_data: DeclinePressed,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    open_request: OpenRequest,
) -> None:
    """The person declines: they are asked why."""
    opened = await open_request(speaker, callback_data.request_id, event_id=event_id, now=now)
    if isinstance(opened, AlreadySettled):
        await show_settled(opened, words, show)
        return
    await state.update_data({_DECLINING: str(callback_data.request_id)})
    await state.set_state(Signing.reason)
    await show.new(reason_screen(words, opened.document))


async def on_reason_typed(
    message: Message,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    decline_request: DeclineRequest,
) -> None:
    """The reason was typed: declined."""
    request_id = UUID((await state.get_data())[_DECLINING])
    answer = await decline_request(speaker, request_id, message.text or "", event_id=event_id, now=now)
    await _forget(state)
    await show.new(declined_screen(words, answer))


async def show_statement(opened: RequestDetails | AlreadySettled, state: FSMContext, words: Words, show: Show) -> None:
    """Show the words to be confirmed and remember them, or that it is too late."""
    if isinstance(opened, AlreadySettled):
        await show_settled(opened, words, show)
        return
    await state.set_state(None)  # a keypad still on the screen belongs to another statement, and must sign nothing
    message = await show.new(statement_screen(words, opened))
    shown = {
        "request": str(opened.request.id),
        "statement": statement(words, opened),
        "language": words.language,
        "message": message.message_id,
    }
    await state.update_data({_STATEMENT: shown})


def _press(shown: dict[str, str | int], callback: CallbackQuery, update: Update) -> Press:
    return Press(
        statement=str(shown["statement"]),
        language=str(shown["language"]),
        update_id=update.update_id,
        callback_id=callback.id,
        message_id=int(shown["message"]),
    )


async def _forget(state: FSMContext) -> None:
    data = await state.get_data()
    await state.set_data({key: value for key, value in data.items() if key not in (_STATEMENT, _DECLINING)})
    await state.set_state(None)
