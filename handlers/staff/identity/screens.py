"""Screens about what identifies a person and which account speaks for them."""

from uuid import UUID

from aiogram.types import InlineKeyboardButton

from bot.staff.identity.objecting import Objection
from bot.staff.invitations.invite_person import Invited
from bot.staff.models import Person
from bot.staff.notices import (
    ChangedValue,
    IdentityChanged,
    KioskChosen,
    NamesakeAppeared,
    ObjectionRaised,
    RebindingAnnounced,
    RebindingToApprove,
    RelinkingBegun,
)
from bot.staff.people.phones import show_phone
from bot.staff.roster import Column
from bot.texts.words import Words
from handlers.screen import Screen, button, keyboard
from handlers.staff.callbacks import (
    ApproveRebindingPressed,
    CancelRebindingPressed,
    ChangeWrongPressed,
    NotMePressed,
    PersonPressed,
)
from handlers.staff.invitations.screens import invited_person_screen


def relinked_screen(words: Words, invited: Invited) -> Screen:
    """Show the new link of a person who is registered, and say when it takes effect."""
    screen = invited_person_screen(words, invited)
    return Screen(f"{screen.text}\n\n{words('staff-relinked')}", screen.keyboard)


def contact_decided_screen(words: Words, person: Person, *, approved: bool) -> Screen:
    """Confirm a manager's decision about a number that differs from the list."""
    text_id = "staff-mismatch-approved" if approved else "staff-mismatch-refused"
    return Screen(words(text_id, name=person.name))


def rebinding_decided_screen(words: Words, person: Person, *, approved: bool) -> Screen:
    """Confirm a manager's decision about another account."""
    text_id = "staff-rebinding-approved" if approved else "staff-rebinding-cancelled"
    return Screen(words(text_id, name=person.name))


def objected_screen(words: Words, objection: Objection) -> Screen:
    """Tell the person what their objection did, and who knows of it."""
    done = words("objected-late" if objection.late else "objected")
    return Screen(f"{done} {words('objected-owners' if objection.owners else 'objected-nobody')}")


def identity_changed_screen(words: Words, change_id: UUID, content: IdentityChanged) -> Screen:
    """Tell a person what was changed about them."""
    lines = [_changed_line(words, one) for one in content.values]
    wrong = button(words.plain("notice-identity-changed-wrong"), ChangeWrongPressed(change_id=change_id))
    return Screen("\n".join([words("notice-identity-changed"), *lines]), keyboard([wrong]))


def _changed_line(words: Words, one: ChangedValue) -> str:
    before, after = (show_phone(value) if one.column is Column.PHONE else value for value in (one.before, one.after))
    return words(
        "notice-identity-value", column=words.plain(f"roster-column-{one.column}"), before=before or "—", after=after
    )


def relinking_begun_screen(words: Words, person_id: UUID, content: RelinkingBegun) -> Screen:
    """Tell a person that a new link was made for them."""
    text = words("notice-relinking-begun", by=content.by) if content.by else words("notice-relinking-begun-by-nobody")
    return Screen(text, keyboard([_not_me(words, person_id)]))


def kiosk_chosen_screen(words: Words, person_id: UUID, content: KioskChosen) -> Screen:
    """Tell a person that a manager chose for them to sign at a kiosk."""
    return Screen(words("notice-kiosk-chosen", by=content.by), keyboard([_not_me(words, person_id)]))


def rebinding_announced_screen(words: Words, person_id: UUID, content: RebindingAnnounced) -> Screen:
    """Tell a person that another account is to speak for them."""
    text = words("notice-rebinding-announced", at=content.takes_effect_at)
    return Screen(text, keyboard([_not_me(words, person_id)]))


def account_replaced_screen(words: Words, person_id: UUID) -> Screen:
    """Tell a person that another account speaks for them."""
    return Screen(words("notice-account-replaced"), keyboard([_not_me(words, person_id)]))


def rebinding_to_approve_screen(words: Words, rebinding_id: UUID, content: RebindingToApprove) -> Screen:
    """Ask a second manager."""
    text = words("notice-rebinding-to-approve", name=content.name, at=content.takes_effect_at)
    approve = button(words.plain("staff-rebinding-approve"), ApproveRebindingPressed(rebinding_id=rebinding_id))
    cancel = button(words.plain("staff-rebinding-cancel"), CancelRebindingPressed(rebinding_id=rebinding_id))
    return Screen(text, keyboard([approve], [cancel]))


def objection_raised_screen(words: Words, person_id: UUID, content: ObjectionRaised) -> Screen:
    """Tell an owner who objected."""
    text_id = "notice-objection-raised-late" if content.late else "notice-objection-raised"
    card = button(words.plain("staff-open-card"), PersonPressed(person_id=person_id))
    return Screen(words(text_id, name=content.name), keyboard([card]))


def namesake_screen(words: Words, content: NamesakeAppeared) -> Screen:
    """Tell somebody that another person signs under their name."""
    number = words("notice-namesake-number", number=content.number) if content.number else ""
    details = ", ".join(each for each in (content.position, number) if each) or "–"
    return Screen(words("notice-namesake", name=content.name, details=details))


def _not_me(words: Words, person_id: UUID) -> InlineKeyboardButton:
    return button(words.plain("identity-not-me"), NotMePressed(person_id=person_id))
