"""A call of a Bot API method whose parameters have been read and checked."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from sandbox.encoding import JsonObject
from sandbox.schema import Uploads
from sandbox.state.bots import Bot
from sandbox.state.chats import Chat
from sandbox.state.world import World


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a bot; `parameters` are decoded."""

    world: World
    bot: Bot
    method: str
    parameters: JsonObject
    uploads: Uploads

    def text(self, name: str) -> str:
        """Return a String parameter, "" when absent."""
        return str(self.parameters.get(name, ""))

    def flag(self, name: str) -> bool:
        """Return a Boolean parameter, False when absent."""
        return bool(self.parameters.get(name, False))

    def number(self, name: str, default: int = 0) -> int:
        """Return an Integer parameter."""
        return int(self.parameters.get(name, default))

    def chat_to_write(self) -> Chat:
        """Return the chat named by ``chat_id``; refuse the call when the bot may not write to it."""
        return self.bot.writable_chat(self.text("chat_id"))

    def chat(self) -> Chat:
        """Return the chat named by ``chat_id``."""
        return self.bot.known_chat(self.text("chat_id"))


Handler = Callable[[Call], Awaitable[Any]]
