"""Every kind of notice: the conversion from a stored kind to its dataclass, and which kinds wait for working hours.

It stands above the feature packages because it names the notices of all of them.
"""

from collections.abc import Mapping
from typing import Any, Final, assert_never, get_args

from bot.checkpoint import notices as checkpoint
from bot.notices.content import FileLetterContent, LetterContent, NoticeContent, NoticeDecodeError, decode_content
from bot.passes import notices as passes
from bot.signing import notices as signing
from bot.signing.models import EndReason
from bot.staff import notices as staff

WordedNotice = signing.SigningNotice | passes.PassesNotice | checkpoint.CheckpointNotice | staff.StaffNotice
"""The notices that people read."""

AnyNotice = WordedNotice | staff.DeleteMessage

KINDS: Final[Mapping[str, type[NoticeContent]]] = {each.kind: each for each in get_args(AnyNotice)}

LETTER_KINDS: Final = frozenset(kind for kind, each in KINDS.items() if issubclass(each, LetterContent))
"""The kinds sent as a letter when Telegram cannot deliver them."""

FILE_KINDS: Final = frozenset(kind for kind, each in KINDS.items() if issubclass(each, FileLetterContent))
"""The kinds whose file is sent by e-mail to people who sign at a kiosk."""

_ONCE_ONE_KIND: Final[Mapping[str, tuple[str, type[NoticeContent]]]] = {
    signing.RequestOverdue.kind: ("waiting", signing.DocumentOverdue),
    signing.PersonUnreached.kind: ("document_id", signing.RecipientUnreached),
}
"""Two kinds that shared one name in earlier databases: the fact by which the second is recognised."""

_Reminding = (
    signing.RequestOverdue
    | signing.DocumentOverdue
    | passes.PassReminder
    | passes.PassesEnding
    | checkpoint.ServiceQrReminder
    | checkpoint.ServiceQrExpired
)
_Finished = signing.DocumentFinished | signing.SeriesFinished | signing.SealingDelayed
_Unreached = signing.RecipientUnreached | signing.PersonUnreached

HOURS_KINDS: Final = frozenset(
    each.kind
    for each in get_args(_Reminding | _Finished | _Unreached | signing.RequestReminder | signing.RequestVoided)
)
"""The kinds of which a notice may wait for working hours; `keeps_hours` says whether it does."""

_Progress = passes.PassBatchProgress | staff.LettersProgress | staff.DeleteMessage | checkpoint.GuestStanding
_Acted = (
    signing.RequestSent
    | signing.DeadlineMoved
    | signing.RefusalActAboutYou
    | signing.RequestDeclined
    | signing.VersionReplaced
    | signing.RequestHandedOn
    | passes.PassIssued
    | passes.PassRenewed
    | passes.PassRevoked
    | passes.PhotoSubmitted
    | passes.PhotoApproved
    | passes.PhotoRejected
)
_OnDuty = (
    checkpoint.ShiftEnded
    | checkpoint.ShiftTakenOver
    | checkpoint.GuestAsks
    | checkpoint.GuestAdmitted
    | checkpoint.GuestRejected
    | checkpoint.PassChecked
    | checkpoint.NotMeReported
    | checkpoint.OfflineDiffered
)
_Identity = (
    staff.PersonRegistered
    | staff.PersonDismissed
    | staff.PersonErased
    | staff.ContactMismatched
    | staff.ContactApproved
    | staff.ContactRejected
    | staff.IdentityChanged
    | staff.RelinkingBegun
    | staff.KioskChosen
    | staff.RebindingAnnounced
    | staff.RebindingToApprove
    | staff.RebindingCancelled
    | staff.AccountStarted
    | staff.AccountReplaced
    | staff.ObjectionRaised
    | staff.NamesakeAppeared
    | staff.NewLinkRequested
    | staff.ErasureRequested
    | staff.ErasureRejected
)
_Secrets = (
    staff.PinLocked
    | staff.PinUnlocked
    | staff.PinResetRequested
    | staff.PinResetApproved
    | staff.PinResetRejected
    | staff.KeyMade
    | staff.KeyDisputed
    | staff.LedgerCheckpoint
)


def decode_notice(kind: str, facts: Mapping[str, Any] | None) -> NoticeContent:
    """Return the content of a stored notice; NoticeDecodeError for an unknown kind or facts that do not match it."""
    content_type = KINDS.get(kind)
    if content_type is None:
        raise NoticeDecodeError(f"unknown kind {kind!r}")
    fact, other_type = _ONCE_ONE_KIND.get(kind, ("", content_type))
    return decode_content(other_type if facts and fact in facts else content_type, facts)


def any_notice(content: NoticeContent) -> AnyNotice:
    """Return the content of a notice of a listed kind; TypeError for any other."""
    if not isinstance(content, AnyNotice):
        raise TypeError(f"{content.kind!r} is not listed")
    return content


def worded(content: NoticeContent) -> WordedNotice:
    """Return the content of a notice that people read; TypeError for any other."""
    if not isinstance(content, WordedNotice):
        raise TypeError(f"{content.kind!r} is not read by people")
    return content


def keeps_hours(content: AnyNotice) -> bool:
    """Say whether a notice waits for working hours.

    It does if time or the bot itself caused it: reminders, ends, finished files. It goes at once if somebody has just
    acted: it answers them, asks for a decision, or warns of what was done in a person's name.
    """
    if isinstance(content, signing.RequestReminder):
        return content.step != signing.BY_HAND
    if isinstance(content, signing.RequestVoided):
        return content.reason is EndReason.EXPIRED
    if isinstance(content, _Reminding | _Finished | _Unreached):
        return True
    if isinstance(content, _Progress | _Acted | _OnDuty | _Identity | _Secrets):
        return False
    assert_never(content)
