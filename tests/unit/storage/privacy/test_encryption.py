"""What a thief finds in the database, and what happens under the wrong key."""

import asyncio
import hashlib
from contextlib import AsyncExitStack
from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy import LargeBinary, select, type_coerce, update
from sqlalchemy.types import NullType

from bot.crypto.encryption import Cipher, MasterKeys, Tampered, UnknownKey, mint_master_key
from bot.crypto.keys import PinCost, lock_key, unlock_key
from bot.inbox import StoredUpdate
from bot.notices.letters import Channel, Letter
from bot.passes.codes import CodePurpose, Codes
from bot.passes.issuing.batches import Batch, Place
from bot.passes.live_codes.countdowns import Countdown
from bot.passes.live_codes.show_live_code import TypedIndex
from bot.passes.models import PrintedCode
from bot.signing.models import PendingDecline, RequestState
from bot.staff.identity.changes import IdentityChange
from bot.staff.kiosks.kiosks import KioskCode, KioskDevice
from bot.staff.models import OrganisationKeys
from bot.staff.notices import ContactMismatched
from storage.columns import Encrypted
from storage.encryption.encrypted_columns import ColumnEncryption, encrypted_columns, row_name
from storage.encryption.master_key import WrongMasterKey, check_master_key
from storage.tables import account, blob, metadata, person, printed_code
from storage.transaction import Store

PHONE, OTHER_PHONE, THIRD_PHONE = "+380671234567", "+380501112233", "+380939998877"
EMAIL = "olena.secret@example.org"
FILE = b"%PDF-1.7 the very words of the contract" * 3
SECRETS = [
    *(phone.encode()[1:] for phone in (PHONE, OTHER_PHONE, THIRD_PHONE)),
    EMAIL.encode(),
    FILE[:30],
    "бо не згодна".encode(),
    b"memory of a conversation",
    b"payload of an update",
    b"title of a notice",
    b"ca key",
    b"seal key",
    "чужа перепустка".encode(),
    b"550 no such mailbox",
    b"AA 1234 BB",
    b"7K2M9QXA",
    b"CC 5678 DD",
]


@pytest.fixture
async def open_store(harness):
    """Open another store on the same database, under other keys."""
    async with AsyncExitStack() as opened:

        def open_store(cipher):
            store = Store(harness.engine, cipher)
            opened.push_async_callback(store.close)
            return store

        yield open_store


async def _fill(harness):
    someone = await harness.person(phone=PHONE, email=EMAIL)
    await harness.account(someone, phone=OTHER_PHONE)
    invitation = await harness.invitation(someone)
    request = await harness.request(await harness.document(someone), someone)
    leaver = await harness.person("Хтось Інший", dismissed_at=harness.now)
    theirs = await harness.request(await harness.document(leaver), leaver)
    await harness.service_qr(leaver)
    qr = await harness.service_qr(someone)
    shift = await harness.shift(qr, someone)
    check = harness.make_check(shift)
    async with harness.store.transaction() as tx:
        await tx.invitations.claim_phone(invitation.id, THIRD_PHONE, 5)
        change = (uuid4(), harness.organisation.id, someone.id, None, harness.now, f'{{"after":{{"phone":"{PHONE}"}}}}')
        await tx.identity_changes.add(IdentityChange(*change))
        ids = (uuid4(), harness.organisation.id)
        kiosk = KioskDevice(*ids, "Gatehouse", someone.id, harness.now, bytes(32), harness.now)
        await tx.kiosks.add(kiosk)
        ids = (uuid4(), harness.organisation.id, kiosk.id, someone.id, PHONE)
        code = KioskCode(*ids, "uk", harness.now, harness.now, send_after_at=harness.now)
        await tx.kiosk_codes.add(code, PHONE)
        await tx.blobs.put(harness.organisation.id, FILE, harness.now)
        await tx.requests.settle(request.id, RequestState.DECLINED, harness.now, reason="бо не згодна")
        ids = (theirs.id, theirs.organisation_id, someone.id)
        await tx.declines.add(PendingDecline(*ids, "бо зайнята", harness.now, harness.now))
        await tx.signatures.add(harness.make_signature(request, record_json=f'{{"phone":"{PHONE}"}}'.encode()))
        await tx.signatures.add(harness.make_signature(theirs))
        await tx.outbox.add(
            [harness.make_notice(someone, content=ContactMismatched("title of a notice", PHONE, PHONE))]
        )
        await tx.service_qr_orders.add(harness.make_order(qr, signer="Керівник Зразковий"))
        await tx.checks.add(check)
        await tx.checks.undo(check.id, "чужа перепустка", harness.now)
        ids = (uuid4(), someone.organisation_id, someone.id, invitation.id, uuid4())
        await _show_passes(harness, tx, someone)
        await tx.letters.add([Letter(*ids, Channel.EMAIL, harness.now, error="550 no such mailbox")])
        assert await tx.erasure.erase(harness.organisation.id, leaver.id, "#1", harness.now)
    lease = {"holder": "here", "now": harness.now, "until": harness.now}
    updates = [StoredUpdate(number, 5, b"payload of an update") for number in (1, 2)]
    await harness.inbox.store(updates, **lease)
    await harness.inbox.done(5, 1, b"memory of a conversation", b"secret of a conversation", **lease)
    return someone


