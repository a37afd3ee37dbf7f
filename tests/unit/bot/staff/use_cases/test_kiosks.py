"""Kiosks: who enables one, how people identify themselves there, and what a manager cannot do for them."""

import html
import re
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from bot.ledger.entries import Act
from bot.notices.letters import Channel, ChannelBusy, ChannelRefusal, ChannelSilent, LetterState
from bot.staff.access import NotAllowedRefused
from bot.staff.identity.begin_rebinding import begin_rebinding
from bot.staff.identity.objecting import ObjectAtKiosk
from bot.staff.identity.own import OwnIdentityRefused
from bot.staff.identity.rebindings import RebindPolicy
from bot.staff.identity.record_change import record_change
from bot.staff.identity.start_rebindings import StartRebindings
from bot.staff.kiosks.choose_kiosk import (
    ChooseKiosk,
    KioskPhoneMissingRefused,
    KioskPhoneSharedRefused,
    KioskPinWantedRefused,
    LeaveKiosk,
    ListWaitedFor,
)
from bot.staff.kiosks.enable_kiosk import (
    LONGEST_NAME,
    MOST,
    BeginKiosk,
    EnableKiosk,
    EndKiosk,
    KioskNameRefused,
    KiosksManyRefused,
    ListKiosks,
)
from bot.staff.kiosks.find_own_rebinding import FindOwnRebinding
from bot.staff.kiosks.kiosks import CodeDigits, KioskOverRefused, KioskPage, KioskTokens
from bot.staff.kiosks.log_in_at_kiosk import (
    ConfirmCode,
    KioskCodeOverRefused,
    KioskCodeWrongRefused,
    Newcomer,
    RegisterAtKiosk,
    Waiting,
)
from bot.staff.kiosks.present_kiosk import FindAtKiosk, FindKiosk
from bot.staff.kiosks.request_code import (
    KioskCodeSoonRefused,
    KioskCodesSpentRefused,
    KioskPhoneUnreadableRefused,
    RequestCode,
)
from bot.staff.kiosks.send_codes import SendCodes
from bot.staff.models import Person, Role
from bot.staff.notices import AccountReplaced, KioskChosen, RebindingAnnounced, RebindingCancelled, RebindingToApprove
from bot.staff.people.give_role import GiveRole
from bot.staff.pins.key_store import PinWeakRefused
from bot.staff.roster.import_list import ApplyImport, PlanImport
from bot.staff.sessions.find_session import FindSession
from bot.staff.sessions.log_in import OpenedSession
from bot.staff.terms.agree_to_terms import TermsChangedRefused
from bot.staff.terms.versions import STANDARD, Versions
from bot.texts.language import Language
from bot.texts.words import Texts
from handlers.staff.kiosks.screens import kiosks_screen

PIN = "836152"
DIGITS = CodeDigits(bytes(32))
PAGE = KioskPage("https://pages.example.org/kiosk")
POLICY = RebindPolicy(timedelta(hours=24), timedelta(days=30))
PHONE, OTHER_PHONE, NOBODYS = "+380671112233", "+380671112244", "+380671112255"
AGREED = Versions(STANDARD, STANDARD)


class Gateway:
    """Takes SMS, or does what a test says."""

    def __init__(self):
        self.sent, self.fails = [], []

    async def send(self, envelope):
        self.sent.append(envelope)
        if self.fails:
            raise self.fails.pop(0)


