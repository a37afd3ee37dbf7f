"""Passes as their holders and their issuers see them."""

from datetime import datetime

from aiogram.types import InlineKeyboardButton

from bot.passes.browse_passes import HeldPasses, PassCard
from bot.passes.issue_pass import Issued
from bot.passes.passes import Pass, PassType
from bot.passes.show_live_code import ShownCode
from bot.texts import Words
from handlers.buttons import (
    CancelPressed,
    IssuePassPressed,
    LiveCodePressed,
    MenuPressed,
    MyPassesPressed,
    PassDaysChosen,
    PassesOfPressed,
    PassPressed,
    PassTypeChosen,
    PersonPressed,
    PhotoSkipped,
    RevokeConfirmed,
    RevokePressed,
)
from handlers.screens.screen import Picture, Row, Screen, button, keyboard

DAYS: dict[PassType, tuple[int, ...]] = {
    PassType.VISITOR: (1, 7, 30),
    PassType.CONTRACTOR: (30, 90, 180, 365),
}
USUAL_DAYS = (30, 180, 365, 730)
MOST_LISTED = 20


def type_name(words: Words, type_: PassType | str) -> str:
    """Name a pass type, for use in other texts."""
    return words.plain(f"pass-type-{type_}")


def day(words: Words, at: datetime) -> str:
    """Tell a day in the organisation's zone: 22.11.2026."""
    return at.astimezone(words.zone).strftime("%d.%m.%Y")


def clock(words: Words, at: datetime) -> str:
    """Tell a time to the second in the organisation's zone: 14:05:59."""
    return at.astimezone(words.zone).strftime("%H:%M:%S")


def my_passes_screen(words: Words, held: HeldPasses) -> Screen:
    """One's own passes; each shows a live code when pressed."""
    rows = [[button(_label(words, one), LiveCodePressed(pass_id=one.id))] for one in held.passes[:MOST_LISTED]]
    text = words("pass-my-list" if held.passes else "pass-my-none")
    return Screen(text, keyboard(*rows, [_menu(words)]))


def live_code_screen(words: Words, shown: ShownCode) -> Screen:
    """A live code. Not protected: it works once and for three minutes, and only so can it be refreshed in place."""
    text = words(
        "pass-live",
        type=type_name(words, shown.pass_.type),
        name=shown.holder_name,
        number=shown.pass_.number,
        until=clock(words, shown.until_at),
        typed=shown.typed,
    )
    rows: list[Row] = [
        [button(words.plain("pass-refresh"), LiveCodePressed(pass_id=shown.pass_.id))],
        [button(words.plain("pass-my-passes"), MyPassesPressed())],
    ]
    return Screen(text, keyboard(*rows), Picture(shown.png, "pass.png"))


def pass_type_screen(words: Words, holder_name: str) -> Screen:
    """Ask for the type, the staff pass first."""
    rows = [[button(type_name(words, one), PassTypeChosen(type=one))] for one in PassType]
    return Screen(words("pass-issue-type", name=holder_name), keyboard(*rows, _cancel(words)))


def pass_days_screen(words: Words, type_: PassType) -> Screen:
    """Ask for the validity, as is usual for the type."""
    days = DAYS.get(type_, USUAL_DAYS)
    rows = [[button(words.plain("pass-days", days=count), PassDaysChosen(days=count))] for count in days]
    return Screen(words("pass-issue-days", type=type_name(words, type_)), keyboard(*rows, _cancel(words)))


def photo_screen(words: Words) -> Screen:
    """Ask for the holder's photo."""
    bare = [button(words.plain("pass-without-photo"), PhotoSkipped())]
    return Screen(words("pass-issue-photo"), keyboard(bare, _cancel(words)))


def issued_screen(words: Words, issued: Issued) -> Screen:
    """What was issued, and that the holder knows."""
    text = words("pass-issued", name=issued.holder.name, **_facts(words, issued.pass_))
    rows: list[Row] = [
        [button(words.plain("pass-open"), PassPressed(pass_id=issued.pass_.id))],
        [button(words.plain("back"), PersonPressed(person_id=issued.holder.id))],
    ]
    return Screen(text, keyboard(*rows))


def passes_of_screen(words: Words, held: HeldPasses, now: datetime) -> Screen:
    """A person's passes as their issuers see them, ended ones marked."""
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
    """One pass as its issuers see it."""
    text = words("pass-card", name=card.holder.name, **_facts(words, card.pass_))
    if card.pass_.revoked_at is not None:
        text += "\n" + words("pass-card-revoked", at=card.pass_.revoked_at)
    elif now >= card.pass_.expires_at:
        text += "\n" + words("pass-card-expired")
    standing = (
        [] if card.pass_.over_at(now) else [button(words.plain("pass-revoke"), RevokePressed(pass_id=card.pass_.id))]
    )
    back = [button(words.plain("back"), PassesOfPressed(person_id=card.holder.id))]
    return Screen(text, keyboard(standing, back), Picture(card.photo, "holder.jpg") if card.photo else None)


def revoke_screen(words: Words, card: PassCard) -> Screen:
    """Ask once more before a pass is revoked."""
    rows: list[Row] = [
        [button(words.plain("pass-revoke-confirm"), RevokeConfirmed(pass_id=card.pass_.id))],
        [button(words.plain("back"), PassPressed(pass_id=card.pass_.id))],
    ]
    return Screen(words("pass-revoke-ask", name=card.holder.name, **_facts(words, card.pass_)), keyboard(*rows))


def revoked_screen(words: Words, card: PassCard) -> Screen:
    """A pass is revoked."""
    back = [button(words.plain("back"), PassesOfPressed(person_id=card.holder.id))]
    return Screen(words("pass-revoked", name=card.holder.name, number=card.pass_.number), keyboard(back))


def not_me_screen(words: Words) -> Screen:
    """The managers know."""
    return Screen(words("pass-not-me-told"), keyboard([button(words.plain("pass-my-passes"), MyPassesPressed())]))


def _facts(words: Words, one: Pass) -> dict[str, str]:
    return {"type": type_name(words, one.type), "number": one.number, "until": day(words, one.expires_at)}


def _label(words: Words, one: Pass) -> str:
    return words.plain("pass-label", **_facts(words, one))


def _mark(one: Pass, now: datetime) -> str:
    return "🚫" if one.revoked_at is not None else "⌛" if one.over_at(now) else "✅"


def _menu(words: Words) -> InlineKeyboardButton:
    return button(words.plain("menu-button"), MenuPressed())


def _cancel(words: Words) -> Row:
    return [button(words.plain("cancel"), CancelPressed())]
