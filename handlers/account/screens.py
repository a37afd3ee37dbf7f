"""One's own affairs: PIN, data, erasure, and words to agree to again."""

from datetime import datetime
from uuid import UUID

from aiogram.types import InlineKeyboardButton

from bot.my_data import MyData
from bot.staff.models import Person, Speaker
from bot.staff.organisation.terms import TermsInForce, TermsKind
from bot.staff.registration.approval_requests import ApprovalRequest, Stage
from bot.texts import Words
from handlers.account.callbacks import (
    ChangePinPressed,
    EraseConfirmed,
    EraseMeAsked,
    EraseMePressed,
    ErasureApproved,
    MePressed,
    MyDataPressed,
    PinForgottenPressed,
    PinResetAsked,
    TermsAgreed,
)
from handlers.callbacks import CancelPressed, LanguagePressed, MenuPressed
from handlers.registration.screens import words_of
from handlers.screen import Opened, Screen, button, keyboard
from handlers.staff.callbacks import PersonPressed, StaffPressed


def me_screen(words: Words, speaker: Speaker) -> Screen:
    """What a person can do about themselves."""
    rows = [
        [
            button(words.plain("me-change-pin"), ChangePinPressed()),
            button(words.plain("me-pin-forgotten"), PinForgottenPressed()),
        ],
        [button(words.plain("language-button"), LanguagePressed())],
        [button(words.plain("me-data"), MyDataPressed())],
        [button(words.plain("me-erase"), EraseMePressed())],
        [button(words.plain("menu-button"), MenuPressed())],
    ]
    return Screen(words("me", name=speaker.person.name, organisation=speaker.organisation.name), keyboard(*rows))


def pin_forgotten_screen(words: Words) -> Screen:
    """Says what comes of it, before anybody is asked."""
    return Screen(
        words("me-pin-forgotten-ask"),
        keyboard([button(words.plain("me-ask-manager"), PinResetAsked())], _back(words)),
    )


def pin_asked_screen(words: Words, approval_request: ApprovalRequest) -> Screen:
    """The managers were asked; until when they can decide."""
    if approval_request.stage is Stage.APPROVED:
        choose = [button(words.plain("me-pin-choose"), PinForgottenPressed())]
        return Screen(words("me-pin-approved", until=approval_request.expires_at), keyboard(choose))
    return Screen(words("me-pin-asked", until=approval_request.expires_at), keyboard(_back(words)))


def pin_set_screen(words: Words, text_id: str) -> Screen:
    """The PIN is another now."""
    return Screen(words(text_id), keyboard([button(words.plain("menu-button"), MenuPressed())]))


def my_data_screens(words: Words, data: MyData, until: datetime) -> list[Screen]:
    """The file with its warning, or each of several; not protected, or Telegram would not let it be saved."""
    parts, counted = len(data.parts), {"rows": data.rows, "documents": data.documents, "photos": data.photos}
    return [
        Screen(
            words("me-data-done", part=part, parts=parts, until=until, **counted),
            media=Opened(file, words.plain("me-data-file", part=part, parts=parts)),
        )
        for part, file in enumerate(data.parts, 1)
    ]


def erase_me_screen(words: Words) -> Screen:
    """What ends, what goes, what stays."""
    ask = [button(words.plain("me-erase-confirm"), EraseMeAsked())]
    return Screen(words("me-erase-ask"), keyboard(ask, _back(words)))


def erasure_asked_screen(words: Words, approval_request: ApprovalRequest) -> Screen:
    """The managers were asked; until when they can decide."""
    return Screen(words("me-erase-asked", until=approval_request.expires_at), keyboard(_back(words)))


def approve_erasure_screen(words: Words, name: str, approval_request_id: UUID) -> Screen:
    """Asks a manager once more before a person who serves is dismissed and erased."""
    erase = [button(words.plain("staff-erase-confirm"), ErasureApproved(approval_request_id=approval_request_id))]
    cancel = [button(words.plain("cancel"), CancelPressed())]
    return Screen(words("staff-erase-serving", name=name), keyboard(erase, cancel))


def erase_screen(words: Words, person: Person) -> Screen:
    """Asks an owner once more before a dismissed person is erased."""
    erase = [button(words.plain("staff-erase-confirm"), EraseConfirmed(person_id=person.id))]
    back = [button(words.plain("back"), PersonPressed(person_id=person.id))]
    return Screen(words("staff-erase-ask", name=person.name), keyboard(erase, back))


def erased_screen(words: Words, pseudonym: str) -> Screen:
    """What is left."""
    text = words("staff-erased", pseudonym=pseudonym)
    return Screen(text, keyboard([button(words.plain("staff-button"), StaffPressed())]))


def terms_changed_screen(words: Words, terms: TermsInForce, request_id: UUID) -> Screen:
    """The words in force, to be read and agreed to before signing."""
    text = words(
        "me-terms-changed",
        privacy=words_of(words, terms, TermsKind.PRIVACY),
        agreement=words_of(words, terms, TermsKind.AGREEMENT),
    )
    versions = terms.versions
    agreed = TermsAgreed(request_id=request_id, privacy=versions.privacy, agreement=versions.agreement)
    cancel = [button(words.plain("cancel"), CancelPressed())]
    return Screen(text, keyboard([button(words.plain("registration-agree"), agreed)], cancel))


def _back(words: Words) -> list[InlineKeyboardButton]:
    return [button(words.plain("back"), MePressed())]
