"""A person signs: reads the statement, confirms it, enters the PIN or sends a qualified signature where required."""

from uuid import UUID

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.state import StatesGroup
from dishka import FromDishka

from bot.qualified.in_workers import NamedFile
from bot.signing.models import Confirmation
from bot.signing.qualified.accept_signature import AcceptSignature
from bot.signing.requests.evidence import Press, statement
from bot.signing.requests.open_request import OpenRequest
from bot.signing.requests.request_details import AlreadySettled, RequestDetails
from bot.signing.requests.sign_request import Signed, SignRequest
from bot.staff.terms.agree_to_terms import OutstandingTerms
from handlers.account.organisation.terms_screens import terms_changed_screen
from handlers.dialogue.awaited import Awaited, Awaiting
from handlers.keypad import PinEntered, ask_pin
from handlers.progress import Progress, while_hashing
from handlers.screen import Screen
from handlers.signing.requests.callbacks import ConfirmPressed, SignPressed
from handlers.signing.requests.screens import (
    confirmed_screen,
    handing_over_screen,
    pin_prompt,
    settled_alert,
    settled_screen,
    statement_screen,
    unproven_screen,
)
from handlers.turn import Turn

_STATEMENT = "signing"


class Signing(StatesGroup):
    """A person is about to sign."""

    pin = Awaiting(Awaited.PIN)
    file = Awaiting(Awaited.FILE)


async def on_sign_pressed(
    turn: Turn,
    button: SignPressed,
    open_request: FromDishka[OpenRequest],
    outstanding_terms: FromDishka[OutstandingTerms],
) -> None:
    """Show the exact statement; where the terms were changed, ask to agree to them first."""
    outstanding = await outstanding_terms(turn.speaker)
    if outstanding is not None:
        await turn.state.set_state(None)
        await turn.show.new(terms_changed_screen(turn.words, outstanding, button.request_id))
        return
    opened = await open_request(turn.speaker, button.request_id, event_id=turn.event_id, now=turn.now)
    await show_statement(turn, opened)


async def on_confirm_pressed(
    turn: Turn, button: ConfirmPressed, open_request: FromDishka[OpenRequest], sign_request: FromDishka[SignRequest]
) -> None:
    """Sign, or ask for the PIN first; show the statement again where another one was shown last."""
    shown = await _shown(turn)
    is_shown = shown.get("request") == str(button.request_id)
    if is_shown and shown.get("confirmation") == Confirmation.TAP:
        await _sign_by_tap(turn, shown, sign_request)
        return
    opened = await open_request(turn.speaker, button.request_id, event_id=turn.event_id, now=turn.now)
    if is_shown and not isinstance(opened, AlreadySettled):
        await ask_pin(turn, Signing.pin, pin_prompt(turn.words, opened.document))
    else:
        await show_statement(turn, opened)


async def on_pin(turn: Turn, pin: str, sign_request: FromDishka[SignRequest]) -> Screen:
    """Sign with the PIN."""
    return confirmed_screen(turn.words, await _sign(turn, await _shown(turn), pin, sign_request))


async def on_signed_file(turn: Turn, accept_signature: FromDishka[AcceptSignature]) -> None:
    """Sign with the qualified signature in the file; show what is missing, and wait for another file."""
    shown, sent = await _shown(turn), turn.message.document
    given = NamedFile((sent.file_name if sent else None) or "", await turn.fetch.document(turn.message))
    press = Press(
        statement=str(shown["statement"]),
        language=str(shown["language"]),
        update_id=turn.update.update_id,
        callback_id=None,
        message_id=turn.message.message_id,
    )
    request_id = UUID(str(shown["request"]))
    progress = Progress()
    accepting = accept_signature(
        turn.speaker, request_id, press, given, event_id=turn.event_id, now=turn.now, report=progress
    )
    answer = await while_hashing(turn, accepting, progress)
    if answer.unproven is not None:
        await turn.show.new(unproven_screen(turn.words, answer.unproven))
    elif answer.result is not None:
        await _forget(turn)
        await turn.show.new(confirmed_screen(turn.words, answer.result))


async def show_statement(turn: Turn, opened: RequestDetails | AlreadySettled) -> None:
    """Show the statement to be confirmed and store it, or show that the request is settled already.

    A document that requires a qualified signature is handed over with it, and its signature awaited.
    """
    if isinstance(opened, AlreadySettled):
        await show_settled(turn, opened)
        return
    await turn.state.set_state(None)  # a keypad still on the screen belongs to another statement, and must sign nothing
    elsewhere = opened.document.confirmation is Confirmation.QUALIFIED
    screen = handing_over_screen if elsewhere else statement_screen
    message = await turn.show.new(screen(turn.words, opened))
    shown = {
        "request": str(opened.request.id),
        "statement": statement(turn.words, opened),
        "confirmation": opened.document.confirmation,
        "language": turn.words.language,
        "message": message.message_id,
    }
    await turn.state.update_data({_STATEMENT: shown})
    if elsewhere:
        await turn.state.set_state(Signing.file)


async def show_settled(turn: Turn, settled: AlreadySettled) -> None:
    """Show how a settled request stands: the new version, a decline that can be taken back, or an alert."""
    if settled.declining is not None or settled.new_version is not None:
        await turn.show.new(settled_screen(turn.words, settled))
    else:
        await turn.show.toast(settled_alert(turn.words, settled), alert=True)
    if settled.declining is None:
        await turn.show.forget_buttons()


async def _shown(turn: Turn) -> dict[str, str | int]:
    return (await turn.state.get_data()).get(_STATEMENT) or {}


async def _sign_by_tap(turn: Turn, shown: dict[str, str | int], sign_request: SignRequest) -> None:
    signed = await _sign(turn, shown, None, sign_request)
    if isinstance(signed, AlreadySettled):
        await show_settled(turn, signed)
    else:
        await turn.show.here(confirmed_screen(turn.words, signed))


async def _sign(
    turn: Turn, shown: dict[str, str | int], pin: str | None, sign_request: SignRequest
) -> Signed | AlreadySettled:
    press = Press(
        statement=str(shown["statement"]),
        language=str(shown["language"]),
        update_id=None if turn.is_on_page else turn.update.update_id,
        callback_id=None if turn.is_on_page else turn.callback.id,
        message_id=int(shown["message"]),
    )
    request_id = UUID(str(shown["request"]))
    signed = await sign_request(turn.speaker, request_id, press, pin, event_id=turn.event_id, now=turn.now)
    await _forget(turn)
    return signed


async def _forget(turn: Turn) -> None:
    data = await turn.state.get_data()
    await turn.state.set_data({key: value for key, value in data.items() if key != _STATEMENT})
    await turn.state.set_state(None)


def router() -> Router:
    """Build the router of signing."""
    own = Router(name="signing a request")
    own.callback_query.register(on_sign_pressed, SignPressed.filter())
    own.callback_query.register(on_confirm_pressed, ConfirmPressed.filter())
    own.callback_query.register(on_pin, PinEntered(Signing.pin))
    own.message.register(on_signed_file, StateFilter(Signing.file), F.document)
    return own
