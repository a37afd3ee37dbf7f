"""`countersign owner`: the first organisation is founded as it is named, one more only on purpose."""

import asyncio
import builtins
import sys
from types import SimpleNamespace

import pytest

from bot.cli.organisations import owner
from bot.settings import SettingsError, read_settings
from bot.startup.master_key import open_cipher
from sandbox.server import SAMPLE_TOKEN, Sandbox
from storage.opening import open_store


@pytest.fixture
async def named(tmp_path, monkeypatch):
    """Name an owner of an organisation on the command line; return (exit status, names of all organisations)."""
    async with Sandbox(limits=False) as server:
        monkeypatch.setenv("BOT_TOKEN", SAMPLE_TOKEN)
        monkeypatch.setenv("BOT_API_BASE", server.url)
        monkeypatch.setenv("DATA_DIR", str(tmp_path))
        settings = read_settings()

        async def name(organisation, *, found=False):
            given = SimpleNamespace(name="Some Body", organisation=organisation, phone=None, found=found)
            return await asyncio.to_thread(owner._run, given)

        async def there():
            store = await open_store(settings, open_cipher(settings))
            async with store.reading() as tx:
                names = [one.name for one in await tx.organisations.all()]
            await store.close()
            return names

        yield name, there


@pytest.fixture
def terminal(monkeypatch):
    """Somebody who answers the questions of a terminal."""
    answers, questions = [], []
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr(builtins, "input", lambda question: (questions.append(question), answers.pop(0))[1])
    return SimpleNamespace(answers=answers, questions=questions)


async def test_the_first_is_founded_and_named_again_without_a_question(named):
    name, there = named
    assert [await name("Sample Works"), await name("Sample Works")] == [0, 0]
    assert await there() == ["Sample Works"]


async def test_one_more_needs_a_yes(named, terminal):
    name, there = named
    await name("Sample Works")
    terminal.answers += ["", "n", "y"]
    assert [await name("Sampel Works") for _ in range(3)] == [1, 1, 0]
    assert "no organisation 'Sampel Works' yet; there is 'Sample Works'" in terminal.questions[0]
    assert sorted(await there()) == ["Sampel Works", "Sample Works"]


async def test_where_nobody_can_answer_one_more_needs_to_be_said(named, monkeypatch):
    name, there = named
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: False))
    await name("Sample Works")
    with pytest.raises(SettingsError, match="Add --found to found one more"):
        await name("Sampel Works")
    assert await there() == ["Sample Works"]
    assert await name("Second Works", found=True) == 0
    assert sorted(await there()) == ["Sample Works", "Second Works"]
