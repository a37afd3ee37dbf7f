"""Screens of passes for their holders and issuers."""

from datetime import datetime

from aiogram.types import InlineKeyboardButton

from bot.passes.browse_passes import HeldPasses, PassCard
from bot.passes.issuing.print_passes import PrintedPasses, Wording
from bot.passes.models import Pass
from bot.passes.types.pass_types import PLATE, READY
from bot.staff.models import Organisation
from bot.staff.organisation.set_contact import printed_contact
from bot.texts.words import Words
from handlers.callbacks import MenuPressed
from handlers.passes.callbacks import (
    EndCardConfirmed,
    EndCardPressed,
    IssuePassPressed,
    LiveCodePressed,
    MyPassesPressed,
    PassesOfPressed,
    PassHistoryPressed,
    PassPressed,
    PrintPassPressed,
    RenewPassPressed,
    RevokeConfirmed,
    RevokePressed,
    SendPhotoPressed,
)
from handlers.screen import File, Picture, Row, Screen, button, keyboard, page_button
from handlers.staff.callbacks import PersonPressed

MOST_LISTED = 20


def type_name(words: Words, type_: str) -> str:
    """Return a pass type's name: a ready-made one's in the reader's language, an own one's as it is."""
    return words.plain(f"pass-type-{type_}") if type_ in READY else type_


def field_name(words: Words, label: str) -> str:
    """Return the name of a field of a pass."""
    return words.plain("pass-field-plate") if label == PLATE else label


def field_lines(words: Words, one: Pass) -> list[str]:
    """Format the fields of a pass, one a line."""
    return [words("pass-field", label=field_name(words, label), value=value) for label, value in one.fields]


def from_line(words: Words, from_at: datetime, now: datetime) -> list[str]:
    """Say from when a pass is valid, where that is still to come."""
    return [words.plain("pass-from", day=words.day(from_at))] if from_at > now else []


def my_passes_screen(words: Words, held: HeldPasses, page: str | None) -> Screen:
    """List the speaker's passes; each shows a live code when pressed, or all of them on their `page`."""
    rows = [[button(_label(words, one), LiveCodePressed(pass_id=one.id))] for one in held.passes[:MOST_LISTED]]
    text = words("pass-my-list" if held.passes else "pass-my-none")
    photo = [button(words.plain("pass-send-photo"), SendPhotoPressed())] if held.passes else []
    whole = [page_button(words.plain("pass-full-screen"), page)] if held.passes and page else []
    return Screen(text, keyboard(*rows, whole, photo, [_menu(words)]))


def passes_of_screen(words: Words, held: HeldPasses, now: datetime) -> Screen:
    """List a person's passes for their issuers, with ended ones marked."""
    rows = [
        [button(f"{_mark(one, now)} {_label(words, one)}", PassPressed(pass_id=one.id))]
        for one in held.passes[:MOST_LISTED]
    ]
    last: list[Row] = [
        [button(words.plain("pass-issue"), IssuePassPressed(person_id=held.holder.id))],
        [button(words.plain("back"), PersonPressed(person_id=held.holder.id))],
    ]
    text = words("pass-of-list" if held.passes else "pass-of-none", name=held.holder.name)
    return Screen(text, keyboard(*rows, *last))


def pass_screen(words: Words, card: PassCard, now: datetime) -> Screen:
    """Show one pass to its issuers."""
    text = words("pass-card", name=card.holder.name, **pass_facts(words, card.pass_))
    text = "\n".join([text, *from_line(words, card.pass_.valid_from_at, now), *field_lines(words, card.pass_)])
    if card.pass_.photo_wanted_at is not None and not card.pass_.over_at(now):
        text += "\n" + words("pass-card-photo-wanted")
    if card.pass_.revoked_at is not None:
        text += "\n" + words("pass-card-revoked", at=card.pass_.revoked_at)
    elif now >= card.pass_.expires_at:
        text += "\n" + words("pass-card-expired")
    back = [button(words.plain("back"), PassesOfPressed(person_id=card.holder.id))]
    rows = [] if card.pass_.over_at(now) else _acts(words, card, now)
    renew = [button(words.plain("pass-renew"), RenewPassPressed(pass_id=card.pass_.id))]
    history = [button(words.plain("pass-history"), PassHistoryPressed(pass_id=card.pass_.id))]
    kept = history if card.pass_.revoked_at is not None else [*renew, *history]
    return Screen(text, keyboard(kept, *rows, back), Picture(card.photo, "holder.jpg") if card.photo else None)


