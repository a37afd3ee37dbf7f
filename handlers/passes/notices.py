"""What the bot tells by itself about passes: to their holders, and to managers when a holder says "not me"."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from bot.notices.outbox import Kind, Notice
from bot.texts import Words
from handlers.passes.callbacks import (
    EndingPressed,
    LiveCodePressed,
    MyPassesPressed,
    NotMePressed,
    PassPressed,
    PhotoPressed,
    SendPhotoPressed,
)
from handlers.passes.issuing.ordering_screens import batch_screen
from handlers.passes.screens import day, type_name
from handlers.screen import Screen, button, keyboard


def _issued(words: Words, notice: Notice) -> Screen:
    text = words("notice-pass-issued", **_until(words, notice))
    if later := notice.facts.get("from"):
        text += "\n" + words("pass-from", day=day(words, datetime.fromisoformat(str(later))))
    if notice.facts.get("photo") == 0:
        text += "\n\n" + words("pass-photo-wanted")
        return Screen(text, keyboard([button(words.plain("pass-send-photo"), SendPhotoPressed())]))
    show = button(words.plain("pass-show"), LiveCodePressed(pass_id=notice.subject_id))
    return Screen(text, keyboard([show]))


def _revoked(words: Words, notice: Notice) -> Screen:
    facts = _texts(notice)
    return Screen(words("notice-pass-revoked", type=type_name(words, facts["type"]), number=facts["number"]))


def _renewed(words: Words, notice: Notice) -> Screen:
    show = button(words.plain("pass-show"), LiveCodePressed(pass_id=notice.subject_id))
    return Screen(words("notice-pass-renewed", **_until(words, notice)), keyboard([show]))


def _reminder(words: Words, notice: Notice) -> Screen:
    text = words("notice-pass-reminder", days=int(notice.facts["days"]), **_until(words, notice))
    return Screen(text, keyboard([button(words.plain("pass-my-passes"), MyPassesPressed())]))


def _ending(words: Words, notice: Notice) -> Screen:
    look = button(words.plain("pass-ending"), EndingPressed())
    return Screen(words("notice-passes-ending", count=int(notice.facts["count"])), keyboard([look]))


def _until(words: Words, notice: Notice) -> dict[str, str]:
    facts = _texts(notice)
    until = day(words, datetime.fromisoformat(facts["until"]))
    return {"type": type_name(words, facts["type"]), "number": facts["number"], "until": until}


def _photo_sent(words: Words, notice: Notice) -> Screen:
    look = button(words.plain("pass-photo-look"), PhotoPressed(photo_id=notice.subject_id))
    return Screen(words("notice-photo-sent", name=_texts(notice)["name"]), keyboard([look]))


def _photo_approved(words: Words, _: Notice) -> Screen:
    return Screen(words("notice-photo-approved"), keyboard([button(words.plain("pass-my-passes"), MyPassesPressed())]))


def _photo_refused(words: Words, _: Notice) -> Screen:
    again = button(words.plain("pass-send-photo"), SendPhotoPressed())
    return Screen(words("notice-photo-refused"), keyboard([again]))


def _checked(words: Words, notice: Notice) -> Screen:
    facts = _texts(notice)
    said: dict[str, str | datetime] = {
        "organisation": facts["organisation"],
        "place": facts["place"],
        "at": datetime.fromisoformat(facts["at"]),
        "type": type_name(words, facts["type"]),
        "number": facts["number"],
    }
    passed = facts["verdict"] == "valid"
    text = (
        words("notice-checked", **said)
        if passed
        else words("notice-checked-not-passed", verdict=facts["verdict"], **said)
    )
    return Screen(
        text, keyboard([button(words.plain("notice-checked-not-me"), NotMePressed(check_id=notice.subject_id))])
    )


def _not_me(words: Words, notice: Notice) -> Screen:
    facts = _texts(notice)
    text = words(
        "notice-not-me",
        holder=facts["holder"],
        place=facts["place"],
        guard=facts["guard"],
        at=datetime.fromisoformat(facts["at"]),
        number=facts["number"],
    )
    return Screen(text, keyboard([button(words.plain("pass-open"), PassPressed(pass_id=UUID(facts["pass_id"])))]))


def _texts(notice: Notice) -> dict[str, str]:
    return {name: str(value) for name, value in notice.facts.items()}


SCREENS: dict[Kind, Callable[[Words, Notice], Screen]] = {
    Kind.PASS_ISSUED: _issued,
    Kind.PASS_BATCH: batch_screen,
    Kind.PASS_RENEWED: _renewed,
    Kind.PASS_REVOKED: _revoked,
    Kind.PASS_REMINDER: _reminder,
    Kind.PASSES_ENDING: _ending,
    Kind.PHOTO_SENT: _photo_sent,
    Kind.PHOTO_APPROVED: _photo_approved,
    Kind.PHOTO_REFUSED: _photo_refused,
    Kind.CHECKED: _checked,
    Kind.NOT_ME: _not_me,
}
