"""Telegram accounts, with their keys and counts of wrong PINs."""

from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, bindparam, exists, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.staff.models import Account, Organisation, Person, Speaker
from bot.staff.terms.versions import Versions
from storage.encryption.encrypted_columns import ColumnEncryption
from storage.repository import Rows
from storage.tables import account, organisation, person, retired_certificate

_ACTIVE = account.c.ended_at.is_(None)
_ACTS: Final = (  # runs for every update, so it is built once
    select(organisation, person, account)
    .join(person, person.c.organisation_id == organisation.c.id)
    .join(account, account.c.person_id == person.c.id)
    .where(_ACTIVE, person.c.dismissed_at.is_(None))
)
_SPEAKERS: Final = _ACTS.where(account.c.telegram_id == bindparam("speaks")).order_by(
    account.c.bound_at.desc(), account.c.id
)
_SPEAKER: Final = _ACTS.where(account.c.id == bindparam("account"))
_LATER = account.alias("later")
_FORMER: Final = (
    select(organisation, person, account)
    .join(person, person.c.organisation_id == organisation.c.id)
    .join(account, account.c.person_id == person.c.id)
    .where(person.c.dismissed_at.is_not(None), person.c.erased_at.is_(None), account.c.waits.is_(False))
    .where(
        ~exists().where(
            _LATER.c.person_id == account.c.person_id,
            _LATER.c.waits.is_(False),
            _LATER.c.bound_at > account.c.bound_at,
        )
    )
    .order_by(person.c.dismissed_at.desc(), account.c.id)
)
_HELD: Final = (
    select(person.c.id)
    .join(account, account.c.person_id == person.c.id)
    .where(account.c.id == bindparam("account"))
    .with_for_update(read=True, of=person)
)


