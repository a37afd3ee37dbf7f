"""Words that were changed are read and agreed to before the next signature."""

from datetime import datetime

from aiogram.types import CallbackQuery

from bot.ids import EventId
from bot.signing.requests.open_request import OpenRequest
from bot.staff.models import Speaker
from bot.staff.organisation.terms import Versions
from bot.staff.registration.agree_to_terms import AgreeToTerms
from handlers.account.callbacks import TermsAgreed
from handlers.show import Show
from handlers.signing.requests.signing import show_statement
from handlers.turn import Turn


async def on_terms_agreed(
    _: CallbackQuery,
    callback_data: TermsAgreed,
    turn: Turn,
    speaker: Speaker,
    show: Show,
    event_id: EventId,
    now: datetime,
    agree_to_terms: AgreeToTerms,
    open_request: OpenRequest,
) -> None:
    """The words shown are agreed to; signing goes on."""
    shown = Versions(callback_data.privacy, callback_data.agreement)
    agreeing = await agree_to_terms(speaker, shown, event_id=event_id, now=now)
    await show.forget_buttons()
    opened = await open_request(agreeing, callback_data.request_id, event_id=event_id, now=now)
    await show_statement(turn, opened)