async def _show_passes(harness, tx, someone):
    issued = harness.make_pass(someone, "77", fields=(("plate", "AA 1234 BB"),))
    await tx.passes.add(issued)
    code = harness.make_live_code(issued)
    await tx.live_codes.add(code)
    await tx.countdowns.start(Countdown(5, 9, code.id, {"typed": "7K2M9QXA"}, harness.now))
    own = (issued.organisation_id, issued.id, harness.now)
    await tx.printed_codes.add(PrintedCode(uuid4(), bytes(12), "7K2M9QXA", bytes(32), *own))
    batch = Batch(uuid4(), issued.organisation_id, someone.id, "vehicle", "Garage", 30, 1, harness.now)
    place = Place(uuid4(), issued.organisation_id, batch.id, someone.id, 0, (("plate", "CC 5678 DD"),))
    await tx.batches.add(batch, [place])


async def _everything(harness):
    """Every byte of every row, as the database gives it to who has no key."""
    found = []
    async with harness.engine.connect() as connection:
        for table in metadata.sorted_tables:
            for column in table.columns:
                values = (await connection.execute(select(type_coerce(column, NullType())))).scalars()
                found += [value if isinstance(value, bytes) else str(value).encode() for value in values]
    return b"\n".join(found)


async def test_a_thief_of_the_database_reads_no_phone_no_address_no_file(harness):
    await _fill(harness)
    raw = await _everything(harness)
    assert "Олена Зразкова".encode() in raw, "names stay readable: the search below would prove nothing otherwise"
    assert [secret for secret in SECRETS if secret in raw] == []


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
async def test_a_thief_of_the_files_of_sqlite_finds_nothing_either(harness, tmp_path):
    await _fill(harness)
    files = [path for path in tmp_path.iterdir() if path.name.startswith("countersign.db")]
    raw = b"".join(path.read_bytes() for path in files)
    assert "Олена Зразкова".encode() in raw
    assert [secret for secret in SECRETS if secret in raw] == []


async def test_every_sealed_column_was_written_in_these_tests(harness):
    await _fill(harness)
    async with harness.engine.connect() as connection:
        for table in metadata.sorted_tables:
            for column in table.columns:
                if isinstance(column.type, Encrypted) and table.name != "key_check":
                    query = select(column).where(column.is_not(None)).limit(1)
                    assert (await connection.execute(query)).first(), f"{column} was never sealed"


async def test_a_sealed_value_opens_only_in_its_own_row(harness):
    victim, thief = await harness.person(phone=PHONE), await harness.person()
    stolen = select(person.c.phone).where(person.c.id == victim.id).scalar_subquery()
    async with harness.engine.begin() as connection:
        await connection.execute(update(person).where(person.c.id == thief.id).values(phone=stolen))
    async with harness.store.reading() as tx:
        with pytest.raises(Tampered):
            await tx.people.get(harness.organisation.id, thief.id)


async def test_a_changed_file_is_noticed(harness):
    async with harness.store.transaction() as tx:
        name = await tx.blobs.put(harness.organisation.id, FILE, harness.now)
    async with harness.engine.begin() as connection:
        sealed = (await connection.execute(select(blob.c.content))).scalar_one()
        await connection.execute(update(blob).values(content=sealed[:-1] + bytes([sealed[-1] ^ 1])))
    async with harness.store.reading() as tx:
        with pytest.raises(Tampered):
            await tx.blobs.get(harness.organisation.id, name)


