"""Types of passes that an organisation defines, and photos that holders send."""

from dataclasses import replace

import pytest

from bot.ledger.entries import Act
from bot.notices.outbox import Kind
from bot.passes.browse_types import ListTypes, PassTypeGoneRefused, ShowType
from bot.passes.define_type import DefineType, PassTypeTakenRefused, RetireType
from bot.passes.issue_pass import IssuePass, PassOrder, PhotoFrom
from bot.passes.passes import PassType
from bot.passes.photos import PhotoState
from bot.passes.portraits import Portraits
from bot.passes.send_photo import DecidePhoto, ListPhotos, PhotoDecidedRefused, SendPhoto, ShowPhoto
from bot.passes.show_live_code import PassPhotoWantedRefused
from bot.passes.types import (
    READY,
    PassFieldRefused,
    PassFieldsRefused,
    PassTypeNameRefused,
    PassValidityRefused,
    Trait,
    TypeDraft,
    type_key,
)
from bot.passes.validity import Validity
from bot.staff.access import NotAllowedRefused

VOLUNTEER = TypeDraft("Волонтер", ("Загін", "Зміна"), 45, frozenset({Trait.PHOTO}))


async def define(house, draft=VOLUNTEER, *, new=True, speaker=None, cause=None):
    act = DefineType(house.open)
    return await act(speaker or house.owner, draft, new=new, cause=cause or house.cause(), now=house.now)


async def issue(house, *, fields=(("Загін", "Третій"), ("Зміна", "Ранкова")), photo=None, **order):
    ordered = PassOrder(house.holder.person.id, VOLUNTEER.name, Validity(45), fields, **order)
    act = IssuePass(house.open, Portraits())
    return (await act(house.owner, ordered, photo, cause=house.cause(), now=house.now)).pass_


async def send(house, photo):
    act = SendPhoto(house.open, Portraits())
    return (await act(house.holder, photo, cause=house.cause(), now=house.now)).photo


async def decide(house, photo, *, approve, speaker=None, cause=None):
    act = DecidePhoto(house.open)
    return await act(speaker or house.owner, photo.id, approve=approve, cause=cause or house.cause(), now=house.now)


async def kept(house, sha256):
    async with house.open() as tx:
        try:
            return await tx.blobs.get(house.owner.organisation.id, sha256)
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


async def test_an_own_type_stands_beside_the_ready_ones_of_its_own_organisation_alone(house):
    saved = await define(house)
    assert saved in await ListTypes(house.open)(house.owner)
    assert saved not in await ListTypes(house.open)(house.neighbour)
    assert await ShowType(house.open)(house.owner, saved.key) == saved
    with pytest.raises(PassTypeGoneRefused):
        await ShowType(house.open)(house.neighbour, saved.key)


async def test_only_managers_define_and_retire_types(house):
    saved = await define(house)
    for stranger in (house.guard, house.holder):
        with pytest.raises(NotAllowedRefused):
            await define(house, speaker=stranger)
        with pytest.raises(NotAllowedRefused):
            await RetireType(house.open)(stranger, saved.key, cause=house.cause(), now=house.now)
    with pytest.raises(PassTypeGoneRefused):
        await RetireType(house.open)(house.neighbour, saved.key, cause=house.cause(), now=house.now)


async def test_a_name_in_use_is_refused_but_asked_twice_one_type_is_defined(house):
    for _ in range(2):
        await define(house, cause="update:1:8")
    assert len(await house.entries(Act.PASS_TYPE_DEFINED)) == 1
    with pytest.raises(PassTypeTakenRefused):
        await define(house, replace(VOLUNTEER, name="волонтер"))


async def test_a_change_holds_for_passes_issued_from_then_on(house, selfie):
    await define(house)
    before = await issue(house, photo=selfie)
    await define(house, replace(VOLUNTEER, fields=("Загін",)), new=False)
    after = await issue(house, fields=(("Загін", "Перший"),))
    async with house.open() as tx:
        assert (await tx.passes.get(before.organisation_id, before.id)).fields == before.fields
    assert after.fields == (("Загін", "Перший"),)


