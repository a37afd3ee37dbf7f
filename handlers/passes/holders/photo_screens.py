"""Screens of holders' photos: the request, the face check, the decision."""

from bot.passes.photos.faces import FaceCheck
from bot.passes.photos.send_photo import PAGE, PhotoCard, PhotoSent, PhotosPage
from bot.staff.models import Person
from bot.texts.words import Words
from handlers.callbacks import CancelPressed
from handlers.passes.callbacks import (
    MyPassesPressed,
    PassMenuPressed,
    PhotoDecided,
    PhotoPressed,
    PhotoSentAnyway,
    PhotosPressed,
    SendPhotoPressed,
)
from handlers.screen import Picture, Screen, button, keyboard, searched_rows, turning


def wanted_screen(words: Words) -> Screen:
    """Ask for a photo and say what it must be like."""
    return Screen(words("pass-photo-ask"), keyboard([button(words.plain("cancel"), CancelPressed())]))


def sent_screen(words: Words, sent: PhotoSent) -> Screen:
    """Show the cropped photo with the face check: it was sent to the managers, or a better one may be needed."""
    face_check, again = sent.portrait.face_check, button(words.plain("pass-photo-another"), SendPhotoPressed())
    seen = [words(f"pass-photo-check-{face_check}")] if face_check not in (None, FaceCheck.GOOD) else []
    picture = Picture(sent.portrait.content, "photo.jpg")
    if sent.photo is None:
        anyway = button(words.plain("pass-photo-anyway"), PhotoSentAnyway())
        return Screen("\n\n".join(seen), keyboard([again], [anyway]), picture)
    text = "\n\n".join([words("pass-photo-sent"), *seen])
    return Screen(text, keyboard([again], [button(words.plain("pass-my-passes"), MyPassesPressed())]), picture)


def photos_screen(words: Words, page: PhotosPage) -> Screen:
    """List the holders whose photos wait."""
    rows, searched = [[button(name, PhotoPressed(photo_id=photo.id))] for photo, name in page.photos], bool(page.words)
    pages = turning(words, page.offset, PAGE, page.total, lambda to: PhotosPressed(offset=to, searched=searched))
    head, everyone = searched_rows(words, page.words, PhotosPressed())
    text = words("pass-photos-list" if page.total else "pass-photos-none")
    back = [button(words.plain("back"), PassMenuPressed())]
    return Screen("\n\n".join([*head, text]), keyboard(*rows, pages, *everyone, back))


def photo_screen(words: Words, card: PhotoCard) -> Screen:
    """Show a photo with the face's frame and the face check, to approve or refuse it."""
    decide = [
        button(words.plain("pass-photo-approve"), PhotoDecided(photo_id=card.photo.id, approve=True)),
        button(words.plain("pass-photo-refuse"), PhotoDecided(photo_id=card.photo.id, approve=False)),
    ]
    back = [button(words.plain("back"), PhotosPressed())]
    text = words("pass-photo-card", name=card.holder.name)
    if card.photo.face_check is not None:
        text += "\n" + words(f"pass-photo-seen-{card.photo.face_check}")
    return Screen(text, keyboard(decide, back), Picture(card.picture, "photo.jpg"))


def decided_screen(words: Words, holder: Person, *, approved: bool) -> Screen:
    """Show the decision, and say that the holder was notified."""
    text = words("pass-photo-approved" if approved else "pass-photo-refused", name=holder.name)
    return Screen(text, keyboard([button(words.plain("pass-photos"), PhotosPressed())]))
