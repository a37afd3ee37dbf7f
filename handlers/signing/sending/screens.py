"""What a manager sees while sending a document."""

from collections.abc import Sequence
from datetime import datetime

from aiogram.types import InlineKeyboardButton

from bot.signing.documents.send_document import Sent
from bot.signing.models import Class, Confirmation, Handing, Order
from bot.staff.ports import Listed
from bot.texts import Words
from handlers.callbacks import CancelPressed
from handlers.screen import Row, Screen, button, keyboard, ticked, turning
from handlers.signing.boards.callbacks import BoardPressed
from handlers.signing.callbacks import (
    ClassChosen,
    ConfirmationToggled,
    DeadlineChosen,
    DepartmentsPressed,
    DepartmentToggled,
    EveryoneToggled,
    HandingToggled,
    OrderToggled,
    PersonalTextPressed,
    PreviewPressed,
    QuestionReopened,
    RecipientAdded,
    RecipientsChosen,
    RecipientsCleared,
    RecipientsPressed,
    SendConfirmed,
    SendThisPressed,
    TitleKept,
    WarningAccepted,
)
from handlers.signing.sending.draft import Answers, department_key
from handlers.signing.states import Step

DAYS = (3, 7, 14, 30)
PAGE = 8
LABEL = 60
CLASSES = (Class.SIGN, Class.ACKNOWLEDGE, Class.COURSE)


def file_wanted_screen(words: Words) -> Screen:
    """Asks for the file."""
    text = [button(words.plain("signing-personal"), PersonalTextPressed())]
    return Screen(words("signing-file-wanted"), keyboard(text, _cancel(words)))


def version_wanted_screen(words: Words, answers: Answers) -> Screen:
    """Asks for the file of a new version."""
    return Screen(words("signing-version-wanted", title=answers.title or ""), keyboard(_cancel(words)))


def offer_screen(words: Words, answers: Answers) -> Screen:
    """A file came by itself: asks whether it is to be sent."""
    send = [button(words.plain("signing-send-this"), SendThisPressed())]
    return Screen(words("signing-offer", file=answers.file_name), keyboard(send, _cancel(words)))


def step_screen(words: Words, answers: Answers) -> Screen:
    """Asks the next question; sums up when all are answered."""
    draw = {
        Step.TITLE: _title_screen,
        Step.CLASS: _class_screen,
        Step.AUDIENCE: audience_screen,
        Step.DEADLINE: _deadline_screen,
        Step.SUMMARY: summary_screen,
    }
    return draw[answers.step](words, answers)


def _title_screen(words: Words, answers: Answers) -> Screen:
    name = answers.own_title[:LABEL]
    keep = [button(words.plain("signing-title-keep", name=name), TitleKept())]
    return Screen(words("signing-title", file=answers.file_name), keyboard(keep, _cancel(words)))


def _class_screen(words: Words, answers: Answers) -> Screen:
    rows = [[button(words.plain(f"signing-class-{class_}"), ClassChosen(class_=class_))] for class_ in CLASSES]
    return Screen(words("signing-class", title=answers.title or ""), keyboard(*rows, _cancel(words)))


def audience_screen(words: Words, answers: Answers) -> Screen:
    """Whom to ask: everyone, departments, or people whose names are typed."""
    everyone = button(ticked(words.plain("signing-everyone"), on=answers.everyone), EveryoneToggled())
    some = bool(answers.departments)
    departments = button(ticked(words.plain("signing-departments"), on=some), DepartmentsPressed())
    rows = [[everyone], [departments]]
    if answers.number:
        rows.append([button(words.plain("signing-chosen-go-on", number=answers.number), RecipientsChosen())])
        rows.append([button(words.plain("signing-clear"), RecipientsCleared())])
    text = f"{words('signing-audience')}\n\n{chosen_text(words, answers)}"
    return Screen(text, keyboard(*rows, _cancel(words)))


def chosen_text(words: Words, answers: Answers) -> str:
    """How many are chosen, and the first of them by name."""
    if not answers.number:
        return words("signing-nobody-chosen")
    return words(
        "signing-chosen",
        number=answers.number,
        names=", ".join(answers.names),
        more=answers.number - len(answers.names),
    )


