"""What is left of a person who was erased, what their own export holds, and what time removes."""

import base64
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select, type_coerce
from sqlalchemy.types import NullType

from bot.checkpoint.duty.guests import Guest, GuestState
from bot.notices.letters import Channel, Letter, LetterState
from bot.notices.outbox import Delivered
from bot.personal_data.ports import Waiting
from bot.retention import KEPT_DAYS
from bot.signing.models import RequestState
from bot.staff.approvals.approval_requests import ApprovalKind, ApprovalRequest, Stage
from bot.staff.kiosks.kiosks import KioskCode, KioskDevice
from bot.staff.models import Role, Status
from bot.staff.notices import PersonRegistered
from bot.staff.sessions.sessions import LoginLink, SessionKind, WebSession
from storage.columns import Encrypted
from storage.privacy.personal_data import SECRET
from storage.privacy.retention import CLASSES
from storage.tables import blob, metadata, person

DAY = timedelta(days=1)
NAME, PHONE, EMAIL, TELEGRAM = "Їжакевич Ганна", "+380671234567", "hanna@example.org", 4_815_162_342
CERTIFICATE = b"\x30\x82 certificate of " + NAME.encode()


@pytest.fixture
async def hanna(harness):
    """A manager with everything that the application can keep about a person."""
    person = await harness.person(
        NAME, personnel_number="А-77", position="Кадровичка", department="Дирекція", phone=PHONE, email=EMAIL,
        role=Role.MANAGER,
    )  # fmt: skip
    account = await harness.account(person, telegram_id=TELEGRAM, phone=PHONE, certificate=CERTIFICATE)
    invitation = await harness.invitation(person, used_at=harness.now)
    request = await harness.request(await harness.document(person), person)
    service_qr = await harness.service_qr(person, record_json=f'{{"issuer":"{NAME}"}}'.encode())
    async with harness.store.transaction() as tx:
        photo = await tx.blobs.put(harness.organisation.id, b"a face", harness.now)
        await tx.accounts.replace_key(account.id, certificate=CERTIFICATE + b"2", key_envelope=b"envelope")
        await tx.invitations.claim_phone(invitation.id, PHONE, TELEGRAM)
        await tx.signatures.add(harness.make_signature(request, certificate=CERTIFICATE))
        ids = (uuid4(), person.organisation_id, person.id, invitation.id, uuid4())
        await tx.letters.add([Letter(*ids, Channel.EMAIL, harness.now, LetterState.SENT)])
        times = (harness.now, harness.now + DAY)
        await tx.approval_requests.add(
            ApprovalRequest(
                uuid4(), person.organisation_id, person.id, account.id, ApprovalKind.ERASURE, Stage.REQUESTED, *times
            )
        )
        told = harness.make_notice(person, telegram_id=TELEGRAM)
        await tx.outbox.add(
            [told, harness.make_notice(person), harness.make_notice(person, content=PersonRegistered("Olena"))]
        )
        await tx.outbox.settle([Delivered(told, 1, harness.now)])
        await tx.ledger.append(harness.audit_event("of hers", person.id))
    held = await harness.pass_(person, photo_sha256=photo)
    shift = await harness.shift(service_qr, person)
    async with harness.store.transaction() as tx:
        await tx.checks.add(harness.make_check(shift, pass_id=held.id))
        guest = harness.make_person("Гість", role=Role.GUEST)
        waiting = Guest(guest.id, guest.organisation_id, service_qr.id, guest.id, 9, "uk", harness.now)
        await tx.guests.add(waiting, guest)
        await tx.guests.decide(guest.id, GuestState.ADMITTED, person.id, harness.now)
    return person


async def erase(harness, person):
    async with harness.store.transaction() as tx:
        await tx.people.dismiss(person.id, harness.now)
        await tx.accounts.end(person.id, harness.now)
        return await tx.erasure.erase(person.organisation_id, person.id, "#ABCD1234", harness.now)


async def everything(harness):
    found = []
    async with harness.engine.connect() as connection:
        for table in metadata.sorted_tables:
            for column in table.columns:
                values = (await connection.execute(select(type_coerce(column, NullType())))).scalars()
                found += [value if isinstance(value, bytes) else str(value).encode() for value in values]
    return b"\n".join(found)


