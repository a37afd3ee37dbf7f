"""Deep links and commands: what a person typed or opened."""

from datetime import datetime
from typing import Any

from aiogram import F, Router
from aiogram.filters import Command, CommandObject, CommandStart, Filter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.passes.codes import CodePurpose, Codes, Parsed
from bot.staff.models import Speaker
from bot.staff.people.browse_staff import ChooseLanguage, FindSpeakers
from bot.staff.registration.open_link import OpenLink, is_personal
from bot.texts import Texts, Words
from handlers.account.menu_screens import language_screen, menu_screen, organisations_screen
from handlers.callbacks import (
    CancelPressed,
    LanguageChosen,
    LanguagePressed,
    MenuPressed,
    OrganisationChosen,
    OrganisationsPressed,
)
from handlers.commands import TOLD
from handlers.middlewares import CHOSEN, LANGUAGE
from handlers.registration.registering import on_personal_link
from handlers.screen import Screen
from handlers.show import Show


async def on_personal_link_opened(
    message: Message,
    command: CommandObject,
    state: FSMContext,
    words: Words,
    show: Show,
    now: datetime,
    open_link: OpenLink,
) -> None:
    """A personal link was opened."""
    await on_personal_link(message, command.args or "", state, words, show, now, open_link)


async def on_start(
    _: Message, state: FSMContext, speaker: Speaker | None, organisations: int, words: Words, show: Show
) -> None:
    """The bot was opened without a payload, or the menu asked for."""
    await _drop_dialogue(state)
    await show.new(menu_screen(words, speaker, organisations) if speaker else Screen(words("not-registered")))


async def on_menu_pressed(
    _: CallbackQuery, state: FSMContext, speaker: Speaker | None, organisations: int, words: Words, show: Show
) -> None:
    """The menu is wanted in place."""
    await _drop_dialogue(state)
    await show.here(menu_screen(words, speaker, organisations) if speaker else Screen(words("not-registered")))


async def on_cancel(_: Message, state: FSMContext, words: Words, show: Show) -> None:
    """What was begun is dropped."""
    await _drop_dialogue(state)
    await show.new(Screen(words("cancelled")))


async def on_cancel_pressed(_: CallbackQuery, state: FSMContext, words: Words, show: Show) -> None:
    """What was begun is dropped, and its keyboard with it."""
    await _drop_dialogue(state)
    await show.here(Screen(words("cancelled")))


async def on_language(_: Message | CallbackQuery, words: Words, show: Show) -> None:
    """Another language is wanted."""
    await show.here(language_screen(words))


async def on_language_chosen(
    _: CallbackQuery,
    callback_data: LanguageChosen,
    state: FSMContext,
    speaker: Speaker | None,
    show: Show,
    texts: Texts,
    choose_language: ChooseLanguage,
) -> None:
    """A language was chosen."""
    language = callback_data.language
    await state.update_data({LANGUAGE: language})
    if speaker is not None:
        await choose_language(speaker, language)
    await show.new(Screen(texts.words(language)("language-chosen")))


async def on_organisation(
    event: Message | CallbackQuery, words: Words, show: Show, find_speakers: FindSpeakers
) -> None:
    """A person in several organisations wants to speak for another one."""
    speakers = await find_speakers(event.from_user.id if event.from_user else 0)
    await show.here(organisations_screen(words, speakers) if speakers else Screen(words("not-registered")))


async def on_organisation_chosen(
    callback: CallbackQuery,
    callback_data: OrganisationChosen,
    state: FSMContext,
    words: Words,
    show: Show,
    texts: Texts,
    find_speakers: FindSpeakers,
) -> None:
    """An organisation was chosen; only one the person belongs to counts."""
    speakers = {speaker.account.id: speaker for speaker in await find_speakers(callback.from_user.id)}
    chosen = speakers.get(callback_data.account_id)
    if chosen is None:
        await on_outdated_button(callback, words, show)
        return
    await _drop_dialogue(state)
    await state.update_data({CHOSEN: str(chosen.account.id)})
    its_words = texts.words(chosen.account.language, chosen.organisation.time_zone)
    await show.here(menu_screen(its_words, chosen, len(speakers)))


async def on_help(_: Message, words: Words, show: Show) -> None:
    """Help is wanted."""
    await show.new(Screen(words("help")))


async def on_unknown_payload(_: Message, words: Words, show: Show) -> None:
    """A deep link was opened that no room takes: it is cut off, of another bot, or for others than this person."""
    await show.new(Screen(words("payload-unknown")))


async def on_anything_else(_: Message, speaker: Speaker | None, words: Words, show: Show) -> None:
    """Nobody else took it."""
    await show.new(Screen(words("not-understood" if speaker else "not-registered")))


async def on_outdated_button(_: CallbackQuery, words: Words, show: Show) -> None:
    """A button that nobody takes: of another day, of another role, or made up."""
    await show.toast(words.plain("button-outdated"), alert=True)


class CarriesCode(Filter):
    """Filter for /start with a code of this bot, of one purpose; gives the handler `parsed` and `payload`."""

    def __init__(self, purpose: CodePurpose) -> None:
        self.purpose = purpose

    async def __call__(self, _: Message, command: CommandObject, codes: Codes) -> bool | dict[str, Any]:
        """Look at the payload's shape; whether it is genuine is for the action to say."""
        parsed: Parsed | None = codes.parse(command.args or "")
        if parsed is None or parsed.purpose is not self.purpose:
            return False
        return {"parsed": parsed, "payload": command.args}


async def carries_token(_: Message, command: CommandObject) -> bool:
    """Filter for /start with something shaped like a personal link's token."""
    return is_personal(command.args or "")


async def _drop_dialogue(state: FSMContext) -> None:
    """Forget what was gathered, but not who speaks in which language."""
    data = await state.get_data()
    await state.set_state(None)
    await state.set_data({key: value for key, value in data.items() if key in (CHOSEN, LANGUAGE, TOLD)})


def router() -> Router:
    """What everybody may do at any time; comes first."""
    own = Router(name="start")
    own.message.register(on_personal_link_opened, CommandStart(deep_link=True), carries_token)
    own.message.register(on_start, CommandStart(magic=~F.args))
    own.message.register(on_start, Command("menu"))
    own.message.register(on_cancel, Command("cancel"))
    own.message.register(on_language, Command("language"))
    own.message.register(on_organisation, Command("organisation"))
    own.message.register(on_help, Command("help"))
    own.callback_query.register(on_menu_pressed, MenuPressed.filter())
    own.callback_query.register(on_cancel_pressed, CancelPressed.filter())
    own.callback_query.register(on_language, LanguagePressed.filter())
    own.callback_query.register(on_organisation, OrganisationsPressed.filter())
    own.callback_query.register(on_language_chosen, LanguageChosen.filter())
    own.callback_query.register(on_organisation_chosen, OrganisationChosen.filter())
    return own


def fallback() -> Router:
    """What nobody else took; comes last."""
    own = Router(name="fallback")
    own.message.register(on_unknown_payload, CommandStart(deep_link=True))
    own.message.register(on_anything_else)
    own.callback_query.register(on_outdated_button)
    return own
