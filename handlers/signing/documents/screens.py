"""What a manager sees while sending a document."""

from datetime import datetime

from aiogram.types import InlineKeyboardButton

from bot.signing.models import Carrying, Class, Confirmation, Handing, MarkPlace, Order
from bot.texts.words import Words
from handlers.callbacks import CancelPressed, minute_of
from handlers.screen import File, Row, Screen, button, keyboard, ticked
from handlers.signing.day_off_screens import day_off_buttons, day_off_text
from handlers.signing.documents.callbacks import (
    ClassChosen,
    ConfirmationToggled,
    DeadlineChosen,
    DeadlineMeant,
    FixedCopyPressed,
    HandingToggled,
    ImportInstead,
    MarkChosen,
    MarkPressed,
    OrderToggled,
    QuestionReopened,
    SendConfirmed,
    SendThisPressed,
    TitleKept,
    WarningAccepted,
)
from handlers.signing.documents.draft import Answers, Step
from handlers.signing.documents.recipient_screens import audience_screen, chosen_text
from handlers.signing.personal_texts.callbacks import PersonalTextPressed, PreviewPressed

DAYS = (3, 7, 14, 30)
PAGE = 8
LABEL = 60
CLASSES = (Class.SIGN, Class.ACKNOWLEDGE, Class.COURSE)


def file_wanted_screen(words: Words) -> Screen:
    """Ask for the file."""
    text = [button(words.plain("signing-personal"), PersonalTextPressed())]
    return Screen(words("signing-file-wanted"), keyboard(text, _cancel(words)))


def version_wanted_screen(words: Words, answers: Answers) -> Screen:
    """Ask for the file of a new version."""
    return Screen(words("signing-version-wanted", title=answers.title or ""), keyboard(_cancel(words)))


def offer_screen(words: Words, answers: Answers) -> Screen:
    """Ask whether a file that was sent without being asked for is to be sent on."""
    send = [button(words.plain("signing-send-this"), SendThisPressed())]
    return Screen(words("signing-offer", file=answers.file_name), keyboard(send, _cancel(words)))


def step_screen(words: Words, answers: Answers) -> Screen:
    """Ask the next question; sum up when all are answered."""
    draw = {
        Step.FIXED: _changing_screen,
        Step.TITLE: _title_screen,
        Step.CLASS: _class_screen,
        Step.AUDIENCE: audience_screen,
        Step.DEADLINE: _deadline_screen,
        Step.SUMMARY: summary_screen,
    }
    return draw[answers.step](words, answers)


def _changing_screen(words: Words, answers: Answers) -> Screen:
    """Say what in the file can change, and offer a fixed copy."""
    kinds = "\n".join(words.plain(f"signing-changing-{kind}") for kind in answers.changing)
    fix = [button(words.plain("signing-fixed-copy"), FixedCopyPressed(draft=answers.digest))]
    return Screen(words("signing-changing", file=answers.file_name, kinds=kinds), keyboard(fix, _cancel(words)))


def fixed_copy_screen(words: Words, answers: Answers, content: bytes) -> Screen:
    """Show the fixed copy that was made."""
    return Screen(words("signing-fixed-copy-made"), None, File(content, answers.file_name))


def _title_screen(words: Words, answers: Answers) -> Screen:
    name = answers.own_title[:LABEL]
    keep = [button(words.plain("signing-title-keep", name=name), TitleKept())]
    return Screen(words("signing-title", file=answers.file_name), keyboard(keep, _cancel(words)))


def _class_screen(words: Words, answers: Answers) -> Screen:
    rows = [[button(words.plain(f"signing-class-{class_}"), ClassChosen(class_=class_))] for class_ in CLASSES]
    return Screen(words("signing-class", title=answers.title or ""), keyboard(*rows, _cancel(words)))


def _deadline_screen(words: Words, _: Answers) -> Screen:
    row = [button(words.plain("signing-days", days=days), DeadlineChosen(days=days)) for days in DAYS]
    return Screen(words("signing-deadline"), keyboard(row[:2], row[2:], _cancel(words)))


def summary_screen(words: Words, answers: Answers) -> Screen:
    """Sum up all answers, with a button to change each and one to send."""
    text = words(
        "signing-summary",
        title=answers.title or "",
        file=answers.file_name,
        kind=answers.class_ or "",
        deadline=datetime.fromisoformat(answers.deadline or ""),
        order=answers.order if answers.number > 1 and not answers.personal else "one",
        confirmation=answers.confirmation,
        handing=answers.handing if _may_be_handed_on(answers) else "self",
    )
    changes = [
        [_change(words, Step.TITLE), _change(words, Step.CLASS)],
        [_change(words, Step.AUDIENCE), _change(words, Step.DEADLINE)],
    ]
    said = [chosen_text(words, answers), *_file(words, answers), *_list(words, answers)]
    text = "\n\n".join([text, *said, *_day_off(words, answers), *_warning(words, answers)])
    preview = [button(words.plain("signing-preview"), PreviewPressed())] if answers.personal else []
    return Screen(
        text,
        keyboard(
            *_day_off_choice(words, answers),
            *_sending(words, answers),
            preview,
            *_toggles(words, answers),
            *changes,
            _cancel(words),
        ),
    )


