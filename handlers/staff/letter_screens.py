"""Personal links on their way by e-mail and SMS."""

from bot.notices.letters import Channel, Letter, LetterState
from bot.staff.invitations.letters import Card, Sent, address_of
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

UNDER_WAY = (LetterState.WAITING, LetterState.SENDING)


def letter_line(words: Words, letter: Letter) -> str:
    """Say what became of a letter, with the channel's own words where it did not go."""
    channel = words.plain(f"staff-channel-{letter.channel}")
    if letter.state is LetterState.SENT:
        return words("staff-letter-sent", channel=channel)
    if letter.state in UNDER_WAY:
        return words("staff-letter-waiting", channel=channel)
    text_id = "staff-letter-refused" if letter.state is LetterState.REFUSED else "staff-letter-unsure"
    return words(text_id, channel=channel, error=letter.error or "")


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


def letters_screen(words: Words, sent: Sent) -> Screen:
    """How many links went, wait, did not go."""
    counts = sent.counts
    text = words(
        "staff-letters",
        sent=counts.get(LetterState.SENT, 0),
        waiting=sum(counts.get(state, 0) for state in UNDER_WAY),
        refused=counts.get(LetterState.REFUSED, 0) + counts.get(LetterState.UNSURE, 0),
    )
    again = [button(words.plain("staff-letters-refresh"), LettersPressed(batch_id=sent.batch_id))]
    return Screen(text, keyboard(again, [button(words.plain("back"), StaffPressed())]))
