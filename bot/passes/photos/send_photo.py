"""Holders' photos: sent by the holder and used only once a manager approved them.

A photo is stored encrypted, and only while it waits or is in use; a replaced one is removed with the last pass that
shows it. A photo is never refused for its face: the face check is advice, a manager decides.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from bot.errors import StateRefused
from bot.ids import EventId, derived_id
from bot.ledger.entries import Act, AuditEvent
from bot.notices.outbox import NewNotice
from bot.passes.notices import PhotoApproved, PhotoRejected, PhotoSubmitted
from bot.passes.photos.faces import FaceCheck
from bot.passes.photos.holder_photos import put_on
from bot.passes.photos.photos import Photo, PhotoState
from bot.passes.photos.portraits import Portrait, Portraits
from bot.passes.ports import OpenPasses, PassesTransaction, ReadPasses
from bot.staff.access import NotAllowedRefused, present, present_manager
from bot.staff.models import Person, Speaker
from bot.staff.people.browse_staff import ids_named

PAGE = 20


class PhotoDecidedRefused(StateRefused):
    """The photo was already approved, refused or replaced."""


@dataclass(frozen=True, slots=True)
class PhotoCard:
    """A waiting photo and its holder; `picture` (JPEG) has the frame drawn in that the face must fill."""

    photo: Photo
    holder: Person
    picture: bytes


@dataclass(frozen=True, slots=True)
class PhotosPage:
    """A page of waiting photos with their holders' names; `total` counts all, or with `words` those these find."""

    photos: tuple[tuple[Photo, str], ...]
    offset: int
    total: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class PhotoSent:
    """A cropped photo; `photo` is None where its face is small and the holder must confirm that it is to be sent."""

    portrait: Portrait
    photo: Photo | None


@dataclass(frozen=True, slots=True)
class SendPhoto:
    """Sends the speaker's own photo for approval; an earlier one that still waits is replaced."""

    open: OpenPasses
    portraits: Portraits

    async def __call__(
        self, speaker: Speaker, content: bytes, *, anyway: bool = False, event_id: EventId, now: datetime
    ) -> PhotoSent:
        """Return the waiting photo; PhotoUnusableRefused. One with a small face is stored only if sent `anyway`."""
        portrait = await self.portraits.draw(content)
        if portrait.face_check is FaceCheck.SMALL and not anyway:
            return PhotoSent(portrait, None)
        return PhotoSent(portrait, await self._keep(speaker, portrait, event_id, now))

    async def _keep(self, speaker: Speaker, portrait: Portrait, event_id: EventId, now: datetime) -> Photo:
        organisation_id, person_id = speaker.organisation.id, speaker.person.id
        async with self.open() as tx:
            speaker = await present(tx, speaker)
            sha256 = await tx.blobs.put(organisation_id, portrait.content, now)
            before = await tx.photos.in_state(person_id, PhotoState.WAITING)
            photo_id = derived_id(event_id, "photo")
            sent = Photo(
                photo_id, organisation_id, person_id, sha256, PhotoState.WAITING, now, face_check=portrait.face_check
            )
            await tx.photos.add(sent)
            if before is not None:
                await tx.photos.discard(organisation_id, before.sha256)
            notice = NewNotice(organisation_id, sent.id, PhotoSubmitted(speaker.person.name), event_id, now)
            await tx.outbox.add([notice.to(one.id) for one in await _approvers(tx, speaker)])
        return sent


@dataclass(frozen=True, slots=True)
class ListPhotos:
    """Lists the photos that wait for approval."""

    read: ReadPasses

    async def __call__(self, speaker: Speaker, offset: int = 0, words: str = "") -> PhotosPage:
        """Return the photos that wait from `offset` on, the oldest first; NotAllowedRefused.

        With `words`, only those whose holders' names these find.
        """
        offset, organisation_id = max(0, offset), speaker.organisation.id
        async with self.read() as tx:
            speaker = await present_manager(tx, speaker)
            waiting = await tx.photos.waiting(organisation_id)
            if words:
                named = await ids_named(tx, organisation_id, words)
                waiting = [photo for photo in waiting if photo.person_id in named]
            shown = waiting[offset : offset + PAGE]
            people = [await tx.people.get(organisation_id, photo.person_id) for photo in shown]
        photos = tuple((photo, person.name) for photo, person in zip(shown, people, strict=True) if person)
        return PhotosPage(photos, offset, len(waiting), words)


