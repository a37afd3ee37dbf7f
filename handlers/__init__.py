"""Everything that speaks to Telegram. Routers are included in order; the fallback comes last."""

from typing import Any

import aiogram_later  # noqa: F401 - before aiogram
from aiogram import Dispatcher, Router
from dishka import AsyncContainer
from dishka.integrations.aiogram import inject_router, setup_dishka

from bot.texts import Texts
from handlers import account as me
from handlers import keypad, membership, passes, refusals, signing, staff
from handlers.checkpoint.duty import checking as checkpoint
from handlers.checkpoint.duty import guests as checkpoint_guests
from handlers.checkpoint.log import log as checkpoint_log
from handlers.checkpoint.service_qrs import editing as checkpoint_editing
from handlers.checkpoint.service_qrs import issuing as checkpoint_issuing
from handlers.checkpoint.service_qrs import managing as checkpoint_qrs
from handlers.fsm_storage import Memory
from handlers.middlewares import AnswerCallback, LoadTurn, UpdateCommands
from handlers.registration import registering as registration
from handlers.registration import start


def build_dispatcher(
    memory: Memory, load_turn: LoadTurn, texts: Texts, container: AsyncContainer, use_cases: dict[str, Any]
) -> Dispatcher:
    """Build the dispatcher. Handlers get use cases by type from the `container`, or by name from `use_cases`."""
    dispatcher = Dispatcher(storage=memory, name="dispatcher", texts=texts, **use_cases)
    dispatcher.update.outer_middleware(load_turn)
    for observer in (dispatcher.message, dispatcher.callback_query):
        observer.outer_middleware(UpdateCommands(texts))
    dispatcher.callback_query.outer_middleware(AnswerCallback())
    dispatcher.callback_query.middleware(keypad.CollectPin())
    include_rooms(dispatcher)
    setup_dishka(container, dispatcher)
    inject_router(dispatcher)
    return dispatcher


def include_rooms(root: Router) -> None:
    """Include the routers: registration, what everybody may do, each feature, and the fallback."""
    root.include_routers(
        refusals.router(),
        membership.router(),
        keypad.router(),
        registration.router(),
        start.router(),
        checkpoint_guests.router(),
        me.router(),
        signing.router(),
        staff.router(),
        passes.router(),
        checkpoint_issuing.router(),
        checkpoint_editing.router(),
        checkpoint_qrs.router(),
        checkpoint_log.router(),
        checkpoint_guests.deciding(),
        checkpoint_guests.elsewhere(),
        checkpoint.router(),
        start.fallback(),
    )
