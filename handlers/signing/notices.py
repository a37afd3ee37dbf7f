"""The messages of the notices of signing."""

from typing import assert_never
from uuid import UUID

from bot.notices.outbox import Notice
from bot.signing.notices import (
    DeadlineMoved,
    DocumentFinished,
    DocumentOverdue,
    PersonUnreached,
    RecipientUnreached,
    RefusalActAboutYou,
    RequestContent,
    RequestDeclined,
    RequestHandedOn,
    RequestOverdue,
    RequestReminder,
    RequestSent,
    RequestVoided,
    SealingDelayed,
    SeriesFinished,
    SigningNotice,
    VersionChange,
    VersionReplaced,
)
from bot.texts.words import Words
from handlers.screen import Kept, Row, Screen, button, clip, keyboard
from handlers.signing.boards.callbacks import BoardPressed, PlacesPressed, SealAgainPressed
from handlers.signing.requests.callbacks import MyDocumentPressed
from handlers.signing.requests.screens import request_buttons, snooze_button
from handlers.staff.callbacks import PersonPressed

OLD_TITLE = 80
"""Characters of a former title: the caption of a file holds 1024."""


def signing_notice(words: Words, notice: Notice, content: SigningNotice) -> Screen:  # noqa: C901, PLR0911, PLR0912 - a case for each kind
    """Return the message of a notice of signing."""
    match content:
        case RequestSent():
            return _request_sent(words, notice, content)
        case RequestReminder():
            return _request_reminder(words, notice.subject_id, content)
        case RequestOverdue():
            return _request_overdue(words, notice.subject_id, content)
        case DeadlineMoved():
            return _deadline_moved(words, notice.subject_id, content)
        case RefusalActAboutYou():
            return _refusal_act(words, notice.subject_id, content)
        case DocumentOverdue():
            return _document_overdue(words, content)
        case RequestVoided():
            state = "left-out" if content.left_out else content.reason
            return Screen(words("notice-request-voided", title=content.title, state=state))
        case VersionReplaced():
            return _version_replaced(words, content)
        case RequestDeclined():
            return _request_declined(words, content)
        case RequestHandedOn():
            return _request_handed_on(words, content)
        case RecipientUnreached():
            return _recipient_unreached(words, content)
        case PersonUnreached():
            return _person_unreached(words, notice.subject_id, content)
        case DocumentFinished():
            return _document_finished(words, notice.organisation_id, content)
        case SeriesFinished():
            return _series_finished(words, notice.subject_id, content)
        case SealingDelayed():
            return _sealing_delayed(words, content)
        case _:
            assert_never(content)


def _request_sent(words: Words, notice: Notice, content: RequestSent) -> Screen:
    text = words(
        "notice-request-sent",
        title=content.title,
        kind=content.class_,
        author=content.author,
        deadline=content.deadline_at,
        fingerprint=content.fingerprint,
    )
    if content.change:
        text += "\n\n" + _version_change(words, content.title, content.change)
    if content.handed_on_by:
        text += "\n\n" + words("signing-handed-on-by", name=content.handed_on_by)
    file = Kept(notice.organisation_id, content.sha256, content.file_name)
    return Screen(text, keyboard(*_request_buttons(words, notice.subject_id, content)), file)


def _version_change(words: Words, title: str, change: VersionChange) -> str:
    """Return what somebody who confirmed an earlier version is told of the new one."""
    lines = _differences(words, title, change) or [words("signing-version-same")]
    return "\n".join([words("signing-version-change", old=change.old_version, new=change.version), *lines])


def _differences(words: Words, title: str, change: VersionChange) -> list[str]:
    lines = []
    if change.old_title != title:
        lines.append(words("signing-version-title", old=clip(change.old_title, OLD_TITLE)))
    if 0 not in (change.old_pages, change.pages) and change.old_pages != change.pages:
        lines.append(words("signing-version-pages", old=change.old_pages, new=change.pages))
    if change.old_size != change.size:
        lines.append(words("signing-version-size", old=change.old_size, new=change.size))
    return lines


def _version_replaced(words: Words, content: VersionReplaced) -> Screen:
    change = content.change
    text = words("notice-version-replaced", title=content.title, old=change.old_version, new=change.version)
    return Screen("\n".join([text, *_differences(words, content.title, change)]))


