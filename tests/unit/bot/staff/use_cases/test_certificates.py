"""Certificates of lasting keys: none without an entry in the ledger and a notice in the person's own chat."""

import hashlib
from datetime import timedelta

import pytest

from bot.crypto.certificates import Use, parse_certificate
from bot.ledger.entries import Act
from bot.staff.identity.rebindings import RebindPolicy
from bot.staff.models import Role
from bot.staff.notices import KeyDisputed, KeyMade
from bot.staff.organisation.add_owner import AddOwner, NewOwner
from bot.staff.pins.dispute_key import DisputeKey
from bot.staff.pins.reset_pin import DecidePinReset, RequestPinReset, ResetPin
from bot.staff.pins.unlock_key import PinLockedRefused
from bot.staff.registration.links import Links
from bot.staff.registration.register import Newcomer, Register
from bot.staff.terms.versions import STANDARD, Versions

NEW = "527941"
TELEGRAM_ID = 909
POLICY = RebindPolicy(timedelta(days=1), timedelta(days=30))


@pytest.fixture
async def registered(harness):
    """Add an owner to an organisation and register them: returns the account."""
    when = {"event_id": harness.event_id(), "now": harness.now}
    wanted = NewOwner("ТОВ «Приклад»", "Мельник Ірина", None, "uk", "Europe/Kyiv")
    invitation = await AddOwner(harness.open, Links(bytes(32), "ExampleGateBot"))(wanted, **when)
    versions = Versions(STANDARD, STANDARD)
    newcomer = Newcomer(invitation.id, TELEGRAM_ID, "+380671112299", NEW, "uk", versions)
    event_id = harness.event_id()
    for _ in range(2):  # a repeated update enters and tells nothing twice
        await Register(harness.open, harness.unlock.key_store, POLICY)(newcomer, event_id=event_id, now=harness.now)
    async with harness.open() as tx:
        (speaker,) = await tx.accounts.speakers(TELEGRAM_ID)
    return speaker


async def test_a_key_made_at_registration_is_entered_and_told_to_its_person(harness, registered):
    certificate = registered.account.certificate
    (entry,) = await harness.entries(Act.CERTIFICATE_ISSUED)
    fingerprint = hashlib.sha256(certificate).hexdigest()
    assert parse_certificate(certificate).use is Use.PERSON
    assert entry.facts == {"certificate": fingerprint, "use": "person"}
    assert entry.subject_id == registered.person.id
    (notice,) = await harness.notices(KeyMade)
    assert notice.person_id == registered.person.id
    assert notice.content.fingerprint.replace(" ", "").lower() == fingerprint[:16]
    assert notice.content.made_at == harness.now


async def test_a_new_key_after_a_pin_reset_is_entered_and_told_to_its_person(harness):
    holder = harness.holder
    when = lambda: {"event_id": harness.event_id(), "now": harness.now}  # noqa: E731 - two words shorter
    request = await RequestPinReset(harness.open)(holder, **when())
    await DecidePinReset(harness.open)(harness.owner, request.id, approve=True, **when())
    await ResetPin(harness.open, harness.unlock.key_store)(holder, NEW, **when())
    async with harness.open() as tx:
        account = await tx.accounts.active(holder.person.id)
    (entry,) = await harness.entries(Act.CERTIFICATE_ISSUED)
    assert entry.facts["certificate"] == hashlib.sha256(account.certificate).hexdigest()
    assert [notice.person_id for notice in await harness.notices(KeyMade)] == [holder.person.id]


async def test_who_says_that_a_key_is_not_theirs_locks_it_and_alerts_the_managers(harness, registered, pin):
    dispute, event_id = DisputeKey(harness.open), harness.event_id()
    for _ in range(2):
        await dispute(harness.holder, event_id=event_id, now=harness.now)
    told = await harness.notices(KeyDisputed)
    assert {notice.person_id for notice in told} == {harness.owner.person.id, registered.person.id}
    assert {notice.content.name for notice in told} == {harness.holder.person.name}
    (entry,) = await harness.entries(Act.KEY_DISPUTED)
    assert entry.facts == {"certificate": hashlib.sha256(harness.holder.account.certificate).hexdigest()}
    with pytest.raises(PinLockedRefused):
        await harness.unlock(harness.holder, pin, event_id=harness.event_id(), now=harness.now)


async def test_a_manager_who_disputes_their_own_key_is_not_the_one_alerted(harness, registered):
    assert registered.person.role is Role.OWNER
    await DisputeKey(harness.open)(registered, event_id=harness.event_id(), now=harness.now)
    assert {notice.person_id for notice in await harness.notices(KeyDisputed)} == {harness.owner.person.id}
