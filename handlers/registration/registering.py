"""From the personal link to the door: agreement, own contact, PIN."""

from datetime import datetime
from uuid import UUID

from aiogram import F, Router
from aiogram.filters import Command, CommandStart, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.ids import EventId
from bot.staff.models import Speaker
from bot.staff.organisation.terms import Versions
from bot.staff.registration.open_link import AskForNewLink, LinkOpened, OpenLink, ShowInvitation
from bot.staff.registration.register import CheckContact, Contact, Newcomer, Register
from bot.texts import Texts, Words
from handlers.callbacks import LanguageChosen
from handlers.keypad import PinChosen, ask_pin, ask_pin_again
from handlers.middlewares import LANGUAGE
from handlers.registration.screens import (
    contact_screen,
    contact_taken_screen,
    invited_screen,
    link_dead_screen,
    new_link_asked_screen,
    registered_screen,
)
from handlers.registration.states import Registering
from handlers.screen import Screen
from handlers.show import Show
from handlers.staff.callbacks import AgreementPressed, NewLinkWanted
from handlers.turn import Turn

INVITATION, DEAD, PHONE, TERMS = "invitation_id", "dead_invitation_id", "phone", "terms_shown"


async def on_personal_link(
    message: Message, payload: str, state: FSMContext, words: Words, show: Show, now: datetime, open_link: OpenLink
) -> None:
    """A personal link was opened; called by the handler of /start."""
    opened = await open_link(message.chat.id, payload, now=now)
    await state.set_state(None)
    if isinstance(opened, LinkOpened):
        await state.set_state(Registering.agreement)
        await show.new(await _invited(opened, state, words))
    else:
        await state.update_data({DEAD: str(opened.invitation_id or "")})
        await show.new(link_dead_screen(words))


async def on_new_link_wanted(
    _: CallbackQuery,
    state: FSMContext,
    words: Words,
    show: Show,
    now: datetime,
    ask_for_new_link: AskForNewLink,
) -> None:
    """The holder of a dead link asks for a new one; the answer is the same whether anybody could be asked."""
    data = await state.get_data()
    if data.get(DEAD):
        await ask_for_new_link(UUID(data[DEAD]), now=now)
    await show.here(new_link_asked_screen(words))


async def on_language_before_agreeing(
    _: CallbackQuery,
    callback_data: LanguageChosen,
    state: FSMContext,
    show: Show,
    now: datetime,
    texts: Texts,
    show_invitation: ShowInvitation,
) -> None:
    """Another language is wanted to read the invitation in."""
    words = texts.words(callback_data.language)
    await state.update_data({LANGUAGE: words.language})
    opened = await show_invitation(UUID((await state.get_data())[INVITATION]), now=now)
    await show.here(await _invited(opened, state, words))


async def on_resumed(
    _: Message,
    turn: Turn,
    state: FSMContext,
    words: Words,
    show: Show,
    now: datetime,
    show_invitation: ShowInvitation,
) -> None:
    """Somebody not registered yet comes back in the middle: they go on where they stopped."""
    opened = await show_invitation(UUID((await state.get_data())[INVITATION]), now=now)
    match await state.get_state():
        case Registering.contact.state:
            await show.new(contact_screen(words))
        case Registering.pin.state:
            await ask_pin_again(turn)
        case _:
            await show.new(await _invited(opened, state, words))


async def _invited(opened: LinkOpened, state: FSMContext, words: Words) -> Screen:
    """Show the invitation, and remember which words are shown: those are what the person agrees to."""
    versions = opened.terms.versions
    shown = [versions.privacy, versions.agreement]
    await state.update_data({INVITATION: str(opened.invitation_id), TERMS: shown})
    return invited_screen(words, opened)


async def on_agreed(_: CallbackQuery, state: FSMContext, words: Words, show: Show) -> None:
    """The notice was read and agreed to."""
    await state.set_state(Registering.contact)
    await show.forget_buttons()
    await show.new(contact_screen(words))


async def on_contact(
    message: Message,
    turn: Turn,
    state: FSMContext,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    check_contact: CheckContact,
) -> None:
    """A contact was shared."""
    shared = message.contact
    data = await state.get_data()
    if shared is None or message.from_user is None:
        return
    # A forwarded contact is somebody's message about somebody, not the sender's own act.
    own = None if message.forward_origin else shared.user_id
    phone = await check_contact(
        UUID(data[INVITATION]), message.from_user.id, Contact(own, shared.phone_number), event_id=event_id, now=now
    )
    await state.update_data({PHONE: phone})
    await show.new(contact_taken_screen(words))
    await ask_pin(turn, Registering.pin, words("registration-pin"), chosen=True)


async def on_no_contact(_: Message, words: Words, show: Show) -> None:
    """Something else came while the contact was waited for."""
    await show.new(contact_screen(words))


async def on_pin_typed(_: Message, turn: Turn) -> None:
    """Something was typed where keys are to be pressed."""
    await ask_pin_again(turn)


async def on_pin(
    callback: CallbackQuery,
    pin: str,
    state: FSMContext,
    words: Words,
    event_id: EventId,
    now: datetime,
    register: Register,
) -> Screen:
    """The PIN was chosen: registers."""
    data = await state.get_data()
    newcomer = Newcomer(
        UUID(data[INVITATION]), callback.from_user.id, data[PHONE], pin, words.language, Versions(*data[TERMS])
    )
    person = await register(newcomer, event_id=event_id, now=now)
    await state.clear()
    return registered_screen(words, person.name)


async def is_nobody_yet(_: Message, speaker: Speaker | None = None) -> bool:
    """Filter for who is not registered anywhere: to everyone else the menu is shown."""
    return speaker is None


def router() -> Router:
    """What the not yet registered do (and the registered, invited by a second organisation)."""
    own = Router(name="registration")
    own.callback_query.register(on_new_link_wanted, NewLinkWanted.filter())
    own.callback_query.register(on_language_before_agreeing, LanguageChosen.filter(), Registering.agreement)
    for opening in (CommandStart(magic=~F.args), Command("menu")):
        own.message.register(on_resumed, opening, StateFilter(Registering), is_nobody_yet)
    own.callback_query.register(on_agreed, AgreementPressed.filter(), Registering.agreement)
    own.message.register(on_contact, StateFilter(Registering.contact), F.contact)
    own.message.register(on_no_contact, StateFilter(Registering.contact), ~F.text.startswith("/"))
    own.callback_query.register(on_pin, PinChosen(Registering.pin))
    own.message.register(on_pin_typed, StateFilter(Registering.pin), ~F.text.startswith("/"))
    return own