TRACES = [text.encode() for text in (NAME, "Ганна", PHONE[1:], EMAIL, "Кадровичка", "А-77", str(TELEGRAM))]


async def test_of_an_erased_person_nothing_readable_is_left(harness, hanna):
    before = await everything(harness)
    assert {NAME.encode(), str(TELEGRAM).encode()} <= {trace for trace in TRACES if trace in before}
    assert await erase(harness, hanna)
    after = await everything(harness)
    assert [trace for trace in TRACES if trace in after] == []
    assert b"#ABCD1234" in after


async def test_the_evidence_of_an_erased_person_is_whole(harness, hanna):
    async with harness.store.reading() as tx:
        (document,), _ = await tx.documents.page(harness.organisation.id, offset=0, most=1)
        (before,) = await tx.signatures.of_document(document.id)
        (qr,) = await tx.service_qrs.all(harness.organisation.id)
    await erase(harness, hanna)
    async with harness.store.reading() as tx:
        assert await tx.signatures.of_document(document.id) == [before]
        assert await tx.signatures.of_request(before.request_id) == before
        assert await tx.service_qrs.all(harness.organisation.id) == [qr]
    assert before.certificate == CERTIFICATE


async def test_an_erased_person_is_found_by_nothing_and_exported_by_the_pseudonym(harness, hanna):
    await erase(harness, hanna)
    async with harness.store.reading() as tx:
        for words in ("", "їжак", "ABCD", PHONE, "а-77"):
            for status in (None, Status.DISMISSED, Status.ERASED):
                found = await tx.people.search(
                    harness.organisation.id,
                    words,
                    now=harness.now,
                    registered_only=False,
                    offset=0,
                    most=9,
                    status=status,
                )
                assert found == ([], 0)
        listed = [one async for one in tx.people.everyone(harness.organisation.id, harness.now)]
        assert [(one.person.name, one.status, one.person.phone) for one in listed] == [
            ("#ABCD1234", Status.ERASED, None)
        ]
        assert await tx.people.counts(harness.organisation.id, harness.now) == {}
        assert await tx.accounts.speakers(TELEGRAM) == []


def test_every_sealed_thing_about_a_person_is_emptied_or_kept_as_evidence():
    about = [table for table in metadata.sorted_tables if any(one.references(person.c.id) for one in table.columns)]
    sealed = {str(one) for table in (person, *about) for one in table.columns if isinstance(one.type, Encrypted)}
    emptied = {"person.phone", "person.email", "account.phone", "invitation.claimed_phone", "notice.facts"}
    emptied |= {
        "pass.fields",
        "batch_place.fields",
        "letter.error",
        "identity_change.content",
        "pending_decline.reason",
        "kiosk_code.phone",
    }
    evidence = {"signature.record_json", "signature.certificate_sealed", "service_qr.record_sealed"}
    evidence |= {"request.decline_reason", "check.undo_reason", "service_qr_order.signer"}
    assert sealed == emptied | evidence, "what shall an erasure (storage/privacy/erasure.py) do with it?"


async def test_who_still_serves_is_not_erased_and_nobody_twice(harness, hanna):
    async with harness.store.transaction() as tx:
        assert not await tx.erasure.erase(hanna.organisation_id, hanna.id, "#1", harness.now)
        assert not await tx.erasure.erase(uuid4(), hanna.id, "#1", harness.now)
    assert await erase(harness, hanna)
    assert not await erase(harness, hanna)


async def test_an_erased_face_goes_unless_another_pass_shows_it(harness, hanna):
    other = await harness.person("Двійниця")
    async with harness.store.transaction() as tx:
        photo = await tx.blobs.put(harness.organisation.id, b"a face", harness.now)
        lone = await tx.blobs.put(harness.organisation.id, b"another face", harness.now)
    await harness.pass_(other, "2", photo_sha256=photo)
    await harness.pass_(hanna, "3", photo_sha256=lone)
    await erase(harness, hanna)
    async with harness.engine.connect() as connection:
        assert (await connection.execute(select(blob.c.sha256))).scalars().all() == [photo]


