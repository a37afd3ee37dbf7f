"""An owner sets the contact that is printed on posters and cards, by typing it."""

from aiogram import F, Router
from aiogram.filters import StateFilter
from dishka import FromDishka

from bot.staff.access import require_owner
from bot.staff.organisation.set_contact import LONGEST_CONTACT, SetContact
from bot.texts.words import Words
from handlers.account.organisation.callbacks import ContactPressed, ContactRemoved
from handlers.account.organisation.states import SettingContact
from handlers.account.organisation.working_time_screens import settings_screen
from handlers.callbacks import SettingsPressed
from handlers.filters import NOT_A_COMMAND
from handlers.screen import Screen, button, keyboard
from handlers.turn import Turn


def contact_screen(words: Words, contact: str) -> Screen:
    """Ask for the contact; one that is set can be removed."""
    text = words("settings-contact-question", contact=contact or words.plain("settings-none"), most=LONGEST_CONTACT)
    remove = [button(words.plain("settings-contact-remove"), ContactRemoved())] if contact else []
    return Screen(text, keyboard(remove, [button(words.plain("back"), SettingsPressed())]))


async def on_contact_pressed(turn: Turn) -> None:
    """Ask for the contact."""
    require_owner(turn.speaker)
    await turn.state.set_state(SettingContact.text)
    await turn.show.here(contact_screen(turn.words, turn.speaker.organisation.contact))


async def on_contact_typed(turn: Turn, set_contact: FromDishka[SetContact]) -> None:
    """Set the contact typed."""
    text = turn.message.text or ""
    organisation = await set_contact(turn.speaker, text, event_id=turn.event_id, now=turn.now)
    await turn.state.set_state(None)
    await turn.show.new(settings_screen(turn.words, organisation, turn.now))


async def on_contact_removed(turn: Turn, set_contact: FromDishka[SetContact]) -> None:
    """Print no contact from now on."""
    organisation = await set_contact(turn.speaker, "", event_id=turn.event_id, now=turn.now)
    await turn.state.set_state(None)
    await turn.show.here(settings_screen(turn.words, organisation, turn.now))


def router() -> Router:
    """Build the router of the contact."""
    own = Router(name="contact")
    own.callback_query.register(on_contact_pressed, ContactPressed.filter())
    own.callback_query.register(on_contact_removed, ContactRemoved.filter())
    own.message.register(on_contact_typed, StateFilter(SettingContact.text), F.text, NOT_A_COMMAND)
    return own
