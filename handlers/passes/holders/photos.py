"""Holders send their photos; managers approve or refuse them."""

from aiogram.fsm.context import FSMContext
from dishka import FromDishka

from bot.passes.photos.send_photo import DecidePhoto, ListPhotos, SendPhoto, ShowPhoto
from handlers.checkpoint.duty.pictures import fetch_picture, picture_id
from handlers.dialogue.searched_page import search_here
from handlers.passes.callbacks import PhotoDecided, PhotoPressed, PhotosPressed
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
    """Ask the holder for a photo."""
    await turn.state.set_state(SendingPhoto.photo)
    await turn.show.new(wanted_screen(turn.words))


async def on_own_photo_sent(turn: Turn, send_photo: FromDishka[SendPhoto]) -> None:
    """Send the holder's photo to a manager, or ask for one with a larger face."""
    sent = await send_photo(turn.speaker, await fetch_picture(turn), event_id=turn.event_id, now=turn.now)
    await _remember(turn.state, None if sent.photo else picture_id(turn.message))
    await turn.show.new(sent_screen(turn.words, sent))


async def on_photo_sent_anyway(turn: Turn, send_photo: FromDishka[SendPhoto]) -> None:
    """Send the photo with the small face to a manager."""
    kept = (await turn.state.get_data()).get(_PHOTO)
    if kept is None:
        await on_send_photo_pressed(turn)
        return
    sent = await send_photo(
        turn.speaker, await turn.fetch.content(kept, None), anyway=True, event_id=turn.event_id, now=turn.now
    )
    await _remember(turn.state, None)
    await turn.show.forget_buttons()
    await turn.show.new(sent_screen(turn.words, sent))


async def _remember(state: FSMContext, photo: str | None) -> None:
    """Store Telegram's id of a photo that the holder may send anyway, and go on waiting for a better one."""
    data = await state.get_data()
    data.pop(_PHOTO, None)
    await state.set_data(data | ({_PHOTO: photo} if photo else {}))
    await state.set_state(SendingPhoto.photo if photo else None)


async def on_photos_pressed(turn: Turn, button: PhotosPressed, list_photos: FromDishka[ListPhotos]) -> None:
    """List the photos that wait."""
    words = await search_here(turn, button, searched=button.searched)
    await turn.show.here(photos_screen(turn.words, await list_photos(turn.speaker, button.offset, words)))


async def on_photo_pressed(turn: Turn, button: PhotoPressed, show_photo: FromDishka[ShowPhoto]) -> None:
    """Show one photo that waits."""
    await turn.show.here(photo_screen(turn.words, await show_photo(turn.speaker, button.photo_id)))


async def on_photo_decided(turn: Turn, button: PhotoDecided, decide_photo: FromDishka[DecidePhoto]) -> None:
    """Approve or refuse a photo."""
    approve = button.approve
    holder = await decide_photo(turn.speaker, button.photo_id, approve=approve, event_id=turn.event_id, now=turn.now)
    await turn.show.forget_buttons()
    await turn.show.new(decided_screen(turn.words, holder, approved=approve))
