"""What passes need of a storage."""

from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol
from uuid import UUID

from bot.passes.passes import LiveCode, Pass
from bot.staff.ports import StaffTransaction


class Passes(Protocol):
    """What was issued."""

    async def add(self, pass_: Pass) -> None:
        """Keep a new pass; left as it is when there already. Its number is unique in the organisation."""
        ...

    async def get(self, organisation_id: UUID, pass_id: UUID) -> Pass | None:
        """Answer one."""
        ...

    async def of_holder(self, organisation_id: UUID, holder_id: UUID) -> list[Pass]:
        """Answer a holder's passes, newest first."""
        ...

    async def revoke(self, pass_id: UUID, now: datetime) -> bool:
        """Revoke it once; False when it was revoked before."""
        ...

    async def revoke_of(self, holder_id: UUID, now: datetime) -> list[Pass]:
        """Revoke every pass of a holder; answer those revoked."""
        ...

    async def next_number(self, organisation_id: UUID) -> int:
        """Answer the next pass number of the organisation, counting from 1; no two transactions get the same."""
        ...


class LiveCodes(Protocol):
    """Codes that work once."""

    async def add(self, code: LiveCode) -> None:
        """Keep a new code; earlier unused ones of the pass end at once. Left as it is when there already."""
        ...

    async def by_code_id(self, code_id: bytes) -> LiveCode | None:
        """Answer the code its QR names, of any organisation."""
        ...

    async def by_typed(self, organisation_id: UUID, typed_index: bytes, since: datetime) -> LiveCode | None:
        """Answer the newest code of the organisation minted since then with this typed form."""
        ...

    async def use(self, live_code_id: UUID, check_id: UUID, now: datetime) -> bool:
        """Use it up for a check, once: False when it was used or has expired."""
        ...


class PassesTransaction(StaffTransaction, Protocol):
    """A transaction over passes."""

    @property
    def passes(self) -> Passes:
        """What was issued."""
        ...

    @property
    def live_codes(self) -> LiveCodes:
        """Codes that work once."""
        ...


class OpenPasses(Protocol):
    """Opens a transaction: committed when the block ends, rolled back when it raises."""

    def __call__(self) -> AbstractAsyncContextManager[PassesTransaction]:
        """Open one."""
        ...
