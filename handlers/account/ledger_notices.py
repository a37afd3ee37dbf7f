"""The ledger's daily checkpoint, as managers read it in their chats: Telegram's clock witnesses it."""

from bot.staff.notices import LedgerCheckpoint
from bot.texts import Words
from handlers.screen import Screen


def ledger_checkpoint(words: Words, content: LedgerCheckpoint) -> Screen:
    """How many entries there are, the hash of the last, and how to compare the ledger with it later."""
    return Screen(words("notice-ledger-head", day=content.day, number=content.number, hash=content.hash))