class Gatehouse:
    """A kiosk, a person who signs there, and what they do."""

    def __init__(self, harness, key_store):
        self.harness, self.key_store, self.gateway = harness, key_store, Gateway()
        self.token = ""

    @property
    def of(self):
        return {"event_id": self.harness.event_id(), "now": self.harness.now}

    async def enable(self, name="Прохідна", by=None):
        enable = EnableKiosk(self.harness.open, KioskTokens(bytes(32)), PAGE)
        return await enable(by or self.harness.owner, name, **self.of)

    async def begin(self, link):
        return await BeginKiosk(self.harness.open)(link.url.partition("#")[2], now=self.harness.now)

    async def person(self, name="Гончар Марія Іванівна", phone=PHONE, *, at_kiosk=True):
        person = Person(
            uuid4(),
            self.harness.owner.organisation.id,
            None,
            name,
            "прибиральниця",
            "",
            phone,
            None,
            Role.EMPLOYEE,
            self.harness.now,
            at_kiosk=at_kiosk,
        )
        async with self.harness.open() as tx:
            await tx.people.add([person])
        return person

    async def code(self, phone=PHONE):
        request = RequestCode(self.harness.open, "UA")
        return await request(self.token, phone, "uk", **self.of)

    async def send(self):
        channels = {Channel.SMS: self.gateway}
        await SendCodes(self.harness.open, self.harness.read, channels, DIGITS, Texts())(now=self.harness.now)

    async def confirm(self, code, digits=None):
        confirm = ConfirmCode(self.harness.open, DIGITS)
        return await confirm(self.token, code.id, digits or DIGITS.digits(code.id), now=self.harness.now)

    async def register(self, code, pin=PIN, agreed=AGREED):
        register = RegisterAtKiosk(self.harness.open, self.key_store, POLICY)
        return await register(self.token, code.id, pin, agreed, "uk", **self.of)

    async def registers(self, phone=PHONE):
        code = await self.code(phone)
        assert isinstance(await self.confirm(code), Newcomer)
        return await self.register(code)

    async def logs_in(self, phone=PHONE):
        self.harness.later(minutes=2)
        return await self.confirm(await self.code(phone))

    async def found(self, opened):
        find = FindAtKiosk(self.harness.read, FindSession(self.harness.read, self.harness.open))
        return await find(opened.token, now=self.harness.now)

    async def changes_phone(self, person, phone, by):
        after = replace(person, phone=phone)
        async with self.harness.open() as tx:
            ids = {"actor_id": by.person.id, **self.of}
            await record_change(tx, person, after, Act.IDENTITY_CHANGED, **ids)
            await tx.people.save([after])
        return after

    async def starts_rebindings(self):
        await StartRebindings(self.harness.open, self.harness.read)(now=self.harness.now)

    async def choose(self, person_id, pin=None, by=None):
        choose = ChooseKiosk(self.harness.open, self.harness.unlock, PAGE)
        return await choose(by or self.harness.owner, person_id, pin, **self.of)


@pytest.fixture
async def gatehouse(harness):
    made = Gatehouse(harness, harness.unlock.key_store)
    made.token = await made.begin(await made.enable())
    return made


async def test_a_link_makes_one_device_a_kiosk_until_a_manager_ends_it(gatehouse, harness):
    link = await gatehouse.enable("Цех 2")
    token = await gatehouse.begin(link)
    with pytest.raises(KioskOverRefused):
        await gatehouse.begin(link)
    here = await FindKiosk(harness.read)(token)
    assert (here.device.name, here.enabled_by.id) == ("Цех 2", harness.owner.person.id)
    listed = await ListKiosks(harness.read, PAGE)(harness.owner, now=harness.now)
    assert {one.name for one in listed} == {"Цех 2", "Прохідна"}
    await EndKiosk(harness.open)(harness.owner, here.device.id, **gatehouse.of)
    with pytest.raises(KioskOverRefused):
        await FindKiosk(harness.read)(token)
    assert len(await harness.entries(Act.KIOSK_ENABLED)) == 2
    assert len(await harness.entries(Act.KIOSK_ENDED)) == 1


async def test_a_link_is_over_after_a_quarter_of_an_hour(gatehouse, harness):
    link = await gatehouse.enable("Цех 2")
    harness.later(minutes=15)
    with pytest.raises(KioskOverRefused):
        await gatehouse.begin(link)
    listed = await ListKiosks(harness.read, PAGE)(harness.owner, now=harness.now)
    assert [one.name for one in listed] == ["Прохідна"]


async def test_a_kiosk_ends_with_the_manager_who_enabled_it(gatehouse, harness):
    async with harness.open() as tx:
        await tx.people.set_role(harness.owner.person.id, Role.EMPLOYEE)
    with pytest.raises(KioskOverRefused):
        await gatehouse.code()


