"""The draft of a document: the manager's answers, kept in the FSM storage, so that they survive a restart."""

import hashlib
import json
from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import StrEnum
from pathlib import PurePath
from typing import Any
from uuid import UUID

from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup

from bot.errors import StateRefused
from bot.signing.documents.audience import Audience
from bot.signing.documents.deadlines import DayOff
from bot.signing.documents.receive_file import Received, ReceiveFile
from bot.signing.documents.recipients import Choice
from bot.signing.documents.send_document import LONGEST_TITLE, Draft
from bot.signing.documents.use_as_template import DocumentTemplate
from bot.signing.models import Carrying, Class, Confirmation, Handing, MarkPlace, Order
from bot.signing.qualified.demand_signatures import confirmation_of
from bot.signing.sealing.files import Changing
from bot.staff.models import Organisation
from bot.staff.roster.count_listed import CountListed
from bot.texts.lines import one_line
from handlers.bot_api.files import name_of
from handlers.dialogue.awaited import Awaited, Awaiting
from handlers.turn import Turn

_DRAFT = "draft"


class DraftGoneRefused(StateRefused):
    """There is no draft: the document was sent or dropped, or never begun."""


class DraftChangedRefused(StateRefused):
    """The answers differ from those that were summed up above the button."""


class Step(StrEnum):
    """A question about a document to be sent, in the order in which they are asked; then the summary."""

    FIXED = "fixed"
    """A file that can change by itself is replaced by a fixed copy, or by another file."""
    TITLE = "title"
    CLASS = "class"
    AUDIENCE = "audience"
    DEADLINE = "deadline"
    SUMMARY = "summary"


class Sending(StatesGroup):
    """A manager answers what a document is, whom it is for and by when."""

    file = Awaiting(Awaited.FILE_OR_TEXT)
    title = Awaiting(Awaited.TEXT)
    class_ = Awaiting(Awaited.BUTTON)
    audience = Awaiting(Awaited.NAME)
    deadline = Awaiting(Awaited.TEXT)
    summary = Awaiting(Awaited.BUTTON)


STATES: dict[Step, State] = {
    Step.FIXED: Sending.file,
    Step.TITLE: Sending.title,
    Step.CLASS: Sending.class_,
    Step.AUDIENCE: Sending.audience,
    Step.DEADLINE: Sending.deadline,
    Step.SUMMARY: Sending.summary,
}