def departments_screen(words: Words, answers: Answers, found: dict[str, int], offset: int) -> Screen:
    """The departments, those chosen ticked."""
    names = list(found)
    offset = min(max(offset, 0), max(len(names) - 1, 0))
    rows = [_department(words, name, found[name], answers, offset) for name in names[offset : offset + PAGE]]
    pages = turning(words, offset, PAGE, len(names), lambda to: DepartmentsPressed(offset=to))
    back = [button(words.plain("signing-chosen-done", number=answers.number), RecipientsPressed())]
    return Screen(words("signing-departments-text"), keyboard(*rows, pages, back))


def _department(words: Words, name: str, number: int, answers: Answers, offset: int) -> Row:
    label = f"{name or words.plain('signing-no-department')}"[:LABEL] + f" · {number}"
    press = DepartmentToggled(key=department_key(name), offset=offset)
    return [button(ticked(label, on=name in answers.departments), press)]


def found_screen(words: Words, found: Sequence[Listed], total: int) -> Screen:
    """The people whom the typed words found."""
    rows = [[button(_person(one), RecipientAdded(person_id=one.person.id))] for one in found]
    back = [button(words.plain("back"), RecipientsPressed())]
    text = words("signing-found", total=total, shown=len(found)) if found else words("signing-found-nobody")
    return Screen(text, keyboard(*rows, back))


def _person(listed: Listed) -> str:
    person = listed.person
    return " · ".join(filter(None, (person.name, person.position)))[:LABEL]


def _deadline_screen(words: Words, _: Answers) -> Screen:
    row = [button(words.plain("signing-days", days=days), DeadlineChosen(days=days)) for days in DAYS]
    return Screen(words("signing-deadline"), keyboard(row[:2], row[2:], _cancel(words)))


def summary_screen(words: Words, answers: Answers) -> Screen:
    """Everything at a glance, every answer to be changed, one button to send."""
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
    text = "\n\n".join([text, chosen_text(words, answers), *_personal(words, answers), *_warning(words, answers)])
    preview = [button(words.plain("signing-preview"), PreviewPressed())] if answers.personal else []
    return Screen(
        text, keyboard(_sending(words, answers), preview, *_toggles(words, answers), *changes, _cancel(words))
    )


def _personal(words: Words, answers: Answers) -> list[str]:
    return [words("signing-summary-personal")] if answers.personal else []


def warning_of(words: Words, class_: Class) -> str:
    """The exact words of a class's warning, which are kept with the document; no markup."""
    return words.plain(f"signing-warning-{class_}")


def _warning(words: Words, answers: Answers) -> list[str]:
    if answers.class_ is None or not Class(answers.class_).warned:
        return []
    if answers.wants_warning:
        return [f"⚠️ {warning_of(words, Class(answers.class_))}"]
    return [words("signing-warning-accepted")]


def _sending(words: Words, answers: Answers) -> Row:
    """One button: to send, or to accept the warning first."""
    if answers.wants_warning and answers.class_:
        return [button(words.plain("signing-warning-accept"), WarningAccepted(class_=Class(answers.class_)))]
    return [button(words.plain("signing-send-now", number=answers.number), SendConfirmed(draft=answers.digest))]


def _may_be_handed_on(answers: Answers) -> bool:
    return answers.class_ is not None and Class(answers.class_).handed_on and not answers.personal


def _toggles(words: Words, answers: Answers) -> list[Row]:
    together = answers.order == Order.TOGETHER
    order = button(words.plain("signing-to-sequence" if together else "signing-to-together"), OrderToggled())
    pin = answers.confirmation == Confirmation.PIN
    confirmation = button(words.plain("signing-to-tap" if pin else "signing-to-pin"), ConfirmationToggled())
    alone = answers.handing == Handing.SELF
    handing = button(words.plain("signing-to-colleague" if alone else "signing-to-self"), HandingToggled())
    rows = [[order], [confirmation]] if answers.number > 1 and not answers.personal else [[confirmation]]
    return [*rows, [handing]] if _may_be_handed_on(answers) else rows


def _change(words: Words, step: Step) -> InlineKeyboardButton:
    return button(words.plain(f"signing-change-{step}"), QuestionReopened(step=step))


def sent_screen(words: Words, sent: Sent) -> Screen:
    """On its way; the board follows."""
    document = sent.document
    board = [button(words.plain("signing-board"), BoardPressed(document_id=document.id))]
    text = words("signing-sent", title=document.title, number=sent.recipients, deadline=document.deadline_at)
    return Screen(text, keyboard(board))


def _cancel(words: Words) -> Row:
    return [button(words.plain("cancel"), CancelPressed())]
