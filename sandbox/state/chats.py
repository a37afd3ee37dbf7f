"""Private chats and their messages. A message is kept as the Bot API's Message object."""

from collections import deque
from dataclasses import dataclass, field

from sandbox.encoding import JsonObject
from sandbox.state.people import Person

KEPT_ANSWERS = 20


@dataclass(slots=True)
class Message:
    """One message: `shown` is the Bot API's Message; `revision` is the sequence of its last change."""

    shown: JsonObject
    outgoing: bool
    silent: bool = False
    deleted: bool = False
    revision: int = 0

    @property
    def id(self) -> int:
        """The message id."""
        return int(self.shown["message_id"])

    @property
    def buttons(self) -> list[list[JsonObject]]:
        """The rows of the inline keyboard, empty when there is none."""
        rows: list[list[JsonObject]] = self.shown.get("reply_markup", {}).get("inline_keyboard", [])
        return rows

    @property
    def text(self) -> str:
        """Plain text or caption."""
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
        """Return a message, None when there is none or it was deleted."""
        message = self.messages.get(message_id)
        return None if message is None or message.deleted else message
