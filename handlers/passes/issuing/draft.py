"""The draft of a pass: the manager's entries, stored in the dialogue's memory so that they survive a restart."""

from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State

from bot.errors import StateRefused
from bot.passes.issuing.issue_pass import PassOrder, PhotoFrom
from bot.passes.issuing.validity import Validity
from bot.passes.types.pass_types import Terms, Trait
from handlers.passes.states import IssuingPass

_DRAFT = "pass_draft"


class PassDraftGoneRefused(StateRefused):
    """There is no draft: the pass was issued or dropped, or never begun."""


@dataclass(frozen=True, slots=True)
class PassAnswers:
    """The draft; JSON values only. An entry not made yet is None; `values` belong to `labels`, in order.

    `first` is the day from which it is valid (ISO 8601), None for now. `photographed`: the holder has an approved
    photo. `asks_photo` and `needs_photo` are the type's.
    """

    holder_id: str
    name: str
    photographed: bool = False
    type: str | None = None
    labels: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    offered: tuple[int, ...] = ()
    days: int | None = None
    first: str | None = None
    asks_photo: bool = False
    needs_photo: bool = False

    @property
    def state(self) -> State | None:
        """The next question; None when nothing is left to ask."""
        if self.type is None:
            return IssuingPass.type
        if len(self.values) < len(self.labels):
            return IssuingPass.field
        if self.days is None:
            return IssuingPass.days
        return IssuingPass.photo if self.asks_photo else None

    def of(self, terms: Terms) -> "PassAnswers":
        """Choose a type; take a single validity as it is. Own types ask for a photo where they need one."""
        needs = Trait.PHOTO in terms.traits
        return replace(
            self,
            type=terms.name,
            labels=terms.fields,
            values=(),
            offered=terms.days,
            days=terms.days[0] if len(terms.days) == 1 else None,
            asks_photo=needs or terms.ready,
            needs_photo=needs,
        )

    def order(self, photo: PhotoFrom) -> PassOrder:
        """Return the order; PassDraftGoneRefused while a question is open."""
        if self.type is None or self.days is None:
            raise PassDraftGoneRefused
        fields = tuple(zip(self.labels, self.values, strict=True))
        first = date.fromisoformat(self.first) if self.first else None
        return PassOrder(UUID(self.holder_id), self.type, Validity(self.days, first), fields, photo)


async def keep(state: FSMContext, answers: PassAnswers) -> None:
    """Store the draft, and wait for the next entry."""
    await state.update_data({_DRAFT: {key: _plain(value) for key, value in asdict(answers).items()}})
    await state.set_state(answers.state)


async def recall(state: FSMContext) -> PassAnswers:
    """Return the draft; PassDraftGoneRefused when there is none."""
    kept = (await state.get_data()).get(_DRAFT)
    if not isinstance(kept, dict):
        raise PassDraftGoneRefused
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in kept.items()}
    return PassAnswers(**values)


async def drop(state: FSMContext) -> None:
    """Remove the draft."""
    data = await state.get_data()
    data.pop(_DRAFT, None)
    await state.set_data(data)
    await state.set_state(None)


def _plain(value: Any) -> Any:  # noqa: ANN401 - what JSON takes
    return list(value) if isinstance(value, tuple) else value
