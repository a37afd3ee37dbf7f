"""Real documents against the real ledger: an announced key is confirmed, one made by the server alone is not."""

from dataclasses import replace

import pytest

from bot.crypto.authority import Issued, issue_person
from bot.crypto.keys import mint_key, public_key
from bot.ledger.checkpoints import sign_checkpoint
from bot.ledger.export import checkpoint_line, entry_line, read_export
from bot.signing.models import Class, Confirmation
from bot.signing.verification.announced import Announced, announced
from bot.signing.verification.findings import Integrity
from bot.staff.authority import certify_key

PIN = "274913"


@pytest.fixture
def exported(harness):
    """Sign a checkpoint now, and export the ledger as the command does."""

    async def export():
        organisation = harness.owner.organisation
        async with harness.open() as tx:
            tip, key = await tx.ledger.tip(organisation.id), await tx.organisations.seal_key(organisation.id)
            certificate = organisation.seal_certificate
            made = sign_checkpoint(organisation.id, "2026-03-02", tip, key, certificate, harness.now)
            lines = [entry_line(entry) async for entry in tx.ledger.entries(organisation.id)]
        return read_export(b"".join([*lines, checkpoint_line(made)]), organisation.ca_certificate)

    return export


async def _with_key(harness, speaker, private, certificate):
    """Write a key and its certificate into the person's account, under the PIN of the tests."""
    envelope = await harness.unlock.key_store.lock(private, PIN)
    async with harness.open() as tx:
        await tx.accounts.replace_key(speaker.account.id, certificate=certificate, key_envelope=envelope)
        account = await tx.accounts.get(speaker.account.id)
    return replace(speaker, account=account)


async def _announced_key(harness, speaker):
    """Give a person a key as a registration does; the people of the harness have certificates from nowhere."""
    private = mint_key()
    async with harness.open() as tx:
        when = {"event_id": harness.event_id(), "now": harness.now}
        certificate = await certify_key(tx, speaker.person, public_key(private), **when)
    return await _with_key(harness, speaker, private, certificate)


async def test_signatures_made_by_the_bot_are_confirmed_by_its_ledger(signing, harness, exported):
    guard, holder = harness.guard, await _announced_key(harness, harness.holder)
    document = (await signing.send(guard, holder)).document
    await signing.sign(document, guard)
    await signing.sign(document, holder, by=holder)
    await signing.finish()
    found = await signing.check(await signing.content(document))
    ledger = await exported()
    said = {one.verdict.record.signer.name: announced(one, ledger) for one in found.verification.signatures}
    assert said == {
        holder.person.name: Announced.ENTERED,
        guard.person.name: Announced.CERTIFICATE_MISSING,  # issued past the ledger
    }


async def test_taps_are_confirmed_by_their_entry(signing, harness, exported):
    document = (await signing.send(harness.guard, confirmation=Confirmation.TAP, class_=Class.ACKNOWLEDGE)).document
    await signing.sign(document, harness.guard, pin=None)
    await signing.finish()
    (one,) = (await signing.check(await signing.content(document))).verification.signatures
    assert announced(one, await exported()) is Announced.ENTERED


async def test_a_key_made_with_the_database_and_the_master_key_is_not_confirmed(signing, harness, exported):
    """Everything verifies, and the ledger shows that nobody was told of the key."""
    holder, private = await _announced_key(harness, harness.holder), mint_key()
    person, organisation = holder.person, holder.organisation
    async with harness.open() as tx:
        authority = Issued(organisation.ca_certificate, await tx.organisations.ca_key(organisation.id))
    certificate = issue_person(authority, public_key(private), person.name, str(person.id), harness.now)
    forged = await _with_key(harness, holder, private, certificate)
    document = (await signing.send(holder)).document
    await signing.sign(document, holder, by=forged)
    await signing.finish()
    found = (await signing.check(await signing.content(document))).verification
    assert (found.integrity, found.signed) == (Integrity.UNCHANGED, 1)
    assert announced(found.signatures[0], await exported()) is Announced.CERTIFICATE_MISSING
