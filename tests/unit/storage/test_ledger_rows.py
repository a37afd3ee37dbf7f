"""Rows edited in the database, against the hashes in their ledger entries."""

import hashlib
from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy import delete, insert, select, update

from bot.checkpoint.models import Verdict
from bot.ids import EventId
from bot.ledger.checking import broken_at
from bot.ledger.entries import Act, AuditEvent
from bot.signing.models import RequestState
from bot.staff.models import Role
from bot.staff.terms.versions import Terms, TermsKind
from storage.ledger_rows import BORN, ROWS, RowFault
from storage.tables import (
    account,
    check,
    document,
    ledger_entry,
    organisation,
    pass_,
    person,
    request,
    service_qr,
    shift,
    signature,
    terms,
)

ABOUT_NO_ROW = {
    Act.STAFF_IMPORTED,
    Act.STAFF_EXPORTED,
    Act.INVITED,
    Act.INVITATION_REVOKED,
    Act.LINKS_SENT,
    Act.CONTACT_MISMATCHED,
    Act.PIN_LOCKED,
    Act.PIN_UNLOCKED,
    Act.PIN_RESET_REQUESTED,
    Act.PIN_RESET_APPROVED,
    Act.PIN_RESET_REJECTED,
    Act.PIN_CHANGED,
    Act.TERMS_AGREED,
    Act.DATA_EXPORTED,
    Act.ERASURE_REQUESTED,
    Act.ERASURE_REJECTED,
    Act.PURGED,
    Act.DEADLINE_MOVED,
    Act.VOIDED,
    Act.EXPIRED,
    Act.DOCUMENT_EXPORTED,
    Act.SERVICE_QR_EXPIRED,
    Act.GUEST_REFUSED,
    Act.PASS_PHOTO,
    Act.PASS_PRINTED,
    Act.PASS_CARD_ENDED,
    Act.PASSES_ORDERED,
    Act.PHOTO_APPROVED,
    Act.PHOTO_REFUSED,
    Act.CHECKS_EXPORTED,
    Act.DIIA_BRANCH_SET,
    Act.CONTACT_REJECTED,
    Act.ADDRESS_SAVED,
    Act.REBINDING_REQUESTED,
    Act.REBINDING_CANCELLED,
    Act.OBJECTED,
    Act.CERTIFICATE_ISSUED,
    Act.CERTIFICATE_REVOKED,
    Act.KEY_DISPUTED,
}
"""Acts whose entries hash no row: they are about what is not kept as a row, or change no column that is hashed."""


@pytest.fixture
async def entered(harness):
    """One row of every kind, each with its entry."""
    someone = await harness.person("Олена Зразкова")
    speaks = await harness.account(someone)
    paper = await harness.document(someone)
    opened = await harness.request(paper, someone)
    issued = await harness.pass_(someone)
    qr = await harness.service_qr(someone)
    duty = await harness.shift(qr, someone)
    made = harness.make_check(duty, pass_id=issued.id)
    signed = await harness.request(paper, await harness.person("Підписант"), state=RequestState.SIGNED)
    mark = harness.make_signature(signed)
    text = Terms(uuid4(), harness.organisation.id, TermsKind.PRIVACY, 1, {"uk": "Текст"}, someone.id, harness.now)
    async with harness.store.transaction() as tx:
        await tx.checks.add(made)
        await tx.terms.add(text)
        await tx.signatures.add(mark)
        for act, subject in (
            (Act.ORGANISATION_CREATED, harness.organisation),
            (Act.REGISTERED, someone),
            (Act.DOCUMENT_SENT, paper),
            (Act.REQUEST_OPENED, opened),
            (Act.PASS_ISSUED, issued),
            (Act.SERVICE_QR_ISSUED, qr),
            (Act.ON_DUTY, duty),
            (Act.CHECKED, made),
            (Act.TERMS_SET, text),
        ):
            await tx.ledger.append(event(harness, act, subject.id))
        await tx.ledger.append(replace(event(harness, Act.SIGNED, signed.id), facts=facts_of(mark)))
    return {
        organisation: harness.organisation,
        person: someone,
        document: paper,
        request: opened,
        pass_: issued,
        service_qr: qr,
        shift: duty,
        check: made,
        terms: text,
        account: speaks,
        signature: mark,
    }


def facts_of(made):
    """What the entry of a signature says of it."""
    hashes = (("record_sha256", made.record_json), ("certificate", made.certificate))
    return {name: hashlib.sha256(data).hexdigest() for name, data in hashes}


def event(harness, act, subject_id, cause="made"):
    return AuditEvent(harness.organisation.id, act, EventId(f"{cause}:{act}"), harness.now, None, subject_id, {})


async def faults(harness):
    async with harness.store.reading() as tx:
        return (await tx.ledger_rows.compare(harness.organisation.id)).faults


def test_every_act_is_about_a_row_or_about_none():
    assert set(ROWS) | ABOUT_NO_ROW == set(Act)
    assert not set(ROWS) & ABOUT_NO_ROW


