"""The ledger's daily head, as managers read it in their chats: Telegram's clock witnesses it."""

from collections.abc import Callable

from bot.notices.outbox import Kind, Notice
from bot.texts import Words
from handlers.screen import Screen


def ledger_head(words: Words, notice: Notice) -> Screen:
    """How many entries there are, the hash of the last, and how to hold the ledger against it later."""
    facts = notice.facts
    return Screen(words("notice-ledger-head", day=facts["day"], number=facts["number"], hash=facts["hash"]))


SCREENS: dict[Kind, Callable[[Words, Notice], Screen]] = {Kind.LEDGER_HEAD: ledger_head}
