"""Screens of issuing a pass: the questions and the result."""

from bot.passes.issuing.issue_pass import Issued, PhotoFrom
from bot.passes.photos.faces import FaceCheck
from bot.passes.types.pass_types import Terms
from bot.staff.models import Person
from bot.staff.people.browse_staff import StaffPage
from bot.texts.words import Words
from handlers.callbacks import CancelPressed
from handlers.passes.callbacks import IssuePassPressed, PassDaysChosen, PassPressed, PassTypeChosen, PhotoChosen
from handlers.passes.issuing.draft import PassAnswers
from handlers.passes.screens import field_name, from_line, pass_facts, type_name
from handlers.screen import Row, Screen, button, keyboard
from handlers.staff.callbacks import PersonPressed

LABEL = 60


def holder_screen(words: Words) -> Screen:
    """Ask for the holder's name."""
    return Screen(words("pass-issue-holder"), keyboard(_cancel(words)))


def holders_screen(words: Words, page: StaffPage) -> Screen:
    """Show the people found who have not left, each as a button that begins their pass."""
    present = [one.person for one in page.people if one.person.dismissed_at is None]
    rows = [[button(_person(person), IssuePassPressed(person_id=person.id))] for person in present]
    found = words("pass-holders-found", total=page.total, shown=len(page.people))
    return Screen(found if present else words("pass-holder-nobody"), keyboard(*rows, _cancel(words)))


def _person(person: Person) -> str:
    return " · ".join(filter(None, (person.name, person.position)))[:LABEL]


def type_screen(words: Words, holder_name: str, types: tuple[Terms, ...]) -> Screen:
    """Ask for the type, the staff pass first, own types last."""
    rows = [[button(type_name(words, one.name), PassTypeChosen(type=one.key))] for one in types]
    return Screen(words("pass-issue-type", name=holder_name), keyboard(*rows, _cancel(words)))


def field_screen(words: Words, answers: PassAnswers) -> Screen:
    """Ask for the value of the next field."""
    label = field_name(words, answers.labels[len(answers.values)])
    text = words("pass-issue-field", type=type_name(words, answers.type or ""), field=label)
    return Screen(text, keyboard(_cancel(words)))


def days_screen(words: Words, answers: PassAnswers) -> Screen:
    """Ask for the validity; offer what is usual for the type."""
    rows = [[button(words.plain("pass-days", days=count), PassDaysChosen(days=count))] for count in answers.offered]
    text = words("pass-issue-days", type=type_name(words, answers.type or ""))
    return Screen(text, keyboard(*rows, _cancel(words)))


def photo_screen(words: Words, answers: PassAnswers) -> Screen:
    """Ask for the holder's photo, or where it is to come from."""
    rows: list[Row] = [[button(words.plain("pass-photo-from-holder"), PhotoChosen(source=PhotoFrom.HOLDER))]]
    if answers.photographed:
        rows.insert(0, [button(words.plain("pass-photo-on-file"), PhotoChosen(source=PhotoFrom.FILE))])
    if not answers.needs_photo:
        rows.append([button(words.plain("pass-without-photo"), PhotoChosen(source=PhotoFrom.NOWHERE))])
    return Screen(words("pass-issue-photo"), keyboard(*rows, _cancel(words)))


def issued_screen(words: Words, issued: Issued) -> Screen:
    """Show the issued pass, and say whether the holder was notified."""
    waits = issued.pass_.photo_wanted_at is not None
    text = words("pass-issued", name=issued.holder.name, **pass_facts(words, issued.pass_))
    text = "\n".join([text, *from_line(words, issued.pass_.valid_from_at, issued.pass_.issued_at)])
    next_step = words("pass-issued-photo-wanted" if waits else "pass-issued-told")
    face_check = issued.portrait.face_check if issued.portrait else None
    if face_check not in (None, FaceCheck.GOOD):
        next_step += f"\n\n{words(f'pass-photo-seen-{face_check}')}"
    rows: list[Row] = [
        [button(words.plain("pass-open"), PassPressed(pass_id=issued.pass_.id))],
        [button(words.plain("back"), PersonPressed(person_id=issued.holder.id))],
    ]
    return Screen(f"{text}\n\n{next_step}", keyboard(*rows))


def _cancel(words: Words) -> Row:
    return [button(words.plain("cancel"), CancelPressed())]
