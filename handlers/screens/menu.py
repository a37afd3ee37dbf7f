"""The main menu: each role sees what it can do, in its language, and nothing else."""

from bot.staff.people import LANGUAGES, Role, Speaker
from bot.texts import Words
from handlers.buttons import (
    DocumentsPressed,
    LanguageChosen,
    MePressed,
    MyDocumentsPressed,
    MyPassesPressed,
    OrganisationChosen,
    OrganisationsPressed,
    PassDeskPressed,
    SendDocumentPressed,
    ServiceQrsPressed,
    ShiftPressed,
    StaffPressed,
    TermsPressed,
    VerifyPressed,
)
from handlers.screens.registration import NAMES
from handlers.screens.screen import Row, Screen, button, keyboard


def menu_screen(words: Words, speaker: Speaker, organisations: int) -> Screen:
    """Greet the speaker and lay out what they can do; only who belongs to several `organisations` can switch."""
    role = words.plain(f"role-{speaker.person.role}")
    text = words("greeting", name=speaker.person.name, organisation=speaker.organisation.name, role=role)
    own = [
        button(words.plain("signing-my-documents"), MyDocumentsPressed()),
        button(words.plain("pass-my-passes"), MyPassesPressed()),
    ]
    check = [
        button(words.plain("signing-verify"), VerifyPressed()),
        button(words.plain("checkpoint-shift"), ShiftPressed()),
    ]
    last = [button(words.plain("me-button"), MePressed())]
    if organisations > 1:
        last.append(button(words.plain("organisation-button"), OrganisationsPressed()))
    rows = _manager_rows(words) if speaker.manages else []
    if speaker.person.role is Role.OWNER:
        rows.append([button(words.plain("terms-button"), TermsPressed())])
    return Screen(text, keyboard(*rows, own, check, last))


def _manager_rows(words: Words) -> list[Row]:
    return [
        [
            button(words.plain("staff-button"), StaffPressed()),
            button(words.plain("signing-documents"), DocumentsPressed()),
        ],
        [button(words.plain("signing-send"), SendDocumentPressed())],
        [
            button(words.plain("checkpoint-qrs"), ServiceQrsPressed()),
            button(words.plain("pass-desk"), PassDeskPressed()),
        ],
    ]


def language_screen(words: Words) -> Screen:
    """Offer the three languages."""
    rows = [[button(NAMES[code], LanguageChosen(language=code))] for code in LANGUAGES]
    return Screen(words("language-question"), keyboard(*rows))


def organisations_screen(words: Words, speakers: list[Speaker]) -> Screen:
    """Offer the organisations a person belongs to."""
    rows = [[button(one.organisation.name, OrganisationChosen(account_id=one.account.id))] for one in speakers]
    return Screen(words("organisation-question"), keyboard(*rows))
