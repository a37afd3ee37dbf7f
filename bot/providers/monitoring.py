"""Provides health checks and metrics."""

from dishka import Provider, Scope, provide

from bot.clock import Clock
from bot.counters import Counters
from bot.monitoring.health import Health
from bot.settings import Delivery, Settings
from storage.transaction import Store
from web.monitoring import MonitoringServer


class MonitoringProvider(Provider):
    """Health and metrics."""

    scope = Scope.APP

    @provide
    def health(self, settings: Settings, store: Store, counters: Counters) -> Health:
        """Return the check that the loops of this process run."""
        loops = ("inbox",) if settings.delivery is Delivery.NONE else ("inbox", settings.delivery.value)
        return Health(store.queues, counters, loops)

    @provide
    def server(
        self, settings: Settings, health: Health, store: Store, counters: Counters, clock: Clock
    ) -> MonitoringServer:
        """Return the server of `/healthz` and `/metrics`."""
        return MonitoringServer(settings.health_listen, health, store.queues, counters, clock)
