"""Personal links by e-mail and SMS: to one person, to everyone who is not registered."""

from datetime import datetime
from uuid import UUID

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.ids import EventId
from bot.notices.letters import Channel
from bot.staff.invitations.letters import CountLetters, InviteEveryone, ListChannels, SaveAddress, SendLink, ShowCard
from bot.staff.models import Speaker
from bot.staff.notices import letters_progress
from bot.texts import Words
from handlers.show import Show
from handlers.staff.callbacks import AddressPressed, InviteEveryoneBy, LettersPressed, LinkSendPressed
from handlers.staff.letter_screens import (
    address_screen,
    invite_everyone_screen,
    letters_screen,
    letters_without_screen,
)
from handlers.staff.screens import person_screen
from handlers.staff.states import InvitingBy

PERSON, CHANNEL = "letter_person_id", "letter_channel"


async def on_link_send_pressed(
    _: CallbackQuery,
    callback_data: LinkSendPressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    send_link: SendLink,
    show_card: ShowCard,
) -> None:
    """A link is to be sent."""
    await send_link(speaker, callback_data.person_id, callback_data.channel, event_id=event_id, now=now)
    await show.toast(words.plain("staff-letter-ordered"))
    await show.here(person_screen(words, speaker, await show_card(speaker, callback_data.person_id, now=now)))


async def on_address_pressed(
    _: CallbackQuery, callback_data: AddressPressed, state: FSMContext, words: Words, show: Show
) -> None:
    """An address is to be put on the card."""
    await state.update_data({PERSON: str(callback_data.person_id), CHANNEL: callback_data.channel.value})
    await state.set_state(InvitingBy.address)
    await show.new(address_screen(words, callback_data.channel))


async def on_address_typed(
    message: Message,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    save_address: SaveAddress,
    send_link: SendLink,
    show_card: ShowCard,
) -> None:
    """The address was typed: it is kept on the card, and the link goes there."""
    data = await state.get_data()
    person_id, channel = UUID(data[PERSON]), Channel(data[CHANNEL])
    await save_address(speaker, person_id, channel, message.text or "", now=now)
    await state.set_state(None)
    await send_link(speaker, person_id, channel, event_id=event_id, now=now)
    await show.new(person_screen(words, speaker, await show_card(speaker, person_id, now=now)))


async def on_invite_everyone_pressed(
    _: CallbackQuery, speaker: Speaker, words: Words, show: Show, list_channels: ListChannels
) -> None:
    """Everyone who is not registered is to be invited."""
    await show.here(invite_everyone_screen(words, await list_channels(speaker)))


async def on_invite_everyone_by(
    callback: CallbackQuery,
    callback_data: InviteEveryoneBy,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    invite_everyone: InviteEveryone,
) -> None:
    """The way is chosen: the links go."""
    message_id = callback.message.message_id if callback.message else None
    sent = await invite_everyone(speaker, callback_data.channel, message_id, event_id=event_id, now=now)
    await show.here(letters_screen(words, sent.batch_id, letters_progress(sent.counts)))
    if sent.without:
        await show.new(letters_without_screen(words, sent))


async def on_letters_pressed(
    _: CallbackQuery,
    callback_data: LettersPressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    count_letters: CountLetters,
) -> None:
    """How far the sending is, is wanted."""
    sent = await count_letters(speaker, callback_data.batch_id, now=now)
    await show.here(letters_screen(words, sent.batch_id, letters_progress(sent.counts)))