@dataclass(frozen=True, slots=True)
class Answers:
    """The manager's answers as JSON values. An answer not given yet is None; `chosen`: the audience is complete.

    `accepted_warning` is the text of the class's warning, once accepted. `instead_of_day_off` is the end of the next
    working day, where nobody is reminded on the day of the deadline; `reminded_until` is when the last hour ends.
    `listed` counts the people in a list. `mark` is the chosen one of the `places` for a visible mark; `marked` pages
    get one in their margin.
    """

    sha256: str
    size: int
    file_name: str
    media_type: str
    title: str | None = None
    class_: str | None = None
    everyone: bool = False
    departments: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    number: int = 0
    names: tuple[str, ...] = ()
    with_sender: bool = False
    chosen: bool = False
    deadline: str | None = None
    instead_of_day_off: str | None = None
    reminded_until: str | None = None
    order: str = Order.TOGETHER.value
    confirmation: str = Confirmation.PIN.value
    handing: str = Handing.SELF.value
    accepted_warning: str | None = None
    replaces: str | None = None
    personal: bool = False
    carrying: str = Carrying.ATTACHMENT.value
    changing: tuple[str, ...] = ()
    listed: int = 0
    pages: int = 0
    marked: int = 0
    places: tuple[str, ...] = ()
    mark: str = MarkPlace.NONE.value

    @property
    def step(self) -> Step:
        """Return the first question without an answer."""
        questions = (
            (Step.FIXED, not self.changing),
            (Step.TITLE, self.title),
            (Step.CLASS, self.class_),
            (Step.AUDIENCE, self.chosen),
            (Step.DEADLINE, self.deadline),
        )
        return next((step for step, answer in questions if not answer), Step.SUMMARY)

    @property
    def audience(self) -> Audience:
        """Return the choice of recipients."""
        return Audience(self.everyone, frozenset(self.departments), tuple(map(UUID, self.people)))

    @property
    def wants_warning(self) -> bool:
        """Return whether a warning is still to be accepted."""
        return self.is_warned and not self.accepted_warning

    @property
    def is_warned(self) -> bool:
        """Return whether there is a warning about such a document."""
        return self.class_ is not None and Class(self.class_).warned(Confirmation(self.confirmation))

    def as_demanded(self, organisation: Organisation) -> "Answers":
        """Return the answers with the confirmation that the organisation demands of the class."""
        if self.class_ is None:
            return self
        confirmation = confirmation_of(organisation, Class(self.class_), Confirmation(self.confirmation))
        return replace(self, confirmation=confirmation.value)

    @property
    def own_title(self) -> str:
        """Return the title suggested by the name of the file."""
        return one_line(PurePath(self.file_name).stem or self.file_name)[:LONGEST_TITLE]

    @property
    def digest(self) -> str:
        """Identify these exact answers in eight characters."""
        return hashlib.sha256(json.dumps(_plain(self), sort_keys=True).encode()).hexdigest()[:8]

    def with_choice(self, choice: Choice) -> "Answers":
        """Return the answers with this choice of recipients."""
        audience = choice.audience
        return replace(
            self,
            everyone=audience.everyone,
            departments=tuple(sorted(audience.departments)),
            people=tuple(map(str, audience.people)),
            number=choice.number,
            with_sender=choice.with_sender,
            names=choice.names,
        )

    def with_file(self, file: Received) -> "Answers":
        """Return the answers with this file."""
        return replace(
            self,
            sha256=file.sha256,
            size=file.size,
            file_name=file.file_name,
            media_type=file.media_type,
            personal=file.personal,
            carrying=file.carrying.value,
            changing=tuple(file.changing),
            pages=file.pages,
            marked=file.marked,
            places=tuple(file.places),
            mark=self.mark if self.mark in file.places else MarkPlace.NONE.value,
        )

    @property
    def file(self) -> Received:
        """Return the file."""
        return Received(
            sha256=self.sha256,
            size=self.size,
            file_name=self.file_name,
            media_type=self.media_type,
            personal=self.personal,
            carrying=Carrying(self.carrying),
            changing=tuple(map(Changing, self.changing)),
            pages=self.pages,
            marked=self.marked,
            places=tuple(map(MarkPlace, self.places)),
        )

    def with_deadline(self, deadline_at: datetime, found: DayOff | None) -> "Answers":
        """Return the answers with this deadline, which may be on a day off."""
        return replace(
            self,
            deadline=deadline_at.isoformat(),
            instead_of_day_off=found.instead_at.isoformat() if found else None,
            reminded_until=found.reminded_until.isoformat() if found and found.reminded_until else None,
        )

    @property
    def day_off(self) -> DayOff | None:
        """Return what is to be asked about a deadline on a day off."""
        if self.deadline is None or self.instead_of_day_off is None:
            return None
        until = datetime.fromisoformat(self.reminded_until) if self.reminded_until else None
        return DayOff(datetime.fromisoformat(self.deadline), datetime.fromisoformat(self.instead_of_day_off), until)

    def without(self, step: Step) -> "Answers":
        """Return the answers without the one to this question."""
        forgotten: dict[Step, dict[str, Any]] = {
            Step.FIXED: {},
            Step.TITLE: {"title": None},
            Step.CLASS: {"class_": None, "accepted_warning": None},
            Step.AUDIENCE: {"chosen": False},
            Step.DEADLINE: {"deadline": None, "instead_of_day_off": None},
            Step.SUMMARY: {},
        }
        return replace(self, **forgotten[step])

    def draft(self) -> Draft:
        """Return what is to be sent; DraftGoneRefused while a question is open."""
        if self.title is None or self.class_ is None or self.deadline is None:
            raise DraftGoneRefused
        return Draft(
            file=self.file,
            title=self.title,
            class_=Class(self.class_),
            audience=self.audience,
            deadline_at=datetime.fromisoformat(self.deadline),
            order=Order(self.order),
            confirmation=Confirmation(self.confirmation),
            replaces=UUID(self.replaces) if self.replaces else None,
            handing=Handing(self.handing),
            accepted_warning=self.accepted_warning,
            mark=MarkPlace(self.mark),
        )


