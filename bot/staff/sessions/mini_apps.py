"""The addresses of pages that open inside Telegram."""

from dataclasses import dataclass
from urllib.parse import urlencode

from bot.staff.models import Speaker


@dataclass(frozen=True, slots=True)
class MiniApps:
    """`base` is the address before the name of a page; empty where the bot has no pages."""

    base: str = ""

    def url(self, name: str, speaker: Speaker) -> str | None:
        """Return the address of a page for the speaker's account, in their language; None without pages."""
        if not self.base:
            return None
        chosen = {"account": str(speaker.account.id), "lang": speaker.account.language}
        return f"{self.base}{name}?{urlencode(chosen)}"
