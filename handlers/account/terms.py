"""An owner writes the words that people agree to: in one language or in several, then publishes them."""

from datetime import datetime

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.ids import EventId
from bot.staff.access import require_owner
from bot.staff.models import Speaker
from bot.staff.organisation.set_terms import SetTerms, ShowTerms, fitting
from bot.staff.organisation.terms import TermsKind
from bot.texts import Words
from handlers.account.callbacks import TermsKindPressed, TermsLanguageChosen, TermsStandardPressed
from handlers.account.states import WritingTerms
from handlers.account.terms_screens import (
    terms_draft_screen,
    terms_kind_screen,
    terms_screen,
    terms_set_screen,
    terms_wanted_screen,
)
from handlers.show import Show

KIND, LANGUAGE, TEXTS = "terms_kind", "terms_language", "terms_texts"


async def on_terms_pressed(
    _: CallbackQuery, state: FSMContext, speaker: Speaker, words: Words, show: Show, show_terms: ShowTerms
) -> None:
    """Both texts are wanted."""
    await state.set_state(None)
    await show.here(terms_screen(words, await show_terms(speaker)))


async def on_terms_kind_pressed(
    _: CallbackQuery,
    callback_data: TermsKindPressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    show_terms: ShowTerms,
) -> None:
    """One of the texts is wanted."""
    await show.here(terms_kind_screen(words, await show_terms(speaker), callback_data.kind))


async def on_terms_language_chosen(
    _: CallbackQuery, callback_data: TermsLanguageChosen, state: FSMContext, speaker: Speaker, words: Words, show: Show
) -> None:
    """A text is to be written; what was written of the same one in other languages stays."""
    require_owner(speaker)
    data = await state.get_data()
    goes_on = await state.get_state() == WritingTerms.text.state and data.get(KIND) == callback_data.kind.value
    texts = data.get(TEXTS) if goes_on else {}
    await state.update_data({KIND: callback_data.kind.value, LANGUAGE: callback_data.language, TEXTS: texts or {}})
    await state.set_state(WritingTerms.text)
    await show.new(terms_wanted_screen(words, callback_data.language))


async def on_terms_written(message: Message, state: FSMContext, speaker: Speaker, words: Words, show: Show) -> None:
    """The text came."""
    require_owner(speaker)
    data = await state.get_data()
    texts = {**data[TEXTS], data[LANGUAGE]: fitting(message.text or "")}
    await state.update_data({TEXTS: texts})
    await show.new(terms_draft_screen(words, TermsKind(data[KIND]), texts))


async def on_no_terms_written(_: Message, state: FSMContext, words: Words, show: Show) -> None:
    """Something else came while the text was waited for."""
    await show.new(terms_wanted_screen(words, (await state.get_data())[LANGUAGE]))


async def on_terms_published(
    _: CallbackQuery,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    set_terms: SetTerms,
) -> None:
    """What was written comes into force."""
    data = await state.get_data()
    terms = await set_terms(speaker, TermsKind(data[KIND]), data.get(TEXTS) or {}, event_id=event_id, now=now)
    await state.set_state(None)
    await state.update_data({KIND: "", LANGUAGE: "", TEXTS: {}})
    await show.here(terms_set_screen(words, terms))


async def on_terms_standard_pressed(
    _: CallbackQuery,
    callback_data: TermsStandardPressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    set_terms: SetTerms,
) -> None:
    """The house's own words come back."""
    await show.here(
        terms_set_screen(words, await set_terms(speaker, callback_data.kind, None, event_id=event_id, now=now))
    )
