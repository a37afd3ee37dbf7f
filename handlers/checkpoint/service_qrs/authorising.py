"""Authorising a service QR: the bot sends the order, the manager sends it back with a qualified signature."""

from uuid import UUID

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.state import StatesGroup
from dishka import FromDishka

from bot.checkpoint.authorising.accept_order import AcceptOrder
from bot.checkpoint.authorising.request_order import RequestOrder
from bot.checkpoint.service_qrs.print_service_qr import PrintServiceQr
from bot.qualified.in_workers import NamedFile
from handlers.checkpoint.callbacks import AuthoriseServiceQrPressed
from handlers.checkpoint.service_qrs.authorising_screens import not_accepted_screen, order_screen
from handlers.checkpoint.service_qrs.screens import service_qr_screen
from handlers.dialogue.awaited import Awaited, Awaiting
from handlers.filters import is_registered
from handlers.qualified.screens import judgement_screen
from handlers.turn import Turn

_AUTHORISED = "authorised_qr"
"""Key of the FSM data: the service QR whose signed order is awaited."""


class AuthorisingServiceQr(StatesGroup):
    """A manager is about to send the signed order."""

    file = Awaiting(Awaited.FILE)


async def on_authorise_pressed(
    turn: Turn, button: AuthoriseServiceQrPressed, request_order: FromDishka[RequestOrder]
) -> None:
    """Send the order, and await it signed."""
    _, pdf = await request_order(turn.speaker, button.service_qr_id, turn.words, event_id=turn.event_id, now=turn.now)
    await turn.state.set_state(AuthorisingServiceQr.file)
    await turn.state.update_data({_AUTHORISED: str(button.service_qr_id)})
    await turn.show.new(order_screen(turn.words, pdf))


async def on_signed_order(
    turn: Turn, accept_order: FromDishka[AcceptOrder], print_service_qr: FromDishka[PrintServiceQr]
) -> None:
    """Judge the signed order; show the authorised service QR, or what is missing."""
    service_qr_id = UUID((await turn.state.get_data())[_AUTHORISED])
    sent = turn.message.document
    given = NamedFile((sent.file_name if sent else None) or "", await turn.fetch.document(turn.message))
    answer = await accept_order(turn.speaker, service_qr_id, given, event_id=turn.event_id, now=turn.now)
    if answer.order is None:
        await turn.show.new(judgement_screen(turn.words, answer.judged[0]))
        await turn.show.new(not_accepted_screen(turn.words))
        return
    await turn.state.set_state(None)
    await turn.state.update_data({_AUTHORISED: None})
    card, png = await print_service_qr.png(turn.speaker, service_qr_id, now=turn.now)
    await turn.show.new(service_qr_screen(turn.words, card, png, turn.now))


def router() -> Router:
    """Build the router; it comes before those that take any file."""
    own = Router(name="checkpoint-authorising")
    own.message.filter(is_registered)
    own.callback_query.filter(is_registered)
    own.callback_query.register(on_authorise_pressed, AuthoriseServiceQrPressed.filter())
    own.message.register(on_signed_order, StateFilter(AuthorisingServiceQr.file), F.document)
    return own
