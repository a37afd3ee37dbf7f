"""A manager sends a document: a file, four questions, a summary, one button."""

from dataclasses import replace
from datetime import datetime

from aiogram import F, Router
from aiogram.filters import StateFilter
from dishka import FromDishka

from bot.signing.boards.boards import Board
from bot.signing.boards.refresh_boards import PlaceBoard
from bot.signing.documents.deadlines import day_off, in_days, read_deadline, require_ahead
from bot.signing.documents.fix_file import FixFile
from bot.signing.documents.receive_file import ReceiveFile
from bot.signing.documents.send_document import SendDocument, require_title
from bot.signing.documents.use_as_template import UseAsTemplate
from bot.signing.models import Confirmation, Handing, Order
from bot.staff.access import require_manager
from bot.staff.organisation.working_hours import working_time
from bot.staff.roster.count_listed import CountListed
from handlers.callbacks import moment_of
from handlers.filters import NOT_A_COMMAND
from handlers.signing.boards.live import show_board_here
from handlers.signing.documents.callbacks import (
    ClassChosen,
    ConfirmationToggled,
    DeadlineChosen,
    DeadlineMeant,
    FixedCopyPressed,
    HandingToggled,
    NewVersionPressed,
    OrderToggled,
    QuestionReopened,
    SendAgainPressed,
    SendConfirmed,
    SendDocumentPressed,
    SendThisPressed,
    TitleKept,
    WarningAccepted,
)
from handlers.signing.documents.draft import (
    Answers,
    DraftChangedRefused,
    Sending,
    answers_like,
    begin_with_message,
    drop,
    keep,
    recall,
)
from handlers.signing.documents.screens import (
    file_wanted_screen,
    fixed_copy_screen,
    step_screen,
    version_wanted_screen,
    warning_of,
)
from handlers.turn import Turn


async def on_send_pressed(turn: Turn) -> None:
    """Ask for the file of a new document."""
    require_manager(turn.speaker)
    await drop(turn.state)
    await turn.state.set_state(Sending.file)
    await turn.show.here(file_wanted_screen(turn.words))


async def on_send_again_pressed(
    turn: Turn, button: SendAgainPressed, use_as_template: FromDishka[UseAsTemplate]
) -> None:
    """Begin a draft with the same file, for the same people."""
    template = await use_as_template(turn.speaker, button.document_id, now=turn.now)
    answers = answers_like(template, new_version=False).as_demanded(turn.speaker.organisation)
    await keep(turn.state, answers)
    await turn.show.new(step_screen(turn.words, answers))


async def on_new_version_pressed(
    turn: Turn, button: NewVersionPressed, use_as_template: FromDishka[UseAsTemplate]
) -> None:
    """Ask for the file that the same people are to get instead."""
    template = await use_as_template(turn.speaker, button.document_id, now=turn.now)
    answers = answers_like(template, new_version=True).as_demanded(turn.speaker.organisation)
    await keep(turn.state, answers)
    await turn.state.set_state(Sending.file)
    await turn.show.new(version_wanted_screen(turn.words, answers))


async def on_file_sent(turn: Turn, receive: FromDishka[ReceiveFile], count: FromDishka[CountListed]) -> None:
    """Begin a draft with the file."""
    await turn.show.new(step_screen(turn.words, await begin_with_message(turn, receive, count)))


async def on_send_this_pressed(turn: Turn) -> None:
    """Ask the first question about a file that was sent without being asked for."""
    await ask_next(turn, await recall(turn.state))


async def on_fixed_copy_pressed(turn: Turn, button: FixedCopyPressed, fix_file: FromDishka[FixFile]) -> None:
    """Replace the file by its fixed copy, show the copy, and ask the next question."""
    answers = await recall(turn.state)
    if answers.digest != button.draft:
        raise DraftChangedRefused
    copy = await fix_file(turn.speaker, answers.sha256, file_name=answers.file_name, now=turn.now)
    answers = answers.with_file(copy.file)
    await keep(turn.state, answers)
    await turn.show.new(fixed_copy_screen(turn.words, answers, copy.content))
    await turn.show.new(step_screen(turn.words, answers))


async def on_title_typed(turn: Turn) -> None:
    """Take the typed title."""
    answers = replace(await recall(turn.state), title=require_title(turn.message.text or ""))
    await keep(turn.state, answers)
    await turn.show.new(step_screen(turn.words, answers))


async def on_title_kept(turn: Turn) -> None:
    """Use the file's name as the title."""
    answers = await recall(turn.state)
    await ask_next(turn, replace(answers, title=answers.own_title))


async def on_class_chosen(turn: Turn, button: ClassChosen) -> None:
    """Take what the recipients are to do."""
    answers = replace(await recall(turn.state), class_=button.class_.value)
    await ask_next(turn, answers.as_demanded(turn.speaker.organisation))


async def on_deadline_chosen(turn: Turn, button: DeadlineChosen) -> None:
    """Set the deadline to so many days from today."""
    deadline_at = in_days(button.days, working_time(turn.speaker.organisation), turn.now)
    await ask_next(turn, await _with_deadline(turn, deadline_at))


