"""One call of a bot, read and structurally checked, on its way to being carried out."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from sandbox.schema import Parts
from sandbox.state.bots import Bot
from sandbox.state.chats import Chat
from sandbox.state.world import World
from sandbox.wire import JsonObject


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks what of whom; `given` are the parameters, decoded."""

    world: World
    bot: Bot
    method: str
    given: JsonObject
    parts: Parts

    def text(self, name: str) -> str:
        """Give a text parameter, "" when absent."""
        return str(self.given.get(name, ""))

    def flag(self, name: str) -> bool:
        """Give a Boolean parameter, False when absent."""
        return bool(self.given.get(name, False))

    def number(self, name: str, default: int = 0) -> int:
        """Give an Integer parameter."""
        return int(self.given.get(name, default))

    def chat_to_write(self) -> Chat:
        """Give the chat named by ``chat_id`` when its person lets the bot write."""
        return self.bot.writable_chat(self.text("chat_id"))

    def chat(self) -> Chat:
        """Give the chat named by ``chat_id``."""
        return self.bot.known_chat(self.text("chat_id"))


Handler = Callable[[Asked], Awaitable[Any]]