async def test_there_are_no_more_kiosks_than_one_message_shows(gatehouse, harness):
    for place in range(MOST - 1):
        link = await gatehouse.enable(f"{place:{LONGEST_NAME}}".replace(" ", "<"))
    with pytest.raises(KiosksManyRefused):
        await gatehouse.enable()
    listed = await ListKiosks(harness.read, PAGE)(harness.owner, now=harness.now)
    for language in Language:
        shown = kiosks_screen(Texts().words(language), listed)
        assert len(html.unescape(re.sub(r"<[^>]*>", "", shown.text))) < 4096
    await EndKiosk(harness.open)(harness.owner, link.kiosk.id, **gatehouse.of)
    await gatehouse.enable()


async def test_only_managers_enable_kiosks_and_only_where_there_are_pages_and_sms(gatehouse, harness):
    with pytest.raises(NotAllowedRefused):
        await gatehouse.enable(by=harness.guard)
    for name in (" ", "x" * 61):
        with pytest.raises(KioskNameRefused):
            await gatehouse.enable(name)
    with pytest.raises(NotAllowedRefused):
        await EnableKiosk(harness.open, KioskTokens(bytes(32)), KioskPage(""))(harness.owner, "x", **gatehouse.of)
    with pytest.raises(NotAllowedRefused):
        await ListKiosks(harness.read, KioskPage(""))(harness.owner, now=harness.now)


async def test_a_person_registers_with_the_code_and_logs_in_with_another(gatehouse, harness):
    person = await gatehouse.person()
    code = await gatehouse.code("067 111-22-33")
    await gatehouse.send()
    assert [one.to for one in gatehouse.gateway.sent] == [PHONE]
    assert DIGITS.digits(code.id) in gatehouse.gateway.sent[0].text
    newcomer = await gatehouse.confirm(code)
    assert (newcomer.person.id, newcomer.terms.versions) == (person.id, AGREED)
    opened = await gatehouse.register(code)
    at = await gatehouse.found(opened)
    account = at.speaker.account
    assert (account.telegram_id, account.phone, account.identified_by) == (None, PHONE, "kiosk, code by SMS")
    assert at.kiosk.device.name == "Прохідна"
    again = await gatehouse.logs_in()
    assert isinstance(again, OpenedSession)
    assert await gatehouse.found(opened) is None, "one session of a person at a time"
    assert (await gatehouse.found(again)).speaker.person.id == person.id


async def test_a_code_works_once_and_for_ten_minutes(gatehouse, harness):
    await gatehouse.person()
    code = await gatehouse.code()
    harness.later(minutes=10)
    with pytest.raises(KioskCodeOverRefused):
        await gatehouse.confirm(code)
    code = await gatehouse.code()
    await gatehouse.confirm(code)
    with pytest.raises(KioskCodeOverRefused):
        await gatehouse.confirm(code)
    await gatehouse.register(code)
    with pytest.raises(KioskCodeOverRefused):
        await gatehouse.register(code)


async def test_a_new_code_ends_the_one_before(gatehouse, harness):
    await gatehouse.person()
    first = await gatehouse.code()
    harness.later(minutes=1)
    second = await gatehouse.code()
    with pytest.raises(KioskCodeOverRefused):
        await gatehouse.confirm(first)
    assert isinstance(await gatehouse.confirm(second), Newcomer)


async def test_a_request_that_is_sent_again_returns_the_code_that_is_on_its_way(gatehouse, harness):
    await gatehouse.person()
    request, of = RequestCode(harness.open, "UA"), gatehouse.of
    first = await request(gatehouse.token, PHONE, "uk", **of)
    harness.later(seconds=10)
    again = await request(gatehouse.token, PHONE, "uk", event_id=of["event_id"], now=harness.now)
    assert (again.id, again.expires_at) == (first.id, first.expires_at)
    await gatehouse.send()
    assert len(gatehouse.gateway.sent) == 1


async def test_registering_needs_a_confirmed_code_a_strong_pin_and_the_terms_in_force(gatehouse):
    await gatehouse.person()
    code = await gatehouse.code()
    with pytest.raises(KioskCodeOverRefused):
        await gatehouse.register(code)
    await gatehouse.confirm(code)
    with pytest.raises(PinWeakRefused):
        await gatehouse.register(code, "123456")
    with pytest.raises(TermsChangedRefused):
        await gatehouse.register(code, agreed=Versions("own-1", STANDARD))
    assert isinstance(await gatehouse.register(code), OpenedSession)


