"""Refusal acts: who did not sign what, drawn up by a manager and confirmed by two witnesses.

An act is a document of its own (docs/decisions/0013): a PDF that states what the house knows, sent to two witnesses to
be signed with their PINs. Sheet, records, seal, QR code and verifying are those of every document.
"""

from datetime import datetime
from typing import assert_never

from bot.errors import StateRefused
from bot.signing.models import Class, Document, Request, RequestState

WITNESSES = 2


class NotRefusedRefused(StateRefused):
    """This person can still answer in time, or has signed: there is nothing to draw up an act about. Facts: name."""


class ActExistsRefused(StateRefused):
    """There is an act about this refusal already. Facts: name."""


class WitnessUnfitRefused(StateRefused):
    """Neither who draws an act up nor whom it is about can witness it, and nobody twice. Facts: name."""


def is_refused(request: Request, document: Document, now: datetime) -> bool:
    """Say whether an act can be drawn up about a request: declined, or the deadline passed without an answer."""
    if document.class_ is Class.WITNESS or document.voided_at is not None or request.sent_at is None:
        return False
    match request.state:
        case RequestState.DECLINED | RequestState.EXPIRED:
            return True
        case RequestState.OPEN:
            return document.deadline_at <= now
        case RequestState.WAITING | RequestState.SIGNED | RequestState.VOIDED | RequestState.DELEGATED:
            return False
        case _:
            assert_never(request.state)