async def test_the_same_phone_in_two_organisations_leaves_no_common_trace(harness):
    other = replace(harness.make_organisation("Other"), id=uuid4())
    people = [harness.make_person(phone=PHONE), replace(harness.make_person(phone=PHONE), organisation_id=other.id)]
    async with harness.store.transaction() as tx:
        await tx.organisations.add(other, OrganisationKeys(b"ca key", b"seal key"))
        await tx.people.add(people)
    async with harness.engine.connect() as connection:
        rows = (await connection.execute(select(person.c.phone, person.c.phone_index))).all()
    assert len({bytes(row.phone) for row in rows}) == len({bytes(row.phone_index) for row in rows}) == 2


async def test_rows_written_under_an_older_key_still_open_and_are_found(harness, open_store):
    someone = await _fill(harness)
    older = harness.cipher
    keys = MasterKeys.parse(mint_master_key())
    with_both = Cipher(MasterKeys((keys.newest, *harness.master_keys)))
    async with open_store(with_both).transaction() as tx:
        assert await tx.people.get(harness.organisation.id, someone.id) == someone
        assert len(await tx.accounts.by_phone(harness.organisation.id, OTHER_PHONE)) == 1
        await tx.people.save([someone])
    async with harness.store.reading() as tx:
        with pytest.raises(UnknownKey):
            await tx.people.get(harness.organisation.id, someone.id)
    assert older.anchor_id == with_both.anchor_id


async def test_the_wrong_master_key_is_a_clear_sentence_at_start(harness):
    await check_master_key(harness.engine, harness.cipher)
    await check_master_key(harness.engine, harness.cipher)
    with pytest.raises(WrongMasterKey, match="put that key back"):
        await check_master_key(harness.engine, Cipher(MasterKeys.parse(mint_master_key())))


async def test_a_new_key_in_front_is_right_and_a_new_key_behind_is_not(harness):
    await check_master_key(harness.engine, harness.cipher)
    (new,) = MasterKeys.parse(mint_master_key())
    await check_master_key(harness.engine, Cipher(MasterKeys((new, *harness.master_keys))))
    with pytest.raises(WrongMasterKey, match="stay last"):
        await check_master_key(harness.engine, Cipher(MasterKeys((*harness.master_keys, new))))


def test_what_is_sealed_is_a_list_that_only_grows_on_purpose():
    sealed = {
        str(column) for table in metadata.sorted_tables for column in table.c if isinstance(column.type, Encrypted)
    }
    assert sealed == {
        "account.phone",
        "batch_place.fields",
        "blob.content",
        "check.undo_reason",
        "conversation.memory",
        "conversation.secret",
        "countdown.told",
        "directory_page.content",
        "identity_change.content",
        "invitation.claimed_phone",
        "kiosk_code.phone",
        "key_check.paper",
        "key_check.witness",
        "letter.error",
        "notice.facts",
        "organisation_keys.ca",
        "organisation_keys.seal",
        "pass.fields",
        "pending_decline.reason",
        "person.email",
        "person.phone",
        "printed_code.typed",
        "request.decline_reason",
        "service_qr.record_sealed",
        "service_qr_order.signer",
        "signature.certificate_sealed",
        "signature.record_json",
        "update.payload",
    }
    assert all(isinstance(person.c[name].type, LargeBinary) for name in ("phone_index",))


PIN, CHEAP = "482913", PinCost(8, 1, 1)


async def _fill_with_key(harness):
    """Fill the database; every account has a key of its own that a PIN opens, and the pass on paper a code."""
    someone = await _fill(harness)
    envelope = lock_key(b"private key", PIN, harness.cipher.derive("key envelopes"), CHEAP)
    index = TypedIndex(harness.cipher).of("7K2M9QXA")
    async with harness.engine.begin() as connection:
        await connection.execute(update(account).values(key_envelope=envelope))
        await connection.execute(update(printed_code).values(typed_index=index))
    await check_master_key(harness.engine, harness.cipher)
    return someone


def _turned(harness):
    """The old key alone, both, and the new one alone."""
    (new,) = MasterKeys.parse(mint_master_key())
    return harness.cipher, Cipher(MasterKeys((new, *harness.master_keys))), Cipher(MasterKeys((new,)))


