"""A person registers: personal link, agreement, own contact, PIN."""

from uuid import UUID

from aiogram import F, Router
from aiogram.filters import Command, CommandObject, CommandStart, StateFilter
from dishka import FromDishka

from bot.staff.registration.open_link import LinkOpened, OpenLink, RequestNewLink, ShowInvitation
from bot.staff.registration.register import CheckContact, Contact, Newcomer, Register
from bot.staff.terms.versions import Versions
from bot.texts.words import Texts, Words
from handlers.callbacks import LanguageChosen
from handlers.filters import NOT_A_COMMAND, is_unregistered
from handlers.keypad import PinChosen, ask_pin, ask_pin_again
from handlers.middlewares import LANGUAGE
from handlers.registration.callbacks import AgreementPressed, NewLinkPressed
from handlers.registration.deep_links import carries_token
from handlers.registration.screens import (
    contact_screen,
    contact_taken_screen,
    invited_screen,
    link_dead_screen,
    new_link_requested_screen,
    registered_screen,
)
from handlers.registration.states import Registering
from handlers.screen import Screen
from handlers.turn import Turn

_INVITATION, _DEAD_INVITATION, _PHONE, _TERMS = "invitation_id", "dead_invitation_id", "phone", "terms_shown"


async def on_personal_link(turn: Turn, command: CommandObject, open_link: FromDishka[OpenLink]) -> None:
    """Show the invitation that a personal link opens, or the one text for every link that opens nothing."""
    opened = await open_link(turn.user.id, command.args or "", now=turn.now)
    await turn.state.set_state(None)
    if isinstance(opened, LinkOpened):
        await turn.state.set_state(Registering.agreement)
        await turn.show.new(await _invited(turn, turn.words, opened))
    else:
        await turn.state.update_data({_DEAD_INVITATION: str(opened.invitation_id or "")})
        await turn.show.new(link_dead_screen(turn.words))


async def on_new_link_pressed(turn: Turn, ask_for_new_link: FromDishka[RequestNewLink]) -> None:
    """Ask the managers for a new link, and say whether there was anybody to ask; not why there was nobody."""
    invitation_id = (await turn.state.get_data()).get(_DEAD_INVITATION)
    requested = bool(invitation_id) and await ask_for_new_link(UUID(invitation_id), now=turn.now)
    await turn.show.here(new_link_requested_screen(turn.words, requested=requested))


async def on_language_before_agreeing(
    turn: Turn, button: LanguageChosen, texts: FromDishka[Texts], show_invitation: FromDishka[ShowInvitation]
) -> None:
    """Show the invitation in another language."""
    words = texts.words(button.language)
    await turn.state.update_data({LANGUAGE: words.language})
    await turn.show.here(await _invited(turn, words, await show_invitation(await _invitation_id(turn), now=turn.now)))


async def on_resumed(turn: Turn, show_invitation: FromDishka[ShowInvitation]) -> None:
    """Show again where the person stopped registering."""
    opened = await show_invitation(await _invitation_id(turn), now=turn.now)
    match await turn.state.get_state():
        case Registering.contact.state:
            await turn.show.new(contact_screen(turn.words))
        case Registering.pin.state:
            await ask_pin_again(turn)
        case _:
            await turn.show.new(await _invited(turn, turn.words, opened))


async def on_agreed(turn: Turn) -> None:
    """Ask for the contact of the person who agreed."""
    await turn.state.set_state(Registering.contact)
    await turn.show.forget_buttons()
    await turn.show.new(contact_screen(turn.words))


async def on_contact(turn: Turn, check_contact: FromDishka[CheckContact]) -> None:
    """Check the contact that was shared, then ask for a PIN."""
    shared = turn.message.contact
    if shared is None:
        return
    # A forwarded contact is a message of somebody about somebody, not the sender's own act.
    contact = Contact(None if turn.message.forward_origin else shared.user_id, shared.phone_number)
    phone = await check_contact(await _invitation_id(turn), turn.user.id, contact, event_id=turn.event_id, now=turn.now)
    await turn.state.update_data({_PHONE: phone})
    await turn.show.new(contact_taken_screen(turn.words))
    await ask_pin(turn, Registering.pin, turn.words("registration-pin"), chosen=True)


async def on_no_contact(turn: Turn) -> None:
    """Ask for the contact again after another message."""
    await turn.show.new(contact_screen(turn.words))


async def on_pin(turn: Turn, pin: str, register: FromDishka[Register]) -> Screen:
    """Register the person under the PIN that they chose."""
    data = await turn.state.get_data()
    newcomer = Newcomer(
        invitation_id=UUID(data[_INVITATION]),
        telegram_id=turn.user.id,
        phone=data[_PHONE],
        pin=pin,
        language=turn.words.language,
        agreed=Versions(*data[_TERMS]),
    )
    registered = await register(newcomer, event_id=turn.event_id, now=turn.now)
    await turn.state.clear()
    return registered_screen(turn.words, registered)


async def _invited(turn: Turn, words: Words, opened: LinkOpened) -> Screen:
    """Return the invitation, and remember the versions of the terms in it: the person agrees to exactly these."""
    versions = opened.terms.versions
    shown = [versions.privacy, versions.agreement]
    await turn.state.update_data({_INVITATION: str(opened.invitation_id), _TERMS: shown})
    return invited_screen(words, opened)


async def _invitation_id(turn: Turn) -> UUID:
    return UUID((await turn.state.get_data())[_INVITATION])


def router() -> Router:
    """Build the router of registration, also for people whom a second organisation invites."""
    own = Router(name="registration")
    own.message.register(on_personal_link, CommandStart(deep_link=True), carries_token)
    own.callback_query.register(on_new_link_pressed, NewLinkPressed.filter())
    own.callback_query.register(on_language_before_agreeing, LanguageChosen.filter(), Registering.agreement)
    for opening in (CommandStart(magic=~F.args), Command("menu")):
        own.message.register(on_resumed, opening, StateFilter(Registering), is_unregistered)
    own.callback_query.register(on_agreed, AgreementPressed.filter(), Registering.agreement)
    own.message.register(on_contact, StateFilter(Registering.contact), F.contact)
    own.message.register(on_no_contact, StateFilter(Registering.contact), NOT_A_COMMAND)
    own.callback_query.register(on_pin, PinChosen(Registering.pin))
    return own
