"""An owner writes the texts that people agree to, in one language or several, then publishes them."""

from aiogram import F, Router
from aiogram.filters import StateFilter
from dishka import FromDishka

from bot.staff.access import require_owner
from bot.staff.terms.set_terms import SetTerms, ShowTerms, fitting
from bot.staff.terms.versions import TermsKind
from handlers.account.organisation.callbacks import (
    TermsKindPressed,
    TermsLanguageChosen,
    TermsPressed,
    TermsPublished,
    TermsStandardPressed,
)
from handlers.account.organisation.states import WritingTerms
from handlers.account.organisation.terms_screens import (
    terms_draft_screen,
    terms_kind_screen,
    terms_question_screen,
    terms_screen,
    terms_set_screen,
)
from handlers.filters import NOT_A_COMMAND
from handlers.turn import Turn

_KIND, _LANGUAGE, _TEXTS = "terms_kind", "terms_language", "terms_texts"


async def on_terms_pressed(turn: Turn, show_terms: FromDishka[ShowTerms]) -> None:
    """Show both texts."""
    await turn.state.set_state(None)
    await turn.show.here(terms_screen(turn.words, await show_terms(turn.speaker)))


async def on_terms_kind_pressed(turn: Turn, button: TermsKindPressed, show_terms: FromDishka[ShowTerms]) -> None:
    """Show one of the texts."""
    await turn.show.here(terms_kind_screen(turn.words, await show_terms(turn.speaker), button.kind))


async def on_terms_language_chosen(turn: Turn, button: TermsLanguageChosen) -> None:
    """Ask for the text; what was written of it in other languages stays."""
    require_owner(turn.speaker)
    data, kind = await turn.state.get_data(), button.kind.value
    goes_on = await turn.state.get_state() == WritingTerms.text.state and data.get(_KIND) == kind
    texts = data.get(_TEXTS) if goes_on else {}
    await turn.state.update_data({_KIND: kind, _LANGUAGE: button.language, _TEXTS: texts or {}})
    await turn.state.set_state(WritingTerms.text)
    await turn.show.new(terms_question_screen(turn.words, button.language))


async def on_terms_typed(turn: Turn) -> None:
    """Add the text to the draft and show the draft."""
    require_owner(turn.speaker)
    data = await turn.state.get_data()
    texts = {**data[_TEXTS], data[_LANGUAGE]: fitting(turn.message.text or "")}
    await turn.state.update_data({_TEXTS: texts})
    await turn.show.new(terms_draft_screen(turn.words, TermsKind(data[_KIND]), texts))


async def on_terms_published(turn: Turn, set_terms: FromDishka[SetTerms]) -> None:
    """Bring the draft into force."""
    data = await turn.state.get_data()
    kind, texts = TermsKind(data[_KIND]), data.get(_TEXTS) or {}
    terms = await set_terms(turn.speaker, kind, texts, event_id=turn.event_id, now=turn.now)
    await turn.state.set_state(None)
    await turn.state.update_data({_KIND: "", _LANGUAGE: "", _TEXTS: {}})
    await turn.show.here(terms_set_screen(turn.words, terms))


async def on_terms_standard_pressed(turn: Turn, button: TermsStandardPressed, set_terms: FromDishka[SetTerms]) -> None:
    """Bring the standard text back into force."""
    terms = await set_terms(turn.speaker, button.kind, None, event_id=turn.event_id, now=turn.now)
    await turn.show.here(terms_set_screen(turn.words, terms))


def router() -> Router:
    """Build the router of terms."""
    own = Router(name="terms")
    own.callback_query.register(on_terms_pressed, TermsPressed.filter())
    own.callback_query.register(on_terms_kind_pressed, TermsKindPressed.filter())
    own.callback_query.register(on_terms_language_chosen, TermsLanguageChosen.filter())
    own.message.register(on_terms_typed, StateFilter(WritingTerms.text), F.text, NOT_A_COMMAND)
    own.callback_query.register(on_terms_published, TermsPublished.filter(), WritingTerms.text)
    own.callback_query.register(on_terms_standard_pressed, TermsStandardPressed.filter())
    return own
