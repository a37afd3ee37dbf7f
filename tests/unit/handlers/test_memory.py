"""The FSM storage: what a dialogue gathers, and what it must not keep for long, are stored apart."""

import json

import pytest
from aiogram.fsm.context import FSMContext
from aiogram.fsm.storage.base import StorageKey

from handlers.updates.fsm_storage import SECRET, Memory, Remembered


@pytest.fixture
def memory():
    memory = Memory()
    memory.recall(7, Remembered())
    return memory


@pytest.fixture
def state(memory):
    return FSMContext(memory, StorageKey(bot_id=1, chat_id=7, user_id=7))


async def test_a_secret_is_nowhere_in_the_memory_and_comes_back_with_it(memory, state):
    await state.set_state("asked")
    await state.update_data({"name": "Sample", SECRET: {"digits": "123"}})
    kept = memory.changed(7)
    assert "123" not in kept.memory.decode()
    assert json.loads(kept.secret) == {"digits": "123"}
    memory.recall(7, kept)
    assert await state.get_data() == {"name": "Sample", SECRET: {"digits": "123"}}
    assert memory.changed(7) is None


async def test_a_dialogue_goes_on_without_a_secret_that_was_erased_meanwhile(memory, state):
    await state.update_data({"name": "Sample", SECRET: {"digits": "123"}})
    memory.recall(7, Remembered(memory.changed(7).memory))
    assert await state.get_data() == {"name": "Sample"}


async def test_a_dialogue_that_ended_leaves_nothing(memory, state):
    await state.set_state("asked")
    await state.update_data({SECRET: {"digits": "123"}})
    memory.recall(7, memory.changed(7))
    await state.clear()
    assert memory.changed(7) == Remembered()


@pytest.mark.parametrize("another", ["answered", None])
async def test_a_secret_goes_with_the_state_in_which_it_was_entered(memory, state, another):
    await state.set_state("asked")
    await state.update_data({"name": "Sample", SECRET: {"digits": "123"}})
    await state.set_state("asked")
    assert json.loads(memory.changed(7).secret) == {"digits": "123"}
    await state.set_state(another)
    assert (await state.get_data(), memory.changed(7).secret) == ({"name": "Sample"}, b"")