@dataclass(frozen=True, slots=True)
class ShowPhoto:
    """Shows one photo that waits for approval."""

    read: ReadPasses
    portraits: Portraits

    async def __call__(self, speaker: Speaker, photo_id: UUID) -> PhotoCard:
        """Return the photo and its holder; NotAllowedRefused, PhotoDecidedRefused."""
        async with self.read() as tx:
            speaker = await present_manager(tx, speaker)
            photo, holder = await _waiting(tx, speaker, photo_id)
            portrait = await tx.blobs.get(photo.organisation_id, photo.sha256)
        return PhotoCard(photo, holder, await self.portraits.frame(portrait))


@dataclass(frozen=True, slots=True)
class DecidePhoto:
    """Approves or refuses a photo. An approved one is put on the holder's passes; the holder is notified."""

    open: OpenPasses

    async def __call__(
        self, speaker: Speaker, photo_id: UUID, *, approve: bool, event_id: EventId, now: datetime
    ) -> Person:
        """Return the holder; NotAllowedRefused, PhotoDecidedRefused."""
        act = Act.PHOTO_APPROVED if approve else Act.PHOTO_REFUSED
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            done = await tx.ledger.find(event_id, act)
            if done is not None:
                return await _person(tx, speaker, UUID(str(done.audit_event.facts["holder"])))
            photo, holder = await _waiting(tx, speaker, photo_id)
            await (_approve if approve else _refuse)(tx, speaker, photo, event_id, now)
            facts: dict[str, str | int] = {"holder": str(holder.id)}
            await tx.ledger.append(
                AuditEvent(photo.organisation_id, act, event_id, now, speaker.person.id, photo.id, facts)
            )
            content = PhotoApproved() if approve else PhotoRejected()
            await tx.outbox.add([NewNotice(photo.organisation_id, photo.id, content, event_id, now).to(holder.id)])
        return holder


async def _approve(tx: PassesTransaction, speaker: Speaker, photo: Photo, event_id: EventId, now: datetime) -> None:
    before = await tx.photos.in_state(photo.person_id, PhotoState.APPROVED)
    if not await tx.photos.approve(photo.id, speaker.person.id, now):
        raise PhotoDecidedRefused
    approved = replace(photo, state=PhotoState.APPROVED, decided_at=now, decided_by_id=speaker.person.id)
    await put_on(tx, approved, before, event_id)


async def _refuse(tx: PassesTransaction, _speaker: Speaker, photo: Photo, _cause: EventId, _now: datetime) -> None:
    if not await tx.photos.refuse(photo.id):
        raise PhotoDecidedRefused
    await tx.photos.discard(photo.organisation_id, photo.sha256)


async def _waiting(tx: PassesTransaction, speaker: Speaker, photo_id: UUID) -> tuple[Photo, Person]:
    photo = await tx.photos.get(speaker.organisation.id, photo_id)
    if photo is None or photo.state is not PhotoState.WAITING:
        raise PhotoDecidedRefused
    return photo, await _person(tx, speaker, photo.person_id)


async def _person(tx: PassesTransaction, speaker: Speaker, person_id: UUID) -> Person:
    person = await tx.people.get(speaker.organisation.id, person_id)
    if person is None:
        raise NotAllowedRefused
    return person


async def _approvers(tx: PassesTransaction, speaker: Speaker) -> list[Person]:
    """Return who approves: the issuers of the holder's passes who still manage; all managers where there are none."""
    managers = await tx.people.managers(speaker.organisation.id)
    passes = await tx.passes.of_holder(speaker.organisation.id, speaker.person.id)
    issuers = {one.issued_by_id for one in passes if one.revoked_at is None}
    return [one for one in managers if one.id in issuers] or managers
