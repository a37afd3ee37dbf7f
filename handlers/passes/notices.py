"""The texts of notices about passes and holders' photos."""

from datetime import datetime
from typing import assert_never
from uuid import UUID

from bot.notices.outbox import Notice
from bot.passes.notices import (
    PassBatchProgress,
    PassesEnding,
    PassesNotice,
    PassIssued,
    PassReminder,
    PassRenewed,
    PassRevoked,
    PhotoApproved,
    PhotoRejected,
    PhotoSubmitted,
)
from bot.texts.words import Words
from handlers.passes.callbacks import EndingPressed, LiveCodePressed, MyPassesPressed, PhotoPressed, SendPhotoPressed
from handlers.passes.issuing.ordering_screens import batch_screen
from handlers.passes.screens import type_name
from handlers.screen import Row, Screen, button, keyboard


def passes_notice(words: Words, notice: Notice, content: PassesNotice) -> Screen:  # noqa: PLR0911 - a case for each kind
    """Return the text of a notice about passes."""
    match content:
        case PassIssued():
            return _issued(words, notice.subject_id, content)
        case PassRenewed():
            return _renewed(words, notice.subject_id, content)
        case PassRevoked():
            return Screen(words("notice-pass-revoked", type=type_name(words, content.type), number=content.number))
        case PassReminder():
            return _reminder(words, content)
        case PassesEnding():
            return _ending(words, content)
        case PassBatchProgress():
            return batch_screen(words, notice.subject_id, content)
        case PhotoSubmitted():
            return _photo_submitted(words, notice.subject_id, content)
        case PhotoApproved():
            return Screen(words("notice-photo-approved"), keyboard(_my_passes(words)))
        case PhotoRejected():
            return Screen(words("notice-photo-refused"), keyboard(_send_photo(words)))
        case _:
            assert_never(content)


def _issued(words: Words, pass_id: UUID, content: PassIssued) -> Screen:
    text = words("notice-pass-issued", **_until(words, content.type, content.number, content.expires_at))
    if content.valid_from_at is not None:
        text += "\n" + words("pass-from", day=words.day(content.valid_from_at))
    if not content.photo_ready:
        return Screen(text + "\n\n" + words("pass-photo-wanted"), keyboard(_send_photo(words)))
    return Screen(text, keyboard(_show(words, pass_id)))


def _renewed(words: Words, pass_id: UUID, content: PassRenewed) -> Screen:
    text = words("notice-pass-renewed", **_until(words, content.type, content.number, content.expires_at))
    return Screen(text, keyboard(_show(words, pass_id)))


def _reminder(words: Words, content: PassReminder) -> Screen:
    until = _until(words, content.type, content.number, content.expires_at)
    return Screen(words("notice-pass-reminder", days=content.days, **until), keyboard(_my_passes(words)))


def _ending(words: Words, content: PassesEnding) -> Screen:
    look = button(words.plain("pass-ending"), EndingPressed())
    return Screen(words("notice-passes-ending", count=content.count), keyboard([look]))


def _photo_submitted(words: Words, photo_id: UUID, content: PhotoSubmitted) -> Screen:
    look = button(words.plain("pass-photo-look"), PhotoPressed(photo_id=photo_id))
    return Screen(words("notice-photo-sent", name=content.name), keyboard([look]))


def _until(words: Words, type_: str, number: str, expires_at: datetime) -> dict[str, str]:
    return {"type": type_name(words, type_), "number": number, "until": words.day(expires_at)}


def _show(words: Words, pass_id: UUID) -> Row:
    return [button(words.plain("pass-show"), LiveCodePressed(pass_id=pass_id))]


def _my_passes(words: Words) -> Row:
    return [button(words.plain("pass-my-passes"), MyPassesPressed())]


def _send_photo(words: Words) -> Row:
    return [button(words.plain("pass-send-photo"), SendPhotoPressed())]
