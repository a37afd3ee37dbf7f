"""People with a Telegram account."""

from dataclasses import dataclass

from sandbox.encoding import JsonObject


@dataclass(slots=True)
class Person:
    """One account. With `keeps_history` False its chats keep no messages, which saves memory in benchmarks."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str = "uk"
    phone: str = ""
    keeps_history: bool = True
    deactivated: bool = False

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}" if self.last_name else self.first_name

    def as_user(self) -> JsonObject:
        """Return the Bot API's User."""
        user: JsonObject = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        if self.last_name:
            user["last_name"] = self.last_name
        if self.username:
            user["username"] = self.username
        if self.language_code:
            user["language_code"] = self.language_code
        return user

    def as_chat(self) -> JsonObject:
        """Return the Bot API's Chat of the private chat with this person."""
        chat: JsonObject = {"id": self.id, "first_name": self.first_name, "type": "private"}
        if self.last_name:
            chat["last_name"] = self.last_name
        if self.username:
            chat["username"] = self.username
        return chat
