"""The request rate of a channel."""

from bot.notices.rates import Limiter, Pace, Rates
from bot.settings import Settings
from handlers.bot_api.limits import OwnPace
from storage.transaction import Store


def pace_of(settings: Settings, store: Store, key: int, per_second: int) -> Pace:
    """Return the pace of a channel, shared by all processes that use the same `key`."""
    rates = Rates.of(per_second)
    shared = store.pace(key, rates)
    return OwnPace(Limiter(rates), noted=shared) if settings.alone else shared
