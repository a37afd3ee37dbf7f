"""The addresses of pages that open inside Telegram."""

from dataclasses import dataclass
from urllib.parse import urlencode

from bot.staff.models import Account


@dataclass(frozen=True, slots=True)
class MiniApps:
    """`base` is the address before the name of a page; empty where the bot has no pages."""

    base: str = ""

    def url(self, name: str, account: Account) -> str | None:
        """Return the address of a page for somebody's account, in their language; None without pages."""
        if not self.base:
            return None
        chosen = {"account": str(account.id), "lang": account.language}
        return f"{self.base}{name}?{urlencode(chosen)}"