async def test_a_retired_type_is_issued_no_more_and_comes_back_when_defined_again(house):
    saved = await define(house)
    for _ in "ab":
        await RetireType(house.open)(house.owner, saved.key, cause=house.cause(), now=house.now)
    assert len(await house.entries(Act.PASS_TYPE_RETIRED)) == 1
    with pytest.raises(PassTypeGoneRefused):
        await issue(house)
    with pytest.raises(PassTypeGoneRefused):
        await define(house, new=False)
    await define(house)
    assert (await issue(house)).type == VOLUNTEER.name


@pytest.mark.parametrize("values", [(), ("Третій",), ("", "x"), ("x" * 41, "x")])
async def test_every_field_must_be_filled(house, values):
    await define(house)
    with pytest.raises(PassFieldRefused):
        await issue(house, fields=tuple(zip(VOLUNTEER.fields, values, strict=False)))


# ---- photos ----


async def test_a_pass_that_needs_a_photo_waits_for_the_holders_and_is_good_once_it_is_approved(house, selfie):
    await define(house)
    issued = await issue(house)
    assert issued.photo_wanted_at is not None
    with pytest.raises(PassPhotoWantedRefused):
        await house.show_code(issued)
    photo = await send(house, selfie)
    assert [name for _, name in await ListPhotos(house.open)(house.owner)] == [house.holder.person.name]
    assert len(await house.notices(Kind.PHOTO_SENT, house.owner)) == 1
    card = await ShowPhoto(house.open, Portraits())(house.owner, photo.id)
    assert card.picture.startswith(b"\xff\xd8")
    for _ in range(2):
        assert await decide(house, photo, approve=True, cause="update:1:6") == house.holder.person
    assert len(await house.notices(Kind.PHOTO_APPROVED, house.holder)) == 1
    assert await house.show_code(issued)
    assert len(await house.entries(Act.PASS_PHOTO)) == 1


async def test_the_next_pass_takes_the_approved_photo(house, selfie):
    await define(house)
    photo = await send(house, selfie)
    await decide(house, photo, approve=True)
    issued = await issue(house)
    assert (issued.photo_sha256, issued.photo_wanted_at) == (photo.sha256, None)


async def test_a_refused_photo_is_removed_and_the_holder_asked_for_another(house, selfie):
    photo = await send(house, selfie)
    for _ in range(2):
        await decide(house, photo, approve=False, cause="update:1:7")
    assert await kept(house, photo.sha256) is None
    assert len(await house.notices(Kind.PHOTO_REFUSED, house.holder)) == 1
    with pytest.raises(PhotoDecidedRefused):
        await decide(house, photo, approve=True)


async def test_a_replaced_photo_is_removed_from_every_pass(house, selfie, other_selfie):
    issued = await house.issue_pass(selfie)
    assert await kept(house, issued.photo_sha256)
    first, second = await send(house, selfie), await send(house, other_selfie)
    with pytest.raises(PhotoDecidedRefused):
        await decide(house, first, approve=True)
    await decide(house, second, approve=True)
    async with house.open() as tx:
        worn = await tx.passes.get(issued.organisation_id, issued.id)
        assert (await tx.photos.of_person(house.holder.person.id, PhotoState.APPROVED)).sha256 == second.sha256
    assert worn.photo_sha256 == second.sha256
    assert await kept(house, issued.photo_sha256) is None
    assert await kept(house, second.sha256)


async def test_only_managers_of_the_holders_organisation_look_at_photos_and_decide(house, selfie):
    photo = await send(house, selfie)
    for stranger in (house.holder, house.guard):
        with pytest.raises(NotAllowedRefused):
            await decide(house, photo, approve=True, speaker=stranger)
        with pytest.raises(NotAllowedRefused):
            await ShowPhoto(house.open, Portraits())(stranger, photo.id)
        with pytest.raises(NotAllowedRefused):
            await ListPhotos(house.open)(stranger)
    assert await ListPhotos(house.open)(house.neighbour) == []
    with pytest.raises(PhotoDecidedRefused):
        await decide(house, photo, approve=True, speaker=house.neighbour)


async def test_the_manager_may_want_another_photo_than_the_one_on_file(house, selfie):
    photo = await send(house, selfie)
    await decide(house, photo, approve=True)
    order = PassOrder(house.holder.person.id, PassType.STAFF, Validity(30), photo=PhotoFrom.HOLDER)
    act = IssuePass(house.open, Portraits())
    issued = await act(house.owner, order, None, cause=house.cause(), now=house.now)
    assert issued.pass_.photo_wanted_at is not None
