"""What Telegram signs when it opens a page of the bot (core.telegram.org/bots/webapps#webappinitdata)."""

from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from aiogram.utils.web_app import WebAppInitData, safe_parse_webapp_init_data
from aiogram.utils.web_app_signature import check_webapp_signature

from bot.staff.sessions.log_in import InitData


@dataclass(frozen=True, slots=True)
class SignedInitData:
    """Reads init data with both signatures: the HMAC under the bot's token, and Telegram's own, Ed25519.

    The second shows that Telegram signed, and not somebody who knows the token.
    """

    token: str = field(repr=False)
    bot_id: int
    telegram_key: bytes

    def __call__(self, text: str) -> InitData | None:
        """Return what it says; None unless both signatures are right and each field is given once."""
        try:
            parsed = self._parsed(text)
        except (TypeError, ValueError):  # aiogram passes on what is no text, no JSON, no base64, or lacks a field
            return None
        if parsed is None or parsed.user is None or parsed.user.is_bot:
            return None
        return InitData(parsed.user.id, parsed.auth_date, parsed.user.language_code)

    def _parsed(self, text: str) -> WebAppInitData | None:
        given = parse_qsl(text, keep_blank_values=True, strict_parsing=True)
        # aiogram takes the last of several fields of one name, and passes over those without a value.
        whole = len(given) == len(dict(given)) and all(value for _, value in given)
        if not whole or not check_webapp_signature(self.bot_id, text, self.telegram_key):
            return None
        return safe_parse_webapp_init_data(self.token, text)
