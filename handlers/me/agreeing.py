"""Words that were changed are read and agreed to before the next signature."""

from datetime import datetime

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.ids import Cause
from bot.signing.open_request import OpenRequest
from bot.staff.agree import AgreeToTerms
from bot.staff.people import Speaker
from bot.staff.terms import Versions
from bot.texts import Words
from handlers.buttons import TermsAgreed
from handlers.show import Show
from handlers.signing.confirming import show_statement


async def on_terms_agreed(
    _: CallbackQuery,
    callback_data: TermsAgreed,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    cause: Cause,
    now: datetime,
    agree_to_terms: AgreeToTerms,
    open_request: OpenRequest,
) -> None:
    """The words shown are agreed to; signing goes on."""
    shown = Versions(callback_data.privacy, callback_data.agreement)
    agreeing = await agree_to_terms(speaker, shown, cause=cause, now=now)
    await show.forget_buttons()
    opened = await open_request(agreeing, callback_data.request_id, cause=cause, now=now)
    await show_statement(opened, state, words, show)
