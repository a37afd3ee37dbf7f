"""Telegram accounts: who speaks, by which key, after how many wrong PINs."""

from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, bindparam, insert, select, update

from bot.staff.models import Account, Organisation, Person, Speaker
from bot.staff.terms.versions import Versions
from storage.repository import Rows
from storage.tables import account, organisation, person, retired_certificate

_LIVING = account.c.ended_at.is_(None)
_SPEAKERS: Final = (  # asked at every update, so built once
    select(organisation, person, account)
    .join(person, person.c.organisation_id == organisation.c.id)
    .join(account, account.c.person_id == person.c.id)
    .where(account.c.telegram_id == bindparam("speaks"), _LIVING, person.c.dismissed_at.is_(None))
    .order_by(account.c.bound_at.desc(), account.c.id)
)


class SqlAccounts(Rows):
    """Implements `bot.staff.ports.Accounts`."""

    async def add(self, new: Account) -> None:
        """Bind an account; earlier living ones of the person are ended first. One there already stays.

        Who is bound can be reached again. IntegrityError if this Telegram user already speaks here for someone else.
        """
        await self._lock(person, new.person_id)
        if not await self._there(account, new.id):
            await self.end(new.person_id, new.bound_at)
            index = self._encryption.phone_index(new.organisation_id, new.phone)
            await self._insert(account, [{**self._encryption.values(account, new), "phone_index": index}])
            await self._changed(update(person).where(person.c.id == new.person_id).values(unreachable_at=None))

    async def get(self, account_id: UUID) -> Account | None:
        """Return one account, ended or not."""
        return await self._account(account.c.id == account_id)

    async def speakers(self, telegram_id: int) -> list[Speaker]:
        """Return everyone this Telegram user can speak as: living accounts of people not dismissed, newest first."""
        return [self._speaker(row) for row in await self._all(_SPEAKERS, {"speaks": telegram_id})]

    async def of_person(self, person_id: UUID) -> Account | None:
        """Return the person's living account."""
        return await self._account(account.c.person_id == person_id, _LIVING)

    async def by_phone(self, organisation_id: UUID, phone: str) -> list[Account]:
        """Return the living accounts bound to this number."""
        index = self._encryption.phone_index(organisation_id, phone)
        bound = (account.c.organisation_id == organisation_id) & (account.c.phone_index == index) & _LIVING
        rows = await self._all(select(account).where(bound).order_by(account.c.bound_at, account.c.id))
        return [self._encryption.entity(Account, account, row) for row in rows]

    async def end(self, person_id: UUID, now: datetime) -> None:
        """End the person's living account."""
        await self._changed(update(account).where(account.c.person_id == person_id, _LIVING).values(ended_at=now))

    async def speak(self, account_id: UUID, language: str) -> None:
        """Change the language an account reads."""
        await self._changed(update(account).where(account.c.id == account_id).values(language=language))

    async def try_pin(self, account_id: UUID, most: int) -> bool:
        """Reserve one try; False when `most` tries were made since the last right PIN."""
        may_try = (account.c.id == account_id) & (account.c.pin_failures < most)
        tried = update(account).where(may_try).values(pin_failures=account.c.pin_failures + 1)
        return await self._changed(tried) == 1

    async def pin_was_right(self, account_id: UUID) -> None:
        """Forget the tries."""
        await self._changed(update(account).where(account.c.id == account_id).values(pin_failures=0))

    async def relock(self, account_id: UUID, *, was: bytes, becomes: bytes) -> bool:
        """Lock the same key in another envelope and forget the tries; False when the envelope is no longer `was`."""
        same = (account.c.id == account_id) & (account.c.key_envelope == was)
        return await self._changed(update(account).where(same).values(key_envelope=becomes, pin_failures=0)) == 1

    async def agreed(self, account_id: UUID, versions: Versions) -> None:
        """Record which words the person agreed to last."""
        agreed = {"privacy_version": versions.privacy, "agreement_version": versions.agreement}
        await self._changed(update(account).where(account.c.id == account_id).values(agreed))

    async def new_key(self, account_id: UUID, *, certificate: bytes, key_envelope: bytes) -> None:
        """Give the account a new key; the old certificate stays in the archive, the tries are forgotten."""
        old = select(account.c.id, account.c.certificate).where(
            account.c.id == account_id, account.c.certificate != certificate
        )
        await self._connection.execute(insert(retired_certificate).from_select(["account_id", "certificate"], old))
        new = {"certificate": certificate, "key_envelope": key_envelope, "pin_failures": 0}
        await self._changed(update(account).where(account.c.id == account_id).values(new))

    async def _account(self, *found: ColumnElement[bool]) -> Account | None:
        row = await self._one(select(account).where(*found))
        return None if row is None else self._encryption.entity(Account, account, row)

    def _speaker(self, row: RowMapping) -> Speaker:
        return Speaker(
            self._encryption.entity(Organisation, organisation, row),
            self._encryption.entity(Person, person, row),
            self._encryption.entity(Account, account, row),
        )
