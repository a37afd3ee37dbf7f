"""A bot's account: its names, commands, chats, queue of updates and webhook settings."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field

from sandbox.encoding import JsonObject
from sandbox.errors import bad_request, forbidden
from sandbox.state.chats import Chat
from sandbox.state.people import Person
from sandbox.state.updates import Updates


@dataclass(slots=True)
class Webhook:
    """The settings of a webhook; an empty `url` means long polling."""

    url: str = ""
    secret_token: str = ""
    max_connections: int = 40
    last_error: tuple[int, str] | None = None
    certificate: bool = False
    replaced: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(slots=True)
class CallbackQuery:
    """A pressed button, and the bot's answer once it has come.

    `made_at` is of the monotonic clock: moving the sandbox's clock makes no answer late.
    """

    id: str
    chat: Chat
    message_id: int
    made_at: float
    answer: JsonObject | None = None


@dataclass(slots=True)
class Bot:
    """One account; `token` is ``<id>:<secret>``."""

    token: str
    username: str
    first_name: str
    chats: dict[int, Chat] = field(default_factory=dict)
    updates: Updates = field(default_factory=Updates)
    webhook: Webhook = field(default_factory=Webhook)
    queries: dict[str, CallbackQuery] = field(default_factory=dict)
    commands: dict[str, list[JsonObject]] = field(default_factory=dict)
    menu_button: JsonObject = field(default_factory=lambda: {"type": "default"})
    names: dict[tuple[str, str], str] = field(default_factory=dict)
    last_message_id: int = 0
    poll: asyncio.Future[None] | None = None
    in_flight: int = 0
    last_call_at: float = 0.0

    @property
    def id(self) -> int:
        """The bot's id, which its token begins with."""
        return int(self.token.partition(":")[0])

    def as_user(self) -> JsonObject:
        """Return the Bot API's User."""
        name = self.names.get(("name", ""), self.first_name)
        return {"id": self.id, "is_bot": True, "first_name": name, "username": self.username}

    def next_message_id(self) -> int:
        """Return the next message id; all private chats of a bot share the counter."""
        self.last_message_id += 1
        return self.last_message_id

    def chat_with(self, person: Person) -> Chat:
        """Return the chat with a person, created when there is none."""
        if person.id not in self.chats:
            self.chats[person.id] = Chat(person, self.id)
        return self.chats[person.id]

    def known_chat(self, chat_id: int | str) -> Chat:
        """Return the chat that a call names; ApiError when there is none."""
        try:
            chat = self.chats.get(int(chat_id))
        except ValueError:
            chat = None
        if chat is None:
            raise bad_request("chat not found" if chat_id != "" else "chat_id is empty")
        return chat

    def writable_chat(self, chat_id: int | str) -> Chat:
        """Return the chat that a call names; ApiError when the bot may not write to it."""
        chat = self.known_chat(chat_id)
        if chat.person.deactivated:
            raise forbidden("user is deactivated")
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        if not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
        return chat

    def commands_for(self, chat: Chat) -> list[JsonObject]:
        """Return the commands that a person sees: those of the narrowest scope, in their language if there are any."""
        language = chat.person.language_code
        for key in self._scopes(chat, language):
            if key in self.commands:
                return self.commands[key]
        return []

    @staticmethod
    def _scopes(chat: Chat, language: str) -> Iterator[str]:
        for scope in (f"chat {chat.person.id}", "all_private_chats", "default"):
            yield f"{scope}/{language}"
            yield f"{scope}/"
