"""The client of Diia over HTTP: what each answer means, one session for all, and never a second request by itself."""

import asyncio
import socket

import pytest
from e2e.servers.diia import ACQUIRER, AUTH, BRANCH, fake_diia, number
from structlog.testing import capture_logs

from bot.outgoing import Service
from bot.outgoing.diia import Access, Diia, DiiaAnswer, NoSessionError, open_diia
from bot.settings import SettingsError, read_settings

KNOWN, OTHER = number(482002470001), number(1)


@pytest.fixture
async def fake():
    async with fake_diia() as one:
        one.known.add(KNOWN)
        yield one


def client(fake, *, seconds=10.0, **access):
    return Diia(Access(fake.url, ACQUIRER, AUTH, **access), Service(seconds=seconds))


async def test_a_number_is_confirmed_once(fake):
    diia = client(fake)
    answers = [await diia.check(BRANCH, one) for one in (KNOWN, KNOWN, OTHER)]
    assert answers == [DiiaAnswer.CONFIRMED, DiiaAnswer.NOT_CONFIRMED, DiiaAnswer.NOT_CONFIRMED]
    assert (fake.checks, fake.sessions) == ([KNOWN, KNOWN, OTHER], 1)


@pytest.mark.parametrize(
    "how", [400, 404, 408, 409, 500, 502, 503, "slow", "cut", "garbage", "deep", "huge", "redirect"]
)
async def test_after_anything_else_it_is_unknown_and_nothing_is_sent_again(fake, how):
    fake.behaves.append(how)
    with capture_logs() as logged:
        assert await client(fake, seconds=1.0 if how == "slow" else 10.0).check(BRANCH, KNOWN) is DiiaAnswer.UNKNOWN
    assert fake.checks == [KNOWN]
    assert KNOWN not in repr(logged)
    assert len(logged) == 1


@pytest.mark.parametrize("status", [401, 403, 429])
async def test_what_is_refused_before_it_is_processed_is_known_not_to_be_processed(fake, status):
    fake.behaves += [status, status]
    assert await client(fake).check(BRANCH, KNOWN) is DiiaAnswer.NOT_PROCESSED
    assert len(fake.checks) == (2 if status == 401 else 1)


async def test_an_expired_session_is_replaced_and_the_request_sent_once_more(fake):
    diia = client(fake)
    assert await diia.check(BRANCH, OTHER) is DiiaAnswer.NOT_CONFIRMED
    fake.tokens.clear()
    assert await diia.check(BRANCH, KNOWN) is DiiaAnswer.CONFIRMED
    assert (fake.checks, fake.sessions) == ([OTHER, KNOWN], 2)


async def test_a_session_that_diia_does_not_accept_is_renewed_once_for_all_who_wait(fake):
    diia = client(fake)
    await diia.session()
    fake.tokens.clear()
    fake.known |= {number(each) for each in range(20)}
    answers = await asyncio.gather(*(diia.check(BRANCH, number(each)) for each in range(20)))
    assert set(answers) == {DiiaAnswer.CONFIRMED}
    assert (fake.sessions, len(fake.checks)) == (2, 20)


async def test_concurrent_checks_fetch_one_session(fake):
    fake.session_lasts = 0.1
    diia = client(fake)
    await asyncio.gather(*(diia.check(BRANCH, number(each)) for each in range(10)))
    assert (fake.sessions, len(fake.checks)) == (1, 10)


async def test_one_who_gives_up_does_not_end_the_session_that_others_wait_for(fake):
    fake.session_lasts = 0.2
    diia = client(fake)
    first, second = (asyncio.create_task(diia.check(BRANCH, one)) for one in (OTHER, KNOWN))
    await asyncio.sleep(0.05)
    first.cancel()
    assert await second is DiiaAnswer.CONFIRMED
    assert fake.sessions == 1


@pytest.mark.parametrize("refusal", [401, 500, "garbage"])
async def test_without_a_session_nothing_is_sent_and_the_next_check_tries_again(fake, refusal):
    diia, fake.refuses_sessions = client(fake), refusal
    assert await diia.check(BRANCH, KNOWN) is DiiaAnswer.NOT_PROCESSED
    with pytest.raises(NoSessionError) as refused:
        await diia.session()
    assert ACQUIRER not in str(refused.value)
    fake.refuses_sessions = None
    assert await diia.check(BRANCH, KNOWN) is DiiaAnswer.CONFIRMED
    assert (fake.checks, fake.sessions) == ([KNOWN], 3)


async def test_an_unreachable_server_has_processed_nothing(fake):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        fake.url = f"http://127.0.0.1:{unused.getsockname()[1]}"
        assert await client(fake).check(BRANCH, KNOWN) is DiiaAnswer.NOT_PROCESSED


async def test_a_session_is_kept_for_almost_two_hours(fake):
    seconds = [0.0]
    diia = Diia(Access(fake.url, ACQUIRER, AUTH), Service(), clock=lambda: seconds[0])
    for now, fetched in ((0.0, 1), (6899.0, 1), (6901.0, 2)):
        seconds[0] = now
        await diia.session()
        assert fake.sessions == fetched


async def test_the_acquirer_token_can_be_the_bearer_of_the_request_for_a_session(fake):
    fake.header = f"Bearer {ACQUIRER}"
    assert await client(fake, bearer=True).check(BRANCH, KNOWN) is DiiaAnswer.CONFIRMED
    assert await client(fake).check(BRANCH, KNOWN) is DiiaAnswer.NOT_PROCESSED


async def test_a_branch_is_looked_up(fake):
    assert await client(fake).knows_branch(BRANCH)
    assert not await client(fake).knows_branch("another/branch?x")


async def test_no_token_is_shown_by_repr(fake):
    diia = client(fake)
    await diia.session()
    assert not {ACQUIRER, AUTH, "session-1"} & set(repr(diia).replace("'", " ").split())


def test_the_settings_name_what_is_missing():
    token = {"bot_token": "1000000001:sample-token", "_env_file": None}
    assert open_diia(read_settings(**token)) is None
    base = {**token, "diia_api_base": "https://api2s.diia.gov.ua"}
    with pytest.raises(SettingsError, match="DIIA_ACQUIRER_TOKEN"):
        read_settings(**base)
    with pytest.raises(SettingsError, match="DIIA_AUTH_TOKEN"):
        read_settings(**base, diia_acquirer_token="a")
    assert (
        open_diia(read_settings(**base, diia_acquirer_token="a", diia_auth_form="bearer")).access.header == "Bearer a"
    )
