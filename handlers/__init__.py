"""The Telegram side: builds the Dispatcher, and includes the routers in the order in which they are tried."""

import aiogram_later  # noqa: F401 - before aiogram
from aiogram import Dispatcher, Router
from dishka import AsyncContainer
from dishka.integrations.aiogram import inject_router, setup_dishka

from bot.texts.words import Texts
from handlers import keypad, membership, passes, refusals, signing
from handlers.account import router as account
from handlers.bot_api.limits import StrangersLimit
from handlers.checkpoint.duty import checking as checkpoint
from handlers.checkpoint.duty import guests as checkpoint_guests
from handlers.checkpoint.log import log as checkpoint_log
from handlers.checkpoint.service_qrs import authorising as checkpoint_authorising
from handlers.checkpoint.service_qrs import editing as checkpoint_editing
from handlers.checkpoint.service_qrs import issuing as checkpoint_issuing
from handlers.checkpoint.service_qrs import managing as checkpoint_qrs
from handlers.checkpoint.service_qrs import renewing as checkpoint_renewing
from handlers.dialogue import edits, people_pages, unexpected
from handlers.dialogue.open_question import KeepOpenQuestion
from handlers.filters import skip_foreign_buttons
from handlers.middlewares import AnswerCallback, LimitStrangers, LoadTurn, PassTurn, UpdateCommands
from handlers.qualified import judging
from handlers.registration import fallback
from handlers.registration import router as registration
from handlers.staff import router as staff
from handlers.staff.identity import rebinding as staff_rebinding
from handlers.updates.fsm_storage import Memory


def build_dispatcher(memory: Memory, load_turn: LoadTurn, texts: Texts, container: AsyncContainer) -> Dispatcher:
    """Build the dispatcher: middlewares, then routers in order. Handlers get their use cases from `container`."""
    dispatcher = Dispatcher(storage=memory, name="dispatcher")
    dispatcher.update.outer_middleware(load_turn)
    for observer in (dispatcher.message, dispatcher.callback_query):
        observer.outer_middleware(UpdateCommands(texts))
    dispatcher.callback_query.outer_middleware(AnswerCallback())
    for observer in (dispatcher.message, dispatcher.callback_query):
        observer.outer_middleware(KeepOpenQuestion())
    dispatcher.callback_query.middleware(keypad.CollectPin())
    strangers = LimitStrangers(StrangersLimit())
    messages = dispatcher.message, dispatcher.edited_message
    for observer in (*messages, dispatcher.callback_query, dispatcher.my_chat_member):
        observer.middleware(strangers)
        observer.middleware(PassTurn())
    include_routers(dispatcher)
    skip_foreign_buttons(dispatcher)
    setup_dishka(container, dispatcher)
    inject_router(dispatcher)
    return dispatcher


def include_routers(root: Router) -> None:
    """Include the features' routers in order: what everybody may do first, the fallback last."""
    root.include_routers(
        refusals.router(),
        membership.router(),
        keypad.router(),
        checkpoint_guests.menus(),
        registration.router(),
        checkpoint_guests.router(),
        account.router(),
        checkpoint.mistyped_files(),
        checkpoint_authorising.router(),
        judging.router(),
        signing.router(),
        staff.router(),
        staff_rebinding.objecting(),
        passes.router(),
        checkpoint_issuing.router(),
        checkpoint_editing.router(),
        checkpoint_qrs.router(),
        checkpoint_renewing.router(),
        checkpoint_log.router(),
        checkpoint_guests.deciding(),
        checkpoint_guests.elsewhere(),
        checkpoint.undoing(),
        unexpected.router(),
        edits.router(),
        checkpoint.router(),
        people_pages.router(),
        fallback.router(),
    )
