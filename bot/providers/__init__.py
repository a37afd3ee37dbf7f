"""The dependencies of the application: which object is provided for a type, and how long it lives.

Everything here exists once (`Scope.APP`): use cases have no state, and open their own transactions. What exists once
per update (`Scope.REQUEST`) comes from `AiogramProvider`. An object is made at its first use.
"""

import aiogram_later  # noqa: F401 - before aiogram
from dishka import AsyncContainer, Provider, make_async_container
from dishka.integrations.aiogram import AiogramProvider

from bot.providers.checkpoint import CheckpointProvider
from bot.providers.environment import EnvironmentProvider
from bot.providers.passes import PassesProvider
from bot.providers.personal_data import PersonalDataProvider
from bot.providers.reminders import RemindersProvider
from bot.providers.signing import SigningProvider
from bot.providers.staff import StaffProvider
from bot.providers.storage import StorageProvider
from bot.providers.telegram import TelegramProvider
from bot.providers.web import MonitoringProvider, WebProvider
from bot.providers.workers import WorkersProvider
from bot.settings import Settings


def make_container(settings: Settings, *overriding: Provider) -> AsyncContainer:
    """Make the container of one process; `close` it at the end. `overriding` providers replace the others'."""
    return make_async_container(
        EnvironmentProvider(),
        StorageProvider(),
        WorkersProvider(),
        MonitoringProvider(),
        TelegramProvider(),
        StaffProvider(),
        SigningProvider(),
        PassesProvider(),
        CheckpointProvider(),
        PersonalDataProvider(),
        RemindersProvider(),
        WebProvider(),
        AiogramProvider(),
        *overriding,
        context={Settings: settings},
    )