async def on_deadline_typed(turn: Turn) -> None:
    """Take the typed day as the deadline."""
    deadline_at = read_deadline(turn.message.text or "", working_time(turn.speaker.organisation), turn.now)
    require_ahead(deadline_at, turn.now)
    answers = await _with_deadline(turn, deadline_at)
    await keep(turn.state, answers)
    await turn.show.new(step_screen(turn.words, answers))


async def on_deadline_meant(turn: Turn, button: DeadlineMeant) -> None:
    """Set the deadline to the chosen moment, on a day off or not."""
    answers = await recall(turn.state)
    if answers.digest != button.draft:
        raise DraftChangedRefused
    await ask_next(turn, replace(answers, deadline=moment_of(button.minute).isoformat(), instead_of_day_off=None))


async def _with_deadline(turn: Turn, deadline_at: datetime) -> Answers:
    """Return the draft with this deadline, and with what to ask about it."""
    found = day_off(deadline_at, working_time(turn.speaker.organisation), turn.now)
    return (await recall(turn.state)).with_deadline(deadline_at, found)


async def on_order_toggled(turn: Turn) -> None:
    """Switch between all at once and one after another."""
    answers = await recall(turn.state)
    other = Order.SEQUENCE if answers.order == Order.TOGETHER else Order.TOGETHER
    await ask_next(turn, replace(answers, order=other.value))


async def on_confirmation_toggled(turn: Turn) -> None:
    """Switch between the PIN and a tap alone."""
    answers = await recall(turn.state)
    other = Confirmation.TAP if answers.confirmation == Confirmation.PIN else Confirmation.PIN
    await ask_next(turn, replace(answers, confirmation=other.value).as_demanded(turn.speaker.organisation))


async def on_handing_toggled(turn: Turn) -> None:
    """Allow or forbid handing on."""
    answers = await recall(turn.state)
    other = Handing.COLLEAGUE if answers.handing == Handing.SELF else Handing.SELF
    await ask_next(turn, replace(answers, handing=other.value))


async def on_warning_accepted(turn: Turn, button: WarningAccepted) -> None:
    """Record that the warning was accepted; refuse where the class has changed since it was shown."""
    answers = await recall(turn.state)
    if answers.class_ != button.class_.value:
        raise DraftChangedRefused
    await ask_next(turn, replace(answers, accepted_warning=warning_of(turn.words, button.class_)))


async def on_question_reopened(turn: Turn, button: QuestionReopened) -> None:
    """Ask a question again."""
    await ask_next(turn, (await recall(turn.state)).without(button.step))


async def on_send_confirmed(
    turn: Turn,
    button: SendConfirmed,
    send_document: FromDishka[SendDocument],
    place_board: FromDishka[PlaceBoard],
) -> None:
    """Send the document as summed up; its board replaces the summary before the first message goes out."""
    answers = await recall(turn.state)
    if answers.digest != button.draft:
        raise DraftChangedRefused
    sent = await send_document(turn.speaker, answers.draft(), event_id=turn.event_id, now=turn.now)
    await show_board_here(turn, Board(sent.document, sent.tally, sent.turn), place_board)
    await drop(turn.state)
    await turn.show.toast(turn.words.plain("signing-sent", number=sent.tally.total))


async def ask_next(turn: Turn, answers: Answers) -> None:
    """Store the answers and show the next question in place of this one."""
    await keep(turn.state, answers)
    await turn.show.here(step_screen(turn.words, answers))


def router() -> Router:
    """Build the router of sending a document."""
    own = Router(name="sending")
    own.callback_query.register(on_send_pressed, SendDocumentPressed.filter())
    own.callback_query.register(on_send_this_pressed, SendThisPressed.filter())
    own.callback_query.register(on_send_again_pressed, SendAgainPressed.filter())
    own.callback_query.register(on_new_version_pressed, NewVersionPressed.filter())
    own.callback_query.register(on_fixed_copy_pressed, FixedCopyPressed.filter())
    own.callback_query.register(on_title_kept, TitleKept.filter())
    own.callback_query.register(on_class_chosen, ClassChosen.filter())
    own.callback_query.register(on_deadline_chosen, DeadlineChosen.filter())
    own.callback_query.register(on_deadline_meant, DeadlineMeant.filter())
    own.callback_query.register(on_order_toggled, OrderToggled.filter())
    own.callback_query.register(on_confirmation_toggled, ConfirmationToggled.filter())
    own.callback_query.register(on_handing_toggled, HandingToggled.filter())
    own.callback_query.register(on_warning_accepted, WarningAccepted.filter())
    own.callback_query.register(on_question_reopened, QuestionReopened.filter())
    own.callback_query.register(on_send_confirmed, SendConfirmed.filter())
    own.message.register(on_file_sent, StateFilter(Sending.file), F.document)
    own.message.register(on_title_typed, StateFilter(Sending.title), F.text, NOT_A_COMMAND)
    own.message.register(on_deadline_typed, StateFilter(Sending.deadline), F.text, NOT_A_COMMAND)
    return own
