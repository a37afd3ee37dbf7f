"""Kiosks, who signs there, and the SMS codes. Codes are claimed before they are sent, so that none is sent twice."""

from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, delete, exists, func, or_, select, update

from bot.due_rows import DueRow
from bot.notices.letters import LetterState
from bot.signing.models import RequestState
from bot.staff.kiosks.kiosks import TRIES, KioskCode, KioskDevice
from bot.staff.models import Account, Person
from storage.repository import Rows
from storage.tables import account, kiosk, kiosk_code, pending_decline, person, request, web_session

_ENABLED = kiosk.c.ended_at.is_(None)
_ACTIVE = account.c.ended_at.is_(None)
_SIGNS_THERE: Final = person.c.at_kiosk & person.c.dismissed_at.is_(None)
_DECLINING = exists().where(pending_decline.c.id == request.c.id)


class SqlKiosks(Rows):
    """Implements `bot.staff.kiosks.kiosks.Kiosks`."""

    async def add(self, new: KioskDevice) -> None:
        """Add a kiosk, once."""
        await self._insert(kiosk, [self._encryption.values(kiosk, new)])

    async def get(self, kiosk_id: UUID) -> KioskDevice | None:
        """Return one, enabled or not."""
        return await self._kiosk(kiosk.c.id == kiosk_id)

    async def by_token(self, token_hash: bytes) -> KioskDevice | None:
        """Return the kiosk with this token."""
        return await self._kiosk(kiosk.c.token_hash == token_hash)

    async def hold(self, token_hash: bytes) -> KioskDevice | None:
        """Return the kiosk with this token, locked to the end of the transaction."""
        found = await self.by_token(token_hash)
        if found is None:
            return None
        await self._lock(kiosk, found.id)
        return await self.by_token(token_hash)

    async def begin(self, link_hash: bytes, token_hash: bytes, now: datetime) -> UUID | None:
        """Use a link up, once; return its kiosk, or None where the link was used or has expired, or the kiosk ended."""
        unspent = kiosk.c.token_hash.is_(None) & (kiosk.c.link_expires_at > now) & _ENABLED
        begun = update(kiosk).where(kiosk.c.link_hash == link_hash, unspent)
        begun = begun.values(token_hash=token_hash, begun_at=now).returning(kiosk.c.id)
        row = (await self._connection.execute(begun)).first()
        return None if row is None else row[0]

    async def present(self, organisation_id: UUID, now: datetime) -> list[KioskDevice]:
        """Return those of an organisation that have not ended, and whose link was used or can be; newest first."""
        usable = kiosk.c.token_hash.is_not(None) | (kiosk.c.link_expires_at > now)
        theirs = select(kiosk).where(kiosk.c.organisation_id == organisation_id, _ENABLED, usable)
        rows = await self._all(theirs.order_by(kiosk.c.enabled_at.desc(), kiosk.c.id))
        return [self._encryption.entity(KioskDevice, kiosk, row) for row in rows]

    async def end(self, kiosk_id: UUID, now: datetime) -> bool:
        """End a kiosk and every session there, once; False if it had ended."""
        if await self._changed(update(kiosk).where(kiosk.c.id == kiosk_id, _ENABLED).values(ended_at=now)) != 1:
            return False
        await self._connection.execute(delete(web_session).where(web_session.c.kiosk_id == kiosk_id))
        return True

    async def known(self, organisation_id: UUID, phone: str) -> list[tuple[Person, Account | None]]:
        """Return whose number this is at kiosks, each with their active account."""
        index = self._encryption.phone_index(organisation_id, phone)
        listed = person.c.at_kiosk & (person.c.phone_index == index)
        bound = account.c.telegram_id.is_(None) & (account.c.phone_index == index)
        query = (
            select(person, account)
            .join(account, (account.c.person_id == person.c.id) & _ACTIVE, isouter=True)
            .where(person.c.organisation_id == organisation_id, person.c.dismissed_at.is_(None))
            .where(or_(listed, bound))
            .order_by(person.c.id)
        )
        return [
            (
                self._encryption.entity(Person, person, row),
                self._encryption.entity(Account, account, row) if row[account.c.id] else None,
            )
            for row in await self._all(query)
        ]

    async def end_sessions_of(self, person_id: UUID) -> None:
        """End every session of a person at any kiosk."""
        theirs = web_session.c.account_id.in_(select(account.c.id).where(account.c.person_id == person_id))
        await self._connection.execute(delete(web_session).where(theirs, web_session.c.kiosk_id.is_not(None)))

    async def set_at_kiosk(self, person_id: UUID, *, at_kiosk: bool) -> None:
        """Note whether a person signs at a kiosk."""
        await self._changed(update(person).where(person.c.id == person_id).values(at_kiosk=at_kiosk))

    async def waited_for(self, organisation_id: UUID) -> list[tuple[Person, int]]:
        """Return the people who sign at a kiosk by name, each with how many open requests wait for them."""
        waits = (request.c.person_id == person.c.id) & (request.c.state == RequestState.OPEN) & ~_DECLINING
        open_requests = select(func.count()).where(waits).scalar_subquery().label("open_requests")
        query = select(person, open_requests).where(person.c.organisation_id == organisation_id, _SIGNS_THERE)
        rows = await self._all(query.order_by(person.c.search_key, person.c.id))
        return [(self._encryption.entity(Person, person, row), row["open_requests"]) for row in rows]

    async def _kiosk(self, found: ColumnElement[bool]) -> KioskDevice | None:
        row = await self._one(select(kiosk).where(found))
        return None if row is None else self._encryption.entity(KioskDevice, kiosk, row)