class SqlAccounts(Rows):
    """Implements `bot.staff.ports.Accounts`; `writes` tells whether the transaction may write."""

    def __init__(self, connection: AsyncConnection, encryption: ColumnEncryption, *, writes: bool) -> None:
        super().__init__(connection, encryption)
        self._writes = writes

    async def add(self, new: Account) -> None:
        """Add an account, once; end the person's earlier one and note that they can be reached.

        IntegrityError if this Telegram user has an account for somebody else in the organisation.
        """
        await self._lock(person, new.person_id)
        if not await self._there(account, new.id):
            await self.end(new.person_id, new.bound_at)
            index = self._encryption.phone_index(new.organisation_id, new.phone)
            await self._insert(account, [{**self._encryption.values(account, new), "phone_index": index}])
            await self._changed(update(person).where(person.c.id == new.person_id).values(unreachable_at=None))

    async def add_waiting(self, new: Account) -> None:
        """Add an account without rights, once; `start` makes it the person's active one."""
        index = self._encryption.phone_index(new.organisation_id, new.phone)
        waits = {"phone_index": index, "waits": True, "ended_at": new.bound_at}
        await self._insert(account, [self._encryption.values(account, new) | waits])

    async def start(self, account_id: UUID, *, certificate: bytes, now: datetime) -> bool:
        """End the person's active account and make this one active, once; False if it does not wait."""
        waiting = await self._account(account.c.id == account_id, account.c.waits)
        if waiting is None:
            return False
        await self._lock(person, waiting.person_id)
        if await self._account(account.c.id == account_id, account.c.waits) is None:
            return False  # another transaction started it before this one got the lock
        await self.end(waiting.person_id, now)
        values = {"waits": False, "ended_at": None, "bound_at": now, "rebound_at": now, "certificate": certificate}
        started = update(account).where(account.c.id == account_id, account.c.waits).values(values)
        if await self._changed(started) != 1:
            return False
        await self._changed(update(person).where(person.c.id == waiting.person_id).values(unreachable_at=None))
        return True

    async def get(self, account_id: UUID) -> Account | None:
        """Return one account, ended or not."""
        return await self._account(account.c.id == account_id)

    async def speakers(self, telegram_id: int) -> list[Speaker]:
        """Return the speakers of a Telegram user: active accounts of people not dismissed, newest first."""
        return [self._speaker(row) for row in await self._all(_SPEAKERS, {"speaks": telegram_id})]

    async def former_speakers(self, telegram_id: int) -> list[Speaker]:
        """Return who a Telegram user was when dismissed, latest first: by the last accounts of people not erased."""
        return [self._speaker(row) for row in await self._all(_FORMER.where(account.c.telegram_id == telegram_id))]

    async def former(self, account_id: UUID) -> Speaker | None:
        """Return the person with this account, if it was the last one of somebody dismissed and not erased."""
        found = await self._all(_FORMER.where(account.c.id == account_id))
        return self._speaker(found[0]) if found else None

    async def present(self, account_id: UUID) -> Speaker | None:
        """Return the speaker of an account; None if it has ended or the person was dismissed.

        In a transaction that writes, the account and the person's role and state stay as they are until it ends:
        whoever changes them changes or locks the person's row first.
        """
        if self._writes and self._connection.dialect.name != "sqlite":
            await self._connection.execute(_HELD, {"account": account_id})
        found = await self._all(_SPEAKER, {"account": account_id})
        return self._speaker(found[0]) if found else None

    async def active(self, person_id: UUID) -> Account | None:
        """Return the person's active account."""
        return await self._account(account.c.person_id == person_id, _ACTIVE)

    async def newest(self, person_id: UUID, telegram_id: int | None = None) -> Account | None:
        """Return the last account that could speak for the person, active or ended; only of this Telegram user."""
        spoke = [account.c.person_id == person_id, account.c.waits.is_(False)]
        spoke += [] if telegram_id is None else [account.c.telegram_id == telegram_id]
        active_first = account.c.ended_at.is_not(None)
        row = await self._one(select(account).where(*spoke).order_by(active_first, account.c.bound_at.desc()).limit(1))
        return None if row is None else self._encryption.entity(Account, account, row)

    async def bound_people(self, organisation_id: UUID) -> dict[UUID, bool]:
        """Return who has or had an account, and whether it is active."""
        spoke = (account.c.organisation_id == organisation_id) & account.c.waits.is_(False)
        query = select(account.c.person_id, func.count(account.c.id).filter(_ACTIVE)).where(spoke)
        rows = await self._connection.execute(query.group_by(account.c.person_id))
        return {person_id: bool(active) for person_id, active in rows.all()}

    async def by_phone(self, organisation_id: UUID, phone: str) -> list[Account]:
        """Return the active accounts with this number."""
        index = self._encryption.phone_index(organisation_id, phone)
        bound = (account.c.organisation_id == organisation_id) & (account.c.phone_index == index) & _ACTIVE
        rows = await self._all(select(account).where(bound).order_by(account.c.bound_at, account.c.id))
        return [self._encryption.entity(Account, account, row) for row in rows]

    async def end(self, person_id: UUID, now: datetime) -> None:
        """End the person's active account."""
        await self._changed(update(account).where(account.c.person_id == person_id, _ACTIVE).values(ended_at=now))

    async def set_language(self, account_id: UUID, language: str) -> None:
        """Change the language of an account."""
        await self._changed(update(account).where(account.c.id == account_id).values(language=language))

    async def try_pin(self, account_id: UUID, most: int) -> bool:
        """Count one try; False if `most` tries were made since the last right PIN."""
        may_try = (account.c.id == account_id) & (account.c.pin_failures < most)
        tried = update(account).where(may_try).values(pin_failures=account.c.pin_failures + 1)
        return await self._changed(tried) == 1

    async def take_back_try(self, account_id: UUID, most: int) -> None:
        """Count one try less, unless `most` were made: then the PIN may have been locked meanwhile."""
        counted = (account.c.id == account_id) & account.c.pin_failures.between(1, most - 1)
        await self._changed(update(account).where(counted).values(pin_failures=account.c.pin_failures - 1))

    async def lock_pin(self, account_id: UUID, most: int) -> None:
        """Let no more tries be made, as if `most` had been."""
        await self._changed(update(account).where(account.c.id == account_id).values(pin_failures=most))

    async def reset_pin_failures(self, account_id: UUID) -> None:
        """Reset the tries."""
        await self._changed(update(account).where(account.c.id == account_id).values(pin_failures=0))

    async def replace_envelope(self, account_id: UUID, *, was: bytes, becomes: bytes) -> bool:
        """Replace the key's envelope and reset the tries; False if the envelope is no longer `was`."""
        same = (account.c.id == account_id) & (account.c.key_envelope == was)
        return await self._changed(update(account).where(same).values(key_envelope=becomes, pin_failures=0)) == 1

    async def record_agreement(self, account_id: UUID, versions: Versions) -> None:
        """Record the versions of the terms that the person agreed to."""
        agreed = {"privacy_version": versions.privacy, "agreement_version": versions.agreement}
        await self._changed(update(account).where(account.c.id == account_id).values(agreed))

    async def replace_key(self, account_id: UUID, *, certificate: bytes, key_envelope: bytes) -> None:
        """Replace the account's key and reset the tries; the old certificate is kept."""
        await self.replace_certificate(account_id, certificate)
        new = {"key_envelope": key_envelope, "pin_failures": 0}
        await self._changed(update(account).where(account.c.id == account_id).values(new))

    async def replace_certificate(self, account_id: UUID, certificate: bytes) -> None:
        """Replace the certificate of the account's key; the old one is kept."""
        old = select(account.c.id, account.c.certificate).where(
            account.c.id == account_id, account.c.certificate != certificate
        )
        await self._connection.execute(insert(retired_certificate).from_select(["account_id", "certificate"], old))
        await self._changed(update(account).where(account.c.id == account_id).values(certificate=certificate))

    async def _account(self, *found: ColumnElement[bool]) -> Account | None:
        row = await self._one(select(account).where(*found))
        return None if row is None else self._encryption.entity(Account, account, row)

    def _speaker(self, row: RowMapping) -> Speaker:
        return Speaker(
            self._encryption.entity(Organisation, organisation, row),
            self._encryption.entity(Person, person, row),
            self._encryption.entity(Account, account, row),
        )
