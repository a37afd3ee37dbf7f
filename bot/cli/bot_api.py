"""One question to the Bot API, for commands: without the weight of a client library."""

import json
import urllib.error
import urllib.request
from typing import Any

from bot.settings import Settings, SettingsError


def ask(settings: Settings, method: str) -> dict[str, Any]:
    """Return the result of a method without parameters, an object; SettingsError says why there is none."""
    base, token = str(settings.bot_api_base).rstrip("/"), settings.bot_token.get_secret_value()
    try:
        with urllib.request.urlopen(f"{base}/bot{token}/{method}", timeout=20) as answer:  # noqa: S310 - checked: http(s)
            result: dict[str, Any] = json.load(answer)["result"]
            return result
    except urllib.error.HTTPError as error:
        raise SettingsError(f"Telegram refused BOT_TOKEN ({error.code}): get it again from @BotFather.") from None
    except (OSError, ValueError, KeyError) as error:
        raise SettingsError(f"{base} does not answer as a Bot API: {type(error).__name__}.") from None
