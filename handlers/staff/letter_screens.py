"""Personal links on their way by e-mail and SMS."""

from typing import assert_never
from uuid import UUID

from bot.notices.letters import Channel, Letter, LetterState
from bot.staff.invitations.letters import Card, Sent, address_of
from bot.staff.notices import LettersProgress
from bot.texts import Words
from handlers.callbacks import CancelPressed
from handlers.screen import Row, Screen, button, keyboard
from handlers.staff.callbacks import (
    AddressPressed,
    CardsPressed,
    InviteEveryoneBy,
    LettersPressed,
    LinkSendPressed,
    StaffPressed,
)


def letter_line(words: Words, letter: Letter) -> str:
    """Say what became of a letter, with the channel's own words where it did not go."""
    channel = words.plain(f"staff-channel-{letter.channel}")
    match letter.state:
        case LetterState.SENT:
            return words("staff-letter-sent", channel=channel)
        case LetterState.WAITING | LetterState.SENDING:
            return words("staff-letter-waiting", channel=channel)
        case LetterState.REFUSED:
            return words("staff-letter-refused", channel=channel, error=letter.error or "")
        case LetterState.UNSURE:
            return words("staff-letter-unsure", channel=channel, error=letter.error or "")
        case _:
            assert_never(letter.state)


def fallback_line(words: Words, letter: Letter) -> str:
    """Say by which way goes what Telegram cannot bring, or why it does not."""
    if letter.state in (LetterState.REFUSED, LetterState.UNSURE):
        return letter_line(words, letter)
    return words("staff-fallback-goes", channel=words.plain(f"staff-channel-{letter.channel}"))


def letter_rows(words: Words, card: Card) -> list[Row]:
    """The ways in which this person's link can be sent: with an address at once, else after one was typed."""
    person = card.listed.person
    rows: list[Row] = []
    for channel in sorted(card.channels):
        if address_of(person, channel):
            press = LinkSendPressed(person_id=person.id, channel=channel)
            rows.append([button(words.plain(f"staff-send-{channel}"), press)])
        else:
            add = AddressPressed(person_id=person.id, channel=channel)
            rows.append([button(words.plain(f"staff-add-{channel}"), add)])
    return rows


def address_screen(words: Words, channel: Channel) -> Screen:
    """Ask for the address."""
    return Screen(words(f"staff-ask-{channel}"), keyboard([button(words.plain("cancel"), CancelPressed())]))


def invite_everyone_screen(words: Words, channels: frozenset[Channel]) -> Screen:
    """Ask which way everyone is to be invited."""
    rows = [
        [button(words.plain(f"staff-everyone-{channel}"), InviteEveryoneBy(channel=channel))]
        for channel in sorted(channels)
    ]
    rows.append([button(words.plain("staff-cards"), CardsPressed())])
    back = [button(words.plain("back"), StaffPressed())]
    return Screen(words("staff-invite-everyone-ask" if channels else "staff-no-channels"), keyboard(*rows, back))


def letters_without_screen(words: Words, sent: Sent) -> Screen:
    """How many cannot be reached this way; said apart, for the other message changes as letters go."""
    return Screen(words("staff-letters-without", without=sent.without))


def letters_screen(words: Words, batch_id: UUID, progress: LettersProgress) -> Screen:
    """How many links went, wait, did not go."""
    text = words("staff-letters", sent=progress.sent, waiting=progress.waiting, refused=progress.failed)
    again = [button(words.plain("staff-letters-refresh"), LettersPressed(batch_id=batch_id))]
    return Screen(text, keyboard(again, [button(words.plain("back"), StaffPressed())]))