async def test_an_export_holds_every_row_about_a_person_and_no_secret(harness, hanna):
    async with harness.store.reading() as tx:
        about = await tx.personal.about(hanna.organisation_id, hanna.id)
    own = {
        "person",
        "account",
        "invitation",
        "request",
        "document",
        "signature",
        "service_qr",
        "shift",
        "check",
        "pass",
    }
    assert own | {"letter", "approval_request", "notice", "retired_certificate", "ledger"} <= set(about)
    assert about["person"][0] | {"phone": PHONE, "email": EMAIL, "name": NAME} == about["person"][0]
    assert about["account"][0]["phone"] == PHONE
    assert about["service_qr"][0]["record_json"] == {"issuer": NAME}
    assert about["check"][0]["service_qr"] == "Gate, North side"
    assert about["request"][0]["document"] == "Safety rules"
    assert [one["act"] for one in about["ledger"]] == ["invited"]
    assert not [row for rows in about.values() for row in rows if SECRET & row.keys()]


async def test_bytes_that_begin_like_a_record_are_exported_as_base64(harness):
    someone = await harness.person("Хтось")
    await harness.account(someone, certificate=b"{\x98 no record")
    async with harness.store.reading() as tx:
        about = await tx.personal.about(someone.organisation_id, someone.id)
    assert about["account"][0]["certificate"] == base64.b64encode(b"{\x98 no record").decode()


async def test_an_export_holds_nobody_elses_rows(harness, hanna):
    other = await harness.person("Хтось Інший", phone="+380501112233")
    await harness.account(other)
    async with harness.store.reading() as tx:
        about = await tx.personal.about(hanna.organisation_id, hanna.id)
        nothing = await tx.personal.about(hanna.organisation_id, uuid4())
    assert "Хтось Інший" not in str(about)
    assert nothing == {"ledger": []}


# ---- what time removes ----


OF_NO_ORGANISATION = ("guesses", "web-sessions", "login-links")


async def old_rows(harness):
    person = await harness.person()
    account = await harness.account(person)
    used = await harness.invitation(person, used_at=harness.now)
    held = await harness.pass_(person)
    await harness.live_code(held)
    async with harness.store.transaction() as tx:
        await tx.blobs.put(harness.organisation.id, b"nobody names it", harness.now)
        await tx.invitations.add_guess(5, harness.now)
        day = harness.now + DAY
        await tx.web_sessions.add(
            WebSession(uuid4(), account.id, SessionKind.BROWSER, bytes(32), harness.now, day, harness.now)
        )
        await tx.web_sessions.add_link(LoginLink(uuid4(), account.id, bytes(32), day))
        ids = (uuid4(), person.organisation_id)
        kiosk = KioskDevice(*ids, "Gatehouse", person.id, harness.now, bytes(32), harness.now)
        await tx.kiosks.add(kiosk)
        ids = (uuid4(), person.organisation_id, kiosk.id, person.id, "+380671112233")
        code = KioskCode(*ids, "uk", harness.now, harness.now, send_after_at=harness.now)
        await tx.kiosk_codes.add(code, "+380671112233")
        ids = (uuid4(), person.organisation_id, person.id, used.id, uuid4())
        await tx.letters.add([Letter(*ids, Channel.EMAIL, harness.now, LetterState.SENT)])
        told = harness.make_notice(person)
        await tx.outbox.add([told, harness.make_notice(person)])
        await tx.outbox.settle([Delivered(told, 1, harness.now)])
        times = (harness.now, harness.now + DAY)
        approval_request = ApprovalRequest(
            uuid4(), person.organisation_id, person.id, account.id, ApprovalKind.PIN_RESET, Stage.REQUESTED, *times
        )
        await tx.approval_requests.add(approval_request)
    service_qr = await harness.service_qr(person)
    guest = harness.make_person("Гість", role=Role.GUEST)
    async with harness.store.transaction() as tx:
        ids = (guest.id, guest.organisation_id, service_qr.id, guest.id)
        await tx.guests.add(Guest(*ids, 9, "uk", harness.now), guest)
    shift = await harness.shift(service_qr, guest, ended_at=harness.now)
    async with harness.store.transaction() as tx:
        await tx.checks.add(harness.make_check(shift))


