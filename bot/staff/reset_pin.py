"""A forgotten PIN: a manager agrees, then the person chooses a new one, which makes a new key. Old signatures stay.

The old key is gone for good: nobody can open its envelope any more, and nobody needs to. Its certificate stays.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from bot.crypto.keys import mint_key
from bot.ids import Cause
from bot.ledger.entries import Act, Deed
from bot.notices.outbox import Kind
from bot.staff.people import Person, Speaker
from bot.staff.petitioning import Asking, PetitionOverRefused, ask_managers, decide, decided
from bot.staff.petitions import Ask, Petition, Stage
from bot.staff.ports import OpenStaff, StaffTransaction
from bot.staff.register import certify, require_strong
from bot.staff.unlock import Locksmith

CHOSEN_WITHIN = timedelta(days=1)
"""From the approval: it is for the one who is known to hold the phone now."""

_ASKED = Asking(Ask.PIN_RESET, Kind.PIN_RESET_WANTED, Act.PIN_RESET_ASKED)
_APPROVED = Asking(Ask.PIN_RESET, Kind.PIN_RESET_APPROVED, Act.PIN_RESET_APPROVED)
_REFUSED = Asking(Ask.PIN_RESET, Kind.PIN_RESET_REFUSED, Act.PIN_RESET_REFUSED)


@dataclass(frozen=True, slots=True)
class AskPinReset:
    """Asks those who may decide; asked again, it answers how the petition stands."""

    open: OpenStaff

    async def __call__(self, speaker: Speaker, *, cause: Cause, now: datetime) -> Petition:
        """Answer the living petition: approved, a new PIN may be chosen; NobodyToAskRefused."""
        async with self.open() as tx:
            return await ask_managers(tx, speaker, _ASKED, cause=cause, now=now)


@dataclass(frozen=True, slots=True)
class FindPinReset:
    """Answers how the speaker's asking stands."""

    open: OpenStaff

    async def __call__(self, speaker: Speaker, *, now: datetime) -> Petition | None:
        """Answer the living petition; None when nothing is asked."""
        async with self.open() as tx:
            return await tx.petitions.living(speaker.account.id, Ask.PIN_RESET, now)


@dataclass(frozen=True, slots=True)
class DecidePinReset:
    """A manager agrees or does not; the person is told."""

    open: OpenStaff

    async def __call__(
        self, speaker: Speaker, petition_id: UUID, *, approve: bool, cause: Cause, now: datetime
    ) -> Person:
        """Answer whose PIN it is; NotAllowedRefused, PersonDismissedRefused, PetitionOverRefused."""
        asking, stage = (_APPROVED, Stage.APPROVED) if approve else (_REFUSED, Stage.REFUSED)
        async with self.open() as tx:
            before = await decided(tx, speaker, asking.act, cause)
            if before is not None:
                return before
            until = now + CHOSEN_WITHIN
            return await decide(tx, speaker, petition_id, asking, stage, until=until, cause=cause, now=now)


@dataclass(frozen=True, slots=True)
class ResetPin:
    """Makes a new key under a new PIN, once for each approval; the tries are forgotten."""

    open: OpenStaff
    locksmith: Locksmith

    async def __call__(self, speaker: Speaker, pin: str, *, cause: Cause, now: datetime) -> None:
        """Make it; PinWeakRefused, PetitionOverRefused."""
        require_strong(pin)
        private_der = mint_key()
        envelope = await self.locksmith.lock(private_der, pin)
        async with self.open() as tx:
            if await tx.ledger.find(cause, Act.PIN_RESET) is None:
                await self._renew(tx, speaker, private_der, envelope, cause, now)

    async def _renew(
        self, tx: StaffTransaction, speaker: Speaker, private_der: bytes, envelope: bytes, cause: Cause, now: datetime
    ) -> None:
        account, person = speaker.account, speaker.person
        petition = await tx.petitions.living(account.id, Ask.PIN_RESET, now)
        if petition is None or not await tx.petitions.use(petition.id, now):
            raise PetitionOverRefused(name=person.name)
        keys = await tx.organisations.keys(speaker.organisation.id)
        certificate = certify(speaker.organisation, keys.ca, person, private_der, now)
        await tx.accounts.new_key(account.id, certificate=certificate, key_envelope=envelope)
        facts: dict[str, str | int] = {
            "petition": str(petition.id),
            "old_certificate": hashlib.sha256(account.certificate).hexdigest(),
            "new_certificate": hashlib.sha256(certificate).hexdigest(),
        }
        deed = Deed(person.organisation_id, Act.PIN_RESET, cause, now, person.id, person.id, facts)
        await tx.ledger.append(deed)
