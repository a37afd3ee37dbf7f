"""Screens of registration."""

from collections.abc import Sequence

from aiogram.types import KeyboardButton, ReplyKeyboardMarkup, ReplyKeyboardRemove

from bot.staff.models import Speaker
from bot.staff.registration.open_link import LinkOpened
from bot.staff.registration.register import Registered
from bot.staff.terms.versions import TermsInForce, TermsKind
from bot.texts.language import Language
from bot.texts.words import Words
from handlers.account.callbacks import EraseMePressed, MyDataPressed
from handlers.callbacks import LanguageChosen
from handlers.registration.callbacks import AgreementPressed, NewLinkPressed
from handlers.screen import Row, Screen, button, keyboard


def invited_screen(words: Words, opened: LinkOpened) -> Screen:
    """Return who invites the person, what is kept about them, and what they agree to."""
    text = words(
        "registration-invited",
        name=opened.person.name,
        organisation=opened.organisation.name,
        privacy=terms_text(words, opened.terms, TermsKind.PRIVACY),
        agreement=terms_text(words, opened.terms, TermsKind.AGREEMENT),
    )
    agree = [button(words.plain("registration-agree"), AgreementPressed())]
    return Screen(text, keyboard(agree, language_row(words)))


def terms_text(words: Words, terms: TermsInForce, kind: TermsKind) -> str:
    """Return the text of a term for this reader: the organisation's own, else the standard one."""
    return terms.text(kind, words.language) or words.plain(f"terms-{kind}")


def language_row(words: Words) -> Row:
    """Return buttons for the other languages."""
    return [button(one.own_name, LanguageChosen(language=one)) for one in Language if one is not words.language]


def contact_screen(words: Words) -> Screen:
    """Ask for the contact with the one kind of button that shares a person's own."""
    share = KeyboardButton(text=words.plain("registration-share"), request_contact=True)
    layout = ReplyKeyboardMarkup(keyboard=[[share]], resize_keyboard=True, one_time_keyboard=True)
    return Screen(words("registration-contact"), layout)


def contact_taken_screen(words: Words) -> Screen:
    """Confirm the number and remove the button that shares it."""
    return Screen(words("registration-contact-taken"), ReplyKeyboardRemove())


def link_dead_screen(words: Words) -> Screen:
    """Return the one neutral text for every link that opens nothing."""
    return Screen(
        words("registration-link-dead"), keyboard([button(words.plain("registration-ask-link"), NewLinkPressed())])
    )


def new_link_requested_screen(words: Words, *, requested: bool) -> Screen:
    """Say that the managers were asked, or that there was nobody to ask."""
    return Screen(words("registration-link-asked" if requested else "registration-link-not-asked"))


def left_screen(words: Words, former: Sequence[Speaker]) -> Screen:
    """Tell somebody who has left what is true for them, with their rights to their own data."""
    names = ", ".join(one.organisation.name for one in former)
    data = [button(words.plain("me-data"), MyDataPressed())]
    erase = [button(words.plain("me-erase"), EraseMePressed())]
    return Screen(words("left", organisation=names), keyboard(data, erase))


def registered_screen(words: Words, registered: Registered) -> Screen:
    """Confirm the registration, or say when it takes effect."""
    name, until = registered.person.name, registered.waits_until_at
    return Screen(words("registration-waits", name=name, at=until) if until else words("registration-done", name=name))
