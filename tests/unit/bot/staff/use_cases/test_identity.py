"""Identity data, new links, number approvals, PINs: what a manager cannot do alone, to themselves, or unnoticed."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from bot.crypto.certificates import parse_certificate
from bot.crypto.revocation import parse_list
from bot.ledger.entries import Act
from bot.notices.letters import Channel
from bot.personal_data.dismiss_person import DismissPerson
from bot.staff.access import NotAllowedRefused
from bot.staff.identity.changes import IDENTITY
from bot.staff.identity.decide_rebinding import (
    ApproveRebinding,
    CancelRebinding,
    RebindingOverRefused,
    SecondManagerRefused,
)
from bot.staff.identity.find_waiting import FindWaiting
from bot.staff.identity.objecting import ObjectToChange, ObjectToRebinding
from bot.staff.identity.own import OwnIdentityRefused, PinMissingRefused
from bot.staff.identity.rebindings import RebindPolicy
from bot.staff.identity.relink_person import RelinkPerson
from bot.staff.identity.start_rebindings import StartRebindings
from bot.staff.invitations.addresses import SaveAddress
from bot.staff.invitations.invite_person import InvitePerson, PersonRegisteredRefused
from bot.staff.models import Role
from bot.staff.notices import (
    AccountReplaced,
    AccountStarted,
    IdentityChanged,
    NamesakeAppeared,
    ObjectionRaised,
    PersonRegistered,
    PinLocked,
    RebindingAnnounced,
    RebindingCancelled,
    RebindingToApprove,
    RelinkingBegun,
)
from bot.staff.people.reinstate_person import ReinstatePerson
from bot.staff.pins.unlock_key import PinLockedRefused, PinWrongRefused
from bot.staff.pins.unlock_pin import UnlockPin
from bot.staff.registration.decide_contact import ApproveContact, RejectContact
from bot.staff.registration.links import Links
from bot.staff.registration.open_link import LinkDeadRefused
from bot.staff.registration.register import CheckContact, Contact, ContactMismatchRefused, Newcomer, Register
from bot.staff.revocation.find_list import FindList
from bot.staff.revocation.issue_lists import IssueLists
from bot.staff.revocation.revocations import CrlPages
from bot.staff.roster.import_list import ApplyImport, PlanImport
from bot.staff.roster.rows import Fault
from bot.staff.terms.versions import STANDARD, Versions

DELAY, MARKED = timedelta(hours=24), timedelta(days=30)
POLICY = RebindPolicy(DELAY, MARKED)
PAGES = CrlPages("https://pages.example.org/crl/")
LINKS = Links(bytes(32), "ExampleGateBot")
OLD_PHONE, NEW_PHONE, OTHER_PHONE = "+380671234567", "+380991112233", "+380991114455"
PHONES = ("+380671110001", "+380671110002", OLD_PHONE)
THIEF = 666
NEW_PIN = "527941"
HEAD = "Табельний номер;ПІБ;Посада;Телефон"


class Office:
    """An owner, two managers and an employee, each on the list with a number and a phone."""

    def __init__(self, harness):
        self.harness = harness

    def when(self):
        return {"event_id": self.harness.event_id(), "now": self.harness.now}

    async def set_up(self):
        h = self.harness
        async with h.open() as tx:
            for number, (name, phone) in enumerate(zip(("owner", "guard", "holder"), PHONES, strict=True), 1):
                await tx.people.save([replace(h.people[name].person, personnel_number=str(number), phone=phone)])
        await self.promote("guard", Role.MANAGER)
        self.owner, self.manager, self.victim = [await self.now(h.people[n]) for n in ("owner", "guard", "holder")]
        return self

    async def promote(self, name, role):
        async with self.harness.open() as tx:
            await tx.people.set_role(self.harness.people[name].person.id, role)

    async def now(self, was):
        async with self.harness.open() as tx:
            found = await tx.accounts.speakers(was.account.telegram_id)
        return found[0] if found else None

    async def person(self, speaker):
        async with self.harness.open() as tx:
            return await tx.people.get(speaker.organisation.id, speaker.person.id)

    async def plans(self, by, *rows):
        content = "\n".join([HEAD, *(";".join(row) for row in rows)]).encode()
        planning = PlanImport(self.harness.open, self.harness.workers, "UA")
        return await planning(by, content, now=self.harness.now)

    async def imports(self, by, *rows, pin=None):
        planned = await self.plans(by, *rows)
        apply = ApplyImport(self.harness.open, self.harness.unlock)
        await apply(by, planned.sha256, planned.digest, pin, **self.when())
        return planned

    async def relinks(self, by, of, pin):
        return await RelinkPerson(self.harness.open, LINKS, self.harness.unlock)(by, of.person.id, pin, **self.when())

    async def invitation(self, of):
        async with self.harness.open() as tx:
            return await tx.invitations.find_valid(of.person.id, self.harness.now)

    async def registers(self, of, telegram_id=THIEF, phone=OLD_PHONE, event_id=None):
        invitation = await self.invitation(of)
        newcomer = Newcomer(invitation.id, telegram_id, phone, NEW_PIN, "uk", Versions(STANDARD, STANDARD))
        when = self.when() | ({"event_id": event_id} if event_id else {})
        return await Register(self.harness.open, self.harness.unlock.key_store, POLICY)(newcomer, **when)

    async def claims(self, of, phone, telegram_id=THIEF):
        invitation = await self.invitation(of)
        with pytest.raises(ContactMismatchRefused):
            await CheckContact(self.harness.open)(
                invitation.id, telegram_id, Contact(telegram_id, phone), **self.when()
            )

    async def approves(self, by, of, phone, pin):
        return await ApproveContact(self.harness.open, self.harness.unlock)(
            by, of.person.id, phone[-4:], pin, **self.when()
        )

    async def waiting(self, of):
        async with self.harness.open() as tx:
            return await tx.rebindings.waiting(of.person.id)

    async def runs_the_job(self):
        await StartRebindings(self.harness.open, self.harness.read)(now=self.harness.now)

    async def speaks_as(self, telegram_id):
        async with self.harness.open() as tx:
            return [one.person.id for one in await tx.accounts.speakers(telegram_id)]


@pytest.fixture
async def office(harness):
    return await Office(harness).set_up()


async def test_nobody_imports_their_own_identity_and_only_owners_those_of_owners(harness, office):
    rows = (
        ("2", "Шевченко Олена Григорівна", "Директорка", PHONES[1]),
        ("1", "Інша Особа", "посада", PHONES[0]),
        ("3", "Їжакевич Ганна Іванівна", "посада", OLD_PHONE),
        ("9", "Новий Працівник", "сторож", "+380501110009"),
    )
    planned = await office.imports(office.manager, *rows)
    assert [(row.row_number, row.reasons[0].fault) for row in planned.plan.bad] == [(2, Fault.OWN), (3, Fault.OWNER)]
    for untouched in (office.manager, office.owner):
        assert await office.person(untouched) == untouched.person
    assert (await office.person(office.victim)).name == "Їжакевич Ганна Іванівна"
    async with harness.open() as tx:
        names = {one.name for one in await tx.people.all(harness.owner.organisation.id)}
    assert "Новий Працівник" in names


async def test_an_owner_does_not_import_their_own_identity_but_another_owner_does(harness, office):
    planned = await office.imports(office.owner, ("1", "Власниця Найвища", "посада", PHONES[0]))
    assert [row.reasons[0].fault for row in planned.plan.bad] == [Fault.OWN]
    await office.promote("guard", Role.OWNER)
    second = await office.now(office.manager)
    await office.imports(second, ("1", "Власниця Нова", "посада", PHONES[0]))
    assert (await office.person(office.owner)).name == "Власниця Нова"


async def test_the_owner_and_what_is_unchanged_pass_and_a_phone_of_a_refused_row_stays_taken(harness, office):
    await office.imports(office.manager, ("2", office.manager.person.name, "посада", PHONES[1]))
    rows = (("2", "Ґонта Борис", "посада", NEW_PHONE), ("9", "Новий Працівник", "сторож", PHONES[1]))
    planned = await office.plans(office.manager, *rows)
    assert [row.reasons[0].fault for row in planned.plan.bad] == [Fault.OWN, Fault.TAKEN]


async def test_a_change_is_entered_without_values_and_the_person_is_told_and_certified_again(harness, office):
    before = office.victim.account.certificate
    await office.imports(office.manager, ("3", "Нова Назва Особи", "посада", OLD_PHONE))
    now = await office.now(office.victim)
    certificate = parse_certificate(now.account.certificate)
    assert certificate.name == now.person.name == "Нова Назва Особи"
    assert now.account.key_envelope == office.victim.account.key_envelope
    assert await harness.unlock(now, "274913", **office.when())
    [entry] = await harness.entries(Act.IDENTITY_CHANGED)
    assert (entry.actor_id, entry.subject_id) == (office.manager.person.id, office.victim.person.id)
    assert entry.facts["fields"] == "name"
    assert entry.facts["old_certificate"] == parse_certificate(before).fingerprint
    assert entry.facts["new_certificate"] == certificate.fingerprint
    assert "Назва" not in repr(entry.facts)
    [notice] = await harness.notices(IdentityChanged, office.victim)
    assert (notice.content.values[0].before, notice.content.values[0].after) == (
        office.victim.person.name,
        "Нова Назва Особи",
    )


ANOTHER = {"personnel_number": "N-77", "name": "Інша Назва Особи", "position": "Директор", "phone": NEW_PHONE}
"""Another value of each field that identifies a person."""


def test_another_value_is_known_of_every_field_that_identifies_a_person():
    assert ANOTHER.keys() == IDENTITY.keys()


async def row_with_another(harness, office, of, field):
    """Return the person and a row of the list that changes this field of them alone."""
    person = replace(await office.person(of), position="Сторож")
    if field == "personnel_number":
        person = replace(person, personnel_number=None)  # a row finds people by their number, else by their phone
    async with harness.open() as tx:
        await tx.people.save([person])
    after = replace(person, **{field: ANOTHER[field]})
    return person, (after.personnel_number, after.name, after.position, after.phone)


@pytest.mark.parametrize("field", IDENTITY)
@pytest.mark.parametrize(
    ("by", "of", "fault"),
    [
        ("manager", "manager", Fault.OWN),
        ("owner", "owner", Fault.OWN),
        ("manager", "owner", Fault.OWNER),
    ],
)
async def test_each_field_of_oneself_or_of_an_owner_is_refused_alone(harness, office, pin, field, by, of, fault):
    person, row = await row_with_another(harness, office, getattr(office, of), field)
    planned = await office.imports(getattr(office, by), row, pin=pin)
    [bad] = planned.plan.bad
    assert [(reason.fault, reason.column) for reason in bad.reasons] == [(fault, IDENTITY[field])]
    assert await office.person(getattr(office, of)) == person
    assert await harness.entries(Act.IDENTITY_CHANGED) == []
    assert await harness.notices(IdentityChanged) == []


@pytest.mark.parametrize("field", IDENTITY)
async def test_each_field_of_somebody_registered_changes_with_an_entry_and_a_notice(harness, office, pin, field):
    person, row = await row_with_another(harness, office, office.victim, field)
    planned = await office.imports(office.manager, row, pin=pin)
    assert planned.plan.bad == ()
    assert await office.person(office.victim) == replace(person, **{field: ANOTHER[field]})
    [entry] = await harness.entries(Act.IDENTITY_CHANGED)
    assert (entry.actor_id, entry.subject_id) == (office.manager.person.id, office.victim.person.id)
    assert entry.facts["fields"] == field
    assert ANOTHER[field] not in repr(entry.facts)
    [notice] = await harness.notices(IdentityChanged)
    assert notice.person_id == office.victim.person.id
    [value] = notice.content.values
    assert (value.column, value.before, value.after) == (IDENTITY[field], getattr(person, field) or "", ANOTHER[field])


async def registers_as(harness, office, name, position="", listed=NEW_PHONE):
    """Let a manager put somebody new on the list, with a number or without one, who registers."""
    await office.imports(office.manager, ("9", name, position, listed))
    async with harness.open() as tx:
        everyone = await tx.people.all(harness.owner.organisation.id)
    newcomer = next(one for one in everyone if one.personnel_number == "9")
    await InvitePerson(harness.open, LINKS)(office.manager, newcomer.id, renew=False, **office.when())
    await office.registers(replace(office.victim, person=newcomer), phone=NEW_PHONE)
    return newcomer


@pytest.mark.parametrize(("listed", "told"), [("", NEW_PHONE), (NEW_PHONE, None)])
async def test_managers_are_told_the_number_of_whoever_registers_where_the_list_has_none(harness, office, listed, told):
    """A leaked link is all that it takes there, so the number is what shows whose phone it was."""
    await registers_as(harness, office, "Новий Працівник", listed=listed)
    notices = {(one.person_id, one.content.phone) for one in await harness.notices(PersonRegistered)}
    assert notices == {(office.owner.person.id, told), (office.manager.person.id, told)}


async def test_nobody_registers_under_somebodys_name_unseen(harness, office):
    lookalike = office.victim.person.name.replace("а", "a").upper()
    newcomer = await registers_as(harness, office, lookalike, "Директор")
    told = await harness.notices(NamesakeAppeared)
    assert {one.person_id for one in told} == {office.victim.person.id, office.owner.person.id}
    assert {(one.content.position, one.content.number, one.subject_id) for one in told} == {
        ("Директор", "9", newcomer.id)
    }


async def test_nobody_is_given_somebodys_name_unseen(harness, office):
    await registers_as(harness, office, "Спільник Сторонній")
    assert await harness.notices(NamesakeAppeared) == []
    await office.imports(office.manager, ("9", office.victim.person.name, "", NEW_PHONE))
    told = {one.person_id for one in await harness.notices(NamesakeAppeared)}
    assert told == {office.victim.person.id, office.owner.person.id}


async def test_a_phone_of_somebody_registered_changes_only_with_the_managers_pin(harness, office, pin):
    row = ("3", office.victim.person.name, "посада", NEW_PHONE)
    assert (await office.plans(office.manager, row)).needs_pin
    with pytest.raises(PinMissingRefused):
        await office.imports(office.manager, row)
    with pytest.raises(PinWrongRefused):
        await office.imports(office.manager, row, pin="111222")
    assert (await office.person(office.victim)).phone == OLD_PHONE
    await office.imports(office.manager, row, pin=pin)
    assert (await office.person(office.victim)).phone == NEW_PHONE
    [change] = await harness.notices(IdentityChanged, office.victim)
    objection = await ObjectToChange(harness.open)(13, change.subject_id, **office.when())
    assert not objection.late
    assert (await office.person(office.victim)).phone == OLD_PHONE
    assert [one.content.name for one in await harness.notices(ObjectionRaised, office.owner)]
    assert [one.facts for one in await harness.entries(Act.OBJECTED)] == [{"cancelled": "phone"}]


async def test_a_manager_dismissed_while_the_pin_is_checked_imports_nothing(harness, office, pin):
    row = ("3", office.victim.person.name, "посада", NEW_PHONE)
    planned = await office.plans(office.manager, row)
    await harness.dismiss(office.manager)
    with pytest.raises(NotAllowedRefused):
        await ApplyImport(harness.open, harness.unlock)(
            office.manager, planned.sha256, planned.digest, pin, **office.when()
        )
    assert (await office.person(office.victim)).phone == OLD_PHONE


async def test_a_link_of_somebody_registered_needs_the_pin_and_the_person_is_told(harness, office, pin):
    invite = InvitePerson(harness.open, LINKS)
    for renew in (False, True):
        with pytest.raises(PersonRegisteredRefused):
            await invite(office.manager, office.victim.person.id, renew=renew, **office.when())
    with pytest.raises(PinWrongRefused):
        await office.relinks(office.manager, office.victim, "111222")
    assert await office.invitation(office.victim) is None
    await office.relinks(office.manager, office.victim, pin)
    assert [one.content.by for one in await harness.notices(RelinkingBegun, office.victim)] == [
        office.manager.person.name
    ]
    with pytest.raises(OwnIdentityRefused):
        await office.relinks(office.manager, office.manager, pin)
    with pytest.raises(NotAllowedRefused):
        await office.relinks(office.manager, office.owner, pin)


async def test_another_account_waits_and_the_old_one_works_until_then(harness, office, pin):
    await office.relinks(office.manager, office.victim, pin)
    event_id = harness.event_id()
    registered = await office.registers(office.victim, event_id=event_id)
    assert registered.waits_until_at == harness.now + DELAY
    assert await FindWaiting(harness.read)(THIEF) == harness.now + DELAY
    assert await office.speaks_as(THIEF) == []
    assert await office.speaks_as(13) == [office.victim.person.id]
    [told] = await harness.notices(RebindingAnnounced)
    assert (told.telegram_id, told.content.takes_effect_at) == (13, harness.now + DELAY)
    assert [one.person_id for one in await harness.notices(RebindingToApprove)] == [office.owner.person.id]
    harness.later(hours=23, minutes=59)
    await office.runs_the_job()
    assert await office.speaks_as(THIEF) == []
    harness.later(minutes=1)
    await office.runs_the_job()
    await office.runs_the_job()
    assert await office.speaks_as(13) == []
    assert await office.speaks_as(THIEF) == [office.victim.person.id]
    [entry] = await harness.entries(Act.REBOUND)
    assert (entry.facts["approved"], entry.actor_id) == ("delay", None)
    assert [one.telegram_id for one in await harness.notices(AccountStarted)] == [THIEF]
    assert [one.telegram_id for one in await harness.notices(AccountReplaced)] == [13]


async def test_an_event_handled_again_registers_once(harness, office, pin):
    await office.relinks(office.manager, office.victim, pin)
    invitation = await office.invitation(office.victim)
    newcomer = Newcomer(invitation.id, THIEF, OLD_PHONE, NEW_PIN, "uk", Versions(STANDARD, STANDARD))
    register, when = Register(harness.open, harness.unlock.key_store, POLICY), office.when()
    assert await register(newcomer, **when) == await register(newcomer, **when)
    assert len(await harness.entries(Act.REBINDING_REQUESTED)) == 1


async def test_the_same_telegram_account_registers_at_once(harness, office, pin):
    await office.relinks(office.manager, office.victim, pin)
    assert (await office.registers(office.victim, telegram_id=13)).waits_until_at is None
    assert await office.speaks_as(13) == [office.victim.person.id]
    assert (await office.now(office.victim)).account.rebound_at is None


async def test_the_old_account_objects_with_one_tap(harness, office, pin):
    await office.relinks(office.manager, office.victim, pin)
    await office.registers(office.victim)
    await office.relinks(office.manager, office.victim, pin)
    objection = await ObjectToRebinding(harness.open)(13, office.victim.person.id, **office.when())
    assert (objection.late, objection.owners) == (False, 1)
    assert await office.waiting(office.victim) is None
    assert await office.invitation(office.victim) is None
    harness.later(days=2)
    await office.runs_the_job()
    assert await office.speaks_as(13) == [office.victim.person.id]
    assert await office.speaks_as(THIEF) == []
    assert [one.facts for one in await harness.entries(Act.OBJECTED)] == [{"cancelled": "rebinding link"}]
    assert [one.telegram_id for one in await harness.notices(RebindingCancelled)] == [THIEF]
    assert len(await harness.notices(ObjectionRaised, office.owner)) == 1


async def test_only_who_speaks_or_spoke_for_the_person_objects_and_too_late_tells_the_owners(harness, office, pin):
    object_ = ObjectToRebinding(harness.open)
    await office.relinks(office.manager, office.victim, pin)
    await office.registers(office.victim)
    for telegram_id in (THIEF, 11, 12, 4711):
        with pytest.raises(NotAllowedRefused):
            await object_(telegram_id, office.victim.person.id, **office.when())
    harness.later(days=2)
    await office.runs_the_job()
    for _ in range(3):
        assert (await object_(13, office.victim.person.id, **office.when())).late
    [notice] = await harness.notices(ObjectionRaised, office.owner)
    assert notice.content.late == 1
    assert await office.speaks_as(THIEF) == [office.victim.person.id]


async def test_a_second_manager_approves_at_once_but_not_who_prepared_it(harness, office, pin):
    approve = ApproveRebinding(harness.open, harness.unlock)
    await office.imports(office.owner, ("3", office.victim.person.name, "посада", NEW_PHONE), pin=pin)
    await office.relinks(office.manager, office.victim, pin)
    await office.registers(office.victim, phone=NEW_PHONE)
    waiting = await office.waiting(office.victim)
    for prepared in (office.manager, office.owner):
        with pytest.raises(SecondManagerRefused):
            await approve(prepared, waiting.id, pin, **office.when())
    with pytest.raises(NotAllowedRefused):
        await approve(office.victim, waiting.id, pin, **office.when())
    with pytest.raises(NotAllowedRefused):
        await approve(harness.neighbour, waiting.id, pin, **office.when())
    assert await office.speaks_as(THIEF) == []


async def test_an_approval_needs_the_pin_and_counts_once(harness, office, pin):
    approve = ApproveRebinding(harness.open, harness.unlock)
    await office.relinks(office.manager, office.victim, pin)
    await office.registers(office.victim)
    waiting = await office.waiting(office.victim)
    with pytest.raises(PinWrongRefused):
        await approve(office.owner, waiting.id, "111222", **office.when())
    when = office.when()
    await approve(office.owner, waiting.id, pin, **when)
    await approve(office.owner, waiting.id, pin, **when)
    assert await office.speaks_as(THIEF) == [office.victim.person.id]
    with pytest.raises(RebindingOverRefused):
        await approve(office.owner, waiting.id, pin, **office.when())
    [entry] = await harness.entries(Act.REBOUND)
    assert (entry.facts["approved"], entry.actor_id) == ("second manager", office.owner.person.id)


async def test_a_manager_cancels_and_a_dismissal_cancels_too(harness, office, pin):
    cancel = CancelRebinding(harness.open)
    await office.relinks(office.owner, office.victim, pin)
    await office.registers(office.victim)
    waiting = await office.waiting(office.victim)
    await cancel(office.manager, waiting.id, **office.when())
    with pytest.raises(RebindingOverRefused):
        await cancel(office.manager, waiting.id, **office.when())
    await office.relinks(office.owner, office.victim, pin)
    await office.registers(office.victim)
    await DismissPerson(harness.open)(office.owner, office.victim.person.id, **office.when())
    assert await office.waiting(office.victim) is None
    assert len(await harness.entries(Act.REBINDING_CANCELLED)) == 2


async def test_dismissing_and_reinstating_is_no_way_around_the_delay(harness, office):
    await DismissPerson(harness.open)(office.manager, office.victim.person.id, **office.when())
    await ReinstatePerson(harness.open)(office.owner, office.victim.person.id, **office.when())
    await office.imports(office.manager, ("3", office.victim.person.name, "посада", NEW_PHONE))
    await InvitePerson(harness.open, LINKS)(office.manager, office.victim.person.id, renew=False, **office.when())
    registered = await office.registers(office.victim, phone=NEW_PHONE)
    assert registered.waits_until_at is not None
    [told] = await harness.notices(RebindingAnnounced)
    assert told.telegram_id == 13
    assert await office.speaks_as(THIEF) == []
    await ObjectToRebinding(harness.open)(13, office.victim.person.id, **office.when())
    assert await office.waiting(office.victim) is None


async def test_a_name_that_changes_while_an_account_waits_is_the_name_of_its_certificate(harness, office, pin):
    await office.relinks(office.manager, office.victim, pin)
    await office.registers(office.victim)
    await office.imports(office.manager, ("3", "Нова Назва Особи", "посада", OLD_PHONE))
    harness.later(days=1)
    await office.runs_the_job()
    async with harness.open() as tx:
        [speaker] = await tx.accounts.speakers(THIEF)
    assert parse_certificate(speaker.account.certificate).name == speaker.person.name == "Нова Назва Особи"
    assert speaker.account.rebound_at == speaker.account.bound_at == harness.now
    assert await harness.unlock(speaker, NEW_PIN, **office.when())
    assert POLICY.mark(speaker.account, harness.now + MARKED - timedelta(seconds=1)) == speaker.account.rebound_at
    assert POLICY.mark(speaker.account, harness.now + MARKED) is None


async def test_a_telegram_user_who_speaks_for_somebody_else_by_then_does_not_start(harness, office, pin):
    await office.relinks(office.manager, office.victim, pin)
    await office.registers(office.victim)
    async with harness.open() as tx:
        other = replace(office.victim.person, id=uuid4(), personnel_number="77", phone=OTHER_PHONE)
        await tx.people.add([other])
    await InvitePerson(harness.open, LINKS)(office.manager, other.id, renew=False, **office.when())
    await office.registers(replace(office.victim, person=other), phone=OTHER_PHONE)
    harness.later(days=1)
    await office.runs_the_job()
    assert await office.waiting(office.victim) is None
    assert await office.speaks_as(13) == [office.victim.person.id]


async def test_an_approved_number_needs_the_pin_leaves_an_entry_and_is_never_ones_own(harness, office, pin):
    await office.relinks(office.manager, office.victim, pin)
    await office.claims(office.victim, NEW_PHONE)
    with pytest.raises(PinWrongRefused):
        await office.approves(office.manager, office.victim, NEW_PHONE, "111222")
    assert (await office.person(office.victim)).phone == OLD_PHONE
    await office.approves(office.manager, office.victim, NEW_PHONE, pin)
    assert (await office.person(office.victim)).phone == NEW_PHONE
    [entry] = await harness.entries(Act.CONTACT_APPROVED)
    assert (entry.actor_id, entry.facts["fields"]) == (office.manager.person.id, "phone")
    assert NEW_PHONE[-4:] not in str(entry.facts["fields"])
    assert len(await harness.notices(IdentityChanged, office.victim)) == 1
    await office.registers(office.victim, phone=NEW_PHONE)
    with pytest.raises(SecondManagerRefused):
        await ApproveRebinding(harness.open, harness.unlock)(
            office.manager, (await office.waiting(office.victim)).id, pin, **office.when()
        )
    await office.relinks(office.owner, office.manager, pin)
    await office.claims(office.manager, OTHER_PHONE)
    with pytest.raises(OwnIdentityRefused):
        await office.approves(office.manager, office.manager, OTHER_PHONE, pin)


async def test_a_rejected_number_and_a_typed_address_leave_entries_without_them(harness, office, pin):
    async with harness.open() as tx:
        other = replace(office.victim.person, id=uuid4(), personnel_number="77", phone=None)
        await tx.people.add([other])
    save = SaveAddress(harness.open, "UA")
    await save(office.manager, other.id, Channel.EMAIL, "somebody@example.org", **office.when())
    await save(office.manager, other.id, Channel.SMS, NEW_PHONE, **office.when())
    entries = await harness.entries(Act.ADDRESS_SAVED)
    assert [one.facts for one in entries] == [{"channel": "email"}, {"channel": "sms"}]
    [changed] = await harness.entries(Act.IDENTITY_CHANGED)
    assert changed.facts["fields"] == "phone"
    await office.relinks(office.owner, office.victim, pin)
    await office.claims(office.victim, OTHER_PHONE)
    await RejectContact(harness.open)(office.manager, office.victim.person.id, OTHER_PHONE[-4:], **office.when())
    assert len(await harness.entries(Act.CONTACT_REJECTED)) == 1


async def test_nobody_unlocks_their_own_pin(harness, office):
    for _ in range(4):
        with pytest.raises(PinWrongRefused):
            await harness.unlock(office.manager, "111222", **office.when())
    with pytest.raises(PinLockedRefused):
        await harness.unlock(office.manager, "111222", **office.when())
    assert await harness.notices(PinLocked, office.manager) == []
    assert len(await harness.notices(PinLocked, office.owner)) == 1
    unlock = UnlockPin(harness.open)
    with pytest.raises(OwnIdentityRefused):
        await unlock(office.manager, office.manager.person.id, **office.when())
    await unlock(office.owner, office.manager.person.id, **office.when())
    assert await harness.unlock(office.manager, "274913", **office.when())


async def test_a_link_that_was_revoked_by_an_objection_registers_nobody(harness, office, pin):
    await office.relinks(office.manager, office.victim, pin)
    invitation = await office.invitation(office.victim)
    await ObjectToRebinding(harness.open)(13, office.victim.person.id, **office.when())
    newcomer = Newcomer(invitation.id, THIEF, OLD_PHONE, NEW_PIN, "uk", Versions(STANDARD, STANDARD))
    with pytest.raises(LinkDeadRefused):
        await Register(harness.open, harness.unlock.key_store, POLICY)(newcomer, **office.when())


async def revocations(harness, office):
    """Return how many certificates are revoked, and the number and the length of the newest list."""
    await IssueLists(harness.open, PAGES)(now=harness.now)
    async with harness.open() as tx:
        revoked = await tx.revocations.of(office.owner.organisation.id)
        newest = await tx.revocations.newest_list(office.owner.organisation.id)
    listed = parse_list(newest.content, office.owner.organisation.ca_certificate)
    assert (listed.number, len(listed.revoked)) == (newest.number, newest.entries)
    return len(revoked), newest.number, newest.entries


async def test_each_certificate_that_ends_is_revoked_once_and_listed(harness, office, pin):
    assert await revocations(harness, office) == (0, 1, 0)
    await office.relinks(office.owner, office.victim, pin)
    await office.registers(office.victim)
    await CancelRebinding(harness.open)(office.manager, (await office.waiting(office.victim)).id, **office.when())
    assert await revocations(harness, office) == (1, 2, 1)  # of the account that never spoke
    await office.relinks(office.manager, office.victim, pin)
    await office.registers(office.victim)
    await ApproveRebinding(harness.open, harness.unlock)(
        office.owner, (await office.waiting(office.victim)).id, pin, **office.when()
    )
    assert await revocations(harness, office) == (2, 3, 2)  # of the phone that was replaced
    await office.imports(office.manager, ("3", "Інша Назва", "посада", OLD_PHONE), pin=pin)
    assert await revocations(harness, office) == (3, 4, 3)  # under the former name
    async with harness.open() as tx:
        last = await tx.accounts.active(office.victim.person.id)
    await DismissPerson(harness.open)(office.owner, office.victim.person.id, **office.when())
    assert await revocations(harness, office) == (4, 5, 4)
    assert await revocations(harness, office) == (4, 5, 4)
    revoked = parse_certificate(last.certificate)
    entries = await harness.entries(Act.CERTIFICATE_REVOKED)
    assert entries[-1].facts == {"certificate": revoked.fingerprint, "reason": "cessationOfOperation"}
    found = await FindList(harness.read)(office.owner.organisation.tag)
    assert revoked.number in parse_list(found, office.owner.organisation.ca_certificate).revoked


async def test_a_list_is_issued_daily_and_its_address_stands_in_new_certificates(harness, office, pin):
    issue = IssueLists(harness.open, PAGES)
    issued = [await issue(now=harness.now + timedelta(hours=hours)) for hours in (0, 1, 23, 25, 26)]
    assert issued == [issued[0], 0, 0, issued[0], 0]
    assert await FindList(harness.read)(b"none") is None
    address = f"{PAGES}{office.owner.organisation.tag.hex()}.crl"
    await office.relinks(office.owner, office.victim, pin)
    await office.registers(office.victim)
    waiting = await office.waiting(office.victim)
    async with harness.open() as tx:
        account = await tx.accounts.get(waiting.account_id)
    assert address.encode() in account.certificate
    assert await IssueLists(harness.open, CrlPages(""))(now=harness.now + timedelta(hours=27)) == issued[0]
    async with harness.open() as tx:
        assert (await tx.organisations.get(office.owner.organisation.id)).crl_address is None
