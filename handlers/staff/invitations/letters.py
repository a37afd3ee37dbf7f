"""A manager sends personal links by e-mail and SMS: to one person, or to everyone who is not registered."""

from uuid import UUID

from aiogram import F, Router
from aiogram.filters import StateFilter
from dishka import FromDishka

from bot.notices.letters import Channel
from bot.staff.invitations.addresses import SaveAddress
from bot.staff.invitations.show_card import ShowCard
from bot.staff.invitations.write_letters import CountLetters, InviteEveryone, ListChannels, SendLink
from bot.staff.notices import letters_progress
from handlers.filters import NOT_A_COMMAND
from handlers.staff.callbacks import (
    AddressPressed,
    InviteEveryoneBy,
    InviteEveryonePressed,
    LettersPressed,
    LinkSendPressed,
)
from handlers.staff.invitations.screens import (
    address_screen,
    invite_everyone_screen,
    letters_screen,
    letters_without_screen,
)
from handlers.staff.people.person_screens import person_screen
from handlers.staff.states import InvitingBy
from handlers.turn import Turn

_PERSON, _CHANNEL = "letter_person_id", "letter_channel"


async def on_link_send_pressed(
    turn: Turn, button: LinkSendPressed, send_link: FromDishka[SendLink], show_card: FromDishka[ShowCard]
) -> None:
    """Send a person's link."""
    await send_link(turn.speaker, button.person_id, button.channel, event_id=turn.event_id, now=turn.now)
    await turn.show.toast(turn.words.plain("staff-letter-ordered"))
    card = await show_card(turn.speaker, button.person_id, now=turn.now)
    await turn.show.here(person_screen(turn.words, turn.speaker, card))


async def on_address_pressed(turn: Turn, button: AddressPressed) -> None:
    """Ask for a person's address."""
    await turn.state.update_data({_PERSON: str(button.person_id), _CHANNEL: button.channel.value})
    await turn.state.set_state(InvitingBy.address)
    await turn.show.new(address_screen(turn.words, button.channel))


async def on_address_typed(
    turn: Turn,
    save_address: FromDishka[SaveAddress],
    send_link: FromDishka[SendLink],
    show_card: FromDishka[ShowCard],
) -> None:
    """Save the address on the card and send the link to it."""
    data = await turn.state.get_data()
    person_id, channel = UUID(data[_PERSON]), Channel(data[_CHANNEL])
    address = turn.message.text or ""
    await save_address(turn.speaker, person_id, channel, address, event_id=turn.event_id, now=turn.now)
    await turn.state.set_state(None)
    await send_link(turn.speaker, person_id, channel, event_id=turn.event_id, now=turn.now)
    card = await show_card(turn.speaker, person_id, now=turn.now)
    await turn.show.new(person_screen(turn.words, turn.speaker, card))


async def on_invite_everyone_pressed(turn: Turn, list_channels: FromDishka[ListChannels]) -> None:
    """Show the ways to invite everyone who is not registered."""
    await turn.show.here(invite_everyone_screen(turn.words, await list_channels(turn.speaker)))


async def on_invite_everyone_by(
    turn: Turn, button: InviteEveryoneBy, invite_everyone: FromDishka[InviteEveryone]
) -> None:
    """Send everyone who is not registered their link and show the progress."""
    message_id = turn.callback.message.message_id if turn.callback.message else None
    batch = await invite_everyone(turn.speaker, button.channel, message_id, event_id=turn.event_id, now=turn.now)
    await turn.show.here(letters_screen(turn.words, batch.batch_id, letters_progress(batch.counts)))
    if batch.without:
        await turn.show.new(letters_without_screen(turn.words, batch))


async def on_letters_pressed(turn: Turn, button: LettersPressed, count_letters: FromDishka[CountLetters]) -> None:
    """Show the progress of many letters."""
    batch = await count_letters(turn.speaker, button.batch_id, now=turn.now)
    await turn.show.here(letters_screen(turn.words, batch.batch_id, letters_progress(batch.counts)))


def router() -> Router:
    """Build the router of letters."""
    own = Router(name="invitation letters")
    own.callback_query.register(on_link_send_pressed, LinkSendPressed.filter())
    own.callback_query.register(on_address_pressed, AddressPressed.filter())
    own.callback_query.register(on_invite_everyone_pressed, InviteEveryonePressed.filter())
    own.callback_query.register(on_invite_everyone_by, InviteEveryoneBy.filter())
    own.callback_query.register(on_letters_pressed, LettersPressed.filter())
    own.message.register(on_address_typed, StateFilter(InvitingBy.address), F.text, NOT_A_COMMAND)
    return own
