"""A person in the sandbox: the actions of their phone, and waiting for what it shows."""

import time

from sandbox.client.control_api import ControlApi, Json, NotSeenError
from sandbox.client.messages import Message

WAIT_SECONDS = 10.0
TRANSCRIPT_LENGTH = 15  # messages


class Person:
    """One person and their chat with one bot.

    `sees` waits for messages that came or changed since the person's last action; `marks_read` moves that mark to now.
    """

    def __init__(self, api: ControlApi, json: Json, bot_id: int | None = None) -> None:
        self._api = api
        self._bot_id = bot_id
        self.json = json
        self.mark = 0

    @property
    def id(self) -> int:
        """The Telegram id."""
        return int(self.json["id"])

    @property
    def name(self) -> str:
        """First and last name."""
        return str(self.json["name"])

    @property
    def phone(self) -> str:
        """The phone number of the account."""
        return str(self.json["phone"])

    async def _does(self, action: str, body: Json | None = None) -> Json:
        return self._done(await self._api.post(f"/sandbox/people/{self.id}/{action}", body, bot=self._bot_id))

    async def _uploads(self, action: str, files: list[tuple[str, bytes]], caption: str) -> Message:
        path = f"/sandbox/people/{self.id}/{action}"
        done = self._done(await self._api.upload(path, files, caption, bot=self._bot_id))
        return self._message(done["message"])

    def _done(self, answer: Json) -> Json:
        self.mark = int(answer["sequence"])
        return answer

    def _message(self, json: Json) -> Message:
        return Message(json, self._api.download)

    async def opens(self, link: str) -> Message:
        """Open a deep link and press Start."""
        return self._message((await self._does("opens", {"link": link}))["message"])

    async def sends(self, text: str, *, reply_to: Message | None = None) -> Message:
        """Send a text."""
        body: Json = {"text": text}
        if reply_to:
            body["reply_to"] = reply_to.id
        return self._message((await self._does("sends", body))["message"])

    async def taps(self, button: str, *, on: Message | int | None = None) -> Json:
        """Press a button of message `on`, or of the newest message that has it, or of the keyboard below the chat.

        A button is found by its text, else by a part of it. Returns ``callback_query_id``, ``url``, ``copy_text`` or
        ``web_app``.
        """
        body: Json = {"button": button}
        if on is not None:
            body["message_id"] = on if isinstance(on, int) else on.id
        return await self._does("taps", body)

    async def opens_menu(self) -> Json:
        """Press the menu button, where it opens a page of the bot; returns ``web_app``."""
        return await self._does("opens-menu", {})

    async def sends_web_app_data(self, data: str, button_text: str) -> Message:
        """Send what a page sends that a key of the keyboard below the chat opened."""
        sent = await self._does("sends-web-app-data", {"data": data, "button_text": button_text})
        return self._message(sent["message"])

    async def taps_at(self, message: Message | int, row: int, column: int = 0) -> Json:
        """Press the button at a row and a column, counted from 0."""
        message_id = message if isinstance(message, int) else message.id
        return await self._does("taps", {"message_id": message_id, "row": row, "column": column})

    async def shares_contact(
        self, of: "Person | None" = None, *, with_user_id: bool = True, **other: str | int
    ) -> Message:
        """Share a contact, one's own or another's; `phone_number`, `first_name`, `last_name`, `user_id` override it."""
        body: Json = {"with_user_id": with_user_id, **other}
        if of is not None:
            body["of"] = of.id
        return self._message((await self._does("shares-contact", body))["message"])

    async def sends_file(self, content: bytes, name: str, caption: str = "") -> Message:
        """Send a file unchanged."""
        return await self._uploads("sends-files", [(name, content)], caption)

    async def sends_files(self, files: list[tuple[str, bytes]], caption: str = "") -> Message:
        """Send files, each a name and its content, as an album."""
        return await self._uploads("sends-files", files, caption)

    async def sends_photo(self, content: bytes, caption: str = "") -> Message:
        """Send a photo, recompressed as Telegram does."""
        return await self._uploads("sends-photos", [("photo.jpg", content)], caption)

    async def sends_photos(self, contents: list[bytes], caption: str = "") -> Message:
        """Send photos as an album."""
        return await self._uploads("sends-photos", [(f"{n}.jpg", one) for n, one in enumerate(contents)], caption)

    async def sends_media(self, kind: str, caption: str = "", **place: float) -> Message:
        """Send a `voice`, `audio`, `video`, `video_note`, `animation`, `sticker`, `dice` or `location`.

        A location may have a `latitude` and a `longitude`.
        """
        return self._message((await self._does("sends-media", {"kind": kind, "caption": caption, **place}))["message"])

    async def photographs(self, message: Message, **camera: float) -> Message:
        """Photograph the picture of a message in any phone and send the photo.

        `camera`: `blur`, `turn`, `perspective`, `dim`, `noise`, `scale`, `seed`, `as_file` (docs/sandbox.md).
        """
        body = {"of": message.person_id, "message_id": message.id, **camera}
        return self._message((await self._does("photographs", body))["message"])

    async def scans(self, message: Message) -> str:
        """Scan the code in the picture of a message of any phone with the camera; return its text, such as a link."""
        return str((await self._does("scans", {"of": message.person_id, "message_id": message.id}))["text"])

    async def forwards(self, message: Message) -> Message:
        """Forward a message of any phone to the bot."""
        body = {"from": message.person_id, "message_id": message.id}
        return self._message((await self._does("forwards", body))["message"])

    async def edits(self, message: Message, text: str) -> Message:
        """Edit a text of one's own."""
        return self._message((await self._does("edits", {"message_id": message.id, "text": text}))["message"])

    async def deletes(self, message: Message) -> None:
        """Delete a message in this phone."""
        await self._does("deletes", {"message_id": message.id})

    async def blocks_the_bot(self) -> None:
        """Block the bot."""
        await self._does("blocks")

    async def unblocks_the_bot(self) -> None:
        """Unblock the bot."""
        await self._does("unblocks")

    async def changes(self, **facts: str | bool | None) -> None:
        """Change the account: `first_name`, `last_name`, `username`, `language_code`, `phone`, `deactivated`."""
        self.json = await self._api.request("PATCH", f"/sandbox/people/{self.id}", dict(facts))

    async def chat(self) -> Json:
        """Return the control API's Chat."""
        return await self._api.get(f"/sandbox/people/{self.id}/chat", bot=self._bot_id)

    async def messages(self, *, deleted: bool = False) -> list[Message]:
        """Return the messages of the chat, oldest first; with `deleted`, the deleted ones too."""
        shown = [self._message(json) for json in (await self.chat())["messages"]]
        return [message for message in shown if deleted or not message.deleted]

    async def last(self) -> Message:
        """Return the newest message of the bot."""
        messages = [message for message in await self.messages() if not message.outgoing]
        if not messages:
            raise NotSeenError(f"{self.name} has no message of the bot")
        return messages[-1]

    async def reloads(self, message: Message) -> Message:
        """Return a message as it is now."""
        path = f"/sandbox/people/{message.person_id}/messages/{message.id}"
        return self._message(await self._api.get(path, bot=self._bot_id))

    async def keyboard(self) -> list[str]:
        """Return the texts of the keyboard below the chat."""
        shown = (await self.chat())["reply_keyboard"]
        return [key["text"] for row in shown["rows"] for key in row] if shown else []

    async def marks_read(self) -> None:
        """Treat all messages so far as seen."""
        self.mark = int((await self._changes(2**53, 0))["sequence"])

    async def _changes(self, after: int, wait: float) -> Json:
        path = f"/sandbox/people/{self.id}/changes"
        return await self._api.get(path, after=after, wait=max(wait, 0), bot=self._bot_id)

    async def new_messages(self) -> list[Message]:
        """Return the bot's messages that came or changed since the mark."""
        return self._bot_messages(await self._changes(self.mark, 0))

    def _bot_messages(self, changes: Json) -> list[Message]:
        shown = [self._message(json) for json in changes["messages"]]
        return sorted((one for one in shown if not one.outgoing and not one.deleted), key=lambda one: one.revision)

    async def sees(
        self,
        fragment: str = "",
        *,
        within: float = WAIT_SECONDS,
        button: str | tuple[str, ...] = "",
        kind: str = "",
        below: Message | None = None,
    ) -> Message:
        """Wait for a message since the mark that contains `fragment`, has `button` (or one of them) and is of `kind`.

        With `below`, only for one below that message in the chat, so for none above it that changes. Raise NotSeenError
        when none comes within so many seconds.
        """
        deadline, after, above = time.monotonic() + within, self.mark, below.id if below else 0
        while True:
            changes = await self._changes(after, min(deadline - time.monotonic(), 20))
            for message in self._bot_messages(changes):
                fits = fragment in message.text and kind in {"", message.kind} and _has(message, button)
                if fits and message.id > above:
                    return message
            after = _newest(changes, after)
            if time.monotonic() >= deadline:
                expected = f"{fragment!r}{f' with button {button!r}' if button else ''}{f' ({kind})' if kind else ''}"
                raise NotSeenError(f"{self.name} did not see {expected} within {within} s\n{await self.transcript()}")

    async def sees_answer(self, fragment: str = "", *, within: float = WAIT_SECONDS) -> Json:
        """Wait for the answer to a pressed button: a CallbackAnswer since the mark whose text contains `fragment`."""
        deadline, after = time.monotonic() + within, self.mark
        while True:
            changes = await self._changes(after, min(deadline - time.monotonic(), 20))
            for answer in changes["answers"]:
                if answer["sequence"] > self.mark and fragment in (answer["text"] or ""):
                    found: Json = answer
                    return found
            after = _newest(changes, after)
            if time.monotonic() >= deadline:
                raise NotSeenError(
                    f"{self.name} saw no answer {fragment!r} within {within} s\n{await self.transcript()}"
                )

    async def transcript(self) -> str:
        """Return the end of the chat as text: messages (new ones marked), answers, keyboard."""
        chat = await self.chat()
        shown = [self._message(json) for json in chat["messages"]][-TRANSCRIPT_LENGTH:]
        lines = [f"{'*' if one.revision > self.mark else ' '} {one}" for one in shown]
        answers = [f"  answered: {answer['text']!r}" for answer in chat["answers"][-3:]]
        head = f"chat of {self.name} ({'blocked' if chat['person']['blocked'] else 'open'}; * is new):"
        return "\n".join([head, *lines, *answers, f"  keyboard: {await self.keyboard()}"])


def _has(message: Message, button: str | tuple[str, ...]) -> bool:
    wanted = (button,) if isinstance(button, str) else button
    return "" in wanted or any(one in text for one in wanted for text in message.buttons)


def _newest(changes: Json, after: int) -> int:
    revisions = [int(json["revision"]) for json in changes["messages"]]
    return max([after, *revisions, *(int(answer["sequence"]) for answer in changes["answers"])])
