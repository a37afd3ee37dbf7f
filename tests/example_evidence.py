"""Makes the example files beside ``docs/evidence.md`` again: needed when the form of the evidence changes.

Run ``python tests/example_evidence.py`` from the root of the checkout. The record printed on the page is what is
signed; the original is the beginning of the present example. Keys and certificates are new each time.
"""

import hashlib
import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid5

from bot.crypto.authority import issue_person, issue_seal, mint_ca
from bot.crypto.certificates import parse_certificate, pem
from bot.crypto.keys import mint_key, public_key
from bot.ids import EventId
from bot.ledger.checkpoints import sign_checkpoint
from bot.ledger.entries import GENESIS, Act, AuditEvent, Entry, chain
from bot.ledger.export import checkpoint_line, entry_line
from bot.signing.finishing.in_workers import finish
from bot.signing.models import Carrying, Standing
from bot.signing.records.manifest import Dossier
from bot.signing.records.plain import from_plain
from bot.signing.records.record import SignatureRecord, SignedRecord, encode, sign_record
from bot.signing.sealing.seal import Parts, Seal
from bot.signing.sheet.in_workers import draw_sheet
from bot.signing.sheet.sheet import Sheet, SignedLine, UnsignedLine
from bot.signing.sheet.wording import SheetWording
from bot.texts.words import Texts

DOCS = Path(__file__).parents[1] / "docs"
EVIDENCE = DOCS / "evidence"


def main() -> None:
    """Write the four files."""
    first = _printed_record()
    records = (first, _second(first))
    made_at = first.act.confirmed_at
    sealed_at = made_at + timedelta(days=3)
    authority = mint_ca(first.organisation.name, first.signer.identified_at)
    seal = issue_seal(authority, first.signer.identified_at)
    signed = [_signed(record, authority) for record in records]
    entries = list(_entries(records, signed))
    tip = (entries[-1].number, entries[-1].hash)
    checkpoint = sign_checkpoint(
        first.organisation.id, made_at.date().isoformat(), tip, seal.private, seal.certificate, sealed_at
    )
    original = (EVIDENCE / "example.pdf").read_bytes()[: first.document.size]
    sheet = draw_sheet(_sheet(records, sealed_at), SheetWording(Texts())("en", 2, 3))
    dossier = Dossier(first.organisation, first.document, expected=3, declined=1, ledger_head=tip[1])
    sealing = Seal(seal.private, seal.certificate, (authority.certificate,))
    parts = Parts(original, sheet, dossier, signed, sealing, sealed_at)
    (EVIDENCE / "example.pdf").write_bytes(finish(parts, Carrying.PAGES))
    (EVIDENCE / "example-organisation.pem").write_bytes(pem(authority.certificate))
    (EVIDENCE / "example-signature.json").write_bytes(encode(signed[0]))
    lines = [*map(entry_line, entries), checkpoint_line(checkpoint)]
    (EVIDENCE / "example-ledger.jsonl").write_bytes(b"".join(lines))


def _printed_record() -> SignatureRecord:
    page = (DOCS / "evidence.md").read_text(encoding="utf-8")
    return from_plain(SignatureRecord, json.loads(re.search(r"```json\n(.*?)```", page, re.DOTALL)[1]))


def _second(first: SignatureRecord) -> SignatureRecord:
    act = replace(
        first.act,
        confirmed_at=first.act.confirmed_at + timedelta(minutes=7),
        update_id=90002,
        callback_id="421101",
        message_id=78,
    )
    signer = replace(
        first.signer,
        person_id=uuid5(first.signer.person_id, "second"),
        name="Ivan Example",
        personnel_number="18",
        position="engineer",
        telegram_id=5000000002,
        phone="+380500000002",
    )
    ids = {"id": uuid5(first.id, "second"), "request_id": uuid5(first.request_id, "second")}
    return replace(first, signer=signer, act=act, **ids)


def _signed(record: SignatureRecord, authority) -> SignedRecord:
    private, signer = mint_key(), record.signer
    certificate = issue_person(authority, public_key(private), signer.name, str(signer.person_id), signer.identified_at)
    return sign_record(record, private, certificate)


def _entries(records: tuple[SignatureRecord, ...], signed: list[SignedRecord]):
    number, previous = 0, GENESIS
    for act, record, one in [
        *((Act.CERTIFICATE_ISSUED, *both) for both in zip(records, signed, strict=True)),
        *((Act.SIGNED, *both) for both in zip(records, signed, strict=True)),
    ]:
        entry = _entry(act, record, one, number + 1, previous)
        yield entry
        number, previous = entry.number, entry.hash


def _entry(act: Act, record: SignatureRecord, signed: SignedRecord, number: int, previous: str) -> Entry:
    certificate = parse_certificate(signed.certificate).fingerprint
    person, about, at = record.signer.person_id, record.signer.person_id, record.signer.identified_at
    facts: dict[str, str | int] = {"certificate": certificate, "use": "person"}
    if act is Act.SIGNED:
        about, at = record.request_id, record.act.confirmed_at
        facts = {"certificate": certificate, "record_sha256": hashlib.sha256(signed.record_json).hexdigest()}
    event_id = EventId(f"update:{number}")
    return chain(AuditEvent(record.organisation.id, act, event_id, at, person, about, facts), number, previous)


def _sheet(records: tuple[SignatureRecord, ...], at: datetime) -> Sheet:
    document = records[0].document
    return Sheet(
        organisation=records[0].organisation.name,
        title=document.title,
        file_name=document.name,
        sha256=document.sha256,
        size=document.size,
        version=document.version,
        made_at=at.astimezone(UTC),
        zone="Europe/Kyiv",
        qr="https://t.me/countersign_bot?start=d_0123456789",
        signed=tuple(
            SignedLine(one.id, one.signer.name, one.signer.position, one.act.confirmed_at, one.act.method, one.result)
            for one in records
        ),
        unsigned=(UnsignedLine("Petro Absent", "guard", Standing.DECLINED, "I was not at work"),),
    )


if __name__ == "__main__":
    main()
