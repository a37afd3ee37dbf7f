"""What the bot tells by itself about people."""

from collections.abc import Callable

from bot.notices.letters import LetterState
from bot.notices.outbox import Kind, Notice
from bot.staff.invitations.letters import Sent
from bot.staff.people.phones import show_phone
from bot.staff.registration.decide_mismatch import SHOWN_DIGITS
from bot.texts import Words
from handlers.registration.screens import contact_screen
from handlers.screen import Screen, button, keyboard
from handlers.staff.callbacks import MismatchApproved, MismatchRefused, ReinvitePressed, UnlockPressed
from handlers.staff.letter_screens import letters_screen


def _registered(words: Words, notice: Notice) -> Screen:
    return Screen(words("notice-registered", name=str(notice.facts["name"])))


def _mismatched(words: Words, notice: Notice) -> Screen:
    facts = {name: str(value) for name, value in notice.facts.items()}
    text = words(
        "notice-contact-mismatched",
        name=facts["name"],
        listed=show_phone(facts["listed"]),
        shared=show_phone(facts["shared"]),
    )
    shown = facts["shared"][-SHOWN_DIGITS:]
    approve = MismatchApproved(person_id=notice.subject_id, shown=shown)
    refuse = MismatchRefused(person_id=notice.subject_id, shown=shown)
    return Screen(
        text,
        keyboard(
            [button(words.plain("notice-contact-mismatched-approve"), approve)],
            [button(words.plain("notice-contact-mismatched-refuse"), refuse)],
        ),
    )


def _contact_approved(words: Words, _: Notice) -> Screen:
    return Screen(words("notice-contact-approved"), contact_screen(words).keyboard)


def _contact_refused(words: Words, _: Notice) -> Screen:
    return Screen(words("notice-contact-refused"))


def _new_link_wanted(words: Words, notice: Notice) -> Screen:
    press = ReinvitePressed(person_id=notice.subject_id)
    text = words("notice-new-link-wanted", name=str(notice.facts["name"]))
    return Screen(text, keyboard([button(words.plain("notice-new-link-wanted-button"), press)]))


def _pin_locked(words: Words, notice: Notice) -> Screen:
    press = UnlockPressed(person_id=notice.subject_id)
    text = words("notice-pin-locked", name=str(notice.facts["name"]))
    return Screen(text, keyboard([button(words.plain("notice-pin-locked-button"), press)]))


def _pin_unlocked(words: Words, _: Notice) -> Screen:
    return Screen(words("notice-pin-unlocked"))


def _letters(words: Words, notice: Notice) -> Screen:
    states = (LetterState.SENT, LetterState.WAITING, LetterState.REFUSED)
    return letters_screen(words, Sent(notice.subject_id, {state: int(notice.facts[state]) for state in states}))


def _dismissed(words: Words, _: Notice) -> Screen:
    return Screen(words("notice-dismissed"))


SCREENS: dict[Kind, Callable[[Words, Notice], Screen]] = {
    Kind.REGISTERED: _registered,
    Kind.CONTACT_MISMATCHED: _mismatched,
    Kind.CONTACT_APPROVED: _contact_approved,
    Kind.CONTACT_REFUSED: _contact_refused,
    Kind.NEW_LINK_WANTED: _new_link_wanted,
    Kind.PIN_LOCKED: _pin_locked,
    Kind.PIN_UNLOCKED: _pin_unlocked,
    Kind.DISMISSED: _dismissed,
    Kind.LETTERS: _letters,
}
