"""What people are notified about registration, PINs, letters, erasure and the ledger."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar

from pydantic import AwareDatetime, Field

from bot.notices.content import LetterContent, NoticeContent, ProgressContent
from bot.notices.letters import LetterState
from bot.staff.roster.rows import Column


@dataclass(frozen=True, slots=True)
class PersonRegistered(NoticeContent):
    """For managers: a person registered; `phone` is the number they shared if the list had none."""

    kind: ClassVar[str] = "registered"

    name: str
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class PersonDismissed(NoticeContent):
    """For the person: they were dismissed."""

    kind: ClassVar[str] = "dismissed"


@dataclass(frozen=True, slots=True)
class ContactMismatched(NoticeContent):
    """For managers: a person shared a number (E.164) that is not the one on the list."""

    kind: ClassVar[str] = "contact-mismatched"

    name: str
    listed: str
    shared: str


@dataclass(frozen=True, slots=True)
class ContactApproved(NoticeContent):
    """For the person: the number that they shared is on the list now."""

    kind: ClassVar[str] = "contact-approved"


@dataclass(frozen=True, slots=True)
class ContactRejected(NoticeContent):
    """For the person: the number that they shared was not accepted."""

    kind: ClassVar[str] = "contact-refused"


@dataclass(frozen=True, slots=True)
class ChangedValue:
    """One value before and after a change."""

    column: Column
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class IdentityChanged(LetterContent):
    """For the person: somebody changed what identifies them. The subject is the change."""

    kind: ClassVar[str] = "identity-changed"
    letter_text: ClassVar[str] = "staff-fallback-identity-changed"

    values: tuple[ChangedValue, ...]


@dataclass(frozen=True, slots=True)
class RelinkingBegun(LetterContent):
    """For a registered person: a new link was made for them; `by` is None for the administrator."""

    kind: ClassVar[str] = "relinking-begun"
    letter_text: ClassVar[str] = "staff-fallback-relinking-begun"

    by: str | None = None


@dataclass(frozen=True, slots=True)
class KioskChosen(LetterContent):
    """For a person registered with Telegram: the manager `by` said that they sign at a kiosk from now on."""

    kind: ClassVar[str] = "kiosk-chosen"
    letter_text: ClassVar[str] = "staff-fallback-kiosk-chosen"

    by: str


@dataclass(frozen=True, slots=True)
class RebindingAnnounced(LetterContent):
    """For the person, by the account that speaks for them: another one is to replace it. The subject is the person."""

    kind: ClassVar[str] = "rebinding-announced"
    letter_text: ClassVar[str] = "staff-fallback-rebinding-announced"

    takes_effect_at: Annotated[datetime, Field(alias="at")]


@dataclass(frozen=True, slots=True)
class RebindingToApprove(NoticeContent):
    """For managers: a person registered by another account, which waits. The subject is the rebinding."""

    kind: ClassVar[str] = "rebinding-to-approve"

    name: str
    takes_effect_at: Annotated[datetime, Field(alias="at")]


@dataclass(frozen=True, slots=True)
class AccountStarted(NoticeContent):
    """For the person, by their new account: it speaks for them from now on."""

    kind: ClassVar[str] = "account-started"


@dataclass(frozen=True, slots=True)
class AccountReplaced(LetterContent):
    """For the person, by their old account: another one speaks for them from now on. The subject is the person."""

    kind: ClassVar[str] = "account-replaced"
    letter_text: ClassVar[str] = "staff-fallback-account-replaced"


@dataclass(frozen=True, slots=True)
class RebindingCancelled(NoticeContent):
    """For whoever waited to speak for a person: this is cancelled."""

    kind: ClassVar[str] = "rebinding-cancelled"


@dataclass(frozen=True, slots=True)
class ObjectionRaised(NoticeContent):
    """For owners: a person objected; `late` is set if another account speaks for them already. Subject: the person."""

    kind: ClassVar[str] = "objection-raised"

    name: str
    late: int


@dataclass(frozen=True, slots=True)
class NamesakeAppeared(NoticeContent):
    """For people of that name and for owners: somebody else signs under it now. The subject is the newer one."""

    kind: ClassVar[str] = "namesake"

    name: str
    position: str
    number: str


@dataclass(frozen=True, slots=True)
class NewLinkRequested(NoticeContent):
    """For managers: the holder of a link that opens nothing asks for a new one. The subject is the person."""

    kind: ClassVar[str] = "new-link-wanted"

    name: str


@dataclass(frozen=True, slots=True)
class PinLocked(NoticeContent):
    """For managers: a person entered too many wrong PINs. The subject is the person."""

    kind: ClassVar[str] = "pin-locked"

    name: str


@dataclass(frozen=True, slots=True)
class PinUnlocked(NoticeContent):
    """For the person: they can enter their PIN again."""

    kind: ClassVar[str] = "pin-unlocked"


@dataclass(frozen=True, slots=True)
class KeyMade(NoticeContent):
    """For the person: a lasting key was made for them; `fingerprint` is short, of its certificate."""

    kind: ClassVar[str] = "key-made"

    fingerprint: str
    made_at: Annotated[AwareDatetime, Field(alias="at")]


@dataclass(frozen=True, slots=True)
class KeyDisputed(NoticeContent):
    """For managers: a person says that their key was made for somebody else. The subject is the person."""

    kind: ClassVar[str] = "key-disputed"

    name: str


@dataclass(frozen=True, slots=True)
class PinResetRequested(NoticeContent):
    """For managers: a person forgot their PIN. The subject is the request."""

    kind: ClassVar[str] = "pin-reset-wanted"

    name: str


@dataclass(frozen=True, slots=True)
class PinResetApproved(NoticeContent):
    """For the person: they can choose a new PIN."""

    kind: ClassVar[str] = "pin-reset-approved"


@dataclass(frozen=True, slots=True)
class PinResetRejected(NoticeContent):
    """For the person: they cannot choose a new PIN."""

    kind: ClassVar[str] = "pin-reset-refused"


@dataclass(frozen=True, slots=True)
class ErasureRequested(NoticeContent):
    """For managers: a person asks to be erased. The subject is the request."""

    kind: ClassVar[str] = "erasure-wanted"

    name: str


@dataclass(frozen=True, slots=True)
class ErasureRejected(NoticeContent):
    """For the person: they are not erased."""

    kind: ClassVar[str] = "erasure-refused"


@dataclass(frozen=True, slots=True)
class PersonErased(NoticeContent):
    """For the person: they were erased."""

    kind: ClassVar[str] = "erased"


@dataclass(frozen=True, slots=True)
class LettersProgress(ProgressContent):
    """For the manager who sent many letters: how many went, wait and failed. The subject is the sending."""

    kind: ClassVar[str] = "letters"

    sent: int
    waiting: int
    failed: Annotated[int, Field(alias="refused")]


@dataclass(frozen=True, slots=True)
class LedgerCheckpoint(NoticeContent):
    """For managers: how many entries the ledger has, and the hash of the last; `day` is written out: 22.11.2026."""

    kind: ClassVar[str] = "ledger-checkpoint"

    day: str
    number: int
    hash: str


@dataclass(frozen=True, slots=True)
class DeleteMessage(NoticeContent):
    """Shows nothing: the outbox worker deletes this message of the bot, which has secrets."""

    kind: ClassVar[str] = "forget"

    message_id: Annotated[int, Field(alias="deletes_message_id")]


PersonNotice = (
    PersonRegistered
    | PersonDismissed
    | ContactMismatched
    | ContactApproved
    | ContactRejected
    | NewLinkRequested
    | ErasureRequested
    | ErasureRejected
    | PersonErased
)
IdentityNotice = (
    IdentityChanged
    | RelinkingBegun
    | KioskChosen
    | RebindingAnnounced
    | RebindingToApprove
    | AccountStarted
    | AccountReplaced
    | RebindingCancelled
    | ObjectionRaised
    | NamesakeAppeared
)
KeyNotice = PinLocked | PinUnlocked | KeyMade | KeyDisputed | PinResetRequested | PinResetApproved | PinResetRejected
StaffNotice = PersonNotice | IdentityNotice | KeyNotice | LettersProgress | LedgerCheckpoint


def letters_progress(counts: Mapping[LetterState, int], message_id: int | None = None) -> LettersProgress:
    """Return how far letters are that were ordered together; with `message_id`, shown in place of that message."""
    return LettersProgress(
        sent=counts.get(LetterState.SENT, 0),
        waiting=counts.get(LetterState.WAITING, 0) + counts.get(LetterState.SENDING, 0),
        failed=counts.get(LetterState.REFUSED, 0) + counts.get(LetterState.UNSURE, 0),
        message_id=message_id,
    )
