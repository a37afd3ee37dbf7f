"""Provides what is served over HTTP: health checks, metrics, and the pages in the browser."""

from dishka import Provider, Scope, provide

from bot.clock import Clock
from bot.counters import Counters
from bot.monitoring.health import Health
from bot.providers.telegram import BotUser
from bot.settings import Delivery, Settings
from bot.staff.sessions.log_in import ReadInitData
from storage.transaction import Store
from web.app.access import Access
from web.app.page import AppPage
from web.app.pin import PinPadLimit
from web.assets import Assets
from web.kiosk.access import KioskAccess
from web.kiosk.page import KioskHtml
from web.landing.page import LandingPage
from web.limits import Lookups, Rate, limit_lookups
from web.monitoring import MonitoringServer
from web.scan.access import ScanAccess
from web.scan.page import ScanPage
from web.scan.routes import Frames, Heavy, limit_frames, limit_heavy
from web.verify.page import VerifyPage


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


class WebProvider(Provider):
    """What the handlers of the web application are given."""

    scope = Scope.APP

    @provide
    def assets(self) -> Assets:
        """Return the static files."""
        return Assets.read()

    access = provide(Access)
    scan_access = provide(ScanAccess)

    @provide
    def app_page(self, settings: Settings, assets: Assets) -> AppPage:
        """Return the frame of the pages for people who are logged in."""
        return AppPage(assets, settings.framing)

    @provide
    def lookups(self) -> Lookups:
        """Return the limit of questions about codes and hashes."""
        return limit_lookups()

    @provide
    def frames(self) -> Frames:
        """Return the limit of frames that one person has read by the server."""
        return limit_frames()

    @provide
    def heavy(self) -> Heavy:
        """Return the limit of photos and packs of one person."""
        return limit_heavy()

    @provide
    def pin_pad_limit(self, read_init_data: ReadInitData) -> PinPadLimit:
        """Return the limit of one person on the PIN pad: sixty requests at once, then one in a second."""
        return PinPadLimit(read_init_data, Rate(60, 1.0))

    kiosk_access = provide(KioskAccess)

    kiosk_html = provide(KioskHtml)

    @provide
    def scan_page(self, settings: Settings, assets: Assets) -> ScanPage:
        """Return the scanner."""
        return ScanPage(assets, settings.framing)

    @provide
    def landing_page(self, assets: Assets, user: BotUser) -> LandingPage:
        """Return the page of links into the bot."""
        return LandingPage(assets, user.username or "")

    @provide
    def verify_page(self, settings: Settings, assets: Assets) -> VerifyPage:
        """Return the page that checks files."""
        return VerifyPage(assets, str(settings.public_url or "").rstrip("/"))
