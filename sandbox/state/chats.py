"""Private chats and their messages, as Telegram's servers keep them. A message is held in the Bot API's own shape."""

from collections import deque
from dataclasses import dataclass, field

from sandbox.state.people import Person
from sandbox.wire import JsonObject

KEPT_ANSWERS = 20


@dataclass(slots=True)
class Message:
    """One message: `shown` is what the bot sees; `revision` is the sequence of its last change."""

    shown: JsonObject
    outgoing: bool
    silent: bool = False
    deleted: bool = False
    revision: int = 0

    @property
    def id(self) -> int:
        """The message's number in its bot's account."""
        return int(self.shown["message_id"])

    @property
    def buttons(self) -> list[list[JsonObject]]:
        """The inline keyboard's rows, empty when there is none."""
        rows: list[list[JsonObject]] = self.shown.get("reply_markup", {}).get("inline_keyboard", [])
        return rows

    @property
    def text(self) -> str:
        """Text or caption, plain."""
        return str(self.shown.get("text") or self.shown.get("caption") or "")


@dataclass(slots=True)
class Chat:
    """The private chat of one person with one bot."""

    person: Person
    bot_id: int
    messages: dict[int, Message] = field(default_factory=dict)
    started: bool = False
    blocked: bool = False
    reply_keyboard: JsonObject | None = None
    reply_keyboard_of: int = 0
    action: tuple[str, float] | None = None
    answers: deque[JsonObject] = field(default_factory=lambda: deque(maxlen=KEPT_ANSWERS))
    pinned: list[int] = field(default_factory=list)
    menu_button: JsonObject | None = None

    def visible(self, message_id: int) -> Message | None:
        """Give the message unless it never was or was deleted."""
        message = self.messages.get(message_id)
        return None if message is None or message.deleted else message
