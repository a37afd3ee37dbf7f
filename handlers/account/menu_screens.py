"""The main menu and the pages behind it: each role sees what it can do, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.staff.models import Role, Speaker
from bot.texts.language import Language
from bot.texts.words import Words
from handlers.account.callbacks import (
    ChangePinPressed,
    EraseMePressed,
    MePressed,
    MyDataPressed,
    PinForgottenPressed,
)
from handlers.callbacks import (
    LanguageChosen,
    LanguagePressed,
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


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for a person in one of their organisations: open requests, and passes that they may show."""

    organisation: str
    requests: int
    passes: int


def start_screen(words: Words, speaker: Speaker, waiting: Sequence[Waiting]) -> Screen:
    """Show the menu, and what waits for the person in each of their organisations."""
    menu = menu_screen(words, speaker, len(waiting))
    lines = [_waiting(words, one, named=len(waiting) > 1) for one in waiting if one.requests or one.passes]
    rows = menu.inline.inline_keyboard if menu.inline else []
    if speaker.manages and any(one.requests for one in waiting):  # everybody else has it in the menu
        rows = [[button(words.plain("signing-my-documents"), MyDocumentsPressed())], *rows]
    return Screen("\n\n".join([menu.text, *lines]), keyboard(*rows))


def _waiting(words: Words, one: Waiting, *, named: bool) -> str:
    organisation = words("notice-of-organisation", organisation=one.organisation) if named else ""
    counts = {"waiting-requests": one.requests, "waiting-passes": one.passes}
    return organisation + "\n".join(words(text_id, number=number) for text_id, number in counts.items() if number)


def menu_screen(words: Words, speaker: Speaker, organisations: int) -> Screen:
    """Greet the speaker and show what they can do; a person in several `organisations` can switch.

    Managers see what they manage, and everybody's functions behind one button.
    """
    role = words.plain(f"role-{speaker.person.role}")
    text = words("greeting", name=speaker.person.name, organisation=speaker.organisation.name, role=role)
    rows = _manager_rows(words, speaker) if speaker.manages else _personal_rows(words)
    switch = [button(words.plain("organisation-button"), OrganisationsPressed())] if organisations > 1 else []
    return Screen(text, keyboard(*rows, switch))


def personal_screen(words: Words) -> Screen:
    """Show a manager what everybody can do."""
    return Screen(words("personal"), keyboard(*_personal_rows(words), _back(words)))


def me_screen(words: Words, speaker: Speaker) -> Screen:
    """Show what a person can do about their own account."""
    rows = [
        [
            button(words.plain("me-change-pin"), ChangePinPressed()),
            button(words.plain("me-pin-forgotten"), PinForgottenPressed()),
        ],
        [button(words.plain("language-button"), LanguagePressed())],
        [button(words.plain("me-data"), MyDataPressed())],
        [button(words.plain("me-erase"), EraseMePressed())],
        _back(words),
    ]
    return Screen(words("me", name=speaker.person.name, organisation=speaker.organisation.name), keyboard(*rows))


def _manager_rows(words: Words, speaker: Speaker) -> list[Row]:
    """Return the buttons of managers, daily work first."""
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
            button(words.plain("pass-menu"), PassMenuPressed()),
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
    """Show the languages."""
    rows = [[button(one.own_name, LanguageChosen(language=one))] for one in Language]
    return Screen(words("language-question"), keyboard(*rows))


def organisations_screen(words: Words, speakers: Sequence[Speaker]) -> Screen:
    """Show the organisations that a person belongs to."""
    rows = [[button(one.organisation.name, OrganisationChosen(account_id=one.account.id))] for one in speakers]
    return Screen(words("organisation-question"), keyboard(*rows))
