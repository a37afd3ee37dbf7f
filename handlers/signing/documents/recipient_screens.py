"""What a manager sees while choosing the recipients of a document."""

from collections.abc import Sequence

from bot.signing.documents.read_recipients import ListRead, Unmatched
from bot.staff.people.people import Listed
from bot.texts.words import Words
from handlers.callbacks import CancelPressed
from handlers.screen import File, Row, Screen, button, keyboard, ticked, turning
from handlers.signing.documents.callbacks import (
    DepartmentsPressed,
    DepartmentToggled,
    EveryoneToggled,
    RecipientAdded,
    RecipientsChosen,
    RecipientsCleared,
    RecipientsPressed,
)
from handlers.signing.documents.draft import Answers, department_key

PAGE = 8
LABEL = 60
MOST_UNMATCHED = 10


def audience_screen(words: Words, answers: Answers) -> Screen:
    """Ask for the recipients: everyone, departments, or people whose names are typed."""
    everyone = button(ticked(words.plain("signing-everyone"), on=answers.everyone), EveryoneToggled())
    some = bool(answers.departments)
    departments = button(ticked(words.plain("signing-departments"), on=some), DepartmentsPressed())
    rows = [[everyone], [departments]]
    if answers.number:
        rows.append([button(words.plain("signing-chosen-go-on", number=answers.number), RecipientsChosen())])
        rows.append([button(words.plain("signing-clear"), RecipientsCleared())])
    text = f"{words('signing-audience')}\n\n{chosen_text(words, answers)}"
    return Screen(text, keyboard(*rows, [button(words.plain("cancel"), CancelPressed())]))


def chosen_text(words: Words, answers: Answers) -> str:
    """Return how many are chosen, and the names of the first of them."""
    if not answers.number:
        return words("signing-nobody-chosen")
    chosen = words(
        "signing-chosen",
        number=answers.number,
        names=", ".join(answers.names),
        more=answers.number - len(answers.names),
    )
    return f"{chosen}\n{words('signing-chosen-sender')}" if answers.with_sender else chosen


def departments_screen(words: Words, answers: Answers, found: dict[str, int], offset: int) -> Screen:
    """Show the departments; those chosen are ticked."""
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
    """Show the people whom the typed words found."""
    rows = [[button(_person(one), RecipientAdded(person_id=one.person.id))] for one in found]
    back = [button(words.plain("back"), RecipientsPressed())]
    text = words("signing-found", total=total, shown=len(found)) if found else words("signing-found-nobody")
    return Screen(text, keyboard(*rows, back))


def _person(listed: Listed) -> str:
    person = listed.person
    return " · ".join(filter(None, (person.name, person.position)))[:LABEL]


def list_read_screen(words: Words, answers: Answers, read: ListRead) -> Screen:
    """Show how many people a list names, which lines match nobody and why, and how to go on."""
    choosing = audience_screen(words, answers)
    lines = [words("signing-list-read", people=len(read.people), unmatched=len(read.unmatched))]
    lines += [words("signing-list-line", line=_line(words, one)) for one in read.unmatched[:MOST_UNMATCHED]]
    more = len(read.unmatched) - MOST_UNMATCHED
    lines += [words("signing-list-more", more=more)] if more > 0 else []
    return Screen("\n".join([*lines, "", choosing.text]), choosing.keyboard)


def unmatched_screen(words: Words, read: ListRead) -> Screen:
    """Send every line that matches nobody as a file: there are too many for a message."""
    content = "\ufeff" + "\r\n".join(_line(words, one) for one in read.unmatched) + "\r\n"
    text = words("signing-list-unmatched", count=len(read.unmatched))
    return Screen(text, media=File(content.encode(), words.plain("signing-list-file")))


def _line(words: Words, one: Unmatched) -> str:
    why = words.plain(f"signing-list-{one.why}")
    return words.plain("signing-list-row", row=one.row_number, text=one.text, why=why)
