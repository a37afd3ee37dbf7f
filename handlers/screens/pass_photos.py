"""Holders' photos: what is asked for, what is looked at, what was decided."""

from bot.passes.photos import Photo
from bot.passes.send_photo import PhotoCard
from bot.staff.people import Person
from bot.texts import Words
from handlers.buttons import CancelPressed, MyPassesPressed, PassDeskPressed, PhotoDecided, PhotoPressed, PhotosPressed
from handlers.screens.screen import Picture, Screen, button, keyboard


def wanted_screen(words: Words) -> Screen:
    """Say what a holder's photo must be like."""
    return Screen(words("pass-photo-ask"), keyboard([button(words.plain("cancel"), CancelPressed())]))


def sent_screen(words: Words) -> Screen:
    """The photo is with the managers."""
    return Screen(words("pass-photo-sent"), keyboard([button(words.plain("pass-my-passes"), MyPassesPressed())]))


def photos_screen(words: Words, waiting: list[tuple[Photo, str]]) -> Screen:
    """Whose photos wait."""
    rows = [[button(name, PhotoPressed(photo_id=photo.id))] for photo, name in waiting]
    text = words("pass-photos-list" if waiting else "pass-photos-none")
    return Screen(text, keyboard(*rows, [button(words.plain("back"), PassDeskPressed())]))


def photo_screen(words: Words, card: PhotoCard) -> Screen:
    """A photo with the face's frame drawn in, to be approved or refused."""
    decide = [
        button(words.plain("pass-photo-approve"), PhotoDecided(photo_id=card.photo.id, approve=True)),
        button(words.plain("pass-photo-refuse"), PhotoDecided(photo_id=card.photo.id, approve=False)),
    ]
    back = [button(words.plain("back"), PhotosPressed())]
    return Screen(
        words("pass-photo-card", name=card.holder.name), keyboard(decide, back), Picture(card.picture, "photo.jpg")
    )


def decided_screen(words: Words, holder: Person, *, approved: bool) -> Screen:
    """What was decided, and that the holder knows."""
    text = words("pass-photo-approved" if approved else "pass-photo-refused", name=holder.name)
    return Screen(text, keyboard([button(words.plain("pass-photos"), PhotosPressed())]))