def _acts(words: Words, card: PassCard, now: datetime) -> list[Row]:
    pass_id = card.pass_.id
    printing: Row = [
        button(words.plain("pass-print-card"), PrintPassPressed(pass_id=pass_id, sheet=False)),
        button(words.plain("pass-print-sheet"), PrintPassPressed(pass_id=pass_id, sheet=True)),
    ]
    return [
        printing if card.pass_.ready_at(now) else [],
        [button(words.plain("pass-card-lost"), EndCardPressed(pass_id=pass_id))] if card.printed else [],
        [button(words.plain("pass-revoke"), RevokePressed(pass_id=pass_id))],
    ]


def revoke_screen(words: Words, card: PassCard) -> Screen:
    """Ask for confirmation before a pass is revoked."""
    rows: list[Row] = [
        [button(words.plain("pass-revoke-confirm"), RevokeConfirmed(pass_id=card.pass_.id))],
        [button(words.plain("back"), PassPressed(pass_id=card.pass_.id))],
    ]
    return Screen(words("pass-revoke-ask", name=card.holder.name, **pass_facts(words, card.pass_)), keyboard(*rows))


def end_card_screen(words: Words, card: PassCard) -> Screen:
    """Ask for confirmation before the code of a lost card is revoked."""
    rows: list[Row] = [
        [button(words.plain("pass-card-lost-confirm"), EndCardConfirmed(pass_id=card.pass_.id))],
        [button(words.plain("back"), PassPressed(pass_id=card.pass_.id))],
    ]
    return Screen(words("pass-card-lost-ask", name=card.holder.name, number=card.pass_.number), keyboard(*rows))


def card_ended_screen(words: Words, card: PassCard) -> Screen:
    """Confirm that the code of the lost card is revoked; another card can be printed."""
    again = [button(words.plain("pass-open"), PassPressed(pass_id=card.pass_.id))]
    return Screen(words("pass-card-ended", number=card.pass_.number), keyboard(again))


def printed_screen(words: Words, printed: PrintedPasses) -> Screen:
    """Send the file with the cards. Its codes are valid for long, so it cannot be forwarded from here."""
    text = words("pass-printed", cards=printed.cards)
    if printed.left:
        text += " " + words("pass-printed-left", left=printed.left)
    return Screen(text, None, File(printed.content, "passes.pdf"))


def card_wording(words: Words, organisation: Organisation) -> Wording:
    """Return the texts of printed cards in the reader's language."""

    def lines(one: Pass) -> tuple[str, ...]:
        number = words.plain("pass-face-number", number=one.number)
        until = words.plain("pass-face-until", until=words.day(one.expires_at))
        time = [*from_line(words, one.valid_from_at, one.issued_at), until]
        return (number, *time, *(f"{field_name(words, label)}: {value}" for label, value in one.fields))

    contact = printed_contact(words, organisation)
    return Wording(lambda name: type_name(words, name), lines, words.plain("pass-of"), contact)


def revoked_screen(words: Words, card: PassCard) -> Screen:
    """Confirm that a pass is revoked."""
    back = [button(words.plain("back"), PassesOfPressed(person_id=card.holder.id))]
    return Screen(words("pass-revoked", name=card.holder.name, number=card.pass_.number), keyboard(back))


def not_me_screen(words: Words) -> Screen:
    """Confirm that the managers were notified."""
    return Screen(words("pass-not-me-told"), keyboard([button(words.plain("pass-my-passes"), MyPassesPressed())]))


def pass_facts(words: Words, one: Pass) -> dict[str, str]:
    """Return the variables that every text about a pass uses."""
    return {"type": type_name(words, one.type), "number": one.number, "until": words.day(one.expires_at)}


def _label(words: Words, one: Pass) -> str:
    return words.plain("pass-label", **pass_facts(words, one))


def _mark(one: Pass, now: datetime) -> str:
    return "🚫" if one.revoked_at is not None else "⌛" if one.over_at(now) else "✅"


def _menu(words: Words) -> InlineKeyboardButton:
    return button(words.plain("menu-button"), MenuPressed())