async def test_a_number_that_is_nobodys_is_answered_as_one_that_is_somebodys(gatehouse, harness):
    """By the same refusals, in the same order, after the same numbers of tries."""
    await gatehouse.person()
    told = {}
    for phone in (PHONE, NOBODYS):
        told[phone] = []
        for _ in range(6):
            try:
                code = await gatehouse.code(phone)
            except KioskCodesSpentRefused as refused:
                told[phone].append(type(refused))
                break
            with pytest.raises(KioskCodeSoonRefused):
                await gatehouse.code(phone)
            for _ in range(4):
                with pytest.raises((KioskCodeWrongRefused, KioskCodeOverRefused)) as refused:
                    await gatehouse.confirm(code, "x")
                told[phone].append((type(refused.value), refused.value.facts))
            harness.later(minutes=1)
    assert told[PHONE] == told[NOBODYS]
    assert told[PHONE][:4] == [
        (KioskCodeWrongRefused, {"left": 2}),
        (KioskCodeWrongRefused, {"left": 1}),
        (KioskCodeOverRefused, {}),
        (KioskCodeOverRefused, {}),
    ]
    assert told[PHONE][-1] is KioskCodesSpentRefused
    await gatehouse.send()
    assert {one.to for one in gatehouse.gateway.sent} <= {PHONE}
    harness.later(days=1)
    await gatehouse.code()
    with pytest.raises(KioskPhoneUnreadableRefused):
        await gatehouse.code("немає")


async def test_a_kiosk_sends_no_more_than_forty_codes_in_an_hour(gatehouse):
    for place in range(40):
        await gatehouse.code(f"+3806711100{place:02}")
    with pytest.raises(KioskCodesSpentRefused):
        await gatehouse.code("+380671110077")


async def test_a_number_of_two_people_identifies_neither(gatehouse):
    await gatehouse.person()
    await gatehouse.person("Інша Людина")
    code = await gatehouse.code()
    await gatehouse.send()
    assert (code.person_id, gatehouse.gateway.sent) == (None, [])


async def test_only_those_whom_a_manager_chose_are_sent_codes(gatehouse, harness):
    person = await gatehouse.person(at_kiosk=False)
    assert (await gatehouse.code()).person_id is None
    await gatehouse.choose(person.id)
    harness.later(minutes=1)
    assert (await gatehouse.code()).person_id == person.id
    assert await ListWaitedFor(harness.read, PAGE)(harness.owner) == [(replace(person, at_kiosk=True), 0)]
    opened = await gatehouse.logs_in()
    assert isinstance(opened, Newcomer)
    await LeaveKiosk(harness.open)(harness.owner, person.id, **gatehouse.of)
    harness.later(minutes=1)
    assert (await gatehouse.code()).person_id is None
    assert len(await harness.entries(Act.KIOSK_CHOSEN)) == 2


@pytest.mark.parametrize(
    ("fails", "sent", "state"),
    [
        ([], 1, LetterState.SENT),
        ([ChannelBusy("503")], 2, LetterState.SENT),
        ([ChannelBusy("503")] * 5, 3, LetterState.REFUSED),
        ([ChannelSilent("timeout")], 1, LetterState.UNSURE),
        ([ChannelRefusal("400")], 1, LetterState.REFUSED),
    ],
)
async def test_a_code_is_sent_again_only_where_it_was_certainly_not_taken(gatehouse, harness, fails, sent, state):
    await gatehouse.person()
    code = await gatehouse.code()
    gatehouse.gateway.fails = fails
    for _ in range(6):
        await gatehouse.send()
        harness.later(seconds=10)
    assert len(gatehouse.gateway.sent) == sent
    async with harness.read() as tx:
        assert (await tx.kiosk_codes.get(code.id)).state is state


async def test_a_session_ends_after_a_minute_and_a_half_without_a_request(gatehouse, harness):
    await gatehouse.person()
    opened = await gatehouse.registers()
    for _ in range(3):
        harness.later(seconds=80)
        assert await gatehouse.found(opened)
    harness.later(seconds=90)
    assert await gatehouse.found(opened) is None


