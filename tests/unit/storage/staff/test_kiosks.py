"""The rows of kiosks on both databases: links and codes are used once, and codes are claimed by one process."""

import secrets
from dataclasses import replace
from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest

from bot.crypto.tokens import hash_token, write_token
from bot.notices.letters import LetterState
from bot.signing.models import RequestState
from bot.staff.kiosks.kiosks import TRIES, KioskCode, KioskDevice
from bot.staff.kiosks.request_code import KioskCodeSoonRefused, RequestCode
from bot.staff.models import Role
from bot.staff.sessions.sessions import SessionKind, WebSession

PHONE, OTHER_PHONE = "+380671112233", "+380671112244"


@pytest.fixture
async def manager(harness):
    return await harness.person("Директорка Зразкова", role=Role.MANAGER)


@pytest.fixture
async def kiosk(harness, manager):
    ids = (uuid4(), harness.organisation.id)
    made = KioskDevice(
        *ids, "Gatehouse", manager.id, harness.now, secrets.token_bytes(32), harness.now + timedelta(minutes=15)
    )
    async with harness.store.transaction() as tx:
        await tx.kiosks.add(made)
        await tx.kiosks.add(made)
    return made


def code_of(harness, kiosk, person, **changes):
    ids = (uuid4(), harness.organisation.id, kiosk.id, person.id, PHONE)
    until = harness.now + timedelta(minutes=10)
    return replace(KioskCode(*ids, "uk", harness.now, until, send_after_at=harness.now), **changes)


async def test_one_of_two_devices_becomes_the_kiosk(harness, neighbour, kiosk, race):
    async def begin(process):
        async with process.store.transaction() as tx:
            return await tx.kiosks.begin(kiosk.link_hash, secrets.token_bytes(32), harness.now)

    begun = await race(partial(begin, harness), partial(begin, neighbour))
    assert sorted(begun, key=str) == sorted([kiosk.id, None], key=str)
    async with harness.store.transaction() as tx:
        assert [one.id for one in await tx.kiosks.present(harness.organisation.id, harness.now)] == [kiosk.id]
        assert (await tx.kiosks.get(kiosk.id)).begun_at == harness.now


async def test_a_kiosk_ends_with_its_sessions_once(harness, kiosk):
    person = await harness.person(phone=PHONE, at_kiosk=True)
    account = await harness.account(person, telegram_id=None, phone=PHONE)
    session = WebSession(
        uuid4(), account.id, SessionKind.KIOSK, bytes(32), harness.now, harness.now, harness.now, kiosk.id
    )
    async with harness.store.transaction() as tx:
        await tx.web_sessions.add(session)
        assert (await tx.web_sessions.by_hash(bytes(32))) == session
        assert await tx.kiosks.end(kiosk.id, harness.now)
        assert not await tx.kiosks.end(kiosk.id, harness.now)
        assert await tx.web_sessions.by_hash(bytes(32)) is None
        assert await tx.kiosks.present(harness.organisation.id, harness.now) == []
        assert await tx.kiosks.begin(kiosk.link_hash, secrets.token_bytes(32), harness.now) is None


async def test_people_are_known_by_the_list_and_by_their_account(harness):
    person = await harness.person(phone=OTHER_PHONE, at_kiosk=True)
    account = await harness.account(person, telegram_id=None, phone=PHONE)
    await harness.person("Без Термінала", phone=PHONE)
    by_telegram = await harness.person("Із Telegram", phone="+380671112255", at_kiosk=True)
    await harness.account(by_telegram, phone=PHONE)
    async with harness.store.transaction() as tx:
        for phone in (PHONE, OTHER_PHONE):
            assert await tx.kiosks.known(harness.organisation.id, phone) == [(person, account)]
        assert await tx.kiosks.known(uuid4(), PHONE) == []
        await tx.kiosks.set_at_kiosk(person.id, at_kiosk=False)
        assert await tx.kiosks.known(harness.organisation.id, PHONE) == [(replace(person, at_kiosk=False), account)]
        assert await tx.kiosks.known(harness.organisation.id, OTHER_PHONE) == []


async def test_two_active_accounts_for_kiosks_never_have_one_number(harness):
    first, second = await harness.person(), await harness.person("Інша Людина")
    await harness.account(first, telegram_id=None, phone=PHONE)
    with pytest.raises(Exception, match=r"(?i)unique"):
        await harness.account(second, telegram_id=None, phone=PHONE)
    await harness.account(second, telegram_id=None, phone=OTHER_PHONE)


async def test_open_requests_are_counted_for_those_who_sign_at_a_kiosk(harness, manager):
    person = await harness.person(phone=PHONE, at_kiosk=True)
    await harness.person("Без Термінала")
    for state in (RequestState.OPEN, RequestState.OPEN, RequestState.SIGNED):
        await harness.request(await harness.document(manager), person, state)
    async with harness.store.reading() as tx:
        assert await tx.kiosks.waited_for(harness.organisation.id) == [(person, 2)]


