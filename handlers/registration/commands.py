"""Commands and buttons that everybody may use at any time: menu, language, organisation, cancel, help."""

from aiogram import F, Router
from aiogram.filters import Command, CommandStart, MagicData
from dishka import FromDishka

from bot.personal_data.count_waiting import CountWaiting
from bot.staff.identity.find_waiting import FindWaiting
from bot.staff.people.browse_staff import ChooseLanguage, FindFormer
from bot.texts.words import Texts
from handlers.account.menu_screens import Waiting, language_screen, menu_screen, organisations_screen, start_screen
from handlers.callbacks import (
    CancelPressed,
    LanguageChosen,
    LanguagePressed,
    MenuPressed,
    OrganisationChosen,
    OrganisationsPressed,
)
from handlers.commands import SHOWN_COMMANDS
from handlers.middlewares import CHOSEN, LANGUAGE
from handlers.registration.fallback import on_outdated_button
from handlers.registration.screens import language_row, left_screen
from handlers.screen import Screen, keyboard
from handlers.turn import Turn

_STAYS = {CHOSEN, LANGUAGE, SHOWN_COMMANDS}
"""Keys of the FSM data that outlive every dialogue."""


async def on_start(turn: Turn, count_waiting: FromDishka[CountWaiting]) -> None:
    """Show a registered person the menu and what waits for them: they may have blocked the bot when it was sent."""
    await _drop_dialogue(turn)
    counts = await count_waiting(turn.user.id, now=turn.now)
    waiting = [
        Waiting(speaker.organisation.name, counts[speaker.account.id].requests, counts[speaker.account.id].passes)
        for speaker in turn.speakers
        if speaker.account.id in counts
    ]
    await turn.show.new(start_screen(turn.words, turn.speaker, waiting))


async def on_menu(turn: Turn, find_waiting: FromDishka[FindWaiting], find_former: FromDishka[FindFormer]) -> None:
    """Show the menu in a new message."""
    await _drop_dialogue(turn)
    await turn.show.new(await _menu(turn, find_waiting, find_former))


async def on_menu_pressed(turn: Turn, waiting: FromDishka[FindWaiting], former: FromDishka[FindFormer]) -> None:
    """Show the menu in the place of the pressed message."""
    await _drop_dialogue(turn)
    await turn.show.here(await _menu(turn, waiting, former))


async def on_cancel(turn: Turn) -> None:
    """Drop the dialogue."""
    await _drop_dialogue(turn)
    await turn.show.new(Screen(turn.words("cancelled")))


async def on_cancel_pressed(turn: Turn) -> None:
    """Drop the dialogue and its buttons."""
    await _drop_dialogue(turn)
    await turn.show.here(Screen(turn.words("cancelled")))


async def on_language(turn: Turn) -> None:
    """Show the languages."""
    await turn.show.here(language_screen(turn.words))


async def on_language_chosen(
    turn: Turn, button: LanguageChosen, texts: FromDishka[Texts], choose_language: FromDishka[ChooseLanguage]
) -> None:
    """Change the language."""
    await turn.state.update_data({LANGUAGE: button.language})
    if turn.speaker_or_none is not None:
        await choose_language(turn.speaker, button.language)
    await turn.show.new(Screen(texts.words(button.language)("language-chosen")))


async def on_organisation(turn: Turn) -> None:
    """Show the organisations that the person belongs to."""
    not_registered = Screen(turn.words("not-registered"))
    await turn.show.here(organisations_screen(turn.words, turn.speakers) if turn.speakers else not_registered)


async def on_organisation_chosen(turn: Turn, button: OrganisationChosen, texts: FromDishka[Texts]) -> None:
    """Switch to another of the person's organisations."""
    chosen = next((one for one in turn.speakers if one.account.id == button.account_id), None)
    if chosen is None:
        await on_outdated_button(turn)
        return
    await _drop_dialogue(turn)
    await turn.state.update_data({CHOSEN: str(chosen.account.id)})
    words = texts.words(chosen.account.language, chosen.organisation.time_zone)
    await turn.show.here(menu_screen(words, chosen, turn.organisations))


async def on_help(turn: Turn) -> None:
    """Show the help."""
    await turn.show.new(Screen(turn.words("help")))


async def _menu(turn: Turn, find_waiting: FindWaiting, find_former: FindFormer) -> Screen:
    if turn.speaker_or_none is not None:
        return menu_screen(turn.words, turn.speaker, turn.organisations)
    waits_until_at = await find_waiting(turn.user.id)
    if waits_until_at is not None:
        text = turn.words("registration-waits-until", at=waits_until_at)
        return Screen(text, keyboard(language_row(turn.words)))
    former = await find_former(turn.user.id)
    if former:
        return left_screen(turn.words, former)
    return Screen(turn.words("not-registered"), keyboard(language_row(turn.words)))


async def _drop_dialogue(turn: Turn) -> None:
    """Forget what the dialogue gathered, but not who speaks in which language."""
    data = await turn.state.get_data()
    await turn.state.set_state(None)
    await turn.state.set_data({key: value for key, value in data.items() if key in _STAYS})


def router() -> Router:
    """Build the router of commands for everybody; it comes before the features' routers."""
    own = Router(name="commands")
    own.message.register(on_start, CommandStart(magic=~F.args), MagicData(F.turn.speaker_or_none))
    own.message.register(on_menu, CommandStart(magic=~F.args))
    own.message.register(on_menu, Command("menu"))
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
