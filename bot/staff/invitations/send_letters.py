"""Sends the letters that are due. Each is written just before, so that no link is ever stored.

Before that, adds letters for notices that Telegram could not deliver (`bot.staff.invitations.fallback`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol, assert_never
from uuid import UUID

from bot.due_rows import DueRow, DueRows
from bot.ids import EventId
from bot.notices.content import FileLetterContent, LetterContent
from bot.notices.letters import (
    Attachment,
    Channel,
    ChannelBusy,
    ChannelRefusal,
    ChannelSilent,
    Envelope,
    Letter,
    LetterState,
)
from bot.notices.outbox import NewNotice, Notice
from bot.staff.invitations.addresses import address_of
from bot.staff.invitations.fallback import LOOK_BACK, FallbackChannels, channel_for, channels_after, letter_for
from bot.staff.invitations.write_letters import Channels
from bot.staff.models import Account, Organisation, Person
from bot.staff.notices import LettersProgress, letters_progress
from bot.staff.ports import OpenStaff, ReadStaff
from bot.staff.registration.links import Links
from bot.texts.words import Texts, Words

LEASE = timedelta(minutes=2)
AT_ONCE = 10
MOST_ATTEMPTS = 8
MOST_BYTES = 10 * 1024 * 1024
"""Of an attached file: many mail servers take no more."""
PROGRESS_STEPS = 20
"""Into how many steps the progress of one batch is divided."""


class LettersNoted(Protocol):
    """Notes notices for which letters were written or settled."""

    async def __call__(self, notices: Iterable[Notice], *, now: datetime) -> None:
        """Note it."""
        ...


class LinkToNotice(Protocol):
    """Links to what a notice is about."""

    def __call__(self, organisation: Organisation, notice: Notice) -> str:
        """Return the link for a letter in place of the notice."""
        ...


@dataclass(frozen=True, slots=True)
class SendLetters:
    """Periodic job. Sends letters that are due, a few at a time."""

    open: OpenStaff
    read: ReadStaff
    links: Links
    channels: Channels
    texts: Texts
    fallback: FallbackChannels
    link_to: LinkToNotice
    letters_noted: LettersNoted

    async def __call__(self, *, now: datetime) -> bool:
        """Send a few letters and return whether more may be due; letters of a dead process become unsure.

        Only a few, because a lease counted from `now` must not run out while others are being sent.
        """
        if not self.channels:
            return False
        await self._add_fallback_letters(now)
        async with self.open() as tx:
            await tx.letters.give_up_lost(now)
        batches: set[tuple[UUID, UUID]] = set()

        async def send(row: DueRow, now: datetime) -> bool:
            letter = await self._claim_and_send(row, now)
            batches.update([(letter.organisation_id, letter.batch_id)] if letter else [])
            return letter is not None

        sent = await DueRows(
            job="send_letters",
            open=self.open,
            read=self.read,
            find=lambda tx, most: tx.letters.due(tuple(self.channels), now, most),
            handle_one=send,
            limit=AT_ONCE,
            at_once=AT_ONCE,
        ).handle_each(now)
        for organisation_id, batch_id in batches:
            await self._notify(organisation_id, batch_id, now)
        return sent > 0

    @property
    def _fallback_channels(self) -> tuple[Channel, ...]:
        return tuple(each for each in self.fallback if each in self.channels)

    async def _add_fallback_letters(self, now: datetime) -> None:
        if not self._fallback_channels:
            return
        await DueRows(
            job="write_letters",
            open=self.open,
            read=self.read,
            find=lambda tx, most: tx.outbox.lost(self._fallback_channels, now - LOOK_BACK, most),
            handle_one=self._add_fallback_letter,
        ).handle_each(now)

    async def _add_fallback_letter(self, row: DueRow, now: datetime) -> bool:
        """Add the letter for a notice that was not delivered."""
        async with self.open() as tx:
            lost = await tx.outbox.get(row.id)
            person = await tx.people.get(lost.organisation_id, lost.person_id) if lost else None
            letter = letter_for(lost, person, self._fallback_channels) if lost and person else None
            if lost is None or letter is None:
                return False
            await tx.letters.add([letter])
        await self.letters_noted([lost], now=now)
        return True

    async def _claim_and_send(self, row: DueRow, now: datetime) -> Letter | None:
        """Send a letter and return it; None if another process was first. It is written before it is claimed."""
        async with self.read() as tx:
            letter = await tx.letters.get(row.id)
        if letter is None:
            return None
        envelope = await self._write(letter, now)
        async with self.open() as tx:
            if not await tx.letters.claim(letter, now=now, until=now + LEASE):
                return None
        await self._send(letter, envelope, now)
        return letter

    async def _send(self, letter: Letter, envelope: Envelope | None, now: datetime) -> None:
        state, error = LetterState.SENT, None
        if envelope is None:
            state, error = LetterState.REFUSED, "no link or no address any more"
        else:
            try:
                await self.channels[letter.channel].send(envelope)
            except ChannelRefusal as refusal:
                state, error = LetterState.REFUSED, str(refusal)
            except ChannelSilent as silence:
                state, error = LetterState.UNSURE, str(silence)
            except ChannelBusy as busy:
                state, error = LetterState.WAITING, str(busy)
        if state is LetterState.WAITING and letter.attempts + 1 < MOST_ATTEMPTS:
            async with self.open() as tx:
                await tx.letters.later(letter.id, after=now + _delay(letter.attempts), error=error or "")
        else:
            await self._settle(letter, LetterState.REFUSED if state is LetterState.WAITING else state, error, now)

    async def _settle(self, letter: Letter, state: LetterState, error: str | None, now: datetime) -> None:
        """Record the result; a refused letter in place of a notice goes by the next channel."""
        async with self.open() as tx:
            next_channel = None
            replaced = await tx.outbox.get(letter.notice_id) if letter.notice_id else None
            by_file = replaced is not None and isinstance(replaced.content, FileLetterContent)
            if state is LetterState.REFUSED and letter.notice_id is not None and not by_file:
                person = await tx.people.get(letter.organisation_id, letter.person_id)
                next_channel = person and channel_for(person, channels_after(letter.channel, self._fallback_channels))
            if next_channel:
                await tx.letters.redirect(letter.id, next_channel, after=now)
            else:
                await tx.letters.settle(letter.id, state, error=error)
        if replaced is not None:
            await self.letters_noted([replaced], now=now)

    async def _notify(self, organisation_id: UUID, batch_id: UUID, now: datetime) -> None:
        """Update the manager's progress message, about twenty times for a batch and at its end."""
        async with self.open() as tx:
            shown = await tx.outbox.shown(batch_id, LettersProgress.kind)
            if shown is None:
                return
            person_id, message_id = shown
            counts = await tx.letters.counts(organisation_id, batch_id)
            content = letters_progress(counts, message_id)
            settled, total = content.sent + content.failed, sum(counts.values())
            step = settled if settled == total else settled // max(AT_ONCE, total // PROGRESS_STEPS)
            event_id = EventId(f"job:{batch_id}:letters:{step}")
            notice = NewNotice(organisation_id, batch_id, content, event_id, now)
            await tx.outbox.add([notice.to(person_id)])

    async def _write(self, letter: Letter, now: datetime) -> Envelope | None:
        if letter.notice_id is not None:
            return await self._write_fallback(letter, letter.notice_id)
        if letter.invitation_id is None:
            return None
        return await self._write_invitation(letter, letter.invitation_id, now)

    async def _write_fallback(self, letter: Letter, notice_id: UUID) -> Envelope | None:
        async with self.read() as tx:
            lost = await tx.outbox.get(notice_id)
            person = await tx.people.get(letter.organisation_id, letter.person_id)
            organisation = await tx.organisations.get(letter.organisation_id)
            account = await tx.accounts.active(letter.person_id)
        if lost is None or not isinstance(lost.content, LetterContent | FileLetterContent):
            return None
        address = person and _address(person, account, letter.channel)
        if person is None or not address or person.dismissed_at is not None:
            return None
        words = self.texts.words(account.language if account else organisation.language, organisation.time_zone)
        what = words.plain(lost.content.letter_text)
        facts = {"organisation": organisation.name, "what": what}
        if account is not None and account.telegram_id is None:
            return await self._with_file(_at_kiosk(letter, address, words, person.name, facts), lost)
        if isinstance(lost.content, FileLetterContent):
            return None  # they have Telegram again, and were sent the file there
        link = self.link_to(organisation, lost)
        match letter.channel:
            case Channel.SMS:
                return Envelope(letter.id, address, "", words.plain("staff-fallback-sms", link=link, **facts))
            case Channel.EMAIL:
                subject = words.plain("staff-fallback-subject", **facts)
                text = words.plain("staff-fallback-text", name=person.name, link=link, **facts)
                return Envelope(letter.id, address, subject, text)
            case _:
                assert_never(letter.channel)

    async def _with_file(self, envelope: Envelope, lost: Notice) -> Envelope:
        """Attach the finished file, if there is one; not one that mail servers would not take: that comes on paper."""
        content = lost.content
        if not isinstance(content, FileLetterContent):
            return envelope
        async with self.read() as tx:
            file = await tx.blobs.get(lost.organisation_id, content.sha256)
        return (
            replace(envelope, attachment=Attachment(content.file_name, file)) if len(file) <= MOST_BYTES else envelope
        )

    async def _write_invitation(self, letter: Letter, invitation_id: UUID, now: datetime) -> Envelope | None:
        async with self.open() as tx:
            invitation = await tx.invitations.get(invitation_id)
            person = await tx.people.get(letter.organisation_id, letter.person_id)
            organisation = await tx.organisations.get(letter.organisation_id)
        address = person and address_of(person, letter.channel)
        if invitation is None or person is None or not address or not invitation.is_valid_at(now):
            return None
        link = self.links.letter_link(invitation)
        if link is None or person.dismissed_at is not None:
            return None
        words = self.texts.words(organisation.language, organisation.time_zone)
        facts = {"name": person.name, "organisation": organisation.name, "link": link}
        match letter.channel:
            case Channel.SMS:
                return Envelope(letter.id, address, "", words.plain("staff-letter-sms", **facts))
            case Channel.EMAIL:
                subject = words.plain("staff-letter-subject", organisation=organisation.name)
                text = words.plain("staff-letter-text", until=invitation.expires_at, **facts)
                return Envelope(letter.id, address, subject, text)
            case _:
                assert_never(letter.channel)


def _address(person: Person, account: Account | None, channel: Channel) -> str | None:
    """Return where a letter in place of a notice goes: an SMS to the number by which a person is known at a kiosk."""
    if channel is Channel.SMS and account is not None and account.telegram_id is None:
        return account.phone
    return address_of(person, channel)


def _at_kiosk(letter: Letter, address: str, words: Words, name: str, facts: dict[str, str]) -> Envelope:
    """Word a letter to somebody who signs at a kiosk: it leads there, and not to the bot."""
    match letter.channel:
        case Channel.SMS:
            return Envelope(letter.id, address, "", words.plain("staff-kiosk-sms", **facts))
        case Channel.EMAIL:
            subject = words.plain("staff-fallback-subject", **facts)
            return Envelope(letter.id, address, subject, words.plain("staff-kiosk-text", name=name, **facts))
        case _:
            assert_never(letter.channel)


def _delay(attempts: int) -> timedelta:
    return timedelta(minutes=min(2**attempts, 60))
