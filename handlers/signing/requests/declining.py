"""A person declines: types a reason, confirms it, and can take it back for a while."""

from uuid import UUID

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.state import StatesGroup
from dishka import FromDishka

from bot.signing.declining.decline_request import DeclineRequest
from bot.signing.declining.prepare_decline import PrepareDecline
from bot.signing.declining.take_back_decline import TakeBackDecline
from bot.signing.requests.open_request import OpenRequest
from bot.signing.requests.request_details import AlreadySettled
from handlers.dialogue.awaited import Awaited, Awaiting
from handlers.filters import NOT_A_COMMAND
from handlers.signing.requests.callbacks import DeclineConfirmed, DeclinePressed, TakeBackPressed
from handlers.signing.requests.declining_screens import (
    decline_summary_screen,
    reason_screen,
    taken_back_screen,
)
from handlers.signing.requests.screens import settled_screen
from handlers.signing.requests.signing import show_settled
from handlers.turn import Turn

_DECLINING = "declining"


class Declining(StatesGroup):
    """A person is about to decline. A text typed after the reason replaces it."""

    reason = Awaiting(Awaited.TEXT)


async def on_decline_pressed(turn: Turn, button: DeclinePressed, open_request: FromDishka[OpenRequest]) -> None:
    """Ask for the reason."""
    opened = await open_request(turn.speaker, button.request_id, event_id=turn.event_id, now=turn.now)
    if isinstance(opened, AlreadySettled):
        await show_settled(turn, opened)
        return
    await turn.state.update_data({_DECLINING: {"request": str(opened.request.id)}})
    await turn.state.set_state(Declining.reason)
    await turn.show.new(reason_screen(turn.words, opened.document))


async def on_reason_typed(turn: Turn, prepare_decline: FromDishka[PrepareDecline]) -> None:
    """Sum up what declining would do, and ask for confirmation."""
    kept = await _kept(turn)
    summary = await prepare_decline(turn.speaker, UUID(kept["request"]), turn.message.text or "")
    if isinstance(summary, AlreadySettled):
        await _forget(turn)
        await turn.show.new(settled_screen(turn.words, summary))
        return
    await turn.state.update_data({_DECLINING: {**kept, "reason": summary.reason}})
    await turn.show.new(decline_summary_screen(turn.words, summary))


async def on_decline_confirmed(
    turn: Turn, button: DeclineConfirmed, decline_request: FromDishka[DeclineRequest]
) -> None:
    """Decline for the reason that was typed."""
    reason = (await _kept(turn)).get("reason", "")
    settled = await decline_request(turn.speaker, button.request_id, reason, now=turn.now)
    await _forget(turn)
    await turn.show.here(settled_screen(turn.words, settled))


async def on_take_back_pressed(
    turn: Turn, button: TakeBackPressed, take_back_decline: FromDishka[TakeBackDecline]
) -> None:
    """Take back that the person declined."""
    result = await take_back_decline(turn.speaker, button.request_id)
    if isinstance(result, AlreadySettled):
        await show_settled(turn, result)
    else:
        await turn.show.here(taken_back_screen(turn.words, result))


async def _kept(turn: Turn) -> dict[str, str]:
    return (await turn.state.get_data()).get(_DECLINING) or {}


async def _forget(turn: Turn) -> None:
    await turn.state.update_data({_DECLINING: None})
    await turn.state.set_state(None)


def router() -> Router:
    """Build the router of declining."""
    own = Router(name="declining a request")
    own.callback_query.register(on_decline_pressed, DeclinePressed.filter())
    own.callback_query.register(on_decline_confirmed, DeclineConfirmed.filter())
    own.callback_query.register(on_take_back_pressed, TakeBackPressed.filter())
    own.message.register(on_reason_typed, StateFilter(Declining.reason), F.text, NOT_A_COMMAND)
    return own
