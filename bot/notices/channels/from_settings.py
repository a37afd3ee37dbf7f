"""Opens the channels that the settings set up."""

from bot.notices.channels.sms import SmsGateway
from bot.notices.channels.smtp import Smtp
from bot.notices.letters import Channel, Sender
from bot.outgoing import Service
from bot.settings import Settings, SettingsError


def open_channels(settings: Settings) -> dict[Channel, Sender]:
    """Return the channels that are set up; SettingsError names what is wrong with one."""
    channels: dict[Channel, Sender] = {}
    smtp, sms = settings.smtp_url.get_secret_value(), settings.sms_url.get_secret_value()
    try:
        if smtp:
            channels[Channel.EMAIL] = Smtp.parse(smtp, settings.smtp_from)
    except ValueError as error:
        raise SettingsError(f"SMTP_URL: {error}.") from None
    try:
        if sms:
            service = Service(settings.outgoing_proxy.get_secret_value())
            headers, body = settings.sms_headers.get_secret_value(), settings.sms_body.get_secret_value()
            channels[Channel.SMS] = SmsGateway.parse(
                sms, settings.sms_method, headers, body, settings.sms_taken, service
            )
    except ValueError as error:
        raise SettingsError(f"SMS_URL: {error}.") from None
    return channels
