"""The dispatcher: whom an update reaches, what handlers are given, and what becomes of an exception."""

import pytest
from aiogram.types import Update

from bot.app import build_application
from bot.providers import make_container
from bot.settings import read_settings
from bot.signing.documents.send_document import NobodyChosenRefused
from handlers.updates.fsm_storage import Remembered
from handlers.updates.polling import ALLOWED
from sandbox.client import connect
from sandbox.server import SAMPLE_TOKEN, Sandbox


class Harness:
    """A bot that polls nothing: updates are fed to its dispatcher, which has one more handler, before all others."""

    def __init__(self, harness, person):
        self.harness, self.person, self.given, self.raises = harness, person, [], None
        self.dispatcher = harness.inbox_worker.dispatcher
        self.dispatcher.message.register(self._handle, lambda message: message.text == "test")

    async def _handle(self, turn, **data):
        self.given.append((turn, data))
        if self.raises:
            raise self.raises

    async def feeds(self, **message):
        written = {"message_id": 1, "date": 1, "text": "test", **message}
        author = {"id": self.person.id, "is_bot": False, "first_name": "Sample"}
        content = {"chat": {"id": self.person.id, "type": "private"}, "from": author, **written}
        update = Update.model_validate({"update_id": 77, "message": content}, context={"bot": self.harness.bot})
        self.harness.inbox_worker.memory.recall(self.person.id, Remembered())
        return await self.dispatcher.feed_update(self.harness.bot, update)


@pytest.fixture
async def harness(tmp_path):
    async with Sandbox(limits=False) as server, connect(server.url) as sandbox:
        settings = read_settings(
            bot_token=SAMPLE_TOKEN, bot_api_base=server.url, data_dir=tmp_path, messages_per_second=0, _env_file=None
        )
        container = make_container(settings)
        harness = await build_application(container)
        person = await sandbox.add_person("Some Body")
        await person.sends("/start")
        yield Harness(harness, person)
        await container.close()


def test_handlers_take_exactly_the_kinds_of_update_that_are_requested(harness):
    assert harness.dispatcher.resolve_used_update_types() == sorted(ALLOWED)


async def test_a_handler_is_given_the_turn(harness):
    await harness.feeds()
    ((turn, data),) = harness.given
    assert turn.message.text == "test"
    assert (turn.speaker_or_none, turn.organisations, turn.user.id) == (None, 0, harness.person.id)
    assert turn.event_id == f"update:{harness.harness.bot.id}:77"
    assert data["button"] is None
    with pytest.raises(LookupError):
        _ = turn.speaker
    with pytest.raises(LookupError):
        _ = turn.callback


async def test_updates_of_bots_and_of_groups_reach_no_handler(harness):
    await harness.feeds(chat={"id": -5, "type": "group"})
    await harness.feeds(**{"from": {"id": harness.person.id, "is_bot": True, "first_name": "Robot"}})
    assert harness.given == []


async def test_an_update_that_was_emptied_reaches_no_handler_and_fails_not(harness):
    update = Update.model_validate_json(b'{"update_id":78}', context={"bot": harness.harness.bot})
    await harness.dispatcher.feed_update(harness.harness.bot, update)
    assert harness.given == []


async def test_a_refusal_is_answered_and_an_error_reaches_the_inbox(harness):
    harness.raises = NobodyChosenRefused()
    await harness.feeds()
    await harness.person.sees(within=5)
    harness.raises = LookupError("a bug")
    with pytest.raises(LookupError, match="a bug"):
        await harness.feeds()
