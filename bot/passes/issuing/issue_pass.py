"""Issues a pass to a person on the staff list."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from bot.ids import EventId, derived_id
from bot.ledger.entries import Act, AuditEvent
from bot.notices.content import NoticeContent
from bot.notices.outbox import NewNotice
from bot.passes.issuing.reminding import first_reminder
from bot.passes.issuing.validity import Validity
from bot.passes.models import Pass
from bot.passes.notices import PassIssued
from bot.passes.photos.holder_photos import set_holder_photo
from bot.passes.photos.photos import Photo, PhotoState
from bot.passes.photos.portraits import Portrait, Portraits
from bot.passes.ports import OpenPasses, PassesTransaction
from bot.passes.types.browse_types import terms_of
from bot.passes.types.pass_types import Terms, Trait, read_value
from bot.staff.access import NotAllowedRefused, present_manager, require_manager
from bot.staff.models import Organisation, Person, Speaker


class PhotoFrom(StrEnum):
    """Where a pass's photo comes from, when the manager sends none: nowhere, the holder's approved one, the holder."""

    NOWHERE = "nowhere"
    FILE = "file"
    HOLDER = "holder"


@dataclass(frozen=True, slots=True)
class PassOrder:
    """What is to be issued: to whom, of which type, for which time, with what in the type's fields."""

    holder_id: UUID
    type: str
    validity: Validity
    fields: tuple[tuple[str, str], ...] = ()
    photo: PhotoFrom = PhotoFrom.NOWHERE


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issues, for which organisation: a manager who presses, or ordered it before."""

    organisation: Organisation
    person_id: UUID


@dataclass(frozen=True, slots=True)
class Issued:
    """A pass with its holder, and the photo that the manager sent along, as it was cut."""

    pass_: Pass
    holder: Person
    portrait: Portrait | None = None


@dataclass(frozen=True, slots=True)
class IssuePass:
    """The holder is told in the same transaction; the photo is encoded anew before it."""

    open: OpenPasses
    portraits: Portraits

    async def __call__(
        self, speaker: Speaker, order: PassOrder, photo: bytes | None, *, event_id: EventId, now: datetime
    ) -> Issued:
        """Return the pass; NotAllowedRefused, PassFieldRefused, PhotoUnusableRefused.

        `photo` is what the manager sent, in any format a camera makes. A type that is good only with a photo waits for
        the holder's where there is none. PassTypeGoneRefused when the type was retired meanwhile.
        """
        require_manager(speaker)
        portrait = await self.portraits.draw(photo) if photo is not None else None
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            holder = await _holder(tx, speaker, order.holder_id)
            issued = await tx.passes.get(speaker.organisation.id, derived_id(event_id, "pass"))
            if issued is None:
                terms = await terms_of(tx, speaker.organisation.id, order.type)
                if portrait is not None:
                    await _approve(tx, speaker, holder, portrait, event_id, now)
                issuer = Issuer(speaker.organisation, speaker.person.id)
                issued = await issue(tx, issuer, terms, order, event_id, now, sent=portrait is not None)
        return Issued(issued, holder, portrait)


async def _holder(tx: PassesTransaction, speaker: Speaker, holder_id: UUID) -> Person:
    holder = await tx.people.get(speaker.organisation.id, holder_id)
    if holder is None or holder.dismissed_at is not None:
        raise NotAllowedRefused
    return holder


async def _approve(
    tx: PassesTransaction, speaker: Speaker, holder: Person, portrait: Portrait, event_id: EventId, now: datetime
) -> None:
    """Take the photo a manager sent as the holder's, approved by who sent it."""
    sha256 = await tx.blobs.put(holder.organisation_id, portrait.content, now)
    photo_id = derived_id(event_id, "photo")
    decided = (PhotoState.APPROVED, now, now, speaker.person.id)
    photo = Photo(photo_id, holder.organisation_id, holder.id, sha256, *decided, portrait.face_check)
    await set_holder_photo(tx, photo, event_id)


async def issue(
    tx: PassesTransaction,
    issuer: Issuer,
    terms: Terms,
    order: PassOrder,
    event_id: EventId,
    now: datetime,
    *,
    sent: bool = False,
) -> Pass:
    """Make one pass as ordered, tell its holder, begin to remind; PassFieldRefused. `sent`: a photo came along."""
    organisation_id = issuer.organisation.id
    photo, wanted = await _photo(tx, terms, order, sent=sent)
    begins, ends = order.validity.between(issuer.organisation.time_zone, now)
    issued = Pass(
        id=derived_id(event_id, "pass"),
        organisation_id=organisation_id,
        type=terms.name,
        holder_id=order.holder_id,
        number=f"{await tx.passes.next_number(organisation_id):06d}",
        photo_sha256=photo,
        issued_by_id=issuer.person_id,
        issued_at=now,
        valid_from_at=begins,
        expires_at=ends,
        photo_wanted_at=now if wanted else None,
        fields=filled(terms, order.fields),
    )
    await tx.passes.add(issued)
    await tx.reminders.add(first_reminder(issued, issuer.organisation))
    await _record(tx, issued, event_id, now)
    return issued


async def _photo(tx: PassesTransaction, terms: Terms, order: PassOrder, *, sent: bool) -> tuple[str | None, bool]:
    """Return the photo that the pass shows, and whether the holder's is waited for."""
    needed = Trait.PHOTO in terms.traits or order.photo is not PhotoFrom.NOWHERE
    if not (sent or needed):
        return None, False
    on_file = await tx.photos.in_state(order.holder_id, PhotoState.APPROVED)
    if on_file is not None and order.photo is not PhotoFrom.HOLDER:
        return on_file.sha256, False
    return None, True


def filled(terms: Terms, fields: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Return the type's fields in their order, each with what stands there; PassFieldRefused for one left empty."""
    given = dict(fields)
    return tuple((label, read_value(label, given.get(label, ""))) for label in terms.fields)


async def _record(tx: PassesTransaction, issued: Pass, event_id: EventId, now: datetime) -> None:
    until = issued.expires_at.isoformat()
    facts: dict[str, str | int] = {"type": issued.type, "number": issued.number, "until": until}
    later = issued.valid_from_at if issued.valid_from_at > now else None
    if later is not None:
        facts["from"] = later.isoformat()
    organisation_id = issued.organisation_id
    facts["holder"] = str(issued.holder_id)
    await tx.ledger.append(
        AuditEvent(organisation_id, Act.PASS_ISSUED, event_id, now, issued.issued_by_id, issued.id, facts)
    )
    content = PassIssued(
        type=issued.type,
        number=issued.number,
        expires_at=issued.expires_at,
        photo_ready=issued.photo_wanted_at is None,
        valid_from_at=later,
    )
    await notify_holder(tx, issued, content, event_id, now)


async def notify_holder(
    tx: PassesTransaction, pass_: Pass, content: NoticeContent, event_id: EventId, now: datetime
) -> None:
    """Notify the holder of something about a pass; who has no account holds a printed card, and reads nothing here."""
    if await tx.accounts.active(pass_.holder_id) is not None:
        notice = NewNotice(pass_.organisation_id, pass_.id, content, event_id, now)
        await tx.outbox.add([notice.to(pass_.holder_id)])
