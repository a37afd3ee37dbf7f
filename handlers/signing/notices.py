"""The notices of signing, as people read them."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from bot.notices.outbox import Kind, Notice
from bot.signing.models import Handing
from bot.texts import Words
from handlers.screen import Kept, Row, Screen, button, keyboard
from handlers.signing.boards.callbacks import BoardPressed
from handlers.signing.boards.screens import board_of
from handlers.signing.callbacks import MyDocumentPressed
from handlers.signing.requests.screens import answer_buttons, snooze_button
from handlers.staff.callbacks import PersonPressed


def request_sent(words: Words, notice: Notice) -> Screen:
    """The very file, what is asked, by when."""
    facts = notice.facts
    text = words(
        "notice-request-sent",
        title=facts["title"],
        kind=facts["class"],
        author=facts["author"],
        deadline=_deadline(notice),
        fingerprint=facts["fingerprint"],
    )
    if facts.get("handed_on_by"):
        text += "\n\n" + words("signing-handed-on-by", name=facts["handed_on_by"])
    return Screen(text, keyboard(*_answers(words, notice)), _file(notice))


def request_reminder(words: Words, notice: Notice) -> Screen:
    """A document waits."""
    facts = notice.facts
    text = words("notice-request-reminder", title=facts["title"], kind=facts["class"], deadline=_deadline(notice))
    return Screen(text, keyboard(*_to_answer(words, notice), snooze_button(words, notice.subject_id)))


def request_overdue(words: Words, notice: Notice) -> Screen:
    """The deadline has passed: told to the person, and to the manager with who it is about."""
    facts = notice.facts
    if "waiting" in facts:
        text = words(
            "notice-request-overdue-author",
            title=facts["title"],
            deadline=_deadline(notice),
            waiting=facts["waiting"],
            total=facts["total"],
        )
        return Screen(text, keyboard(_to_board(words, notice)))
    text = words("notice-request-overdue", title=facts["title"], kind=facts["class"], deadline=_deadline(notice))
    return Screen(text, keyboard(*_to_answer(words, notice)))


def request_voided(words: Words, notice: Notice) -> Screen:
    """Nothing is asked any more."""
    return Screen(words("notice-request-voided", title=notice.facts["title"], state=notice.facts["state"]))


def request_handed_on(words: Words, notice: Notice) -> Screen:
    """The author learns who answers now."""
    facts = notice.facts
    text = words("notice-request-handed-on", title=facts["title"], name=facts["name"], colleague=facts["colleague"])
    return Screen(text, keyboard(_to_board(words, notice)))


def deadline_moved(words: Words, notice: Notice) -> Screen:
    """There is more time."""
    text = words("notice-deadline-moved", title=notice.facts["title"], deadline=_deadline(notice))
    return Screen(text, keyboard(*_to_answer(words, notice)))


def request_declined(words: Words, notice: Notice) -> Screen:
    """Somebody said no, and why; the author goes on from the board."""
    facts = notice.facts
    text = words("notice-request-declined", title=facts["title"], name=facts["name"], reason=facts["reason"])
    return Screen(text, keyboard(_to_board(words, notice)) if facts.get("author") else None)


def document_finished(words: Words, notice: Notice) -> Screen:
    """The finished file."""
    facts = notice.facts
    text = words("notice-document-finished", title=facts["title"], signed=facts["signed"], total=facts["total"])
    return Screen(text, media=_file(notice))


def board(words: Words, notice: Notice) -> Screen:
    """The author's board; the courier shows it in the place of the message that its facts name."""
    return board_of(words, notice.facts)


def _deadline(notice: Notice) -> datetime:
    return datetime.fromisoformat(str(notice.facts["deadline"]))


def _file(notice: Notice) -> Kept:
    return Kept(notice.organisation_id, str(notice.facts["sha256"]), str(notice.facts["file_name"]))


def _answers(words: Words, notice: Notice) -> list[Row]:
    facts = notice.facts
    return answer_buttons(words, notice.subject_id, str(facts["class"]), str(facts.get("handing", Handing.SELF)))


def _to_answer(words: Words, notice: Notice) -> list[Row]:
    rows = _answers(words, notice)
    return [*rows[:1], [button(words.plain("signing-open-card"), MyDocumentPressed(request_id=notice.subject_id))]]


def _to_board(words: Words, notice: Notice) -> Row:
    return [button(words.plain("signing-board"), BoardPressed(document_id=UUID(str(notice.facts["document_id"]))))]


def unreached(words: Words, notice: Notice) -> Screen:
    """Telegram does not reach somebody: for the author of the document they have not answered, or for managers."""
    name = str(notice.facts["name"])
    if "document_id" in notice.facts:
        text = words("notice-unreached-document", name=name, title=str(notice.facts["title"]))
        return Screen(text, keyboard(_to_board(words, notice)))
    card = [button(words.plain("notice-unreached-card"), PersonPressed(person_id=notice.subject_id))]
    return Screen(words("notice-unreached-person", name=name), keyboard(card))


SCREENS: dict[Kind, Callable[[Words, Notice], Screen]] = {
    Kind.REQUEST_SENT: request_sent,
    Kind.REQUEST_REMINDER: request_reminder,
    Kind.REQUEST_OVERDUE: request_overdue,
    Kind.UNREACHED: unreached,
    Kind.REQUEST_VOIDED: request_voided,
    Kind.REQUEST_DECLINED: request_declined,
    Kind.REQUEST_HANDED_ON: request_handed_on,
    Kind.DEADLINE_MOVED: deadline_moved,
    Kind.DOCUMENT_FINISHED: document_finished,
    Kind.BOARD: board,
}
