"""The parts of a screen."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import IO
from uuid import UUID

from aiogram.filters.callback_data import CallbackData
from aiogram.types import (
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    WebAppInfo,
)

from bot.texts.words import Words

Row = list[InlineKeyboardButton]
Keyboard = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to show: the bytes of a PNG or JPEG."""

    content: bytes
    name: str


@dataclass(frozen=True, slots=True)
class File:
    """A file to send: its bytes."""

    content: bytes
    name: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A stored file to send: uploaded, or sent by the id under which Telegram has it."""

    organisation_id: UUID
    sha256: str
    name: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A file too large to be held in memory: it stays open for reading while it is being sent."""

    file: IO[bytes]
    name: str


Media = Picture | File | Kept | Opened


@dataclass(frozen=True, slots=True)
class Screen:
    """One message: HTML `text`, buttons, media.

    `protected` prevents forwarding and saving; only a picture of a personal link needs it.
    """

    text: str
    keyboard: Keyboard | None = None
    media: Media | None = None
    protected: bool = False

    @property
    def inline(self) -> InlineKeyboardMarkup | None:
        """Return the keyboard that an edit can set; Telegram sets no other kind by an edit."""
        return self.keyboard if isinstance(self.keyboard, InlineKeyboardMarkup) else None


def clip(text: str, most: int) -> str:
    """Shorten users' text to `most` characters, so that a message stays within Telegram's limits."""
    return text if len(text) <= most else text[: most - 1] + "…"


def ticked(label: str, *, on: bool) -> str:
    """Mark the label of the chosen option."""
    return f"✓ {label}" if on else label


def button(label: str, press: CallbackData) -> InlineKeyboardButton:
    """Return a button that sends its callback data when pressed."""
    return InlineKeyboardButton(text=label, callback_data=press.pack())


def copy_button(label: str, text: str) -> InlineKeyboardButton:
    """Return a button that copies `text` (1-256 characters) to the clipboard."""
    return InlineKeyboardButton(text=label, copy_text=CopyTextButton(text=text))


def page_button(label: str, url: str) -> InlineKeyboardButton:
    """Return a button that opens a page inside Telegram."""
    return InlineKeyboardButton(text=label, web_app=WebAppInfo(url=url))


def turning(words: Words, offset: int, size: int, total: int, to: Callable[[int], CallbackData]) -> Row:
    """Return the buttons that page through a list of `total`, `size` a page; `to` makes an offset's callback data."""
    row = []
    if offset > 0:
        row.append(button(words.plain("previous"), to(max(offset - size, 0))))
    if offset + size < total:
        row.append(button(words.plain("next"), to(offset + size)))
    return row


def searched_rows(words: Words, searched: str, everyone: CallbackData) -> tuple[list[str], list[Row]]:
    """Return what a page of people says of the words that narrow it, and the button that shows everyone again."""
    if not searched:
        return [], []
    return [words("people-searched", words=searched)], [[button(words.plain("staff-everyone"), everyone)]]


def keyboard(*rows: Iterable[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    """Lay out buttons in rows; drop empty rows."""
    laid = [list(row) for row in rows]
    return InlineKeyboardMarkup(inline_keyboard=[row for row in laid if row])