async def test_a_session_ends_with_the_kiosk_and_with_the_persons_work(gatehouse, harness):
    person = await gatehouse.person()
    opened = await gatehouse.registers()
    kiosk = (await gatehouse.found(opened)).kiosk.device
    await EndKiosk(harness.open)(harness.owner, kiosk.id, **gatehouse.of)
    assert await gatehouse.found(opened) is None
    gatehouse.token = await gatehouse.begin(await gatehouse.enable())
    opened = await gatehouse.logs_in()
    async with harness.open() as tx:
        await tx.people.dismiss(person.id, harness.now)
    assert await gatehouse.found(opened) is None


async def test_a_manager_who_takes_the_choice_back_takes_no_account_away(gatehouse, harness):
    """Otherwise nobody could object while the manager registers with Telegram in the person's name."""
    person = await gatehouse.person()
    opened = await gatehouse.registers()
    await LeaveKiosk(harness.open)(harness.owner, person.id, **gatehouse.of)
    assert await gatehouse.found(opened)
    speaker = (await gatehouse.found(await gatehouse.logs_in())).speaker
    thief = replace(speaker.account, id=uuid4(), telegram_id=666)
    async with harness.open() as tx:
        ids = {"delay": POLICY.delay, **gatehouse.of}
        await begin_rebinding(tx, person, harness.owner.person.id, thief, **ids)
    await ObjectAtKiosk(harness.open)(speaker, **gatehouse.of)
    assert await FindOwnRebinding(harness.read)(speaker) is None
    await gatehouse.choose(person.id)
    other = await gatehouse.person("Інша Людина", OTHER_PHONE, at_kiosk=False)
    await gatehouse.changes_phone(other, PHONE, harness.owner)
    with pytest.raises(KioskPhoneSharedRefused):
        await gatehouse.choose(other.id)


async def test_a_manager_who_takes_the_choice_back_stops_an_account_that_waits(gatehouse, harness, pin):
    holder = harness.holder.person
    async with harness.open() as tx:
        await tx.people.set_phone(holder.id, PHONE)
    await gatehouse.choose(holder.id, pin)
    assert isinstance(await gatehouse.registers(), Waiting)
    await LeaveKiosk(harness.open)(harness.owner, holder.id, **gatehouse.of)
    harness.later(hours=24)
    await gatehouse.starts_rebindings()
    async with harness.read() as tx:
        assert await tx.accounts.present(harness.holder.account.id)
    assert len(await harness.entries(Act.REBINDING_CANCELLED)) == 1
    assert await harness.notices(RebindingCancelled) == [], "nothing was stopped that the old account had begun"


async def test_a_number_that_a_manager_changed_lately_waits_before_it_signs(gatehouse, harness):
    """A manager could have put their own number there."""
    person = await gatehouse.person(phone=OTHER_PHONE)
    await gatehouse.changes_phone(person, PHONE, harness.owner)
    waiting = await gatehouse.registers()
    assert waiting == Waiting(harness.now + POLICY.delay, "Europe/Kyiv")
    assert await harness.notices(RebindingToApprove) == [], "the owner prepared it, and is the only manager"
    assert isinstance(await gatehouse.logs_in(), Waiting)
    harness.later(hours=24)
    await gatehouse.starts_rebindings()
    opened = await gatehouse.logs_in()
    speaker = (await gatehouse.found(opened)).speaker
    assert POLICY.mark(speaker.account, harness.now) is not None


async def test_a_number_changed_by_an_import_waits_also_where_nobody_has_registered_yet(gatehouse, harness):
    listed = replace(await gatehouse.person(phone=OTHER_PHONE, at_kiosk=False), personnel_number="77")
    async with harness.open() as tx:
        await tx.people.save([listed])
    planning = PlanImport(harness.open, harness.workers, "UA")
    rows = f"Табельний номер;ПІБ;Телефон\n77;{listed.name};{PHONE}\n".encode()
    plan = await planning(harness.owner, rows, now=harness.now)
    await ApplyImport(harness.open, harness.unlock)(harness.owner, plan.sha256, plan.digest, None, **gatehouse.of)
    await gatehouse.choose(listed.id)
    assert isinstance(await gatehouse.registers(), Waiting)
    assert await harness.notices(RebindingToApprove) == [], "the owner changed the number"
    [entry] = await harness.entries(Act.IDENTITY_CHANGED)
    assert (entry.subject_id, entry.facts["fields"]) == (listed.id, "phone")


