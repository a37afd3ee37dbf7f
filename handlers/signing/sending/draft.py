"""A document in the making: the manager's answers, kept in the dialogue's memory, so that they survive a restart."""

import hashlib
import json
from dataclasses import dataclass, fields, replace
from datetime import datetime
from pathlib import PurePath
from typing import Any
from uuid import UUID

from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State

from bot.errors import StateRefused
from bot.lines import one_line
from bot.signing.documents.audience import Audience
from bot.signing.documents.receive_file import Received
from bot.signing.documents.recipients import Choice
from bot.signing.documents.send_again import DocumentTemplate
from bot.signing.documents.send_document import LONGEST_TITLE, Draft
from bot.signing.models import Class, Confirmation, Handing, Order
from handlers.signing.states import Sending, Step

_DRAFT = "draft"


class DraftGoneRefused(StateRefused):
    """There is no document in the making: it was sent or dropped, or never begun."""


class DraftChangedRefused(StateRefused):
    """The answers are not those that were summed up above the button any more."""


STATES: dict[Step, State] = {
    Step.TITLE: Sending.title,
    Step.CLASS: Sending.class_,
    Step.AUDIENCE: Sending.audience,
    Step.DEADLINE: Sending.deadline,
    Step.SUMMARY: Sending.summary,
}


@dataclass(frozen=True, slots=True)
class Answers:
    """JSON values only: what memory keeps. An answer not given yet is None; `chosen`: the audience is complete.

    `accepted_warning` are the words of the class's warning, once accepted.
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
    chosen: bool = False
    deadline: str | None = None
    order: str = Order.TOGETHER.value
    confirmation: str = Confirmation.PIN.value
    handing: str = Handing.SELF.value
    accepted_warning: str | None = None
    replaces: str | None = None
    personal: bool = False

    @property
    def step(self) -> Step:
        """The first question without an answer."""
        asked = (
            (Step.TITLE, self.title),
            (Step.CLASS, self.class_),
            (Step.AUDIENCE, self.chosen),
            (Step.DEADLINE, self.deadline),
        )
        return next((step for step, answer in asked if not answer), Step.SUMMARY)

    @property
    def audience(self) -> Audience:
        """The choice of recipients."""
        return Audience(self.everyone, frozenset(self.departments), tuple(map(UUID, self.people)))

    @property
    def wants_warning(self) -> bool:
        """Say whether a warning is still to be accepted."""
        return self.class_ is not None and Class(self.class_).warned and not self.accepted_warning

    @property
    def own_title(self) -> str:
        """The title that the file brings: its name."""
        return one_line(PurePath(self.file_name).stem or self.file_name)[:LONGEST_TITLE]

    @property
    def digest(self) -> str:
        """Name these very answers in eight characters."""
        return hashlib.sha256(json.dumps(_plain(self), sort_keys=True).encode()).hexdigest()[:8]

    def with_choice(self, choice: Choice) -> "Answers":
        """Take over whom a choice reaches."""
        audience = choice.audience
        return replace(
            self,
            everyone=audience.everyone,
            departments=tuple(sorted(audience.departments)),
            people=tuple(map(str, audience.people)),
            number=choice.number,
            names=choice.names,
        )

    def without(self, step: Step) -> "Answers":
        """Ask one question again."""
        forgotten: dict[Step, dict[str, Any]] = {
            Step.TITLE: {"title": None},
            Step.CLASS: {"class_": None, "accepted_warning": None},
            Step.AUDIENCE: {"chosen": False},
            Step.DEADLINE: {"deadline": None},
            Step.SUMMARY: {},
        }
        return replace(self, **forgotten[step])

    def draft(self) -> Draft:
        """Return what is to be sent; DraftGoneRefused while a question is open."""
        if self.title is None or self.class_ is None or self.deadline is None:
            raise DraftGoneRefused
        return Draft(
            file=Received(self.sha256, self.size, self.file_name, self.media_type, personal=self.personal),
            title=self.title,
            class_=Class(self.class_),
            audience=self.audience,
            deadline_at=datetime.fromisoformat(self.deadline),
            order=Order(self.order),
            confirmation=Confirmation(self.confirmation),
            replaces=UUID(self.replaces) if self.replaces else None,
            handing=Handing(self.handing),
            accepted_warning=self.accepted_warning,
        )


def department_key(name: str) -> str:
    """Name a department in a button: the first 8 hex digits of its name's SHA-256."""
    return hashlib.sha256(name.encode()).hexdigest()[:8]


def like(template: DocumentTemplate, *, new_version: bool) -> Answers:
    """Return as was answered for another document; only the deadline is asked anew, and the file of a new version."""
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
    )
    return answers.with_choice(template.choice)


async def begin(state: FSMContext, file: Received) -> Answers:
    """Begin with a file: it takes the place of the one in a new version's draft, any other draft is forgotten."""
    kept = await recall(state) if await wants_file(state) else Answers("", 0, "", "")
    taken: dict[str, Any] = {
        "sha256": file.sha256,
        "size": file.size,
        "file_name": file.file_name,
        "media_type": file.media_type,
    }
    answers = replace(kept, **taken, personal=file.personal)
    await keep(state, answers)
    return answers


async def wants_file(state: FSMContext) -> bool:
    """Say whether a new version waits for its file."""
    kept = (await state.get_data()).get(_DRAFT) or {}
    return await state.get_state() == Sending.file.state and bool(kept.get("replaces"))


async def keep(state: FSMContext, answers: Answers) -> None:
    """Remember the answers, and wait for the next one."""
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
    """Forget the draft."""
    data = await state.get_data()
    data.pop(_DRAFT, None)
    await state.set_data(data)
    await state.set_state(None)


def _plain(answers: Answers) -> dict[str, Any]:
    values = {field.name: getattr(answers, field.name) for field in fields(answers)}
    return {key: list(value) if isinstance(value, tuple) else value for key, value in values.items()}