async def _all_opens(harness, store, cipher, someone):
    async with store.transaction() as tx:
        assert await tx.people.get(someone.organisation_id, someone.id) == someone
        (bound,) = await tx.accounts.by_phone(someone.organisation_id, OTHER_PHONE)
        assert unlock_key(bound.key_envelope, PIN, cipher.derive("key envelopes")) == b"private key"
        assert await tx.blobs.get(someone.organisation_id, hashlib.sha256(FILE).hexdigest()) == FILE
        assert await tx.printed_codes.by_typed(someone.organisation_id, TypedIndex(cipher).of("7K2M9QXA"))
        assert await tx.organisations.ca_key(someone.organisation_id) == b"ca key"
    async with harness.engine.connect() as connection:
        for table in metadata.sorted_tables:
            for row in (await connection.execute(select(table))).mappings():
                for column in encrypted_columns(table):
                    ColumnEncryption(cipher).decrypt(column, row_name(table, row), row[column.name])


async def test_an_old_key_can_be_dropped_after_all_was_resealed(harness, open_store):
    someone = await _fill_with_key(harness)
    _, both, alone = _turned(harness)
    reencryption = open_store(both).reencryption
    assert await reencryption.waiting() > len(SECRETS)
    assert await reencryption.reencrypt() == 0
    assert await reencryption.waiting() == 0
    await check_master_key(harness.engine, both)
    with pytest.raises(WrongMasterKey, match="start the bot once"):
        await check_master_key(harness.engine, alone)
    await check_master_key(harness.engine, alone, follow=True)
    await check_master_key(harness.engine, alone)
    await _all_opens(harness, open_store(alone), alone, someone)


async def test_an_old_key_dropped_too_early_is_a_clear_sentence(harness, open_store):
    await _fill_with_key(harness)
    _, both, alone = _turned(harness)
    await open_store(both).reencryption.reencrypt()
    await harness.person("Пізня Людина", phone=THIRD_PHONE)  # by a process that knows nothing of the new key
    with pytest.raises(WrongMasterKey, match=r"has \d rows under a master key that is not in MASTER_KEY"):
        await check_master_key(harness.engine, alone, follow=True)


async def test_resealing_that_was_killed_goes_on_where_it_was(harness, open_store):
    someone = await _fill_with_key(harness)
    _, both, alone = _turned(harness)
    store = open_store(both)
    before = await store.reencryption.waiting()

    def killed(table, rows):
        if rows and table == "account":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await store.reencryption.reencrypt(killed)
    assert 0 < await store.reencryption.waiting() < before
    with pytest.raises(WrongMasterKey):
        await check_master_key(harness.engine, alone, follow=True)
    assert await store.reencryption.reencrypt() == 0
    await check_master_key(harness.engine, alone, follow=True)
    await _all_opens(harness, open_store(alone), alone, someone)


async def test_what_is_written_while_resealing_stays_as_it_was_written(harness, open_store):
    someone = await _fill_with_key(harness)
    _, both, _ = _turned(harness)
    store = open_store(both)

    async def write():
        for number in range(10):
            async with store.transaction() as tx:
                await tx.people.set_phone(someone.id, f"+38067000000{number}")
                await tx.blobs.put(someone.organisation_id, bytes([number]), harness.now)

    _, left = await asyncio.gather(write(), store.reencryption.reencrypt())
    assert left == 0 or await store.reencryption.reencrypt() == 0
    async with store.reading() as tx:
        changed = await tx.people.get(someone.organisation_id, someone.id)
    assert changed == replace(someone, phone="+380670000009")


async def test_codes_on_paper_outlive_their_master_key(harness, open_store):
    old, both, alone = _turned(harness)
    await check_master_key(harness.engine, old)
    printed = Codes(old, 7, "sample_bot").mint(CodePurpose.PRINTED_PASS, b"tagg", bytes(12))
    live = Codes(old, 7, "sample_bot").mint(CodePurpose.LIVE_PASS, b"tagg", bytes(12))
    await open_store(both).reencryption.reencrypt()
    await check_master_key(harness.engine, alone, follow=True)
    codes = Codes(alone, 7, "sample_bot", await open_store(alone).paper())
    assert codes.parse(printed).genuine
    assert not codes.parse(live).genuine
    assert not codes.parse("S" + printed[1:]).genuine