class SqlKioskCodes(Rows):
    """Implements `bot.staff.kiosks.kiosks.KioskCodes`."""

    async def add(self, code: KioskCode, phone: str) -> bool:
        """Add a code for a number, once, and end the earlier ones for it; False if it was there."""
        index = self._encryption.phone_index(code.organisation_id, phone)
        new = await self._insert(kiosk_code, [{**self._encryption.values(kiosk_code, code), "phone_index": index}])
        earlier = (kiosk_code.c.phone_index == index) & (kiosk_code.c.organisation_id == code.organisation_id)
        valid = (kiosk_code.c.id != code.id) & (kiosk_code.c.expires_at > code.requested_at)
        if new:
            await self._changed(update(kiosk_code).where(earlier, valid).values(expires_at=code.requested_at))
        return bool(new)

    async def get(self, code_id: UUID) -> KioskCode | None:
        """Return one."""
        row = await self._one(select(kiosk_code).where(kiosk_code.c.id == code_id))
        return None if row is None else self._encryption.entity(KioskCode, kiosk_code, row)

    async def times_of_phone(self, organisation_id: UUID, phone: str, since: datetime) -> list[datetime]:
        """Return when codes for this number were requested since then, oldest first; it need be nobody's."""
        index = self._encryption.phone_index(organisation_id, phone)
        same = (kiosk_code.c.organisation_id == organisation_id) & (kiosk_code.c.phone_index == index)
        query = select(kiosk_code.c.requested_at).where(same, kiosk_code.c.requested_at > since)
        return list((await self._connection.execute(query.order_by(kiosk_code.c.requested_at))).scalars())

    async def count_at(self, kiosk_id: UUID, since: datetime) -> int:
        """Count the codes requested at a kiosk since then."""
        there = (kiosk_code.c.kiosk_id == kiosk_id) & (kiosk_code.c.requested_at > since)
        return await self._count(select(kiosk_code.c.id).where(there))

    async def due(self, now: datetime, most: int) -> list[DueRow]:
        """Return codes that wait to be sent, oldest first."""
        ready = select(kiosk_code.c.id, kiosk_code.c.organisation_id).where(_ready(now))
        return await self._due(ready.order_by(kiosk_code.c.send_after_at, kiosk_code.c.id).limit(most))

    async def claim(self, code_id: UUID, now: datetime) -> bool:
        """Claim a code that waits; False when another process was first."""
        claimed = update(kiosk_code).where(kiosk_code.c.id == code_id, _ready(now))
        return await self._changed(claimed.values(state=LetterState.SENDING)) == 1

    async def settle(self, code_id: UUID, state: LetterState) -> None:
        """Record what became of a claimed code."""
        await self._set(code_id, {"state": state})

    async def later(self, code_id: UUID, *, after: datetime) -> None:
        """Give a claimed code back, to be sent after `after`; counts an attempt."""
        waits = {"state": LetterState.WAITING, "send_after_at": after}
        await self._set(code_id, {**waits, "attempts": kiosk_code.c.attempts + 1})

    async def try_digits(self, code_id: UUID, kiosk_id: UUID, now: datetime) -> bool:
        """Count one try; False for a code that has expired or was confirmed, or has no tries left."""
        theirs = (kiosk_code.c.id == code_id) & (kiosk_code.c.kiosk_id == kiosk_id)
        open_ = (kiosk_code.c.expires_at > now) & (kiosk_code.c.tries < TRIES) & kiosk_code.c.confirmed_at.is_(None)
        return await self._changed(update(kiosk_code).where(theirs, open_).values(tries=kiosk_code.c.tries + 1)) == 1

    async def confirm(self, code_id: UUID, now: datetime) -> bool:
        """Note that the right digits were entered, once."""
        unconfirmed = update(kiosk_code).where(kiosk_code.c.id == code_id, kiosk_code.c.confirmed_at.is_(None))
        return await self._changed(unconfirmed.values(confirmed_at=now)) == 1

    async def use(self, code_id: UUID, kiosk_id: UUID, since: datetime, now: datetime) -> bool:
        """Use up, once, a code confirmed since then at this kiosk."""
        theirs = (kiosk_code.c.id == code_id) & (kiosk_code.c.kiosk_id == kiosk_id)
        fresh = (kiosk_code.c.confirmed_at > since) & kiosk_code.c.used_at.is_(None)
        return await self._changed(update(kiosk_code).where(theirs, fresh).values(used_at=now)) == 1

    async def _set(self, code_id: UUID, values: dict[str, object]) -> None:
        held = (kiosk_code.c.id == code_id) & (kiosk_code.c.state == LetterState.SENDING)
        await self._changed(update(kiosk_code).where(held).values(values))


def _ready(now: datetime) -> ColumnElement[bool]:
    waits = (kiosk_code.c.state == LetterState.WAITING) & (kiosk_code.c.send_after_at <= now)
    return waits & (kiosk_code.c.expires_at > now)
