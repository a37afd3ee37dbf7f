"""Shows screens to the person whose update is being handled."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import AnswerCallbackQuery, EditMessageCaption, EditMessageText
from aiogram.types import (
    CallbackQuery,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)

from handlers.bot_api.files import Files
from handlers.dialogue.marks import marked
from handlers.screen import Picture, Screen

AnswersPage = Callable[[str], Awaitable[None]]
"""Keeps what a press on a page of the bot is answered with, until the page reads it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A screen as it was shown, and its message."""

    message_id: int
    screen: Screen


@dataclass(slots=True)
class Show:
    """Replies to one update: in a new message, in place of the pressed message, or as a toast."""

    bot: Bot
    chat_id: int
    files: Files
    pressed: CallbackQuery | None = None
    answered: bool = False
    replies_to: int | None = None
    """The message that new screens reply to, where there may be several."""
    mark: str = ""
    """Written into the buttons of dialogues."""
    shown: Shown | None = None
    """What was shown last."""
    on_page: AnswersPage | None = None
    """What answers a press that was made on a page; None for one in Telegram."""
    below: bool | None = None
    """Whether a keyboard below the message field was shown, or removed."""

    async def new(self, screen: Screen) -> Message:
        """Show a screen as a new message at the end of the chat."""
        screen = replace(screen, keyboard=marked(screen.keyboard, self.mark))
        message = await self._new(screen)
        if isinstance(screen.keyboard, ReplyKeyboardMarkup | ReplyKeyboardRemove):
            self.below = isinstance(screen.keyboard, ReplyKeyboardMarkup)
        self.shown = Shown(message.message_id, screen)
        return message

    async def _new(self, screen: Screen) -> Message:
        # The answer comes also where the person has deleted what it answers.
        reply = (
            ReplyParameters(message_id=self.replies_to, allow_sending_without_reply=True) if self.replies_to else None
        )
        if screen.media is None:
            return await self.bot.send_message(
                self.chat_id,
                screen.text,
                reply_markup=screen.keyboard,
                protect_content=screen.protected or None,
                reply_parameters=reply,
            )
        file = await self.files.file(screen.media)
        send = self.bot.send_photo if isinstance(screen.media, Picture) else self.bot.send_document
        message: Message = await send(
            self.chat_id,
            file,
            caption=screen.text,
            reply_markup=screen.keyboard,
            protect_content=screen.protected or None,
            reply_parameters=reply,
        )
        await self.files.remember(screen.media, message)
        return message

    async def here(self, screen: Screen) -> int:
        """Show a screen in place of the pressed message; as a new one where there is none or it cannot be edited.

        Return the id of the message that shows it.
        """
        message = self.pressed.message if self.pressed else None
        if not isinstance(message, Message) or not _fits(message, screen):
            return (await self.new(screen)).message_id
        screen = replace(screen, keyboard=marked(screen.keyboard, self.mark))
        try:
            await self._edit(message, screen)
        except TelegramBadRequest as error:
            # Pressing twice asks for what is shown already; an old or deleted message cannot be changed any more.
            if "message is not modified" not in error.message:
                return (await self.new(screen)).message_id
        self.shown = Shown(message.message_id, screen)
        return message.message_id

    async def there(self, message_id: int, screen: Screen) -> None:
        """Show a text screen in place of an earlier message, unless that is gone."""
        with suppress(TelegramBadRequest):
            await self._edit_text(self.chat_id, message_id, screen)

    async def _edit(self, message: Message, screen: Screen) -> None:
        if screen.media is None:
            await self._edit_text(message.chat.id, message.message_id, screen)
            return
        file = await self.files.file(screen.media)
        kind = InputMediaPhoto if isinstance(screen.media, Picture) else InputMediaDocument
        await message.edit_media(kind(media=file, caption=screen.text), reply_markup=screen.inline)

    async def _edit_text(self, chat_id: int, message_id: int, screen: Screen) -> None:
        edit = EditMessageText(chat_id=chat_id, message_id=message_id, text=screen.text, reply_markup=screen.inline)
        await self.bot(edit)

    async def rewrite(self, message_id: int, screen: Screen, *, captioned: bool) -> None:
        """Change the text of an earlier message, or its caption, and its buttons; nothing where it cannot be edited."""
        markup = screen.keyboard if isinstance(screen.keyboard, InlineKeyboardMarkup) else None
        edited: EditMessageCaption | EditMessageText = (
            EditMessageCaption(chat_id=self.chat_id, message_id=message_id, caption=screen.text, reply_markup=markup)
            if captioned
            else EditMessageText(chat_id=self.chat_id, message_id=message_id, text=screen.text, reply_markup=markup)
        )
        with suppress(TelegramBadRequest):  # deleted, or rewritten before
            await self.bot(edited)

    async def take_away(self, message: Message) -> None:
        """Delete the person's message, where Telegram lets a bot do so (Bot API, deleteMessage: within 48 hours)."""
        try:
            await message.delete()
        except TelegramBadRequest:
            return  # gone already, or too old: the person alone can delete it

    async def forget_buttons(self) -> None:
        """Remove the buttons of the pressed message."""
        if self.pressed and isinstance(self.pressed.message, Message) and self.pressed.message.reply_markup:
            # Gone already, by an earlier try of the same update, or too old to be changed.
            with suppress(TelegramBadRequest):
                await self.pressed.message.edit_reply_markup(reply_markup=None)

    async def remove_buttons(self, message_id: int) -> None:
        """Remove the buttons of an earlier message, where it still is there."""
        with suppress(TelegramBadRequest):
            await self.bot.edit_message_reply_markup(chat_id=self.chat_id, message_id=message_id, reply_markup=None)

    async def toast(self, text: str = "", *, alert: bool = False) -> None:
        """Show a toast over the pressed button (at most 200 characters), or with an alert to be closed."""
        if self.pressed is None or self.answered:
            return
        self.answered = True
        if self.on_page is not None:
            await self.on_page(text)
            return
        try:
            query, said = self.pressed.id, text[:200] or None
            await self.bot(AnswerCallbackQuery(callback_query_id=query, text=said, show_alert=alert or None))
        except TelegramBadRequest:
            # After a long outage the query is too old to be answered; the screen itself still tells.
            return


def _fits(message: Message, screen: Screen) -> bool:
    """Telegram edits a text into a text and media into media only, and never adds a reply keyboard by an edit."""
    inline = screen.keyboard is None or isinstance(screen.keyboard, InlineKeyboardMarkup)
    return inline and not screen.protected and (screen.media is not None) == bool(message.photo or message.document)
