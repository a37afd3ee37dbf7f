"""Sends the letters that wait; each is worded when it goes, with the link made anew, so that none is ever stored.

Before that it writes those that stand in for notices which Telegram could not bring (`bot.staff.invitations.fallback`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, assert_never
from uuid import UUID

from bot.due_rows import DueRow, DueRows
from bot.ids import EventId
from bot.notices.content import LetterContent
from bot.notices.letters import (
    Channel,
    ChannelBusy,
    ChannelRefusal,
    ChannelSilent,
    Envelope,
    Letter,
    LetterState,
)
from bot.notices.outbox import NewNotice, Notice
from bot.staff.invitations.fallback import LOOKS_BACK, FallbackChannels, letter_for, way_to, ways_after
from bot.staff.invitations.letters import Channels, address_of
from bot.staff.models import Organisation
from bot.staff.notices import LettersProgress, letters_progress
from bot.staff.ports import OpenStaff, ReadStaff
from bot.staff.registration.links import Links
from bot.texts import Texts

LEASE = timedelta(minutes=2)
AT_ONCE = 10
MOST_ATTEMPTS = 8
TOLD = 20
"""How often the progress of one sending is told."""


class LettersNoted(Protocol):
    """Told of the notices in whose place letters were written or settled."""

    async def __call__(self, stood_in: Iterable[Notice], *, now: datetime) -> None:
        """Note it."""
        ...


class LinkToNotice(Protocol):
    """Links to what a notice is about."""

    def __call__(self, organisation: Organisation, notice: Notice) -> str:
        """Return where a letter leads that stands in for the notice."""
        ...


@dataclass(frozen=True, slots=True)
class SendLetters:
    """Periodic job. Sends what waits, a handful at once.

    `letters_noted` is told of the letters that stand in for notices.
    """

    open: OpenStaff
    read: ReadStaff
    links: Links
    channels: Channels
    texts: Texts
    fallback: FallbackChannels
    link_to: LinkToNotice
    letters_noted: LettersNoted

    async def __call__(self, *, now: datetime) -> bool:
        """Send a handful and return whether more may wait; what a dead process was sending becomes unsure.

        No more than a handful: a lease that is counted from `now` must not run out while others are being sent.
        """
        if not self.channels:
            return False
        await self._fall_back(now)
        async with self.open() as tx:
            await tx.letters.give_up_lost(now)
        batches: set[tuple[UUID, UUID]] = set()

        async def send(row: DueRow, now: datetime) -> bool:
            letter = await self._claimed_and_sent(row, now)
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
    def _ways(self) -> tuple[Channel, ...]:
        return tuple(way for way in self.fallback if way in self.channels)

    async def _fall_back(self, now: datetime) -> None:
        if not self._ways:
            return
        await DueRows(
            job="write_letters",
            open=self.open,
            read=self.read,
            find=lambda tx, most: tx.outbox.lost(self._ways, now - LOOKS_BACK, most),
            handle_one=self._write,
        ).handle_each(now)

    async def _write(self, row: DueRow, now: datetime) -> bool:
        """Write the letter that stands in for a notice."""
        async with self.open() as tx:
            lost = await tx.outbox.get(row.id)
            person = await tx.people.get(lost.organisation_id, lost.person_id) if lost else None
            letter = letter_for(lost, person, self._ways) if lost and person else None
            if lost is None or letter is None:
                return False
            await tx.letters.add([letter])
        await self.letters_noted([lost], now=now)
        return True

    async def _claimed_and_sent(self, row: DueRow, now: datetime) -> Letter | None:
        """Send a letter and return it; None when another process was first. It is worded before it is claimed."""
        async with self.read() as tx:
            letter = await tx.letters.get(row.id)
        if letter is None:
            return None
        envelope = await self._written(letter, now)
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
                await tx.letters.later(letter.id, after=now + _pause(letter.attempts), error=error or "")
        else:
            await self._settle(letter, LetterState.REFUSED if state is LetterState.WAITING else state, error, now)

    async def _settle(self, letter: Letter, state: LetterState, error: str | None, now: datetime) -> None:
        """Record what became of a letter; one that stands in for a notice and was refused goes by the next way."""
        async with self.open() as tx:
            next_way = None
            if state is LetterState.REFUSED and letter.notice_id is not None:
                person = await tx.people.get(letter.organisation_id, letter.person_id)
                next_way = person and way_to(person, ways_after(letter.channel, self._ways))
            if next_way:
                await tx.letters.redirect(letter.id, next_way, after=now)
            else:
                await tx.letters.settle(letter.id, state, error=error)
            stood_in = await tx.outbox.get(letter.notice_id) if letter.notice_id else None
        if stood_in is not None:
            await self.letters_noted([stood_in], now=now)

    async def _notify(self, organisation_id: UUID, batch_id: UUID, now: datetime) -> None:
        """Bring the manager's message up to date: some twenty times for one sending, and at its end."""
        async with self.open() as tx:
            shown = await tx.outbox.shown(batch_id, LettersProgress.kind)
            if shown is None:
                return
            person_id, message_id = shown
            counts = await tx.letters.counts(organisation_id, batch_id)
            content = letters_progress(counts, message_id)
            settled, total = content.sent + content.failed, sum(counts.values())
            step = settled if settled == total else settled // max(AT_ONCE, total // TOLD)
            event_id = EventId(f"bell:{batch_id}:letters:{step}")
            notice = NewNotice(organisation_id, batch_id, content, event_id, now)
            await tx.outbox.add([notice.to(person_id)])

    async def _written(self, letter: Letter, now: datetime) -> Envelope | None:
        if letter.notice_id is not None:
            return await self._standing_in(letter, letter.notice_id)
        if letter.invitation_id is None:
            return None
        return await self._inviting(letter, letter.invitation_id, now)

    async def _standing_in(self, letter: Letter, notice_id: UUID) -> Envelope | None:
        async with self.read() as tx:
            lost = await tx.outbox.get(notice_id)
            person = await tx.people.get(letter.organisation_id, letter.person_id)
            organisation = await tx.organisations.get(letter.organisation_id)
            account = await tx.accounts.of_person(letter.person_id)
        if lost is None or not isinstance(lost.content, LetterContent):
            return None
        address = person and address_of(person, letter.channel)
        if person is None or not address or person.dismissed_at is not None:
            return None
        words = self.texts.words(account.language if account else organisation.language, organisation.time_zone)
        what, link = words.plain(lost.content.letter_text), self.link_to(organisation, lost)
        facts = {"organisation": organisation.name, "what": what}
        match letter.channel:
            case Channel.SMS:
                return Envelope(letter.id, address, "", words.plain("staff-fallback-sms", link=link, **facts))
            case Channel.EMAIL:
                subject = words.plain("staff-fallback-subject", **facts)
                text = words.plain("staff-fallback-text", name=person.name, link=link, **facts)
                return Envelope(letter.id, address, subject, text)
            case _:
                assert_never(letter.channel)

    async def _inviting(self, letter: Letter, invitation_id: UUID, now: datetime) -> Envelope | None:
        async with self.open() as tx:
            invitation = await tx.invitations.get(invitation_id)
            person = await tx.people.get(letter.organisation_id, letter.person_id)
            organisation = await tx.organisations.get(letter.organisation_id)
        address = person and address_of(person, letter.channel)
        if invitation is None or person is None or not address or not invitation.opens_at(now):
            return None
        link = self.links.link(invitation)
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


def _pause(attempts: int) -> timedelta:
    return timedelta(minutes=min(2**attempts, 60))
