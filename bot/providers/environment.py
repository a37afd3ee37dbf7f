"""Provides what depends on the settings alone."""

from dishka import AnyOf, Provider, Scope, provide

from bot.clock import Clock
from bot.counters import Counters
from bot.providers.signals import JobsWoken, NoticesWritten, UpdatesStored
from bot.settings import Settings
from bot.signing.ports import WakeJobs
from bot.staff.people.phones import PhoneRegion
from bot.startup.holders import Holder, own_name
from bot.texts.words import Texts
from handlers.clock import SandboxClock, system_clock


class EnvironmentProvider(Provider):
    """The clock, the texts, and the other values that need neither a database nor Telegram."""

    scope = Scope.APP

    @provide
    def counters(self) -> Counters:
        """Return the counters of this process."""
        return Counters()

    @provide
    def notices_written(self) -> NoticesWritten:
        """Return the signal from the storage to the outbox."""
        return NoticesWritten()

    @provide
    def updates_stored(self) -> UpdatesStored:
        """Return the signal from pages to the inbox worker."""
        return UpdatesStored()

    @provide
    def jobs_woken(self) -> AnyOf[JobsWoken, WakeJobs]:
        """Return the signal from use cases to the periodic jobs."""
        return JobsWoken()

    @provide
    async def clock(self, settings: Settings) -> Clock:
        """Return the system's clock, or the sandbox's where there is one."""
        if settings.sandbox_clock_url is None:
            return system_clock
        clock = SandboxClock(str(settings.sandbox_clock_url))
        await clock.look()
        return clock

    @provide
    def texts(self, settings: Settings) -> Texts:
        """Return the texts in all languages."""
        return Texts(settings.language, settings.language_of_neighbours)

    @provide
    def holder(self) -> Holder:
        """Return the name under which this process holds leases."""
        return own_name()

    @provide
    def phone_region(self, settings: Settings) -> PhoneRegion:
        """Return the region of phone numbers without a country code."""
        return PhoneRegion(settings.phone_region)
