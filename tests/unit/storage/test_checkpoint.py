"""Passes, live codes, service QR codes, shifts, checks."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy.exc import IntegrityError

from bot.checkpoint.duty.guests import Guest, GuestState
from bot.checkpoint.models import Admits, Verdict
from bot.due_rows import DueRow
from bot.staff.models import OrganisationKeys, Role

HOUR = timedelta(hours=1)


async def test_a_pass_comes_back_as_it_went_and_its_number_is_taken(harness):
    holder = await harness.person()
    made = await harness.pass_(holder, "7", photo_sha256="a" * 64)
    async with harness.store.transaction() as tx:
        await tx.passes.add(replace(made, number="8"))
        assert await tx.passes.get(harness.organisation.id, made.id) == made
        assert await tx.passes.get(uuid4(), made.id) is None
        assert await tx.passes.of_holder(harness.organisation.id, holder.id) == [made]
    with pytest.raises(IntegrityError):
        await harness.pass_(holder, "7")


async def test_a_pass_is_revoked_once(harness):
    holder = await harness.person()
    first, second = await harness.pass_(holder, "1"), await harness.pass_(holder, "2")
    async with harness.store.transaction() as tx:
        assert await tx.passes.revoke(first.id, harness.now)
        assert not await tx.passes.revoke(first.id, harness.now + HOUR)
        assert await tx.passes.revoke_of(holder.id, harness.now) == [replace(second, revoked_at=harness.now)]
        assert await tx.passes.revoke_of(holder.id, harness.now) == []


async def test_pass_numbers_count_from_one_in_each_organisation(harness):
    async with harness.store.transaction() as tx:
        assert [await tx.passes.next_number(harness.organisation.id) for _ in range(3)] == [1, 2, 3]
        assert await tx.passes.next_number(uuid4()) == 1


async def test_a_new_live_code_ends_the_one_before(harness):
    made = await harness.pass_(await harness.person())
    first = await harness.live_code(made)
    second = await harness.live_code(made, minted_at=harness.now + timedelta(seconds=9))
    async with harness.store.transaction() as tx:
        await tx.live_codes.add(first)
        assert (await tx.live_codes.by_code_id(first.code_id)).expires_at == second.minted_at
        assert await tx.live_codes.by_code_id(second.code_id) == second
        assert not await tx.live_codes.use(first.id, uuid4(), second.minted_at)
        assert await tx.live_codes.by_code_id(b"nothing here") is None


async def test_a_live_code_works_once_and_in_time(harness):
    code = await harness.live_code(await harness.pass_(await harness.person()))
    check_id = uuid4()
    async with harness.store.transaction() as tx:
        assert not await tx.live_codes.use(code.id, check_id, code.expires_at)
        assert await tx.live_codes.use(code.id, check_id, harness.now)
        assert not await tx.live_codes.use(code.id, uuid4(), harness.now)
        used = await tx.live_codes.by_code_id(code.code_id)
    assert used == replace(code, used_at=harness.now, used_by_check_id=check_id)


async def test_a_typed_code_finds_the_newest_of_its_organisation(harness):
    made = await harness.pass_(await harness.person())
    await harness.live_code(made, typed_index=b"t" * 32)
    newer = await harness.live_code(made, typed_index=b"t" * 32, minted_at=harness.now + HOUR)
    async with harness.store.reading() as tx:
        assert await tx.live_codes.by_typed(harness.organisation.id, b"t" * 32, harness.now) == newer
        assert await tx.live_codes.by_typed(harness.organisation.id, b"t" * 32, harness.now + 2 * HOUR) is None
        assert await tx.live_codes.by_typed(uuid4(), b"t" * 32, harness.now) is None


async def test_a_service_qr_lives_until_deleted(harness):
    issuer = await harness.person()
    late = await harness.service_qr(issuer)
    soon = await harness.service_qr(issuer, expires_at=harness.now + HOUR, accepts=frozenset())
    async with harness.store.transaction() as tx:
        await tx.service_qrs.add(replace(late, name="Other"))
        assert await tx.service_qrs.get(harness.organisation.id, late.id) == late
        assert await tx.service_qrs.by_code_id(soon.code_id) == soon
        assert await tx.service_qrs.all(harness.organisation.id) == [soon, late]
        assert await tx.service_qrs.delete(soon.id, harness.now)
        assert not await tx.service_qrs.delete(soon.id, harness.now)
        assert await tx.service_qrs.all(harness.organisation.id) == [late]


async def test_who_goes_on_duty_leaves_the_shift_before(harness):
    guard = await harness.person()
    here, there = await harness.service_qr(guard), await harness.service_qr(guard)
    first = await harness.shift(here, guard)
    second = await harness.shift(there, guard, started_at=harness.now + HOUR)
    async with harness.store.transaction() as tx:
        await tx.shifts.start(first, harness.now)
        assert (await tx.shifts.get(first.id)).ended_at == harness.now + HOUR
        assert await tx.shifts.living(harness.organisation.id, guard.id, harness.now + HOUR) == (second, there)
        assert await tx.shifts.latest(harness.organisation.id, guard.id) == (second, there)


async def test_a_shift_lives_no_longer_than_it_and_its_code_do(harness):
    guard = await harness.person()
    qr = await harness.service_qr(guard, expires_at=harness.now + 5 * HOUR)
    shift = await harness.shift(qr, guard)
    async with harness.store.transaction() as tx:
        assert await tx.shifts.living(harness.organisation.id, guard.id, harness.now + 4 * HOUR)
        assert await tx.shifts.living(harness.organisation.id, guard.id, harness.now + 5 * HOUR) is None
        assert await tx.shifts.living(uuid4(), guard.id, harness.now) is None
        assert await tx.shifts.on_duty(qr.id, harness.now) == [shift]
        assert await tx.shifts.on_duty(qr.id, shift.ends_at) == []
        assert await tx.shifts.over(shift.ends_at, 9) == [DueRow(shift.id, shift.organisation_id)]
        assert await tx.shifts.over(harness.now, 9) == []
        await tx.service_qrs.delete(qr.id, harness.now)
        assert await tx.shifts.living(harness.organisation.id, guard.id, harness.now) is None


async def test_shifts_end_once_whichever_way(harness):
    guards = [await harness.person(name) for name in "АБВ"]
    qr = await harness.service_qr(guards[0])
    shifts = [await harness.shift(qr, guard) for guard in guards]
    async with harness.store.transaction() as tx:
        assert await tx.shifts.end(shifts[0].id, harness.now)
        assert not await tx.shifts.end(shifts[0].id, harness.now)
        assert await tx.shifts.end_all_of(guards[1].id, harness.now) == [shifts[1]]
        assert await tx.shifts.end_of_qr(qr.id, harness.now) == [shifts[2]]
        assert await tx.shifts.end_of_qr(qr.id, harness.now) == []
        assert await tx.shifts.over(harness.now + 99 * HOUR, 9) == []


async def test_those_on_duty_move_to_the_new_code_and_never_outlive_it(harness):
    guard = await harness.person()
    old, new = await harness.service_qr(guard), await harness.service_qr(guard, expires_at=harness.now + HOUR)
    shift = await harness.shift(old, guard)
    async with harness.store.transaction() as tx:
        assert await tx.shifts.move(old.id, new.id) == 1
        assert await tx.shifts.get(shift.id) == replace(shift, service_qr_id=new.id, ends_at=new.expires_at)
        assert await tx.shifts.move(old.id, new.id) == 0


async def test_checks_are_kept_once_counted_and_undone(harness):
    guard = await harness.person()
    made = await harness.pass_(guard)
    shift = await harness.shift(await harness.service_qr(guard), guard)
    valid = harness.make_check(shift, pass_id=made.id)
    unknown = harness.make_check(shift, Verdict.UNKNOWN, checked_at=harness.now + HOUR, number=1)
    async with harness.store.transaction() as tx:
        assert [await tx.checks.add(check) for check in (valid, unknown, valid)] == [True, True, False]
        assert await tx.checks.get(unknown.id) == unknown
        assert await tx.checks.counts(shift.id) == {Verdict.VALID: 1, Verdict.UNKNOWN: 1}
        edges = [harness.now, harness.now + HOUR, harness.now + 2 * HOUR]
        assert (await tx.checks.by_hour(harness.organisation.id, edges, None))[1] == {Verdict.UNKNOWN: 1}
        assert await tx.checks.undo(valid.id, "помилка", harness.now)
        assert not await tx.checks.undo(valid.id, "знову", harness.now)
        assert (await tx.checks.get(valid.id)).undo_reason == "помилка"
        assert await tx.checks.counts(shift.id) == {Verdict.UNKNOWN: 1}


async def test_the_number_of_a_document_is_held_by_one_check_until_diia_certainly_did_not_get_it(harness):
    guard = await harness.person()
    qr = await harness.service_qr(guard)
    shift, index = await harness.shift(qr, guard), b"i" * 32
    first, second, third = (
        harness.make_check(shift, verdict=Verdict.DOCUMENT_UNANSWERED, document_index=index) for _ in range(3)
    )
    repeat = harness.make_check(shift, verdict=Verdict.DOCUMENT_REPEATED, document_index=index)
    async with harness.store.transaction() as tx:
        assert await tx.checks.of_document(harness.organisation.id, index) is None
        assert [await tx.checks.claim(check) for check in (first, second)] == [True, False]
        assert await tx.checks.add(repeat)
        assert await tx.checks.of_document(harness.organisation.id, index) == (first, qr)
        assert await tx.checks.of_document(uuid4(), index) is None
        answered = [await tx.checks.answer(first.id, Verdict.DOCUMENT_UNAVAILABLE) for _ in range(2)]
        assert answered == [True, False]
        assert await tx.checks.claim(third)
        assert await tx.checks.answer(third.id, Verdict.DOCUMENT_VALID)
        assert (await tx.checks.of_document(harness.organisation.id, index))[0].id == third.id


async def test_the_check_that_used_a_code_and_the_one_before_are_found(harness):
    guard = await harness.person()
    qr = await harness.service_qr(guard)
    made, shift = await harness.pass_(guard), await harness.shift(qr, guard)
    code = await harness.live_code(made)
    check = harness.make_check(shift, pass_id=made.id, live_code_id=code.id)
    async with harness.store.transaction() as tx:
        assert await tx.checks.of_live_code(code.id) is None
        assert await tx.live_codes.use(code.id, check.id, harness.now)
        await tx.checks.add(check)
        assert await tx.checks.of_live_code(code.id) == (check, qr)
        assert await tx.checks.valid_before(made.id, harness.now, harness.now - HOUR) is None
        assert await tx.checks.valid_before(made.id, harness.now + HOUR, harness.now) == (check, qr)
        assert await tx.checks.valid_before(made.id, harness.now + HOUR, harness.now + HOUR) is None
        await tx.checks.undo(check.id, "", harness.now)
        assert await tx.checks.valid_before(made.id, harness.now + HOUR, harness.now) is None


async def test_the_log_is_counted_by_hour_and_walked_whole(harness, monkeypatch):
    monkeypatch.setattr("storage.checkpoint.checks.CHUNK", 2)
    guard, holder = await harness.person("Ґонта"), await harness.person("Їжакевич")
    renewed = await harness.service_qr(guard, issued_at=harness.now + HOUR, place="South side")
    service_qr, other = await harness.service_qr(guard), await harness.service_qr(guard, name="Barrier")
    made = await harness.pass_(holder)
    shifts = [await harness.shift(qr, guard) for qr in (service_qr, renewed, other)]
    checks = [
        harness.make_check(shift, pass_id=made.id if number else None, checked_at=harness.now + number * HOUR / 2)
        for number, shift in enumerate([shifts[0], shifts[0], shifts[1], shifts[1], shifts[2]])
    ]
    elsewhere = harness.make_organisation("Elsewhere")
    async with harness.store.transaction() as tx:
        await tx.organisations.add(elsewhere, OrganisationKeys(b"", b""))
    abroad = await harness.person(organisation_id=elsewhere.id)
    foreign = harness.make_check(await harness.shift(await harness.service_qr(abroad), abroad))
    async with harness.store.transaction() as tx:
        for check in [*checks, foreign]:
            await tx.checks.add(check)
    edges, mine = [harness.now + hour * HOUR for hour in range(4)], harness.organisation.id
    valid = {number: {Verdict.VALID: number} for number in (1, 2)} | {0: {}}
    async with harness.store.reading() as tx:
        assert await tx.checks.by_hour(mine, edges, None) == [valid[2], valid[2], valid[1]]
        assert await tx.checks.by_hour(mine, edges, "Barrier") == [valid[0], valid[0], valid[1]]
        assert await tx.checks.by_hour(mine, edges, "Gate") == [valid[2], valid[2], valid[0]]
        assert await tx.checks.checkpoints(mine, edges[0], edges[-1]) == [other, renewed]
        assert await tx.checks.checkpoints(mine, edges[3], edges[3] + HOUR) == []
        logged = [one async for one in tx.checks.log(mine, harness.now)]
        assert [one.check for one in logged] == checks
        assert {(one.guard_name, one.guard_role) for one in logged} == {("Ґонта", Role.EMPLOYEE)}
        assert [one.holder_name for one in logged] == [None, *["Їжакевич"] * 4]
        assert (logged[2].place, logged[4].name, logged[4].pass_type) == ("South side", "Barrier", "staff")
        assert [one.check async for one in tx.checks.log(mine, harness.now + HOUR)] == checks[2:]


async def test_a_guest_is_decided_about_once_and_found_by_their_telegram_alone(harness):
    manager = await harness.person()
    await harness.account(manager, telegram_id=5, ended_at=harness.now)
    qr = await harness.service_qr(manager)
    people = [harness.make_person(f"Гість {number}", role=Role.GUEST) for number in range(2)]
    guest = [
        Guest(one.id, one.organisation_id, qr.id, one.id, 9, "uk", harness.now + number * HOUR)
        for number, one in enumerate(people)
    ]
    mine = harness.organisation.id
    async with harness.store.transaction() as tx:
        for _ in "ab":
            for one, person in zip(guest, people, strict=True):
                await tx.guests.add(one, person)
        assert await tx.guests.of(9, harness.now) == guest[::-1]
        assert await tx.guests.of(9, harness.now + HOUR) == guest[1:]
        assert await tx.guests.of(8, harness.now) == []
        assert await tx.guests.get(uuid4(), guest[0].id) is None
        assert await tx.guests.decide(guest[0].id, GuestState.ADMITTED, manager.id, harness.now)
        assert not await tx.guests.decide(guest[0].id, GuestState.REFUSED, manager.id, harness.now)
        assert (await tx.guests.get(mine, guest[0].id)).state is GuestState.ADMITTED
        assert [one.id for one in await tx.guests.among([guest[1].id, manager.id])] == [guest[1].id]
        assert (await tx.guests.formerly(mine, 5), await tx.guests.formerly(mine, 9)) == (manager.name, None)
        assert await tx.shifts.guard(mine, guest[0].id) == people[0]
        assert await tx.shifts.guard(mine, manager.id) == manager
        assert await tx.people.get(mine, guest[0].id) is None
        assert await tx.people.all(mine) == [manager]


async def test_the_terms_of_a_code_change_until_it_is_deleted_and_its_code_never(harness):
    qr = await harness.service_qr(await harness.person())
    edited = replace(qr, name="Barrier", admits=Admits.APPROVED, accepts=frozenset(), shift_hours=4, record_json=b"{1}")
    async with harness.store.transaction() as tx:
        assert await tx.service_qrs.save(replace(edited, code_id=b"another code", expires_at=harness.now))
        assert await tx.service_qrs.get(qr.organisation_id, qr.id) == edited
        await tx.service_qrs.delete(qr.id, harness.now)
        assert not await tx.service_qrs.save(qr)