async def test_what_is_over_is_removed_class_by_class_and_the_ledger_says_so(harness):
    await old_rows(harness)
    purge, much_later = harness.store.purge, harness.now + 9 * DAY
    wanted = dict.fromkeys(KEPT_DAYS, 1) | {"updates": 0, "dead-letters": 0, "conversations": 0}
    due = {name: await purge.due(name, harness.now - DAY) for name in wanted}
    assert due == dict.fromkeys(wanted, 0)
    due = {name: await purge.due(name, much_later) for name in wanted}
    waiting = ("invitations", "shifts", "guests", "guest-names")
    assert due == wanted | dict.fromkeys(waiting, 0), "an invitation waits for its letter, a shift for its checks"
    removed = {name: await purge.remove(name, much_later, much_later) for name in wanted}
    assert removed == wanted
    assert not any([await purge.remove(name, much_later, much_later) for name in wanted])
    async with harness.store.reading() as tx:
        entries = [one.audit_event.facts async for one in tx.ledger.entries(harness.organisation.id)]
    assert {one["class"]: one["rows"] for one in entries} == {
        name: rows for name, rows in wanted.items() if rows and name not in OF_NO_ORGANISATION
    }


async def test_more_than_a_chunk_is_removed_in_several_transactions(harness, monkeypatch):
    monkeypatch.setattr("storage.privacy.retention.CHUNK", 2)
    person = await harness.person()
    async with harness.store.transaction() as tx:
        notices = [harness.make_notice(person) for _ in range(5)]
        await tx.outbox.add(notices)
        for one in notices:
            await tx.outbox.settle([Delivered(one, 1, harness.now)])
    assert await harness.store.purge.remove("notices", harness.now + DAY, harness.now) == 5
    async with harness.store.reading() as tx:
        assert [one.audit_event.facts["rows"] async for one in tx.ledger.entries(harness.organisation.id)] == [2, 2, 1]


async def test_a_file_in_use_or_wanted_again_stays(harness):
    author = await harness.person()
    async with harness.store.transaction() as tx:
        used = await tx.blobs.put(harness.organisation.id, b"a contract", harness.now)
        draft = await tx.blobs.put(harness.organisation.id, b"a draft", harness.now)
    await harness.document(author, sha256=used)
    assert await harness.store.purge.due("files", harness.now + DAY) == 1
    async with harness.store.transaction() as tx:
        assert await tx.blobs.put(harness.organisation.id, b"a draft", harness.now + 2 * DAY) == draft
    assert await harness.store.purge.due("files", harness.now + DAY) == 0


async def test_what_the_erased_were_told_is_removed_at_once(harness, hanna):
    await erase(harness, hanna)
    assert await harness.store.purge.remove("notices", harness.now - 30 * DAY, harness.now) == 1


def test_every_class_has_its_days():
    assert list(CLASSES) == list(KEPT_DAYS)


async def test_a_saved_person_keeps_being_erased(harness, hanna):
    await erase(harness, hanna)
    async with harness.store.transaction() as tx:
        person = await tx.people.get(hanna.organisation_id, hanna.id)
        await tx.people.save([replace(person, department="x")])
        assert (await tx.people.get(hanna.organisation_id, hanna.id)).erased_at == harness.now


async def test_what_waits_is_counted_for_active_accounts_alone(harness):
    person, left = await harness.person(), await harness.person("Колишня", dismissed_at=harness.now)
    account = await harness.account(person, telegram_id=TELEGRAM)
    await harness.account(left, telegram_id=TELEGRAM + 1)
    document = await harness.document(person)
    await harness.request(document, person)
    await harness.request(await harness.document(person), person, state=RequestState.SIGNED)
    await harness.pass_(person, "1", expires_at=harness.now + DAY)
    await harness.pass_(person, "2", expires_at=harness.now)
    await harness.pass_(person, "3", expires_at=harness.now + DAY, revoked_at=harness.now)
    async with harness.store.reading() as tx:
        assert await tx.personal.waiting(TELEGRAM, harness.now) == {account.id: Waiting(requests=1, passes=1)}
        assert await tx.personal.waiting(TELEGRAM + 1, harness.now) == {}
        assert await tx.personal.waiting(TELEGRAM + 2, harness.now) == {}
