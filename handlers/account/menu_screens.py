"""The main menu: each role sees what it can do, in its language, and nothing else."""

from bot.staff.models import Language, Role, Speaker
from bot.texts import Words
from handlers.account.callbacks import MePressed
from handlers.callbacks import (
    LanguageChosen,
    MenuPressed,
    OrganisationChosen,
    OrganisationsPressed,
    PersonalPressed,
    SettingsPressed,
)
from handlers.checkpoint.callbacks import ServiceQrsPressed, ShiftPressed
from handlers.passes.callbacks import MyPassesPressed, PassMenuPressed
from handlers.screen import Row, Screen, button, keyboard
from handlers.signing.boards.callbacks import DocumentsPressed
from handlers.signing.documents.callbacks import SendDocumentPressed
from handlers.signing.requests.callbacks import MyDocumentsPressed
from handlers.signing.verification.callbacks import VerifyPressed
from handlers.staff.callbacks import StaffPressed


def menu_screen(words: Words, speaker: Speaker, organisations: int) -> Screen:
    """Greet the speaker and lay out what they can do; only who belongs to several `organisations` can switch.

    Who manages has the desk in front, and what everybody has behind one button.
    """
    role = words.plain(f"role-{speaker.person.role}")
    text = words("greeting", name=speaker.person.name, organisation=speaker.organisation.name, role=role)
    rows = _menu_rows(words, speaker) if speaker.manages else _personal_rows(words)
    switch = [button(words.plain("organisation-button"), OrganisationsPressed())] if organisations > 1 else []
    return Screen(text, keyboard(*rows, switch))


def personal_screen(words: Words) -> Screen:
    """What those who manage have like everybody else."""
    return Screen(words("personal"), keyboard(*_personal_rows(words), _back(words)))


def _menu_rows(words: Words, speaker: Speaker) -> list[Row]:
    """What is done daily comes first."""
    last = [button(words.plain("personal-button"), PersonalPressed())]
    if speaker.person.role is Role.OWNER:
        last.append(button(words.plain("settings-button"), SettingsPressed()))
    return [
        [button(words.plain("signing-send"), SendDocumentPressed())],
        [
            button(words.plain("signing-documents"), DocumentsPressed()),
            button(words.plain("staff-button"), StaffPressed()),
        ],
        [
            button(words.plain("pass-desk"), PassMenuPressed()),
            button(words.plain("checkpoint-qrs"), ServiceQrsPressed()),
        ],
        last,
    ]


def _personal_rows(words: Words) -> list[Row]:
    return [
        [
            button(words.plain("signing-my-documents"), MyDocumentsPressed()),
            button(words.plain("pass-my-passes"), MyPassesPressed()),
        ],
        [
            button(words.plain("checkpoint-shift"), ShiftPressed()),
            button(words.plain("me-button"), MePressed()),
        ],
        [button(words.plain("signing-verify"), VerifyPressed())],
    ]


def _back(words: Words) -> Row:
    return [button(words.plain("menu-button"), MenuPressed())]


def language_screen(words: Words) -> Screen:
    """Offer the languages."""
    rows = [[button(one.own_name, LanguageChosen(language=one))] for one in Language]
    return Screen(words("language-question"), keyboard(*rows))


def organisations_screen(words: Words, speakers: list[Speaker]) -> Screen:
    """Offer the organisations a person belongs to."""
    rows = [[button(one.organisation.name, OrganisationChosen(account_id=one.account.id))] for one in speakers]
    return Screen(words("organisation-question"), keyboard(*rows))
