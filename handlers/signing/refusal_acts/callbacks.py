"""Buttons of the dialogue that draws up a refusal act."""

from uuid import UUID

from aiogram.filters.callback_data import CallbackData

from handlers.callbacks import ListsPeople, OfDialogue, Offset


class ActPressed(CallbackData, ListsPeople, prefix="sg-act"):
    """Begin to draw up an act about a document: show who did not sign it, from `offset` on."""

    document_id: UUID
    offset: Offset = 0


class ActAboutPressed(CallbackData, prefix="sg-acta"):
    """Choose the request that the act is about."""

    about_id: UUID


class WitnessChosen(CallbackData, OfDialogue, prefix="sg-actw"):
    """Choose a person found by name as a witness of the act."""

    person_id: UUID


class ActConfirmed(CallbackData, OfDialogue, prefix="sg-actc"):
    """Draw up the act about this request as summed up."""

    about_id: UUID
