"""Imports a trusted list: the first import pins its operator, every later one must be the same operator's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.qualified.trust.models import (
    ListExpiredRefused,
    ListOlderRefused,
    ListOperatorChangedRefused,
    TrustedList,
)
from bot.qualified.trust.ports import OpenTrust, TrustTransaction
from bot.workers.pool import Priority, Work, WorkerPool

if TYPE_CHECKING:
    from bot.qualified.trust.lists import ReadList


@dataclass(frozen=True, slots=True)
class Imported:
    """A list as it was stored; `pinned` if its operator was accepted just now, because nothing said otherwise."""

    trusted: TrustedList
    pinned: bool


async def import_list(
    open_trust: OpenTrust, workers: WorkerPool, xml: bytes, name: str | None, operator: bytes | None, now: datetime
) -> Imported:
    """Check and store a list under a name, by default its territory's. Nothing is fetched from the network.

    `operator` (DER) is the certificate that the administrator knows to be the operator's. ListUnreadableRefused,
    ListUnsignedRefused, ListExpiredRefused, ListOlderRefused, ListOperatorChangedRefused.
    """
    async with open_trust() as tx:
        loaded = [one for one in await tx.trusted_lists.all() if one.is_in_force(now)]
    read, vouched = await workers.run(Work.DOCUMENT, Priority.BACKGROUND, _read, xml, operator, loaded)
    trusted = _trusted(read, name, xml, now)
    if not trusted.is_in_force(now):
        raise ListExpiredRefused
    async with open_trust() as tx:
        before = await tx.trusted_lists.of(trusted.name)
        await _store(tx, trusted, vouched=vouched)
    return Imported(trusted, pinned=before is None and operator is None and not vouched)


def _read(xml: bytes, operator: bytes | None, loaded: Sequence[TrustedList]) -> "tuple[ReadList, bool]":
    """Read a list, in a worker process; return also whether a list that is loaded names its operator."""
    from bot.qualified.trust.lists import read_list, vouched_operators  # noqa: PLC0415 - pyHanko is heavy

    vouched = () if operator else vouched_operators(xml, loaded)
    return read_list(xml, (operator,) if operator else vouched), bool(vouched)


def _trusted(read: "ReadList", name: str | None, xml: bytes, now: datetime) -> TrustedList:
    return TrustedList(
        name=name or read.territory,
        territory=read.territory,
        number=read.number,
        issued_at=read.issued_at,
        next_update_at=read.next_update_at,
        operator=read.operator.certificate,
        operator_name=read.operator.name,
        pinned_at=now,
        imported_at=now,
        xml=xml,
    )


async def _store(tx: TrustTransaction, trusted: TrustedList, *, vouched: bool) -> None:
    if await tx.trusted_lists.put(trusted, new_operator=vouched):
        return
    kept = await tx.trusted_lists.of(trusted.name)
    if kept is not None and kept.operator != trusted.operator:
        raise ListOperatorChangedRefused
    raise ListOlderRefused