def department_key(name: str) -> str:
    """Return what identifies a department in a button: the first 8 hex digits of the SHA-256 of its name."""
    return hashlib.sha256(name.encode()).hexdigest()[:8]


def answers_like(template: DocumentTemplate, *, new_version: bool) -> Answers:
    """Return the answers given for another document, without its deadline; the file of a new version is replaced."""
    document = template.document
    answers = Answers(
        document.sha256,
        document.size,
        document.file_name,
        document.media_type,
        title=document.title,
        class_=document.class_.value,
        chosen=template.choice.number > 0,
        order=document.order.value,
        confirmation=document.confirmation.value,
        handing=document.handing.value,
        replaces=str(document.id) if new_version else None,
        personal=document.is_series,
        carrying=document.carrying.value,
        pages=document.pages,
        marked=document.pages if document.margin_marks else 0,
        places=() if document.mark is MarkPlace.NONE else (document.mark.value,),
        mark=document.mark.value,
    )
    return answers.with_choice(template.choice)


async def begin_with_message(turn: Turn, receive_file: ReceiveFile, count_listed: CountListed) -> Answers:
    """Store the document of the turn's message and begin a draft with it; a list of people is noticed."""
    document = turn.message.document
    media_type = (document.mime_type if document else None) or "application/octet-stream"
    content, file_name = await turn.fetch.document(turn.message), name_of(turn.message)
    file = await receive_file(turn.speaker, content, file_name=file_name, media_type=media_type, now=turn.now)
    listed = await count_listed(turn.speaker, content)
    return await begin(turn.state, file, listed)


async def begin(state: FSMContext, file: Received, listed: int = 0) -> Answers:
    """Begin a draft with a file. It replaces the file in the draft of a new version; any other draft is forgotten."""
    kept = await recall(state) if await _waits_for_file(state) else Answers("", 0, "", "")
    answers = replace(kept.with_file(file), listed=listed)
    await keep(state, answers)
    return answers


async def _waits_for_file(state: FSMContext) -> bool:
    """Return whether the draft of a new version waits for its file."""
    kept = (await state.get_data()).get(_DRAFT) or {}
    return await state.get_state() == Sending.file.state and bool(kept.get("replaces"))


async def keep(state: FSMContext, answers: Answers) -> None:
    """Store the answers and wait for the next one."""
    await state.update_data({_DRAFT: _plain(answers)})
    await state.set_state(STATES[answers.step])


async def recall(state: FSMContext) -> Answers:
    """Return the draft; DraftGoneRefused when there is none."""
    kept = (await state.get_data()).get(_DRAFT)
    if not isinstance(kept, dict):
        raise DraftGoneRefused
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in kept.items()}
    return Answers(**values)


async def drop(state: FSMContext) -> None:
    """Delete the draft."""
    data = await state.get_data()
    data.pop(_DRAFT, None)
    await state.set_data(data)
    await state.set_state(None)


def _plain(answers: Answers) -> dict[str, Any]:
    values = {field.name: getattr(answers, field.name) for field in fields(answers)}
    return {key: list(value) if isinstance(value, tuple) else value for key, value in values.items()}
