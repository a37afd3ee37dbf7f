"""Holders' photos: what is asked for, what is looked at, what was decided."""

from bot.passes.faces import Sight
from bot.passes.photos import Photo
from bot.passes.send_photo import PhotoCard, PhotoSent
from bot.staff.people import Person
from bot.texts import Words
from handlers.buttons import (
    CancelPressed,
    MyPassesPressed,
    PassDeskPressed,
    PhotoDecided,
    PhotoPressed,
    PhotoSentAnyway,
    PhotosPressed,
    SendPhotoPressed,
)
from handlers.screens.screen import Picture, Screen, button, keyboard


def wanted_screen(words: Words) -> Screen:
    """Say what a holder's photo must be like."""
    return Screen(words("pass-photo-ask"), keyboard([button(words.plain("cancel"), CancelPressed())]))


def sent_screen(words: Words, sent: PhotoSent) -> Screen:
    """Show the photo as it was cut, with what was seen in it: it is with the managers, or another may be better."""
    sight, again = sent.portrait.sight, button(words.plain("pass-photo-another"), SendPhotoPressed())
    seen = [words(f"pass-photo-sight-{sight}")] if sight not in (None, Sight.GOOD) else []
    picture = Picture(sent.portrait.content, "photo.jpg")
    if sent.photo is None:
        anyway = button(words.plain("pass-photo-anyway"), PhotoSentAnyway())
        return Screen("\n\n".join(seen), keyboard([again], [anyway]), picture)
    text = "\n\n".join([words("pass-photo-sent"), *seen])
    return Screen(text, keyboard([again], [button(words.plain("pass-my-passes"), MyPassesPressed())]), picture)


def photos_screen(words: Words, waiting: list[tuple[Photo, str]]) -> Screen:
    """Whose photos wait."""
    rows = [[button(name, PhotoPressed(photo_id=photo.id))] for photo, name in waiting]
    text = words("pass-photos-list" if waiting else "pass-photos-none")
    return Screen(text, keyboard(*rows, [button(words.plain("back"), PassDeskPressed())]))


def photo_screen(words: Words, card: PhotoCard) -> Screen:
    """A photo with the face's frame drawn in and what a machine saw in it, to be approved or refused."""
    decide = [
        button(words.plain("pass-photo-approve"), PhotoDecided(photo_id=card.photo.id, approve=True)),
        button(words.plain("pass-photo-refuse"), PhotoDecided(photo_id=card.photo.id, approve=False)),
    ]
    back = [button(words.plain("back"), PhotosPressed())]
    text = words("pass-photo-card", name=card.holder.name)
    if card.photo.sight is not None:
        text += "\n" + words(f"pass-photo-seen-{card.photo.sight}")
    return Screen(text, keyboard(decide, back), Picture(card.picture, "photo.jpg"))


def decided_screen(words: Words, holder: Person, *, approved: bool) -> Screen:
    """What was decided, and that the holder knows."""
    text = words("pass-photo-approved" if approved else "pass-photo-refused", name=holder.name)
    return Screen(text, keyboard([button(words.plain("pass-photos"), PhotosPressed())]))
