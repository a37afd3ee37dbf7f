"""What a person sees between the link and the door."""

from aiogram.types import KeyboardButton, ReplyKeyboardMarkup, ReplyKeyboardRemove

from bot.staff.models import Language
from bot.staff.organisation.terms import TermsInForce, TermsKind
from bot.staff.registration.open_link import LinkOpened
from bot.texts import Words
from handlers.callbacks import LanguageChosen
from handlers.screen import Row, Screen, button, keyboard
from handlers.staff.callbacks import AgreementPressed, NewLinkWanted


def invited_screen(words: Words, opened: LinkOpened) -> Screen:
    """Who invites whom to what, what is kept about them, what they agree to."""
    text = words(
        "registration-invited",
        name=opened.person.name,
        organisation=opened.organisation.name,
        privacy=words_of(words, opened.terms, TermsKind.PRIVACY),
        agreement=words_of(words, opened.terms, TermsKind.AGREEMENT),
    )
    agree = [button(words.plain("registration-agree"), AgreementPressed())]
    return Screen(text, keyboard(agree, language_row(words)))


def words_of(words: Words, terms: TermsInForce, kind: TermsKind) -> str:
    """Return a text as its reader gets it: the organisation's words, else the house's."""
    return terms.text(kind, words.language) or words.plain(f"terms-{kind}")


def language_row(words: Words) -> Row:
    """The other languages."""
    return [button(one.own_name, LanguageChosen(language=one)) for one in Language if one is not words.language]


def contact_screen(words: Words) -> Screen:
    """Asks for the contact by the only button that shares one's own."""
    share = KeyboardButton(text=words.plain("registration-share"), request_contact=True)
    layout = ReplyKeyboardMarkup(keyboard=[[share]], resize_keyboard=True, one_time_keyboard=True)
    return Screen(words("registration-contact"), layout)


def contact_taken_screen(words: Words) -> Screen:
    """The number is right; the share button goes away."""
    return Screen(words("registration-contact-taken"), ReplyKeyboardRemove())


def link_dead_screen(words: Words) -> Screen:
    """One neutral answer for every link that opens nothing."""
    return Screen(
        words("registration-link-dead"), keyboard([button(words.plain("registration-ask-link"), NewLinkWanted())])
    )


def new_link_asked_screen(words: Words) -> Screen:
    """The managers, if there are any to ask, were asked."""
    return Screen(words("registration-link-asked"))


def registered_screen(words: Words, name: str) -> Screen:
    """Inside."""
    return Screen(words("registration-done", name=name))
