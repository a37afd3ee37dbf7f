"""Sends the codes that people at kiosks wait for. As for letters, no code is sent twice."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.due_rows import DueRow, DueRows
from bot.notices.letters import Channel, ChannelBusy, ChannelRefusal, ChannelSilent, Envelope, LetterState
from bot.staff.invitations.write_letters import Channels
from bot.staff.kiosks.kiosks import CodeDigits
from bot.staff.ports import OpenStaff, ReadStaff
from bot.texts.words import Texts

AGAIN: Final = (timedelta(seconds=2), timedelta(seconds=10))
"""When a code that the gateway certainly did not take is sent again; then it is given up, and the person asks again."""
AT_ONCE: Final = 10


@dataclass(frozen=True, slots=True)
class SendCodes:
    """Periodic job. The state says SENDING before the gateway is called: after a crash the code is not sent again."""

    open: OpenStaff
    read: ReadStaff
    channels: Channels
    digits: CodeDigits
    texts: Texts

    async def __call__(self, *, now: datetime) -> bool:
        """Send a few codes and return whether more may be due."""
        if Channel.SMS not in self.channels:
            return False
        sent = await DueRows(
            job="send_codes",
            open=self.open,
            read=self.read,
            find=lambda tx, most: tx.kiosk_codes.due(now, most),
            handle_one=self._claim_and_send,
            limit=AT_ONCE,
            at_once=AT_ONCE,
        ).handle_each(now)
        return sent > 0

    async def _claim_and_send(self, row: DueRow, now: datetime) -> bool:
        async with self.open() as tx:
            code = await tx.kiosk_codes.get(row.id)
            organisation = await tx.organisations.get(row.organisation_id)
            if code is None or not await tx.kiosk_codes.claim(row.id, now):
                return False
        words = self.texts.words(code.language)
        text = words.plain("staff-kiosk-code-sms", code=self.digits.digits(code.id), organisation=organisation.name)
        state = await self._send(Envelope(code.id, code.phone or "", "", text))
        async with self.open() as tx:
            if state is LetterState.WAITING and code.attempts < len(AGAIN):
                await tx.kiosk_codes.later(code.id, after=now + AGAIN[code.attempts])
            else:
                await tx.kiosk_codes.settle(code.id, _settled(state))
        return True

    async def _send(self, envelope: Envelope) -> LetterState:
        """Return SENT, WAITING where the gateway certainly did not take it, REFUSED, or UNSURE."""
        try:
            await self.channels[Channel.SMS].send(envelope)
        except ChannelRefusal:
            return LetterState.REFUSED
        except ChannelSilent:
            return LetterState.UNSURE
        except ChannelBusy:
            return LetterState.WAITING
        return LetterState.SENT


def _settled(state: LetterState) -> LetterState:
    return LetterState.REFUSED if state is LetterState.WAITING else state
