"""Types of passes that an organisation defines, and photos that holders send."""

from dataclasses import replace

import pytest

from bot.ledger.entries import Act
from bot.passes.issuing.issue_pass import IssuePass, PassOrder, PhotoFrom
from bot.passes.issuing.validity import Validity
from bot.passes.live_codes.show_live_code import PassPhotoWantedRefused
from bot.passes.models import PassType
from bot.passes.notices import PhotoApproved, PhotoRejected, PhotoSubmitted
from bot.passes.photos.photos import PhotoState
from bot.passes.photos.portraits import Portraits
from bot.passes.photos.send_photo import DecidePhoto, ListPhotos, PhotoDecidedRefused, SendPhoto, ShowPhoto
from bot.passes.types.browse_types import ListTypes, PassTypeGoneRefused, ShowType
from bot.passes.types.define_type import DefineType, PassTypeTakenRefused, RetireType
from bot.passes.types.pass_types import (
    READY,
    PassFieldRefused,
    PassFieldsRefused,
    PassTypeNameRefused,
    PassValidityRefused,
    Trait,
    TypeDraft,
    type_key,
)
from bot.staff.access import NotAllowedRefused

VOLUNTEER = TypeDraft("Волонтер", ("Загін", "Зміна"), 45, frozenset({Trait.PHOTO}))


async def define(harness, draft=VOLUNTEER, *, new=True, speaker=None, event_id=None):
    act = DefineType(harness.open)
    return await act(speaker or harness.owner, draft, new=new, event_id=event_id or harness.event_id(), now=harness.now)


async def issue(harness, *, fields=(("Загін", "Третій"), ("Зміна", "Ранкова")), photo=None, **order):
    ordered = PassOrder(harness.holder.person.id, VOLUNTEER.name, Validity(45), fields, **order)
    act = IssuePass(harness.open, Portraits(harness.workers))
    return (await act(harness.owner, ordered, photo, event_id=harness.event_id(), now=harness.now)).pass_


async def send(harness, photo):
    act = SendPhoto(harness.open, Portraits(harness.workers))
    return (await act(harness.holder, photo, event_id=harness.event_id(), now=harness.now)).photo


async def decide(harness, photo, *, approve, speaker=None, event_id=None):
    act = DecidePhoto(harness.open)
    return await act(
        speaker or harness.owner, photo.id, approve=approve, event_id=event_id or harness.event_id(), now=harness.now
    )


async def kept(harness, sha256):
    async with harness.open() as tx:
        try:
            return await tx.blobs.get(harness.owner.organisation.id, sha256)
        except LookupError:
            return None


def test_every_ready_type_is_known_by_its_word_and_every_key_fits_a_button():
    assert set(READY) == {str(one) for one in PassType}
    assert all(type_key(one) == one for one in READY)
    assert len(type_key("Щ" * 32).encode()) <= 16


@pytest.mark.parametrize("name", ["", " ", "x" * 33, "staff", "STAFF", "\u200b"])
def test_a_name_that_is_none_or_a_ready_types_is_refused(name):
    with pytest.raises(PassTypeNameRefused):
        TypeDraft(name)


@pytest.mark.parametrize("fields", [tuple("abcdefg"), ("x" * 25,), ("Загін", "загін")])
def test_too_many_too_long_or_repeated_fields_are_refused(fields):
    with pytest.raises(PassFieldsRefused):
        TypeDraft("Волонтер", fields)


@pytest.mark.parametrize("days", [0, -1, 5 * 366 + 1])
def test_a_type_is_not_valid_for_ever(days):
    with pytest.raises(PassValidityRefused):
        TypeDraft("Волонтер", days=days)


async def test_an_own_type_stands_beside_the_ready_ones_of_its_own_organisation_alone(harness):
    saved = await define(harness)
    assert saved in await ListTypes(harness.read)(harness.owner)
    assert saved not in await ListTypes(harness.read)(harness.neighbour)
    assert await ShowType(harness.read)(harness.owner, saved.key) == saved
    with pytest.raises(PassTypeGoneRefused):
        await ShowType(harness.read)(harness.neighbour, saved.key)


async def test_only_managers_define_and_retire_types(harness):
    saved = await define(harness)
    for stranger in (harness.guard, harness.holder):
        with pytest.raises(NotAllowedRefused):
            await define(harness, speaker=stranger)
        with pytest.raises(NotAllowedRefused):
            await RetireType(harness.open)(stranger, saved.key, event_id=harness.event_id(), now=harness.now)
    with pytest.raises(PassTypeGoneRefused):
        await RetireType(harness.open)(harness.neighbour, saved.key, event_id=harness.event_id(), now=harness.now)


async def test_a_name_in_use_is_refused_but_a_repeated_update_defines_one_type(harness):
    for _ in range(2):
        await define(harness, event_id="update:1:8")
    assert len(await harness.entries(Act.PASS_TYPE_DEFINED)) == 1
    with pytest.raises(PassTypeTakenRefused):
        await define(harness, replace(VOLUNTEER, name="волонтер"))


