"""Screens of invitations: links, letters, printed cards."""

from collections.abc import Callable
from datetime import datetime
from typing import assert_never
from uuid import UUID

from bot.notices.letters import Channel, Letter, LetterState
from bot.staff.invitations.addresses import address_of
from bot.staff.invitations.cards import CardLabels
from bot.staff.invitations.invite_person import Invited
from bot.staff.invitations.print_cards import PrintedCards
from bot.staff.invitations.show_card import Card
from bot.staff.invitations.write_letters import LetterBatch
from bot.staff.models import Organisation
from bot.staff.notices import LettersProgress
from bot.staff.organisation.set_contact import printed_contact
from bot.texts.words import Words
from handlers.callbacks import CancelPressed
from handlers.screen import File, Picture, Row, Screen, button, copy_button, keyboard
from handlers.staff.callbacks import (
    AddressPressed,
    CardsPressed,
    InviteEveryoneBy,
    LettersPressed,
    LinkQrPressed,
    LinkRevokePressed,
    LinkSendPressed,
    PersonPressed,
    ReinvitePressed,
    StaffPressed,
)


def letter_line(words: Words, letter: Letter) -> str:
    """Return the state of a letter, with the channel's own message where it failed."""
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
    """Return the channel that stands in for Telegram, or why it failed."""
    if letter.state in (LetterState.REFUSED, LetterState.UNSURE):
        return letter_line(words, letter)
    return words("staff-fallback-goes", channel=words.plain(f"staff-channel-{letter.channel}"))


def letter_rows(words: Words, card: Card) -> list[Row]:
    """Return a button for each channel: it sends the link, or asks for the address that is missing."""
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
    """Show the ways to invite everyone."""
    rows = [
        [button(words.plain(f"staff-everyone-{channel}"), InviteEveryoneBy(channel=channel))]
        for channel in sorted(channels)
    ]
    rows.append([button(words.plain("staff-cards"), CardsPressed())])
    back = [button(words.plain("back"), StaffPressed())]
    return Screen(words("staff-invite-everyone-ask" if channels else "staff-no-channels"), keyboard(*rows, back))


def letters_without_screen(words: Words, batch: LetterBatch) -> Screen:
    """Say how many have no address; in a message of its own, because the other one changes as letters go."""
    return Screen(words("staff-letters-without", without=batch.without))


def letters_screen(words: Words, batch_id: UUID, progress: LettersProgress) -> Screen:
    """Show how many letters are sent, waiting, failed."""
    text = words("staff-letters", sent=progress.sent, waiting=progress.waiting, refused=progress.failed)
    again = [button(words.plain("staff-letters-refresh"), LettersPressed(batch_id=batch_id))]
    return Screen(text, keyboard(again, [button(words.plain("back"), StaffPressed())]))


def invited_person_screen(words: Words, invited: Invited) -> Screen:
    """Show a person's link, to be given to nobody else."""
    text = words("staff-link", name=invited.person.name, link=invited.link, until=invited.until_at)
    rows = [
        [copy_button(words.plain("staff-copy-link"), invited.link)],
        [button(words.plain("staff-link-qr"), LinkQrPressed(person_id=invited.person.id))],
        [button(words.plain("staff-reinvite"), ReinvitePressed(person_id=invited.person.id))],
        [button(words.plain("staff-revoke"), LinkRevokePressed(person_id=invited.person.id))],
        [button(words.plain("back"), PersonPressed(person_id=invited.person.id))],
    ]
    return Screen(text, keyboard(*rows))


def link_qr_screen(words: Words, invited: Invited, png: bytes) -> Screen:
    """Show a person's link as a QR code for their phone to scan; it cannot be forwarded."""
    text = words("staff-link-qr-shown", name=invited.person.name, until=invited.until_at)
    return Screen(text, media=Picture(png, "link.png"), protected=True)


def card_labels(words: Words, organisation: Organisation) -> Callable[[datetime], CardLabels]:
    """Return the texts of the printable cards, given until when the links are valid."""
    return lambda until: CardLabels(
        organisation.name,
        words.plain("staff-cards-hint"),
        words.plain("staff-cards-until", until=until),
        printed_contact(words, organisation),
    )


def cards_screen(words: Words, printed: PrintedCards, until: datetime) -> Screen:
    """Return the printable cards with a warning; they cannot be forwarded."""
    text = words("staff-cards-done", cards=printed.cards, until=until)
    if printed.left:
        text += "\n" + words("staff-cards-left", left=printed.left)
    return Screen(text, media=File(printed.content, words.plain("staff-cards-file")))