def _request_reminder(words: Words, request_id: UUID, content: RequestReminder) -> Screen:
    text = words("notice-request-reminder", title=content.title, kind=content.class_, deadline=content.deadline_at)
    return Screen(text, keyboard(*_sign_or_open(words, request_id, content), snooze_button(words, request_id)))


def _request_overdue(words: Words, request_id: UUID, content: RequestOverdue) -> Screen:
    text = words("notice-request-overdue", title=content.title, kind=content.class_, deadline=content.deadline_at)
    return Screen(text, keyboard(*_sign_or_open(words, request_id, content)))


def _deadline_moved(words: Words, request_id: UUID, content: DeadlineMoved) -> Screen:
    text = words("notice-deadline-moved", title=content.title, deadline=content.deadline_at)
    return Screen(text, keyboard(*_sign_or_open(words, request_id, content)))


def _refusal_act(words: Words, request_id: UUID, content: RefusalActAboutYou) -> Screen:
    state = "open" if content.still_open else "declined"
    text = words("notice-refusal-act", title=content.title, author=content.author, state=state)
    card = [button(words.plain("signing-open-card"), MyDocumentPressed(request_id=request_id))]
    return Screen(text, keyboard(*(_sign_or_open(words, request_id, content) if content.still_open else [card])))


def _document_overdue(words: Words, content: DocumentOverdue) -> Screen:
    text = words(
        "notice-request-overdue-author",
        title=content.title,
        deadline=content.deadline_at,
        waiting=content.waiting,
        total=content.total,
    )
    return Screen(text, keyboard(_board(words, content.document_id)))


def _request_declined(words: Words, content: RequestDeclined) -> Screen:
    text = words("notice-request-declined", title=content.title, name=content.name, reason=content.reason)
    if content.left_out:
        reader = "author" if content.to_author else "signer"
        text += "\n\n" + words("notice-sequence-ended", number=content.left_out, reader=reader)
    return Screen(text, keyboard(_board(words, content.document_id)) if content.to_author else None)


def _request_handed_on(words: Words, content: RequestHandedOn) -> Screen:
    text = words("notice-request-handed-on", title=content.title, name=content.name, colleague=content.colleague)
    return Screen(text, keyboard(_board(words, content.document_id)))


def _recipient_unreached(words: Words, content: RecipientUnreached) -> Screen:
    text = words("notice-unreached-document", name=content.name, title=content.title)
    return Screen(text, keyboard(_board(words, content.document_id)))


def _person_unreached(words: Words, person_id: UUID, content: PersonUnreached) -> Screen:
    card = button(words.plain("notice-unreached-card"), PersonPressed(person_id=person_id))
    return Screen(words("notice-unreached-person", name=content.name), keyboard([card]))


def _document_finished(words: Words, organisation_id: UUID, content: DocumentFinished) -> Screen:
    text = words("notice-document-finished", title=content.title, signed=content.signed, total=content.total)
    return Screen(text, media=Kept(organisation_id, content.sha256, content.file_name))


def _series_finished(words: Words, document_id: UUID, content: SeriesFinished) -> Screen:
    text = words("notice-series-finished", title=content.title, signed=content.signed, total=content.total)
    return Screen(text, keyboard([button(words.plain("signing-places"), PlacesPressed(document_id=document_id))]))


def _sealing_delayed(words: Words, content: SealingDelayed) -> Screen:
    text = words("notice-sealing-put-off", title=content.title, error=content.error)
    seal_again = button(words.plain("signing-seal-again"), SealAgainPressed(document_id=content.document_id))
    return Screen(text, keyboard([seal_again], _board(words, content.document_id)))


def _request_buttons(words: Words, request_id: UUID, content: RequestContent) -> list[Row]:
    return request_buttons(words, request_id, content.class_, content.handing)


def _sign_or_open(words: Words, request_id: UUID, content: RequestContent) -> list[Row]:
    sign, *_ = _request_buttons(words, request_id, content)
    return [sign, [button(words.plain("signing-open-card"), MyDocumentPressed(request_id=request_id))]]


def _board(words: Words, document_id: UUID) -> Row:
    return [button(words.plain("signing-board"), BoardPressed(document_id=document_id))]