async def test_a_change_holds_for_passes_issued_from_then_on(harness, selfie):
    await define(harness)
    before = await issue(harness, photo=selfie)
    await define(harness, replace(VOLUNTEER, fields=("Загін",)), new=False)
    after = await issue(harness, fields=(("Загін", "Перший"),))
    async with harness.open() as tx:
        assert (await tx.passes.get(before.organisation_id, before.id)).fields == before.fields
    assert after.fields == (("Загін", "Перший"),)


async def test_a_retired_type_is_issued_no_more_and_comes_back_when_defined_again(harness):
    saved = await define(harness)
    for _ in "ab":
        await RetireType(harness.open)(harness.owner, saved.key, event_id=harness.event_id(), now=harness.now)
    assert len(await harness.entries(Act.PASS_TYPE_RETIRED)) == 1
    with pytest.raises(PassTypeGoneRefused):
        await issue(harness)
    with pytest.raises(PassTypeGoneRefused):
        await define(harness, new=False)
    await define(harness)
    assert (await issue(harness)).type == VOLUNTEER.name


@pytest.mark.parametrize("values", [(), ("Третій",), ("", "x"), ("x" * 41, "x")])
async def test_every_field_must_be_filled(harness, values):
    await define(harness)
    with pytest.raises(PassFieldRefused):
        await issue(harness, fields=tuple(zip(VOLUNTEER.fields, values, strict=False)))


# ---- photos ----


async def test_a_pass_that_needs_a_photo_waits_for_the_holders_and_is_good_once_it_is_approved(harness, selfie):
    await define(harness)
    issued = await issue(harness)
    assert issued.photo_wanted_at is not None
    with pytest.raises(PassPhotoWantedRefused):
        await harness.show_code(issued)
    photo = await send(harness, selfie)
    assert [name for _, name in (await ListPhotos(harness.read)(harness.owner)).photos] == [harness.holder.person.name]
    assert len(await harness.notices(PhotoSubmitted, harness.owner)) == 1
    card = await ShowPhoto(harness.read, Portraits(harness.workers))(harness.owner, photo.id)
    assert card.picture.startswith(b"\xff\xd8")
    for _ in range(2):
        assert await decide(harness, photo, approve=True, event_id="update:1:6") == harness.holder.person
    assert len(await harness.notices(PhotoApproved, harness.holder)) == 1
    assert await harness.show_code(issued)
    assert len(await harness.entries(Act.PASS_PHOTO)) == 1


async def test_the_next_pass_takes_the_approved_photo(harness, selfie):
    await define(harness)
    photo = await send(harness, selfie)
    await decide(harness, photo, approve=True)
    issued = await issue(harness)
    assert (issued.photo_sha256, issued.photo_wanted_at) == (photo.sha256, None)


async def test_a_refused_photo_is_removed_and_the_holder_is_notified_to_send_another(harness, selfie):
    photo = await send(harness, selfie)
    for _ in range(2):
        await decide(harness, photo, approve=False, event_id="update:1:7")
    assert await kept(harness, photo.sha256) is None
    assert len(await harness.notices(PhotoRejected, harness.holder)) == 1
    with pytest.raises(PhotoDecidedRefused):
        await decide(harness, photo, approve=True)


async def test_a_replaced_photo_is_removed_from_every_pass(harness, selfie, other_selfie):
    issued = await harness.issue_pass(selfie)
    assert await kept(harness, issued.photo_sha256)
    first, second = await send(harness, selfie), await send(harness, other_selfie)
    with pytest.raises(PhotoDecidedRefused):
        await decide(harness, first, approve=True)
    await decide(harness, second, approve=True)
    async with harness.open() as tx:
        worn = await tx.passes.get(issued.organisation_id, issued.id)
        assert (await tx.photos.in_state(harness.holder.person.id, PhotoState.APPROVED)).sha256 == second.sha256
    assert worn.photo_sha256 == second.sha256
    assert await kept(harness, issued.photo_sha256) is None
    assert await kept(harness, second.sha256)


async def test_only_managers_of_the_holders_organisation_look_at_photos_and_decide(harness, selfie):
    photo = await send(harness, selfie)
    for stranger in (harness.holder, harness.guard):
        with pytest.raises(NotAllowedRefused):
            await decide(harness, photo, approve=True, speaker=stranger)
        with pytest.raises(NotAllowedRefused):
            await ShowPhoto(harness.read, Portraits(harness.workers))(stranger, photo.id)
        with pytest.raises(NotAllowedRefused):
            await ListPhotos(harness.read)(stranger)
    assert (await ListPhotos(harness.read)(harness.neighbour)).total == 0
    with pytest.raises(PhotoDecidedRefused):
        await decide(harness, photo, approve=True, speaker=harness.neighbour)


async def test_the_manager_may_want_another_photo_than_the_one_on_file(harness, selfie):
    photo = await send(harness, selfie)
    await decide(harness, photo, approve=True)
    order = PassOrder(harness.holder.person.id, PassType.STAFF, Validity(30), photo=PhotoFrom.HOLDER)
    act = IssuePass(harness.open, Portraits(harness.workers))
    issued = await act(harness.owner, order, None, event_id=harness.event_id(), now=harness.now)
    assert issued.pass_.photo_wanted_at is not None