async def test_another_number_waits_and_the_old_one_is_told_and_objects(gatehouse, harness):
    person = await gatehouse.person()
    await gatehouse.registers()
    await gatehouse.changes_phone(replace(person, at_kiosk=True), OTHER_PHONE, harness.owner)
    waiting = await gatehouse.registers(OTHER_PHONE)
    assert isinstance(waiting, Waiting)
    assert [one.telegram_id for one in await harness.notices(RebindingAnnounced)] == [None]
    opened = await gatehouse.logs_in()
    speaker = (await gatehouse.found(opened)).speaker
    assert await FindOwnRebinding(harness.read)(speaker) == waiting.until_at
    await ObjectAtKiosk(harness.open)(speaker, **gatehouse.of)
    assert await FindOwnRebinding(harness.read)(speaker) is None
    harness.later(hours=24)
    await gatehouse.starts_rebindings()
    assert isinstance(await gatehouse.logs_in(), OpenedSession)
    async with harness.read() as tx:
        assert (await tx.people.get(person.organisation_id, person.id)).phone == PHONE, "it is theirs again"
    harness.later(minutes=1)
    assert (await gatehouse.code(OTHER_PHONE)).person_id is None


async def test_a_new_account_is_not_told_that_it_has_ended(gatehouse, harness):
    """An account for kiosks that has ended is reached by nothing: a letter goes to the number of the present one."""
    person = await gatehouse.person()
    await gatehouse.registers()
    await gatehouse.changes_phone(replace(person, at_kiosk=True), OTHER_PHONE, harness.owner)
    await gatehouse.registers(OTHER_PHONE)
    harness.later(hours=24)
    await gatehouse.starts_rebindings()
    assert await harness.notices(AccountReplaced) == []
    assert isinstance(await gatehouse.logs_in(OTHER_PHONE), OpenedSession)


async def test_for_a_person_with_telegram_the_pin_is_wanted_and_they_are_told(gatehouse, harness, pin):
    holder = harness.holder.person
    with pytest.raises(KioskPhoneMissingRefused):
        await gatehouse.choose(holder.id)
    async with harness.open() as tx:
        await tx.people.set_phone(holder.id, PHONE)
    with pytest.raises(KioskPinWantedRefused):
        await gatehouse.choose(holder.id)
    await gatehouse.choose(holder.id, pin)
    assert [one.content.by for one in await harness.notices(KioskChosen, harness.holder)] == [harness.owner.person.name]
    assert isinstance(await gatehouse.registers(), Waiting)
    async with harness.read() as tx:
        assert await tx.accounts.present(harness.holder.account.id), "the old account works until the delay is over"
    harness.later(hours=24)
    await gatehouse.starts_rebindings()
    assert isinstance(await gatehouse.logs_in(), OpenedSession)
    async with harness.read() as tx:
        assert await tx.accounts.present(harness.holder.account.id) is None


async def test_nobody_is_chosen_with_anothers_number_or_by_themselves(gatehouse, harness):
    await gatehouse.person()
    other = await gatehouse.person("Інша Людина", at_kiosk=False)
    with pytest.raises(KioskPhoneSharedRefused):
        await gatehouse.choose(other.id)
    with pytest.raises(OwnIdentityRefused):
        await gatehouse.choose(harness.owner.person.id)
    with pytest.raises(NotAllowedRefused):
        await gatehouse.choose(other.id, by=harness.guard)


async def test_managers_sign_in_the_chat(gatehouse, harness):
    person = await gatehouse.person()
    with pytest.raises(NotAllowedRefused):
        await GiveRole(harness.open)(harness.owner, person.id, Role.MANAGER, **gatehouse.of)
    manager = await gatehouse.person("Керівниця Зразкова", OTHER_PHONE, at_kiosk=False)
    await GiveRole(harness.open)(harness.owner, manager.id, Role.MANAGER, **gatehouse.of)
    with pytest.raises(NotAllowedRefused):
        await gatehouse.choose(manager.id)
