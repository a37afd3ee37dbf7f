"""Holders send their photos; managers look at them and decide with a tap."""

from datetime import datetime

from aiogram import Bot
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.ids import EventId
from bot.passes.photos.send_photo import DecidePhoto, ListPhotos, SendPhoto, ShowPhoto
from bot.staff.models import Speaker
from bot.texts import Words
from handlers.checkpoint.duty.pictures import fetch_picture, picture_id
from handlers.files import fetch
from handlers.passes.callbacks import PhotoDecided, PhotoPressed
from handlers.passes.holders.photo_screens import (
    decided_screen,
    photo_screen,
    photos_screen,
    sent_screen,
    wanted_screen,
)
from handlers.passes.states import SendingPhoto
from handlers.show import Show

_PHOTO = "own_photo"


async def on_send_photo_pressed(_: CallbackQuery, state: FSMContext, words: Words, show: Show) -> None:
    """A holder is about to send their photo: says what it must be like."""
    await state.set_state(SendingPhoto.photo)
    await show.new(wanted_screen(words))


async def on_own_photo_sent(
    message: Message,
    bot: Bot,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    send_photo: SendPhoto,
) -> None:
    """A holder's photo came: it goes to a manager, or the holder is asked for a larger face."""
    sent = await send_photo(speaker, await fetch_picture(message, bot), event_id=event_id, now=now)
    await _remember(state, None if sent.photo else picture_id(message))
    await show.new(sent_screen(words, sent))


async def on_photo_sent_anyway(
    callback: CallbackQuery,
    bot: Bot,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    send_photo: SendPhoto,
) -> None:
    """The photo with the small face goes to a manager all the same."""
    kept = (await state.get_data()).get(_PHOTO)
    if kept is None:
        await on_send_photo_pressed(callback, state, words, show)
        return
    sent = await send_photo(speaker, await fetch(bot, kept, None), anyway=True, event_id=event_id, now=now)
    await _remember(state, None)
    await show.forget_buttons()
    await show.new(sent_screen(words, sent))


async def _remember(state: FSMContext, photo: str | None) -> None:
    """Keep Telegram's id of a photo that the holder may send anyway, and go on waiting for a better one."""
    data = await state.get_data()
    data.pop(_PHOTO, None)
    await state.set_data(data | ({_PHOTO: photo} if photo else {}))
    await state.set_state(SendingPhoto.photo if photo else None)


async def on_no_own_photo_sent(_: Message, words: Words, show: Show) -> None:
    """Something else came while the photo was waited for."""
    await show.new(wanted_screen(words))


async def on_photos_pressed(
    _: CallbackQuery, speaker: Speaker, words: Words, show: Show, list_photos: ListPhotos
) -> None:
    """The photos that wait are wanted."""
    await show.here(photos_screen(words, await list_photos(speaker)))


async def on_photo_pressed(
    _: CallbackQuery,
    callback_data: PhotoPressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    show_photo: ShowPhoto,
) -> None:
    """A photo is to be looked at."""
    await show.here(photo_screen(words, await show_photo(speaker, callback_data.photo_id)))


async def on_photo_decided(
    _: CallbackQuery,
    callback_data: PhotoDecided,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    decide_photo: DecidePhoto,
) -> None:
    """A photo is approved, or refused."""
    approve = callback_data.approve
    holder = await decide_photo(speaker, callback_data.photo_id, approve=approve, event_id=event_id, now=now)
    await show.forget_buttons()
    await show.new(decided_screen(words, holder, approved=approve))
