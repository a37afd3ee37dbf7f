"""Holders send their photos; managers look at them and decide with a tap."""

from aiogram import Bot
from aiogram.fsm.context import FSMContext
from dishka import FromDishka

from bot.passes.photos.send_photo import DecidePhoto, ListPhotos, SendPhoto, ShowPhoto
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
from handlers.turn import Turn

_PHOTO = "own_photo"


async def on_send_photo_pressed(turn: Turn) -> None:
    """A holder is about to send their photo: says what it must be like."""
    await turn.state.set_state(SendingPhoto.photo)
    await turn.show.new(wanted_screen(turn.words))


async def on_own_photo_sent(turn: Turn, bot: Bot, send_photo: FromDishka[SendPhoto]) -> None:
    """A holder's photo came: it goes to a manager, or the holder is asked for a larger face."""
    sent = await send_photo(turn.speaker, await fetch_picture(turn.message, bot), event_id=turn.event_id, now=turn.now)
    await _remember(turn.state, None if sent.photo else picture_id(turn.message))
    await turn.show.new(sent_screen(turn.words, sent))


async def on_photo_sent_anyway(turn: Turn, bot: Bot, send_photo: FromDishka[SendPhoto]) -> None:
    """The photo with the small face goes to a manager all the same."""
    kept = (await turn.state.get_data()).get(_PHOTO)
    if kept is None:
        await on_send_photo_pressed(turn)
        return
    sent = await send_photo(
        turn.speaker, await fetch(bot, kept, None), anyway=True, event_id=turn.event_id, now=turn.now
    )
    await _remember(turn.state, None)
    await turn.show.forget_buttons()
    await turn.show.new(sent_screen(turn.words, sent))


async def _remember(state: FSMContext, photo: str | None) -> None:
    """Keep Telegram's id of a photo that the holder may send anyway, and go on waiting for a better one."""
    data = await state.get_data()
    data.pop(_PHOTO, None)
    await state.set_data(data | ({_PHOTO: photo} if photo else {}))
    await state.set_state(SendingPhoto.photo if photo else None)


async def on_no_own_photo_sent(turn: Turn) -> None:
    """Something else came while the photo was waited for."""
    await turn.show.new(wanted_screen(turn.words))


async def on_photos_pressed(turn: Turn, list_photos: FromDishka[ListPhotos]) -> None:
    """The photos that wait are wanted."""
    await turn.show.here(photos_screen(turn.words, await list_photos(turn.speaker)))


async def on_photo_pressed(turn: Turn, button: PhotoPressed, show_photo: FromDishka[ShowPhoto]) -> None:
    """A photo is to be looked at."""
    await turn.show.here(photo_screen(turn.words, await show_photo(turn.speaker, button.photo_id)))


async def on_photo_decided(turn: Turn, button: PhotoDecided, decide_photo: FromDishka[DecidePhoto]) -> None:
    """A photo is approved, or refused."""
    approve = button.approve
    holder = await decide_photo(turn.speaker, button.photo_id, approve=approve, event_id=turn.event_id, now=turn.now)
    await turn.show.forget_buttons()
    await turn.show.new(decided_screen(turn.words, holder, approved=approve))
