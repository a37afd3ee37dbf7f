"""Buttons of one's own affairs (PIN, data, erasure, agreement) and of what an owner sets for them."""

from uuid import UUID

from aiogram.filters.callback_data import CallbackData

from bot.staff.organisation.terms import TermsKind


class MePressed(CallbackData, prefix="me"):
    """One's own affairs are wanted."""


class PinForgottenPressed(CallbackData, prefix="me-pf"):
    """The PIN is forgotten: says what comes of it, or lets a new one be chosen where that was approved."""


class PinResetAsked(CallbackData, prefix="me-pr"):
    """The managers are to be asked."""


class PinResetApproved(CallbackData, prefix="me-pok"):
    """A manager lets a person choose a new PIN."""

    approval_request_id: UUID


class PinResetRefused(CallbackData, prefix="me-pno"):
    """A manager does not let a person choose a new PIN."""

    approval_request_id: UUID


class ChangePinPressed(CallbackData, prefix="me-pc"):
    """Another PIN is wanted by who knows the old one."""


class MyDataPressed(CallbackData, prefix="me-d"):
    """What is kept about oneself is wanted as a file."""


class EraseMePressed(CallbackData, prefix="me-e"):
    """A person wants to be erased: says what comes of it."""


class EraseMeAsked(CallbackData, prefix="me-ea"):
    """The managers are to be asked."""


class ErasureOpened(CallbackData, prefix="me-eo"):
    """A manager is about to erase a person who asked for it: asks once more."""

    approval_request_id: UUID


class ErasureApproved(CallbackData, prefix="me-eok"):
    """A manager erases a person who asked for it."""

    approval_request_id: UUID


class ErasureRefused(CallbackData, prefix="me-eno"):
    """A manager does not erase a person who asked for it."""

    approval_request_id: UUID


class ErasePressed(CallbackData, prefix="st-er"):
    """A dismissed person is to be erased: asks once more."""

    person_id: UUID


class EraseConfirmed(CallbackData, prefix="st-erc"):
    """A dismissed person is erased."""

    person_id: UUID


class TermsAgreed(CallbackData, prefix="meta"):
    """The words shown were read and agreed to; then the request is to be signed. Versions name the words."""

    request_id: UUID
    privacy: str
    agreement: str


class TermsPressed(CallbackData, prefix="tm"):
    """An owner wants to see what people agree to."""


class TermsKindPressed(CallbackData, prefix="tm-k"):
    """One of the two texts is wanted."""

    kind: TermsKind


class TermsLanguageChosen(CallbackData, prefix="tm-l"):
    """A text is to be written: in a language, or ``any`` for everyone."""

    kind: TermsKind
    language: str


class TermsPublished(CallbackData, prefix="tm-p"):
    """The texts just written come into force."""


class TermsStandardPressed(CallbackData, prefix="tm-s"):
    """The house's own words come back into force."""

    kind: TermsKind
