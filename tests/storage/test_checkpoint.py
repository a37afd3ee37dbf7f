"""Passes, live codes, service QR codes, shifts, checks."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy.exc import IntegrityError

from bot.checkpoint.checks import Admits, Verdict
from bot.checkpoint.guests import Guest, GuestState
from bot.staff.people import OrganisationKeys, Role

HOUR = timedelta(hours=1)


async def test_a_pass_comes_back_as_it_went_and_its_number_is_taken(house):
    holder = await house.person()
    made = await house.pass_(holder, "7", photo_sha256="a" * 64)
    async with house.store.transaction() as tx:
        await tx.passes.add(replace(made, number="8"))
        assert await tx.passes.get(house.organisation.id, made.id) == made
        assert await tx.passes.get(uuid4(), made.id) is None
        assert await tx.passes.of_holder(house.organisation.id, holder.id) == [made]
    with pytest.raises(IntegrityError):
        await house.pass_(holder, "7")


async def test_a_pass_is_revoked_once(house):
    holder = await house.person()
    first, second = await house.pass_(holder, "1"), await house.pass_(holder, "2")
    async with house.store.transaction() as tx:
        assert await tx.passes.revoke(first.id, house.now)
        assert not await tx.passes.revoke(first.id, house.now + HOUR)
        assert await tx.passes.revoke_of(holder.id, house.now) == [replace(second, revoked_at=house.now)]
        assert await tx.passes.revoke_of(holder.id, house.now) == []


async def test_pass_numbers_count_from_one_in_each_organisation(house):
    async with house.store.transaction() as tx:
        assert [await tx.passes.next_number(house.organisation.id) for _ in range(3)] == [1, 2, 3]
        assert await tx.passes.next_number(uuid4()) == 1


async def test_a_new_live_code_ends_the_one_before(house):
    made = await house.pass_(await house.person())
    first = await house.live_code(made)
    second = await house.live_code(made, minted_at=house.now + timedelta(seconds=9))
    async with house.store.transaction() as tx:
        await tx.live_codes.add(first)
        assert (await tx.live_codes.by_code_id(first.code_id)).expires_at == second.minted_at
        assert await tx.live_codes.by_code_id(second.code_id) == second
        assert not await tx.live_codes.use(first.id, uuid4(), second.minted_at)
        assert await tx.live_codes.by_code_id(b"nothing here") is None


async def test_a_live_code_works_once_and_in_time(house):
    code = await house.live_code(await house.pass_(await house.person()))
    check_id = uuid4()
    async with house.store.transaction() as tx:
        assert not await tx.live_codes.use(code.id, check_id, code.expires_at)
        assert await tx.live_codes.use(code.id, check_id, house.now)
        assert not await tx.live_codes.use(code.id, uuid4(), house.now)
        used = await tx.live_codes.by_code_id(code.code_id)
    assert used == replace(code, used_at=house.now, used_by_check_id=check_id)


async def test_a_typed_code_finds_the_newest_of_its_organisation(house):
    made = await house.pass_(await house.person())
    await house.live_code(made, typed_index=b"t" * 32)
    newer = await house.live_code(made, typed_index=b"t" * 32, minted_at=house.now + HOUR)
    async with house.store.reading() as tx:
        assert await tx.live_codes.by_typed(house.organisation.id, b"t" * 32, house.now) == newer
        assert await tx.live_codes.by_typed(house.organisation.id, b"t" * 32, house.now + 2 * HOUR) is None
        assert await tx.live_codes.by_typed(uuid4(), b"t" * 32, house.now) is None


async def test_a_service_qr_lives_until_deleted(house):
    issuer = await house.person()
    late = await house.service_qr(issuer)
    soon = await house.service_qr(issuer, expires_at=house.now + HOUR, accepts=frozenset())
    async with house.store.transaction() as tx:
        await tx.service_qrs.add(replace(late, name="Other"))
        assert await tx.service_qrs.get(house.organisation.id, late.id) == late
        assert await tx.service_qrs.by_code_id(soon.code_id) == soon
        assert await tx.service_qrs.all(house.organisation.id) == [soon, late]
        assert await tx.service_qrs.delete(soon.id, house.now)
        assert not await tx.service_qrs.delete(soon.id, house.now)
        assert await tx.service_qrs.all(house.organisation.id) == [late]


async def test_who_goes_on_duty_leaves_the_shift_before(house):
    guard = await house.person()
    here, there = await house.service_qr(guard), await house.service_qr(guard)
    first = await house.shift(here, guard)
    second = await house.shift(there, guard, started_at=house.now + HOUR)
    async with house.store.transaction() as tx:
        await tx.shifts.start(first, house.now)
        assert (await tx.shifts.get(first.id)).ended_at == house.now + HOUR
        assert await tx.shifts.living(house.organisation.id, guard.id, house.now + HOUR) == (second, there)
        assert await tx.shifts.latest(house.organisation.id, guard.id) == (second, there)


async def test_a_shift_lives_no_longer_than_it_and_its_code_do(house):
    guard = await house.person()
    qr = await house.service_qr(guard, expires_at=house.now + 5 * HOUR)
    shift = await house.shift(qr, guard)
    async with house.store.transaction() as tx:
        assert await tx.shifts.living(house.organisation.id, guard.id, house.now + 4 * HOUR)
        assert await tx.shifts.living(house.organisation.id, guard.id, house.now + 5 * HOUR) is None
        assert await tx.shifts.living(uuid4(), guard.id, house.now) is None
        assert await tx.shifts.on_duty(qr.id, house.now) == [shift]
        assert await tx.shifts.on_duty(qr.id, shift.ends_at) == []
        assert await tx.shifts.over(shift.ends_at, 9) == [shift]
        assert await tx.shifts.over(house.now, 9) == []
        await tx.service_qrs.delete(qr.id, house.now)
        assert await tx.shifts.living(house.organisation.id, guard.id, house.now) is None


async def test_shifts_end_once_whichever_way(house):
    guards = [await house.person(name) for name in "АБВ"]
    qr = await house.service_qr(guards[0])
    shifts = [await house.shift(qr, guard) for guard in guards]
    async with house.store.transaction() as tx:
        assert await tx.shifts.end(shifts[0].id, house.now)
        assert not await tx.shifts.end(shifts[0].id, house.now)
        assert await tx.shifts.end_of_person(guards[1].id, house.now) == [shifts[1]]
        assert await tx.shifts.end_of_qr(qr.id, house.now) == [shifts[2]]
        assert await tx.shifts.end_of_qr(qr.id, house.now) == []
        assert await tx.shifts.over(house.now + 99 * HOUR, 9) == []


async def test_those_on_duty_move_to_the_new_code_and_never_outlive_it(house):
    guard = await house.person()
    old, new = await house.service_qr(guard), await house.service_qr(guard, expires_at=house.now + HOUR)
    shift = await house.shift(old, guard)
    async with house.store.transaction() as tx:
        assert await tx.shifts.move(old.id, new.id) == 1
        assert await tx.shifts.get(shift.id) == replace(shift, service_qr_id=new.id, ends_at=new.expires_at)
        assert await tx.shifts.move(old.id, new.id) == 0


async def test_checks_are_kept_once_counted_and_undone(house):
    guard = await house.person()
    made = await house.pass_(guard)
    shift = await house.shift(await house.service_qr(guard), guard)
    valid = house.make_check(shift, pass_id=made.id)
    unknown = house.make_check(shift, Verdict.UNKNOWN, checked_at=house.now + HOUR, number=1)
    async with house.store.transaction() as tx:
        assert [await tx.checks.add(check) for check in (valid, unknown, valid)] == [True, True, False]
        assert await tx.checks.get(unknown.id) == unknown
        assert await tx.checks.counts(shift.id) == {Verdict.VALID: 1, Verdict.UNKNOWN: 1}
        edges = [house.now, house.now + HOUR, house.now + 2 * HOUR]
        assert (await tx.checks.by_hour(house.organisation.id, edges, None))[1] == {Verdict.UNKNOWN: 1}
        assert await tx.checks.undo(valid.id, "помилка", house.now)
        assert not await tx.checks.undo(valid.id, "знову", house.now)
        assert (await tx.checks.get(valid.id)).undo_reason == "помилка"
        assert await tx.checks.counts(shift.id) == {Verdict.UNKNOWN: 1}


async def test_the_check_that_used_a_code_and_the_one_before_are_found(house):
    guard = await house.person()
    qr = await house.service_qr(guard)
    made, shift = await house.pass_(guard), await house.shift(qr, guard)
    code = await house.live_code(made)
    check = house.make_check(shift, pass_id=made.id, live_code_id=code.id)
    async with house.store.transaction() as tx:
        assert await tx.checks.of_live_code(code.id) is None
        assert await tx.live_codes.use(code.id, check.id, house.now)
        await tx.checks.add(check)
        assert await tx.checks.of_live_code(code.id) == (check, qr)
        assert await tx.checks.valid_before(made.id, house.now, house.now - HOUR) is None
        assert await tx.checks.valid_before(made.id, house.now + HOUR, house.now) == (check, qr)
        assert await tx.checks.valid_before(made.id, house.now + HOUR, house.now + HOUR) is None
        await tx.checks.undo(check.id, "", house.now)
        assert await tx.checks.valid_before(made.id, house.now + HOUR, house.now) is None


async def test_the_log_is_counted_by_hour_and_walked_whole(house, monkeypatch):
    monkeypatch.setattr("storage.checkpoint.checks.CHUNK", 2)
    guard, holder = await house.person("Ґонта"), await house.person("Їжакевич")
    renewed = await house.service_qr(guard, issued_at=house.now + HOUR, place="South side")
    gate, other = await house.service_qr(guard), await house.service_qr(guard, name="Barrier")
    made = await house.pass_(holder)
    shifts = [await house.shift(qr, guard) for qr in (gate, renewed, other)]
    checks = [
        house.make_check(shift, pass_id=made.id if number else None, checked_at=house.now + number * HOUR / 2)
        for number, shift in enumerate([shifts[0], shifts[0], shifts[1], shifts[1], shifts[2]])
    ]
    elsewhere = house.make_organisation("Elsewhere")
    async with house.store.transaction() as tx:
        await tx.organisations.add(elsewhere, OrganisationKeys(b"", b""))
    abroad = await house.person(organisation_id=elsewhere.id)
    foreign = house.make_check(await house.shift(await house.service_qr(abroad), abroad))
    async with house.store.transaction() as tx:
        for check in [*checks, foreign]:
            await tx.checks.add(check)
    edges, mine = [house.now + hour * HOUR for hour in range(4)], house.organisation.id
    valid = {number: {Verdict.VALID: number} for number in (1, 2)} | {0: {}}
    async with house.store.reading() as tx:
        assert await tx.checks.by_hour(mine, edges, None) == [valid[2], valid[2], valid[1]]
        assert await tx.checks.by_hour(mine, edges, "Barrier") == [valid[0], valid[0], valid[1]]
        assert await tx.checks.by_hour(mine, edges, "Gate") == [valid[2], valid[2], valid[0]]
        assert await tx.checks.checkpoints(mine, edges[0], edges[-1]) == [other, renewed]
        assert await tx.checks.checkpoints(mine, edges[3], edges[3] + HOUR) == []
        logged = [one async for one in tx.checks.log(mine, house.now)]
        assert [one.check for one in logged] == checks
        assert {(one.guard_name, one.guard_role) for one in logged} == {("Ґонта", Role.EMPLOYEE)}
        assert [one.holder_name for one in logged] == [None, *["Їжакевич"] * 4]
        assert (logged[2].place, logged[4].name, logged[4].pass_type) == ("South side", "Barrier", "staff")
        assert [one.check async for one in tx.checks.log(mine, house.now + HOUR)] == checks[2:]


async def test_a_guest_is_decided_about_once_and_found_by_their_telegram_alone(house):
    manager = await house.person()
    await house.account(manager, telegram_id=5, ended_at=house.now)
    qr = await house.service_qr(manager)
    people = [house.make_person(f"Гість {number}", role=Role.GUEST) for number in range(2)]
    asked = [
        Guest(one.id, one.organisation_id, qr.id, 9, "uk", house.now + number * HOUR)
        for number, one in enumerate(people)
    ]
    mine = house.organisation.id
    async with house.store.transaction() as tx:
        for _ in "ab":
            for one, person in zip(asked, people, strict=True):
                await tx.guests.add(one, person)
        assert await tx.guests.of(9, house.now) == asked[::-1]
        assert await tx.guests.of(9, house.now + HOUR) == asked[1:]
        assert await tx.guests.of(8, house.now) == []
        assert await tx.guests.get(uuid4(), asked[0].id) is None
        assert await tx.guests.decide(asked[0].id, GuestState.ADMITTED, manager.id, house.now)
        assert not await tx.guests.decide(asked[0].id, GuestState.REFUSED, manager.id, house.now)
        assert (await tx.guests.get(mine, asked[0].id)).state is GuestState.ADMITTED
        assert [one.id for one in await tx.guests.among([asked[1].id, manager.id])] == [asked[1].id]
        assert (await tx.guests.formerly(mine, 5), await tx.guests.formerly(mine, 9)) == (manager.name, None)
        assert await tx.shifts.guard(mine, asked[0].id) == people[0]
        assert await tx.shifts.guard(mine, manager.id) == manager
        assert await tx.people.get(mine, asked[0].id) is None
        assert await tx.people.all(mine) == [manager]


async def test_the_terms_of_a_code_change_until_it_is_deleted_and_its_code_never(house):
    qr = await house.service_qr(await house.person())
    edited = replace(qr, name="Barrier", admits=Admits.GUESTS, accepts=frozenset(), shift_hours=4, record_json=b"{1}")
    async with house.store.transaction() as tx:
        assert await tx.service_qrs.save(replace(edited, code_id=b"another code", expires_at=house.now))
        assert await tx.service_qrs.get(qr.organisation_id, qr.id) == edited
        await tx.service_qrs.delete(qr.id, house.now)
        assert not await tx.service_qrs.save(qr)
