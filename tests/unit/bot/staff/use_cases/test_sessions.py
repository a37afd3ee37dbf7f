"""Sessions in the browser: who begins one, when it is over, and who loses it at once."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest

from bot.crypto.tokens import write_token
from bot.personal_data.dismiss_person import DismissPerson
from bot.staff.access import NotAllowedRefused
from bot.staff.sessions.end_session import EndSession
from bot.staff.sessions.find_session import FindSession
from bot.staff.sessions.log_in import InitData, InitDataRefused, LogIn
from bot.staff.sessions.make_login_link import MakeLoginLink
from bot.staff.sessions.sessions import LoginTokens, SessionKind
from bot.staff.sessions.use_login_link import LoginLinkRefused, UseLoginLink
from storage.tables import login_link, web_session


class Pages:
    """Calls the use cases, with init data that says who opened a page and when."""

    def __init__(self, harness):
        self.harness = harness
        self.said = None

    async def log_in(self, speaker, account_id=None, **ago):
        self.said = InitData(speaker.account.telegram_id, self.harness.now - timedelta(**ago))
        return await LogIn(self.harness.open, lambda _: self.said)("", account_id, now=self.harness.now)

    async def find(self, token):
        return await FindSession(self.harness.read, self.harness.open)(token, now=self.harness.now)

    async def link(self, speaker, event_id=None):
        make = MakeLoginLink(self.harness.open, LoginTokens(bytes(32)))
        return await make(speaker, event_id=event_id or self.harness.event_id(), now=self.harness.now)

    async def use(self, token):
        return await UseLoginLink(self.harness.open)(token, now=self.harness.now)


@pytest.fixture
def pages(harness):
    return Pages(harness)


async def test_a_registered_person_logs_in_and_is_the_speaker_of_the_session(pages, harness):
    opened = await pages.log_in(harness.holder)
    found = await pages.find(opened.token)
    assert (found.speaker, found.kind) == (harness.holder, SessionKind.MINI_APP)
    await EndSession(harness.open)(opened.token)
    assert await pages.find(opened.token) is None
    await EndSession(harness.open)("no token")


async def test_every_log_in_begins_a_session_of_its_own(pages, harness):
    """Nobody can make a person use a session that somebody else knows: the server chooses the token, each time."""
    first, second = await pages.log_in(harness.holder), await pages.log_in(harness.holder)
    assert first.token != second.token
    await EndSession(harness.open)(first.token)
    assert await pages.find(first.token) is None
    assert (await pages.find(second.token)).speaker == harness.holder


async def test_what_telegram_did_not_sign_or_signed_long_ago_begins_nothing(pages, harness):
    for ago in ({"minutes": 5, "seconds": 1}, {"minutes": -2}):
        with pytest.raises(InitDataRefused):
            await pages.log_in(harness.holder, **ago)
    with pytest.raises(InitDataRefused):
        await LogIn(harness.open, lambda _: None)("", None, now=harness.now)
    await pages.log_in(harness.holder, minutes=5)


async def test_a_stranger_and_anothers_account_begin_nothing(pages, harness):
    with pytest.raises(NotAllowedRefused):
        await pages.log_in(harness.holder, harness.owner.account.id)
    pages.said = InitData(987654, harness.now)
    with pytest.raises(NotAllowedRefused):
        await LogIn(harness.open, lambda _: pages.said)("", None, now=harness.now)


async def test_a_session_ends_when_it_is_unused_or_too_old(pages, harness):
    opened = await pages.log_in(harness.holder)
    for _ in range(23):
        harness.later(minutes=29)
        assert await pages.find(opened.token)
    harness.later(minutes=30)
    assert await pages.find(opened.token) is None
    opened = await pages.log_in(harness.holder)
    for _ in range(24):
        harness.later(minutes=29)
        assert await pages.find(opened.token)
    harness.later(minutes=25)
    assert await pages.find(opened.token) is None, "used all the time, but for more than twelve hours"


async def test_unknown_tokens_find_nothing(pages):
    for token in ("", "x", write_token(bytes(32)), "\0" * 43, "ї" * 43):
        assert await pages.find(token) is None


async def test_a_dismissed_an_unlinked_and_an_erased_person_lose_it_at_once(pages, harness):
    token = (await pages.log_in(harness.guard)).token
    async with harness.open() as tx:
        await tx.accounts.end(harness.guard.person.id, harness.now)
    assert await pages.find(token) is None
    token, link = (await pages.log_in(harness.holder)).token, await pages.link(harness.holder)
    person = harness.holder.person
    await DismissPerson(harness.open)(harness.owner, person.id, event_id=harness.event_id(), now=harness.now)
    assert await pages.find(token) is None
    with pytest.raises(LoginLinkRefused):
        await pages.use(link)
    with pytest.raises(NotAllowedRefused):
        await pages.link(harness.holder)
    async with harness.open() as tx:
        assert await tx.erasure.erase(person.organisation_id, person.id, "#1", harness.now)
    async with harness.store._engine.connect() as connection:
        for table in (web_session, login_link):
            rows = await connection.execute(table.select().where(table.c.account_id == harness.holder.account.id))
            assert rows.all() == []


async def test_a_link_works_once_for_two_minutes_and_the_newest_alone(pages, harness):
    event_id = harness.event_id()
    link = await pages.link(harness.guard, event_id)
    assert await pages.link(harness.guard, event_id) == link, "the update is handled again"
    opened = await pages.use(link)
    assert (await pages.find(opened.token)).kind is SessionKind.BROWSER
    for token in (link, write_token(bytes(32)), "", "../x"):
        with pytest.raises(LoginLinkRefused):
            await pages.use(token)
    earlier, newest = await pages.link(harness.guard), await pages.link(harness.guard)
    with pytest.raises(LoginLinkRefused):
        await pages.use(earlier)
    harness.later(minutes=2)
    with pytest.raises(LoginLinkRefused):
        await pages.use(newest)


async def test_a_link_used_twice_at_once_begins_one_session(pages, harness):
    link = await pages.link(harness.guard)
    results = await asyncio.gather(*(pages.use(link) for _ in range(5)), return_exceptions=True)
    assert sum(not isinstance(one, LoginLinkRefused) for one in results) == 1


async def test_another_organisations_account_is_chosen_by_its_id(pages, harness):
    with pytest.raises(NotAllowedRefused):
        await pages.log_in(harness.guard, uuid4())
    opened = await pages.log_in(harness.guard, harness.guard.account.id)
    assert opened.speaker == harness.guard
