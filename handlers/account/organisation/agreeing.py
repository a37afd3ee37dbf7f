"""A person agrees to changed terms before their next signature."""

from aiogram import Router
from dishka import FromDishka

from bot.signing.requests.open_request import OpenRequest
from bot.staff.terms.agree_to_terms import AgreeToTerms
from bot.staff.terms.versions import Versions
from handlers.account.organisation.callbacks import TermsAgreed
from handlers.signing.requests.signing import show_statement
from handlers.turn import Turn


async def on_terms_agreed(
    turn: Turn, button: TermsAgreed, agree_to_terms: FromDishka[AgreeToTerms], open_request: FromDishka[OpenRequest]
) -> None:
    """Record the agreement to the terms shown and go on to the statement to sign."""
    shown = Versions(button.privacy, button.agreement)
    speaker = await agree_to_terms(turn.speaker, shown, event_id=turn.event_id, now=turn.now)
    await turn.show.forget_buttons()
    opened = await open_request(speaker, button.request_id, event_id=turn.event_id, now=turn.now)
    await show_statement(turn, opened)


def router() -> Router:
    """Build the router of agreeing."""
    own = Router(name="agreeing to terms")
    own.callback_query.register(on_terms_agreed, TermsAgreed.filter())
    return own
