"""The ways out beside Telegram, as the settings name them."""

import asyncio
from dataclasses import dataclass

from bot.notices.channels.sms import SmsGateway
from bot.notices.channels.smtp import Smtp
from bot.notices.letters import Channel, Envelope, Sender
from bot.notices.rates import Limiter, Pace, Rates
from bot.settings import Settings, SettingsError
from handlers.limits import OwnPace
from storage.transaction import Store


@dataclass(frozen=True, slots=True)
class Paced:
    """A channel that all processes together ask no faster than it allows."""

    channel: Sender
    pace: Pace

    async def send(self, envelope: Envelope) -> None:
        """Send one letter when its turn has come."""
        await asyncio.sleep(await self.pace.reserve(0, urgent=True))
        await self.channel.send(envelope)


def paced_channels(settings: Settings, store: Store) -> dict[Channel, Sender]:
    """Return the channels that are set, SMS at the pace that its gateway allows."""
    channels = open_channels(settings)
    if Channel.SMS in channels:
        rates = Rates.of(settings.sms_per_second)
        bot_id = int(settings.bot_token.get_secret_value().partition(":")[0])
        # Beside the bot's messages to Telegram, which are paced under its own number.
        pace: Pace = OwnPace(Limiter(rates)) if settings.alone else store.pace(-bot_id, rates)
        channels[Channel.SMS] = Paced(channels[Channel.SMS], pace)
    return channels


def fallback_ways(settings: Settings) -> tuple[Channel, ...]:
    """Return by which channels goes what Telegram could not bring, the preferred one first."""
    return tuple(Channel(word) for word in settings.fallback_channels.split(",") if word)


def open_channels(settings: Settings) -> dict[Channel, Sender]:
    """Return the channels that are set; SettingsError names what is wrong with one."""
    channels: dict[Channel, Sender] = {}
    smtp, sms = settings.smtp_url.get_secret_value(), settings.sms_url.get_secret_value()
    try:
        if smtp:
            channels[Channel.EMAIL] = Smtp.parse(smtp, settings.smtp_from)
    except ValueError as error:
        raise SettingsError(f"SMTP_URL: {error}.") from None
    try:
        if sms:
            headers, body = settings.sms_headers.get_secret_value(), settings.sms_body.get_secret_value()
            channels[Channel.SMS] = SmsGateway.parse(sms, settings.sms_method, headers, body, settings.sms_taken)
    except ValueError as error:
        raise SettingsError(f"SMS_URL: {error}.") from None
    return channels