def _file(words: Words, answers: Answers) -> list[str]:
    """Say what is special about the file."""
    if answers.personal:
        return [words("signing-summary-personal")]
    if answers.carrying == Carrying.ATTACHMENT:
        return [words("signing-summary-attached")]
    margin = words("signing-summary-margin", unmarked=max(answers.pages - answers.marked, 0))
    place = words("signing-summary-mark", place=words.plain(f"signing-mark-{answers.mark}"))
    return [*([margin] if answers.marked else []), *([place] if answers.mark != MarkPlace.NONE else [])]


def mark_screen(words: Words, answers: Answers) -> Screen:
    """Show the places of the visible mark that are free, and the one that is chosen."""
    places = [MarkPlace.NONE, *map(MarkPlace, answers.places)]
    rows = [
        [button(ticked(words.plain(f"signing-mark-{place}"), on=place == answers.mark), MarkChosen(place=place))]
        for place in places
    ]
    return Screen(words("signing-mark-ask"), keyboard(*rows, _cancel(words)))


def _day_off(words: Words, answers: Answers) -> list[str]:
    return [day_off_text(words, answers.day_off)] if answers.day_off else []


def _day_off_choice(words: Words, answers: Answers) -> list[Row]:
    found = answers.day_off
    if found is None:
        return []
    moments = (found.instead_at, found.deadline_at)
    move, keep = (DeadlineMeant(minute=minute_of(at), draft=answers.digest) for at in moments)
    return day_off_buttons(words, found, move=move, keep=keep)


def warning_of(words: Words, class_: Class) -> str:
    """Return the exact text of a class's warning, which is kept with the document; no markup."""
    return words.plain(f"signing-warning-{class_}")


def _warning(words: Words, answers: Answers) -> list[str]:
    if answers.class_ is None or not answers.is_warned:
        return []
    if answers.wants_warning:
        return [f"⚠️ {warning_of(words, Class(answers.class_))}"]
    return [words("signing-warning-accepted")]


def _list(words: Words, answers: Answers) -> list[str]:
    """Ask whether a list of people is to be sent, or imported."""
    return [words("signing-listed", people=answers.listed, number=answers.number)] if answers.listed else []


def _sending(words: Words, answers: Answers) -> list[Row]:
    """Draw the button that sends, or the one that accepts the warning first; a list of people can be imported."""
    instead: Row = [button(words.plain("signing-import-instead"), ImportInstead())] if answers.listed else []
    if answers.wants_warning and answers.class_:
        accept = WarningAccepted(class_=Class(answers.class_))
        return [[button(words.plain("signing-warning-accept"), accept)], instead]
    send = "signing-send-list" if answers.listed else "signing-send-now"
    return [[button(words.plain(send, number=answers.number), SendConfirmed(draft=answers.digest))], instead]


def _may_be_handed_on(answers: Answers) -> bool:
    return answers.class_ is not None and Class(answers.class_).handed_on and not answers.personal


def _toggles(words: Words, answers: Answers) -> list[Row]:
    together = answers.order == Order.TOGETHER
    order = button(words.plain("signing-to-sequence" if together else "signing-to-together"), OrderToggled())
    pin = answers.confirmation == Confirmation.PIN
    confirmation = button(words.plain("signing-to-tap" if pin else "signing-to-pin"), ConfirmationToggled())
    alone = answers.handing == Handing.SELF
    handing = button(words.plain("signing-to-colleague" if alone else "signing-to-self"), HandingToggled())
    demanded = answers.confirmation == Confirmation.QUALIFIED
    rows = [[order] if answers.number > 1 and not answers.personal else [], [] if demanded else [confirmation]]
    mark: Row = [button(words.plain("signing-mark"), MarkPressed())] if answers.places else []
    return [*rows, [handing] if _may_be_handed_on(answers) else [], mark]


def _change(words: Words, step: Step) -> InlineKeyboardButton:
    return button(words.plain(f"signing-change-{step}"), QuestionReopened(step=step))


def _cancel(words: Words) -> Row:
    return [button(words.plain("cancel"), CancelPressed())]
