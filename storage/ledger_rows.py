"""What a ledger entry says about the row it is about: a salted hash of the row's plain facts.

The hash is in the chain, the salt is not: it stands beside the entry. Without its salt a hash says nothing about the
row, so an erasure removes the salts of the person's entries
(``docs/decisions/0029-hash-the-row-into-its-ledger-entry.md``).
"""

import hashlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from functools import cache
from typing import Any, Final
from uuid import UUID

import rfc8785
from sqlalchemy import BindParameter, RowMapping, Select, Table, bindparam, select

from bot.crypto.encryption import DecryptionError
from bot.ledger.entries import Act
from bot.signing.models import Signature
from storage.repository import CHUNK, Rows
from storage.tables import (
    account,
    check,
    document,
    kiosk,
    ledger_entry,
    organisation,
    pass_,
    pass_type,
    person,
    request,
    service_qr,
    service_qr_order,
    shift,
    signature,
    terms,
)

_PERSON: Final = (
    *("name", "position", "personnel_number", "role", "dismissed_at", "erased_at"),
    *("at_kiosk", "account_id", "telegram_id", "certificate"),
)
"""With the account that speaks for the person: whoever exchanges its Telegram user speaks in the person's name."""
_DOCUMENT: Final = (
    *("author_id", "title", "class_", "version", "file_name", "media_type", "sha256", "size", "order", "confirmation"),
    *("created_at", "handing", "accepted_warning", "about_request_id", "replaces_id"),
)
_REQUEST: Final = ("document_id", "person_id", "place", "instead_of_id")
_PASS: Final = ("type", "holder_id", "number", "issued_by_id", "issued_at", "valid_from_at", "expires_at")
_SERVICE_QR: Final = (
    *("code_id", "issuer_id", "name", "place", "accepts", "shift_hours", "admits", "issued_at", "expires_at"),
    "signature",
)
_KIOSK: Final = ("name", "enabled_by_id", "enabled_at")
_SHIFT: Final = ("person_id", "started_at")
_CHECK: Final = (
    *("shift_id", "service_qr_id", "guard_id", "verdict", "pass_id", "live_code_id", "printed_code_id", "checked_at"),
    *("number", "other_codes", "document_index", "arrived_at", "judged"),
)
_TYPE: Final = ("name", "fields", "days", "traits", "retired_at")
_WORKING_TIME: Final = ("time_zone", "working_days", "works_from", "works_until", "holidays", "workdays")
_ORGANISATION: Final = (
    *("tag", "name", "ca_certificate", "seal_certificate", "created_at"),
    *_WORKING_TIME,
    *("number", "qualified_orders", "marks_pages", "contact", "qualified_classes"),
)
_ORGANISATION_ACTS: Final = (
    *(Act.ORGANISATION_CREATED, Act.WORKING_TIME_SET, Act.REQUIREMENTS_SET, Act.PAGE_MARKS_SET),
    Act.ORGANISATION_CONTACT_SET,
)
_ORDER: Final = ("service_qr_id", "record_sha256", "pdf_sha256", "container_sha256", "signer_number", "authorised_at")

ROWS: Final[Mapping[Act, tuple[Table, tuple[str, ...]]]] = {
    **dict.fromkeys((Act.REGISTERED, Act.REBOUND, Act.PIN_RESET, Act.CONTACT_APPROVED), (person, _PERSON)),
    **dict.fromkeys((Act.IDENTITY_CHANGED, Act.ROLE_GIVEN), (person, _PERSON)),
    **dict.fromkeys((Act.DISMISSED, Act.REINSTATED, Act.ERASED, Act.KIOSK_CHOSEN), (person, _PERSON)),
    **dict.fromkeys((Act.DOCUMENT_SENT, Act.REFUSAL_ACT_DRAWN_UP), (document, _DOCUMENT)),
    **dict.fromkeys((Act.DOCUMENT_FINISHED, Act.FILE_ARCHIVED), (document, (*_DOCUMENT, "finished_sha256"))),
    Act.REQUEST_OPENED: (request, _REQUEST),
    **dict.fromkeys((Act.SIGNED, Act.DECLINED, Act.HANDED_ON), (request, (*_REQUEST, "state"))),
    **dict.fromkeys((Act.PASS_ISSUED, Act.PASS_RENEWED), (pass_, _PASS)),
    Act.PASS_REVOKED: (pass_, (*_PASS, "revoked_at")),
    **dict.fromkeys((Act.SERVICE_QR_ISSUED, Act.SERVICE_QR_EDITED, Act.SERVICE_QR_RENEWED), (service_qr, _SERVICE_QR)),
    Act.SERVICE_QR_AUTHORISED: (service_qr_order, _ORDER),
    Act.SERVICE_QR_DELETED: (service_qr, (*_SERVICE_QR, "deleted_at")),
    Act.KIOSK_ENABLED: (kiosk, _KIOSK),
    Act.KIOSK_ENDED: (kiosk, (*_KIOSK, "ended_at")),
    Act.ON_DUTY: (shift, _SHIFT),
    Act.OFF_DUTY: (shift, (*_SHIFT, "ended_at")),
    **dict.fromkeys((Act.CHECKED, Act.CHECK_ANSWERED), (check, _CHECK)),
    Act.CHECK_UNDONE: (check, (*_CHECK, "undone_at")),
    **dict.fromkeys((Act.PASS_TYPE_DEFINED, Act.PASS_TYPE_RETIRED), (pass_type, _TYPE)),
    Act.TERMS_SET: (terms, ("kind", "number", "texts", "set_by_id", "set_at")),
    **dict.fromkeys(_ORGANISATION_ACTS, (organisation, _ORGANISATION)),
}
"""The acts whose entries hash a row: its table, and the columns that change by no other act.

The newest of a row's entries counts, so the columns of a later act include those of an earlier one.
"""

