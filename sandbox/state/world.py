"""All of one sandbox's state, and the few changes that touch several parts of it. Speaks no HTTP."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from sandbox.state import views
from sandbox.state.bots import Bot
from sandbox.state.calls import Calls
from sandbox.state.chats import Chat, Message
from sandbox.state.clock import Clock
from sandbox.state.events import Events
from sandbox.state.faults import Faults
from sandbox.state.files import Files
from sandbox.state.pace import Pace
from sandbox.state.people import Person
from sandbox.wire import JsonObject

FIRST_PERSON = 700_000_001


@dataclass(slots=True)
class World:
    """Telegram, as far as one sandbox is it."""

    clock: Clock = field(default_factory=Clock)
    events: Events = field(default_factory=Events)
    files: Files = field(default_factory=Files)
    pace: Pace = field(default_factory=Pace)
    faults: Faults = field(default_factory=Faults)
    calls: Calls = field(default_factory=Calls)
    people: dict[int, Person] = field(default_factory=dict)
    bots: dict[str, Bot] = field(default_factory=dict)
    _people_ids: Iterator[int] = field(default_factory=lambda: itertools.count(FIRST_PERSON))

    def free_person_id(self) -> int:
        """Give an id that nobody has."""
        return next(number for number in self._people_ids if number not in self.people)

    def add_bot(self, bot: Bot) -> None:
        """Open an account for a bot; everybody can write to it."""
        self.bots[bot.token] = bot
        for person in self.people.values():
            bot.chat_with(person)

    def add_person(self, person: Person) -> None:
        """Open an account for a person; every bot can be written to."""
        self.people[person.id] = person
        for bot in self.bots.values():
            bot.chat_with(person)

    def tell_of_person(self, chat: Chat) -> None:
        """Publish that a person, or what they let the bot do, has changed."""
        self.events.publish("person", lambda: {"person": views.person(chat)})

    def keep(self, bot: Bot, chat: Chat, message: Message) -> Message:
        """Put a new message into the chat."""
        if chat.person.keeps_history:
            chat.messages[message.id] = message
        self.changed("message_new", bot, chat, message)
        return message

    def changed(self, kind: str, bot: Bot, chat: Chat, message: Message) -> None:
        """Publish that a message is new, edited or deleted."""

        def render() -> JsonObject:
            return {"bot_id": bot.id, "person_id": chat.person.id, "message": views.message(chat, message)}

        message.revision = self.events.publish(kind, render)

    def publish(self, kind: str, bot: Bot, chat: Chat, render: Callable[[], JsonObject]) -> int:
        """Publish something else about a chat."""
        return self.events.publish(kind, lambda: {"bot_id": bot.id, "person_id": chat.person.id, **render()})
