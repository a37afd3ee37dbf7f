"""The addresses of pages that open inside Telegram."""

from dataclasses import dataclass
from urllib.parse import urlencode

from bot.staff.models import Account
from bot.texts.language import Language


@dataclass(frozen=True, slots=True)
class MiniApps:
    """`base` is the address before the name of a page; empty where the bot has no pages.

    `scanner` is the address of the scanner, which opens in the browser as well.
    """

    base: str = ""
    scanner: str = ""

    def url(self, name: str, account: Account) -> str | None:
        """Return the address of a page for somebody's account, in their language; None without pages."""
        return _for(account, f"{self.base}{name}") if self.base else None

    def scanner_url(self, account: Account) -> str | None:
        """Return the address of the scanner for somebody's account; None without pages."""
        return _for(account, self.scanner) if self.scanner else None

    def guest_scanner_url(self, language: str) -> str | None:
        """Return the address of the scanner for a guest on duty, who has no account; None without pages."""
        return f"{self.scanner}?{urlencode({'guest': 1, 'lang': language})}" if self.scanner else None

    def pin_url(self, language: Language) -> str | None:
        """Return the address of the PIN pad, with room for the mark of a question; None without pages."""
        return f"{self.base}pin?mark=&lang={language}" if self.base else None


def _for(account: Account, address: str) -> str:
    return f"{address}?{urlencode({'account': str(account.id), 'lang': account.language})}"