async def test_rows_that_nobody_edited_are_as_their_entries_say(harness, entered):
    async with harness.store.reading() as tx:
        compared = await tx.ledger_rows.compare(harness.organisation.id)
        entries = [entry async for entry in tx.ledger.entries(harness.organisation.id)]
    assert (compared.compared, compared.faults) == (len(entered), ())
    assert broken_at(entries) is None
    assert broken_at([replace(entries[0], row="0" * 64), *entries[1:]]) == 1


@pytest.mark.parametrize(
    ("table", "edit"),
    [
        (organisation, {"name": "Інша назва"}),
        (person, {"name": "Директор Зразка"}),
        (person, {"position": "Директор"}),
        (person, {"role": Role.OWNER}),
        (document, {"title": "Інший наказ"}),
        (document, {"sha256": "0" * 64}),
        (request, {"place": 2}),
        (pass_, {"number": "2"}),
        (pass_, {"type": "contractor"}),
        (service_qr, {"name": "Інша прохідна"}),
        (service_qr, {"accepts": frozenset()}),
        (shift, {"person_id": None}),
        (check, {"verdict": Verdict.REVOKED}),
        (check, {"pass_id": None}),
        (terms, {"texts": {"uk": "Інший текст"}}),
        (signature, {"certificate": b"another"}),
        (signature, {"record_json": b"another"}),
    ],
)
async def test_an_edited_row_is_found(harness, entered, table, edit):
    if edit == {"person_id": None}:
        edit = {"person_id": (await harness.person("Хтось інший")).id}
    row = entered[table]
    async with harness.engine.begin() as connection:
        await connection.execute(update(table).where(table.c.id == row.id).values(edit))
    [fault] = await faults(harness)
    assert (fault.table, fault.id) == (table.name, row.id)
    assert fault.number is not None


@pytest.mark.parametrize("edit", [{"telegram_id": 666}, {"certificate": b"another"}, {"person_id": None}])
async def test_an_account_that_was_given_to_another_telegram_user_key_or_person_is_found(harness, entered, edit):
    theirs, other = entered[account], await harness.person("Хтось інший")
    values = {"person_id": other.id} if "person_id" in edit else edit
    async with harness.engine.begin() as connection:
        await connection.execute(update(account).where(account.c.id == theirs.id).values(values))
    found = {(fault.table, fault.id) for fault in await faults(harness)}
    assert found == {("person", entered[person].id)} | ({("person", other.id)} if "person_id" in edit else set())


async def test_a_signature_that_no_entry_tells_of_is_found(harness, entered):
    someone = await harness.person("Хтось інший")
    forged = harness.make_signature(await harness.request(entered[document], someone, state=RequestState.SIGNED))
    async with harness.store.transaction() as tx:
        await tx.signatures.add(forged)
    assert await faults(harness) == (RowFault("signature", forged.id, None),)


@pytest.mark.parametrize("table", BORN, ids=lambda table: table.name)
async def test_a_row_that_no_entry_tells_of_is_found(harness, entered, table):
    async with harness.engine.begin() as connection:
        row = (await connection.execute(select(table).where(table.c.id == entered[table].id))).mappings().one()
        unique = {"number": "77"} if table is pass_ else {"code_id": b"another code"} if table is service_qr else {}
        unique |= {"ended_at": harness.now} if table is shift else {}
        new = uuid4()
        await connection.execute(insert(table).values({**row, "id": new, **unique}))
    assert await faults(harness) == (RowFault(table.name, new, None),)


async def test_a_change_with_its_entry_is_no_fault_and_a_removed_row_is_none(harness, entered):
    someone = entered[person]
    async with harness.store.transaction() as tx:
        await tx.people.set_role(someone.id, Role.MANAGER)
        await tx.ledger.append(event(harness, Act.ROLE_GIVEN, someone.id))
    assert await faults(harness) == ()
    async with harness.engine.begin() as connection:
        await connection.execute(delete(check).where(check.c.id == entered[check].id))
    assert await faults(harness) == ()


async def test_after_an_erasure_no_hash_can_be_guessed_and_the_ledger_holds(harness, entered):
    someone = entered[person]
    async with harness.store.transaction() as tx:
        await tx.people.dismiss(someone.id, harness.now)
        await tx.ledger.append(event(harness, Act.DISMISSED, someone.id))
        assert await tx.erasure.erase(someone.organisation_id, someone.id, "#00000000", harness.now)
        await tx.ledger.append(event(harness, Act.ERASED, someone.id))
        entries = [entry async for entry in tx.ledger.entries(harness.organisation.id)]
    assert await faults(harness) == ()
    assert broken_at(entries) is None
    async with harness.engine.connect() as connection:
        theirs = select(ledger_entry.c.act, ledger_entry.c.salt).where(ledger_entry.c.subject_id == someone.id)
        salts = dict((await connection.execute(theirs)).all())
    assert [act for act, salt in salts.items() if salt is not None] == [Act.ERASED]
