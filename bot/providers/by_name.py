"""Gives handlers their use cases by the names of their parameters, until each handler asks for them by type."""

import re

from aiogram import Dispatcher
from dishka import AsyncContainer

from bot.passes.codes import Codes
from bot.providers.checkpoint import CheckpointProvider
from bot.providers.passes import PassesProvider
from bot.providers.personal_data import PersonalDataProvider
from bot.providers.signing import SigningProvider
from bot.providers.staff import StaffProvider
from bot.texts import Texts
from handlers import build_dispatcher
from handlers.fsm_storage import Memory
from handlers.middlewares import LoadTurn

FEATURES = (StaffProvider, SigningProvider, PassesProvider, CheckpointProvider, PersonalDataProvider)


async def make_dispatcher(container: AsyncContainer) -> Dispatcher:
    """Make the dispatcher, whose handlers ask for use cases by type or by name."""
    use_cases = await use_cases_by_name(container)
    memory, load_turn, texts = await container.get(Memory), await container.get(LoadTurn), await container.get(Texts)
    return build_dispatcher(memory, load_turn, texts, container, use_cases)


async def use_cases_by_name(container: AsyncContainer) -> dict[str, object]:
    """Return what handlers may ask for: ``sign_request`` is the `SignRequest`."""
    made = [factory.provides.type_hint for feature in FEATURES for factory in feature().factories]
    return {snake_case(one.__name__): await container.get(one) for one in (*made, Codes)}


def snake_case(name: str) -> str:
    """Return the name of a parameter for a class: ``SignRequest`` is ``sign_request``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
