"""The state of one sandbox, and the changes that concern several parts of it."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from sandbox.encoding import JsonObject
from sandbox.state import views
from sandbox.state.bots import Bot
from sandbox.state.call_log import CallLog
from sandbox.state.chats import Chat, Message
from sandbox.state.clock import Clock
from sandbox.state.events import Events
from sandbox.state.faults import Faults
from sandbox.state.files import Files
from sandbox.state.people import Person
from sandbox.state.rate_limits import RateLimits

FIRST_PERSON_ID = 700_000_001


@dataclass(slots=True)
class World:
    """The whole state of one sandbox. A `strict` one refuses what Telegram ignores in a call."""

    clock: Clock = field(default_factory=Clock)
    events: Events = field(default_factory=Events)
    files: Files = field(default_factory=Files)
    rate_limits: RateLimits = field(default_factory=RateLimits)
    faults: Faults = field(default_factory=Faults)
    calls: CallLog = field(default_factory=CallLog)
    strict: bool = False
    people: dict[int, Person] = field(default_factory=dict)
    bots: dict[str, Bot] = field(default_factory=dict)
    _people_ids: Iterator[int] = field(default_factory=lambda: itertools.count(FIRST_PERSON_ID))

    def free_person_id(self) -> int:
        """Return an id that no person has."""
        return next(number for number in self._people_ids if number not in self.people)

    def add_bot(self, bot: Bot) -> None:
        """Add a bot, and its chat with every person."""
        self.bots[bot.token] = bot
        bot.updates.now = self.clock.unix
        for person in self.people.values():
            bot.chat_with(person)

    def add_person(self, person: Person) -> None:
        """Add a person, and their chat with every bot."""
        self.people[person.id] = person
        for bot in self.bots.values():
            bot.chat_with(person)

    def publish_person(self, chat: Chat) -> None:
        """Publish that a person has changed, or has started, blocked or unblocked the bot."""
        self.events.publish("person", lambda: {"person": views.person(chat)})

    def add_message(self, bot: Bot, chat: Chat, message: Message) -> Message:
        """Add a new message to a chat."""
        if chat.person.keeps_history:
            chat.messages[message.id] = message
        self.publish_message("message_new", bot, chat, message)
        return message

    def publish_message(self, kind: str, bot: Bot, chat: Chat, message: Message) -> None:
        """Publish that a message is new, edited or deleted, and set its revision."""

        def render() -> JsonObject:
            return {"bot_id": bot.id, "person_id": chat.person.id, "message": views.message(chat, message)}

        message.revision = self.events.publish(kind, render)

    def publish(self, kind: str, bot: Bot, chat: Chat, render: Callable[[], JsonObject]) -> int:
        """Publish another event of a chat and return its sequence."""
        return self.events.publish(kind, lambda: {"bot_id": bot.id, "person_id": chat.person.id, **render()})
