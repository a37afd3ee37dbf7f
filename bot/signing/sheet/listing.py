"""Builds the sheet of a document: who has signed it and who has not, when it is finished or at any time before.

Every request stands on it once; one that was handed on, under the name of the person it went to.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from bot.signing.models import Document, Request, RequestState, Signature, Standing
from bot.signing.ports import SigningTransaction
from bot.signing.records.record import parse_record
from bot.signing.sheet.sheet import Sheet, SignedLine, UnsignedLine
from bot.staff.models import Organisation, Person

_AT_A_TIME = 50


async def sheet_of(
    tx: SigningTransaction,
    organisation: Organisation,
    document: Document,
    requests: Sequence[Request],
    signatures: Sequence[Signature],
    qr: str,
    now: datetime,
) -> Sheet:
    """Return the sheet of a document with these requests and signatures; `qr` is the text of its QR code."""
    by_id = {request.id: request for request in requests}
    return Sheet(
        organisation=organisation.name,
        title=document.title,
        file_name=document.file_name,
        sha256=document.sha256,
        size=document.size,
        version=document.version,
        made_at=now,
        zone=organisation.time_zone,
        qr=qr,
        signed=tuple([line async for line in _signed(tx, signatures, by_id)]),
        unsigned=tuple([line async for line in _unsigned(tx, document, by_id)]),
    )


async def _signed(
    tx: SigningTransaction, signatures: Sequence[Signature], requests: Mapping[UUID, Request]
) -> AsyncIterator[SignedLine]:
    for place, signature in enumerate(signatures):
        if place % _AT_A_TIME == 0:
            await asyncio.sleep(0)  # reading thousands of records at a stretch would keep everyone else waiting
        record = parse_record(signature.record_json)
        signer, act = record.signer, record.act
        instead_of = await _name(tx, first_of(requests, requests[signature.request_id]))
        yield SignedLine(
            signature.id,
            signer.name,
            signer.position,
            act.confirmed_at,
            act.method,
            record.result,
            instead_of,
            signer.rebound_at,
            act.kiosk.name if act.kiosk else None,
        )


async def _unsigned(
    tx: SigningTransaction, document: Document, requests: Mapping[UUID, Request]
) -> AsyncIterator[UnsignedLine]:
    for request in requests.values():
        if request.state not in (RequestState.SIGNED, RequestState.DELEGATED):
            person = await _person(tx, request)
            name, position = (person.name, person.position) if person else ("", "")
            instead_of = await _name(tx, first_of(requests, request))
            yield UnsignedLine(name, position, Standing.of(document, request), request.decline_reason, instead_of)


def first_of(requests: Mapping[UUID, Request], request: Request) -> Request | None:
    """Return the first of the requests that were handed on and became this one; None where none was."""
    handed = request
    while handed.instead_of_id is not None:
        handed = requests[handed.instead_of_id]
    return None if handed is request else handed


async def _name(tx: SigningTransaction, request: Request | None) -> str:
    person = await _person(tx, request) if request else None
    return person.name if person else ""


async def _person(tx: SigningTransaction, request: Request) -> Person | None:
    return await tx.people.get(request.organisation_id, request.person_id)