BORN: Final = (document, pass_, service_qr, shift, check)
"""Tables whose every row is entered when it is made: one without an entry was put there by somebody else."""


@dataclass(frozen=True, slots=True)
class RowFault:
    """A row that is not as its newest entry says (`number`), or that no entry tells of (None)."""

    table: str
    id: UUID
    number: int | None


@dataclass(frozen=True, slots=True)
class RowsCompared:
    """How many rows were compared with their entries, and those that differ."""

    compared: int
    faults: tuple[RowFault, ...]


def hash_row(act: Act, row: Mapping[str, Any] | RowMapping, salt: bytes) -> str:
    """Return the hex SHA-256 of the salt and the RFC 8785 bytes of the columns that this act enters."""
    table, names = ROWS[act]
    plain = {name: _plain(row[name]) for name in names}
    return hashlib.sha256(salt + rfc8785.dumps({"table": table.name, **plain})).hexdigest()


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    match value:
        case StrEnum() | UUID():
            return str(value)
        case bytes():
            return value.hex()
        case datetime() | date() | time():
            return value.isoformat()
        case frozenset():
            return sorted(str(each) for each in value)
        case tuple():
            return list(value)
        case _:
            return value


class LedgerRows(Rows):
    """Reads rows and compares them with their entries.

    A signature has no hash of its own: the entry of its request has the hashes of its record and certificate.
    """

    async def read(self, act: Act, organisation_id: UUID, subject_id: UUID) -> RowMapping | None:
        """Return the row that an act is about; None for an act without a row."""
        if act not in ROWS:
            return None
        return await self._one(_row_of(ROWS[act][0]), {"row_id": subject_id, "owner_id": organisation_id})

    async def compare(self, organisation_id: UUID) -> RowsCompared:
        """Compare every row of an organisation with its newest entry."""
        compared, faults = 0, list[RowFault]()
        for table in dict.fromkeys(table for table, _ in ROWS.values()):
            async for row, entry in self._entered(table, organisation_id):
                compared += entry is not None
                if fault := _fault(table, row, entry):
                    faults.append(fault)
        async for row, entry in self._entered(signature, organisation_id, about="request_id"):
            compared += entry is not None
            if entry is None or entry["act"] != Act.SIGNED or not self._is_entered(row, entry["facts"]):
                faults.append(RowFault(signature.name, row["id"], entry["number"] if entry else None))
        return RowsCompared(compared, tuple(faults))

    async def _entered(
        self, table: Table, organisation_id: UUID, about: str = "id"
    ) -> AsyncIterator[tuple[RowMapping, RowMapping | None]]:
        """Yield each row with the newest entry that hashes it, or the row that its column `about` names."""
        last: UUID | None = None
        while True:
            rest = [] if last is None else [table.c.id > last]
            rows = await self._all(
                _whole(table).where(_of(table, organisation_id), *rest).order_by(table.c.id).limit(CHUNK)
            )
            newest = await self._newest(organisation_id, [row[about] for row in rows])
            for row in rows:
                yield row, newest.get(row[about])
            if len(rows) < CHUNK:
                return
            last = rows[-1]["id"]

    def _is_entered(self, row: RowMapping, facts: Mapping[str, str | int]) -> bool:
        """Return whether a signature's record, certificate and container are those of its entry."""
        try:
            kept = self._encryption.entity(Signature, signature, row)
        except (DecryptionError, ValueError):
            return False
        said = (kept.record_json, "record_sha256"), (kept.certificate, "certificate")
        same = all(hashlib.sha256(data).hexdigest() == facts[name] for data, name in said)
        return same and kept.container_sha256 == facts.get("container")

    async def _newest(self, organisation_id: UUID, ids: list[UUID]) -> dict[UUID, RowMapping]:
        about = ledger_entry.c.subject_id.in_(ids) & (ledger_entry.c.organisation_id == organisation_id)
        hashed = select(ledger_entry).where(about, ledger_entry.c.row.is_not(None)).order_by(ledger_entry.c.number)
        return {entry["subject_id"]: entry for entry in await self._all(hashed)}


def _fault(table: Table, row: RowMapping, entry: RowMapping | None) -> RowFault | None:
    if entry is None:
        unentered = table in BORN or (table is person and row["account_id"] is not None)
        return RowFault(table.name, row["id"], None) if unentered else None
    differs = entry["salt"] is None or hash_row(entry["act"], row, entry["salt"]) != entry["row"]
    return RowFault(table.name, row["id"], entry["number"]) if differs else None


@cache
def _row_of(table: Table) -> Select[Any]:
    """Select one row of an organisation."""
    return _whole(table).where(table.c.id == bindparam("row_id"), _of(table, bindparam("owner_id")))


def _whole(table: Table) -> Select[Any]:
    """Select a table's rows; of a person, with the account that speaks for them."""
    if table is not person:
        return select(table)
    speaks = (account.c.person_id == person.c.id) & account.c.ended_at.is_(None)
    columns = account.c.id.label("account_id"), account.c.telegram_id, account.c.certificate
    return select(person, *columns).outerjoin(account, speaks)


def _of(table: Table, organisation_id: UUID | BindParameter[UUID]) -> Any:  # noqa: ANN401 - a condition
    return (table.c.id if table is organisation else table.c.organisation_id) == organisation_id