async def test_a_code_is_claimed_by_one_process_and_tried_three_times(harness, neighbour, kiosk, race):
    code = code_of(harness, kiosk, await harness.person(phone=PHONE, at_kiosk=True))
    async with harness.store.transaction() as tx:
        assert await tx.kiosk_codes.add(code, PHONE)
        assert not await tx.kiosk_codes.add(code, PHONE)
        assert await tx.kiosk_codes.get(code.id) == code
        assert [one.id for one in await tx.kiosk_codes.due(harness.now, 10)] == [code.id]

    async def claim(process):
        async with process.store.transaction() as tx:
            return await tx.kiosk_codes.claim(code.id, harness.now)

    async def enter(process):
        async with process.store.transaction() as tx:
            return await tx.kiosk_codes.try_digits(code.id, kiosk.id, harness.now)

    assert sorted(await race(partial(claim, harness), partial(claim, neighbour))) == [False, True]
    tried = await race(*(partial(enter, process) for process in (harness, neighbour) for _ in range(TRIES)))
    assert sum(tried) == TRIES
    async with harness.store.transaction() as tx:
        assert await tx.kiosk_codes.due(harness.now, 10) == []
        await tx.kiosk_codes.later(code.id, after=harness.now)
        assert [one.id for one in await tx.kiosk_codes.due(harness.now, 10)] == [code.id]
        assert await tx.kiosk_codes.claim(code.id, harness.now)
        await tx.kiosk_codes.settle(code.id, LetterState.SENT)
        assert await tx.kiosk_codes.due(harness.now, 10) == []


async def test_a_confirmed_code_is_used_once_at_its_kiosk(harness, neighbour, kiosk, race):
    code = code_of(harness, kiosk, await harness.person(phone=PHONE, at_kiosk=True))
    before, now = harness.now - timedelta(minutes=1), harness.now
    async with harness.store.transaction() as tx:
        await tx.kiosk_codes.add(code, PHONE)
        assert not await tx.kiosk_codes.use(code.id, kiosk.id, before, now), "not confirmed"
        assert await tx.kiosk_codes.confirm(code.id, now)
        assert not await tx.kiosk_codes.confirm(code.id, now)
        assert not await tx.kiosk_codes.try_digits(code.id, kiosk.id, now)
        assert not await tx.kiosk_codes.use(code.id, uuid4(), before, now), "another kiosk"

    async def use(process):
        async with process.store.transaction() as tx:
            return await tx.kiosk_codes.use(code.id, kiosk.id, before, now)

    assert sorted(await race(partial(use, harness), partial(use, neighbour))) == [False, True]


async def test_codes_are_counted_by_number_and_by_kiosk(harness, kiosk):
    person = await harness.person(phone=PHONE, at_kiosk=True)
    first, second = (
        code_of(harness, kiosk, person, requested_at=harness.now + timedelta(minutes=place)) for place in range(2)
    )
    nobodys = code_of(harness, kiosk, person, person_id=None, phone=None)
    async with harness.store.transaction() as tx:
        for code, phone in ((first, PHONE), (second, PHONE), (nobodys, OTHER_PHONE)):
            await tx.kiosk_codes.add(code, phone)
        organisation_id, since = harness.organisation.id, harness.now - timedelta(seconds=1)
        assert await tx.kiosk_codes.times_of_phone(organisation_id, PHONE, since) == [
            harness.now,
            harness.now + timedelta(minutes=1),
        ]
        assert len(await tx.kiosk_codes.times_of_phone(organisation_id, OTHER_PHONE, since)) == 1
        assert await tx.kiosk_codes.count_at(kiosk.id, since) == 3
        assert (await tx.kiosk_codes.get(first.id)).expires_at == second.requested_at, "the second one ended it"


async def test_of_two_kiosks_at_once_one_is_sent_a_code_for_a_number(harness, neighbour, manager, race):
    tokens = []
    for _ in range(2):
        link, token = secrets.token_bytes(32), write_token(secrets.token_bytes(32))
        until = harness.now + timedelta(minutes=15)
        made = KioskDevice(uuid4(), harness.organisation.id, "Gatehouse", manager.id, harness.now, link, until)
        async with harness.store.transaction() as tx:
            await tx.kiosks.add(made)
            await tx.kiosks.begin(link, hash_token(token), harness.now)
        tokens.append(token)

    async def request(process, token):
        try:
            return await RequestCode(process.store.transaction, "UA")(
                token, PHONE, "uk", event_id=str(uuid4()), now=harness.now
            )
        except KioskCodeSoonRefused as refused:
            return refused

    told = await race(partial(request, harness, tokens[0]), partial(request, neighbour, tokens[1]))
    assert {type(one) for one in told} == {KioskCode, KioskCodeSoonRefused}
