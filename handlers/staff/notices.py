"""Notices about people, for them and for their managers."""

from typing import assert_never
from uuid import UUID

from bot.notices.outbox import Notice
from bot.staff.notices import (
    AccountReplaced,
    AccountStarted,
    ContactApproved,
    ContactMismatched,
    ContactRejected,
    ErasureRejected,
    ErasureRequested,
    IdentityChanged,
    IdentityNotice,
    KeyDisputed,
    KeyMade,
    KeyNotice,
    KioskChosen,
    LedgerCheckpoint,
    LettersProgress,
    NamesakeAppeared,
    NewLinkRequested,
    ObjectionRaised,
    PersonDismissed,
    PersonErased,
    PersonNotice,
    PersonRegistered,
    PinLocked,
    PinResetApproved,
    PinResetRejected,
    PinResetRequested,
    PinUnlocked,
    RebindingAnnounced,
    RebindingCancelled,
    RebindingToApprove,
    RelinkingBegun,
    StaffNotice,
)
from bot.staff.people.phones import show_phone
from bot.staff.registration.decide_contact import SHOWN_DIGITS
from bot.texts.words import Words
from handlers.account.callbacks import PinForgottenPressed
from handlers.account.notices import erasure_requested, key_made, pin_reset_requested
from handlers.callbacks import MenuPressed
from handlers.registration.screens import contact_screen
from handlers.screen import Screen, button, keyboard
from handlers.staff.callbacks import ApproveContactPressed, ReinvitePressed, RejectContactPressed, UnlockPressed
from handlers.staff.identity.screens import (
    account_replaced_screen,
    identity_changed_screen,
    kiosk_chosen_screen,
    namesake_screen,
    objection_raised_screen,
    rebinding_announced_screen,
    rebinding_to_approve_screen,
    relinking_begun_screen,
)
from handlers.staff.invitations.screens import letters_screen


def staff_notice(words: Words, notice: Notice, content: StaffNotice) -> Screen:
    """Return the screen of a notice about people."""
    if isinstance(content, PersonNotice):
        return _person_notice(words, notice.subject_id, content)
    if isinstance(content, IdentityNotice):
        return _identity_notice(words, notice.subject_id, content)
    if isinstance(content, KeyNotice):
        return _key_notice(words, notice.subject_id, content)
    match content:
        case LettersProgress():
            return letters_screen(words, notice.subject_id, content)
        case LedgerCheckpoint():
            return _ledger_checkpoint(words, content)
        case _:
            assert_never(content)


def _person_notice(words: Words, subject_id: UUID, content: PersonNotice) -> Screen:  # noqa: PLR0911 - a case for each
    match content:
        case PersonRegistered():
            return _registered(words, content)
        case PersonDismissed():
            return Screen(words("notice-dismissed"))
        case ContactMismatched():
            return _contact_mismatched(words, subject_id, content)
        case ContactApproved():
            return Screen(words("notice-contact-approved"), contact_screen(words).keyboard)
        case ContactRejected():
            return Screen(words("notice-contact-refused"))
        case NewLinkRequested():
            return _new_link_requested(words, subject_id, content)
        case ErasureRequested():
            return erasure_requested(words, subject_id, content)
        case ErasureRejected():
            return Screen(words("notice-erasure-refused"))
        case PersonErased():
            return Screen(words("notice-erased"))
        case _:
            assert_never(content)


def _identity_notice(words: Words, subject_id: UUID, content: IdentityNotice) -> Screen:  # noqa: C901, PLR0911 - as above
    match content:
        case IdentityChanged():
            return identity_changed_screen(words, subject_id, content)
        case RelinkingBegun():
            return relinking_begun_screen(words, subject_id, content)
        case KioskChosen():
            return kiosk_chosen_screen(words, subject_id, content)
        case RebindingAnnounced():
            return rebinding_announced_screen(words, subject_id, content)
        case RebindingToApprove():
            return rebinding_to_approve_screen(words, subject_id, content)
        case AccountStarted():
            menu = [button(words.plain("menu-button"), MenuPressed())]
            return Screen(words("notice-account-started"), keyboard(menu))
        case AccountReplaced():
            return account_replaced_screen(words, subject_id)
        case RebindingCancelled():
            return Screen(words("notice-rebinding-cancelled"))
        case ObjectionRaised():
            return objection_raised_screen(words, subject_id, content)
        case NamesakeAppeared():
            return namesake_screen(words, content)
        case _:
            assert_never(content)


def _key_notice(words: Words, subject_id: UUID, content: KeyNotice) -> Screen:  # noqa: PLR0911 - as above
    match content:
        case PinLocked():
            return _pin_locked(words, subject_id, content)
        case PinUnlocked():
            return Screen(words("notice-pin-unlocked"))
        case KeyMade():
            return key_made(words, content)
        case KeyDisputed():
            unlock = button(words.plain("notice-pin-locked-button"), UnlockPressed(person_id=subject_id))
            return Screen(words("notice-key-disputed", name=content.name), keyboard([unlock]))
        case PinResetRequested():
            return pin_reset_requested(words, subject_id, content)
        case PinResetApproved():
            choose = button(words.plain("me-pin-choose"), PinForgottenPressed())
            return Screen(words("notice-pin-reset-approved"), keyboard([choose]))
        case PinResetRejected():
            return Screen(words("notice-pin-reset-refused"))
        case _:
            assert_never(content)


def _registered(words: Words, content: PersonRegistered) -> Screen:
    if content.phone:
        return Screen(words("notice-registered-by-any-phone", name=content.name, phone=content.phone))
    return Screen(words("notice-registered", name=content.name))


def _contact_mismatched(words: Words, person_id: UUID, content: ContactMismatched) -> Screen:
    text = words(
        "notice-contact-mismatched",
        name=content.name,
        listed=show_phone(content.listed),
        shared=show_phone(content.shared),
    )
    shown = content.shared[-SHOWN_DIGITS:]
    approve = ApproveContactPressed(person_id=person_id, shown=shown)
    reject = RejectContactPressed(person_id=person_id, shown=shown)
    return Screen(
        text,
        keyboard(
            [button(words.plain("notice-contact-mismatched-approve"), approve)],
            [button(words.plain("notice-contact-mismatched-refuse"), reject)],
        ),
    )


def _new_link_requested(words: Words, person_id: UUID, content: NewLinkRequested) -> Screen:
    invite = button(words.plain("notice-new-link-wanted-button"), ReinvitePressed(person_id=person_id))
    return Screen(words("notice-new-link-wanted", name=content.name), keyboard([invite]))


def _pin_locked(words: Words, person_id: UUID, content: PinLocked) -> Screen:
    unlock = button(words.plain("notice-pin-locked-button"), UnlockPressed(person_id=person_id))
    return Screen(words("notice-pin-locked", name=content.name), keyboard([unlock]))


def _ledger_checkpoint(words: Words, content: LedgerCheckpoint) -> Screen:
    return Screen(words("notice-ledger-checkpoint", day=content.day, number=content.number, hash=content.hash))
