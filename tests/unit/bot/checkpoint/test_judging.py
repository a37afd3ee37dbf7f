"""The verdict on one code, for every state of the code, of its pass, of its holder and of the checkpoint."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from bot.checkpoint.checks.judging import Finding, Post, judge_live, judge_printed, judge_sorted, judge_typed
from bot.checkpoint.checks.sorting import sort_text
from bot.checkpoint.models import ServiceQr, Shift, Verdict
from bot.passes.codes import CodePurpose, mint_code_id
from bot.passes.models import LiveCode, Pass, PassType, PrintedCode

SECOND, MINUTE, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)
LIFE_OF_A_LIVE_CODE = 3 * MINUTE
INDEX = b"the keyed index of a typed code!"


class Driver:
    """A guard at a checkpoint, and the codes that are shown to them."""

    def __init__(self, harness):
        self.harness, self.now = harness, harness.now
        organisation_id, issuer_id = harness.owner.organisation.id, harness.owner.person.id
        self.service_qr = ServiceQr(
            uuid4(), mint_code_id(), organisation_id, issuer_id, "Gate", "Street", frozenset(), 12, self.now,
            self.now + DAY, b"{}", b"",
        )  # fmt: skip
        self.shift = Shift(
            uuid4(), organisation_id, self.service_qr.id, harness.guard.person.id, self.now, self.now + DAY
        )

    @property
    def post(self):
        return Post(self.harness.guard, self.shift, self.service_qr, self.now)

    async def pass_(self, holder=None, **changes):
        """Store a pass that is good today, but for the changes."""
        holder = holder or self.harness.holder
        issued = Pass(
            uuid4(), holder.organisation.id, PassType.STAFF, holder.person.id, f"{uuid4()}", None, holder.person.id,
            self.now, self.now, self.now + DAY,
        )  # fmt: skip
        issued = replace(issued, **changes)
        async with self.harness.open() as tx:
            await tx.passes.add(issued)
        return issued

    async def live(self, pass_, **changes):
        """Store a live code made a minute ago, but for the changes."""
        minted_at = changes.get("minted_at", self.now - MINUTE)
        code = LiveCode(
            uuid4(), mint_code_id(), INDEX, pass_.organisation_id, pass_.id, minted_at, minted_at + LIFE_OF_A_LIVE_CODE
        )
        code = replace(code, **changes)
        async with self.harness.open() as tx:
            await tx.live_codes.add(code)
        return code

    async def printed(self, pass_, **changes):
        """Store the code of a printed card, but for the changes."""
        code = PrintedCode(
            uuid4(), mint_code_id(), "0123456789AB", INDEX, pass_.organisation_id, pass_.id, self.now - DAY
        )
        code = replace(code, **changes)
        async with self.harness.open() as tx:
            await tx.printed_codes.add(code)
        return code

    async def stored(self, code):
        async with self.harness.open() as tx:
            return await tx.live_codes.by_code_id(code.code_id)

    async def judges_live(self, code, check_id=None):
        async with self.harness.open() as tx:
            return await judge_live(tx, self.post, code, check_id or uuid4())

    async def judges_printed(self, code):
        async with self.harness.open() as tx:
            return await judge_printed(tx, self.post, code)

    async def judges_typed(self, index=INDEX, check_id=None):
        async with self.harness.open() as tx:
            return await judge_typed(tx, self.post, index, check_id or uuid4())

    async def judges_payload(self, purpose, code_id, tag=None, check_id=None, codes=None):
        codes = codes or self.harness.codes
        payload = codes.mint(purpose, tag or self.harness.guard.organisation.tag, code_id)
        return await self.judges_text(payload, check_id)

    async def judges_text(self, text, check_id=None):
        async with self.harness.open() as tx:
            return await judge_sorted(tx, self.post, sort_text(self.harness.codes, text), check_id or uuid4())


@pytest.fixture
def driver(harness):
    return Driver(harness)


async def test_a_live_code_of_a_good_pass_is_valid_and_used_up_by_the_check(driver):
    shown = await driver.pass_()
    code, check_id = await driver.live(shown), uuid4()
    assert await driver.judges_live(code, check_id) == Finding(Verdict.VALID, shown.id, code.id, None)
    used = await driver.stored(code)
    assert (used.used_at, used.used_by_check_id) == (driver.now, check_id)


async def test_a_used_live_code_was_already_used(driver):
    shown = await driver.pass_()
    code = await driver.live(shown, used_at=driver.now - SECOND, used_by_check_id=uuid4())
    assert await driver.judges_live(code) == Finding(Verdict.ALREADY_USED, shown.id, code.id)


async def test_of_two_checks_that_read_the_same_unused_code_the_second_finds_it_used(driver):
    code = await driver.live(await driver.pass_())
    assert (await driver.judges_live(code)).verdict is Verdict.VALID
    assert (await driver.judges_live(code)).verdict is Verdict.ALREADY_USED


@pytest.mark.parametrize(
    ("from_mint", "verdict"),
    [
        (-LIFE_OF_A_LIVE_CODE - SECOND, Verdict.CODE_EXPIRED),
        (-LIFE_OF_A_LIVE_CODE, Verdict.VALID),
        (timedelta(), Verdict.VALID),
        (LIFE_OF_A_LIVE_CODE - SECOND, Verdict.VALID),
        (LIFE_OF_A_LIVE_CODE, Verdict.CODE_EXPIRED),
    ],
)
async def test_a_live_code_is_good_for_three_minutes_and_for_a_clock_three_minutes_behind(driver, from_mint, verdict):
    code = await driver.live(await driver.pass_(), minted_at=driver.now - from_mint)
    assert (await driver.judges_live(code)).verdict is verdict


STATES_OF_A_PASS = [
    ({"revoked_at": -DAY}, Verdict.REVOKED),
    ({"revoked_at": -DAY, "expires_at": -SECOND}, Verdict.REVOKED),
    ({"expires_at": timedelta()}, Verdict.PASS_EXPIRED),
    ({"expires_at": SECOND}, Verdict.VALID),
    ({"valid_from_at": SECOND}, Verdict.NOT_YET_VALID),
    ({"valid_from_at": timedelta()}, Verdict.VALID),
]


@pytest.mark.parametrize(("times", "verdict"), STATES_OF_A_PASS)
async def test_the_state_of_the_pass_decides_over_a_good_live_code(driver, times, verdict):
    shown = await driver.pass_(**{name: driver.now + offset for name, offset in times.items()})
    code = await driver.live(shown)
    assert await driver.judges_live(code) == Finding(verdict, shown.id, code.id)


@pytest.mark.parametrize(("times", "verdict"), STATES_OF_A_PASS)
async def test_the_state_of_the_pass_decides_over_a_printed_card(driver, times, verdict):
    shown = await driver.pass_(**{name: driver.now + offset for name, offset in times.items()})
    code = await driver.printed(shown)
    assert await driver.judges_printed(code) == Finding(verdict, shown.id, None, code.id)


@pytest.mark.parametrize(
    ("accepts", "verdict"),
    [
        ((), Verdict.VALID),
        (("staff",), Verdict.VALID),
        (("visitor", "staff"), Verdict.VALID),
        (("visitor",), Verdict.NOT_ACCEPTED_HERE),
    ],
)
async def test_a_checkpoint_accepts_the_types_it_names_or_all_if_it_names_none(driver, accepts, verdict):
    driver.service_qr = replace(driver.service_qr, accepts=frozenset(accepts))
    shown = await driver.pass_()
    code = await driver.live(shown)
    assert (await driver.judges_live(code)).verdict is verdict
    assert (await driver.judges_printed(await driver.printed(shown))).verdict is verdict
    assert ((await driver.stored(code)).used_at is None) == (verdict is Verdict.NOT_ACCEPTED_HERE)


async def test_what_is_wrong_with_the_pass_is_said_rather_than_what_is_wrong_with_the_code(driver):
    revoked = await driver.pass_(revoked_at=driver.now)
    used = await driver.live(revoked, used_at=driver.now, used_by_check_id=uuid4())
    assert (await driver.judges_live(used)).verdict is Verdict.REVOKED


async def test_a_dismissed_holders_codes_are_revoked_and_not_used_up(driver, harness):
    shown = await driver.pass_()
    live, printed = await driver.live(shown), await driver.printed(shown)
    await harness.dismiss(harness.holder)
    assert await driver.judges_live(live) == Finding(Verdict.REVOKED, shown.id, live.id)
    assert await driver.judges_printed(printed) == Finding(Verdict.REVOKED, shown.id, None, printed.id)
    assert (await driver.stored(live)).used_at is None


async def test_guards_do_not_check_themselves_and_use_up_no_code(driver, harness):
    own = await driver.pass_(holder=harness.guard, revoked_at=driver.now)
    live = await driver.live(own)
    assert (await driver.judges_live(live)).verdict is Verdict.OWN_PASS
    assert (await driver.stored(live)).used_at is None
    assert (await driver.judges_printed(await driver.printed(own))).verdict is Verdict.OWN_PASS


async def test_a_card_that_was_replaced_is_revoked_whatever_its_pass_is(driver):
    expired = await driver.pass_(expires_at=driver.now)
    for shown in (await driver.pass_(), expired):
        code = await driver.printed(shown, ended_at=driver.now - DAY)
        assert await driver.judges_printed(code) == Finding(Verdict.REVOKED, shown.id, None, code.id)


async def test_a_printed_card_is_good_again_and_again(driver):
    code = await driver.printed(await driver.pass_())
    assert [(await driver.judges_printed(code)).verdict for _ in range(2)] == [Verdict.VALID, Verdict.VALID]


async def test_a_code_of_another_organisations_pass_is_unknown_and_tells_nothing(driver, harness):
    theirs = await driver.pass_(harness.neighbour)
    assert await driver.judges_live(await driver.live(theirs)) == Finding(Verdict.UNKNOWN)
    assert await driver.judges_printed(await driver.printed(theirs)) == Finding(Verdict.UNKNOWN)


async def test_no_code_at_all_is_unknown(driver):
    assert await driver.judges_printed(None) == Finding(Verdict.UNKNOWN)
    assert await driver.judges_typed() == Finding(Verdict.UNKNOWN)


async def test_a_typed_live_code_is_found_by_its_index_and_used_up(driver):
    shown = await driver.pass_()
    code, check_id = await driver.live(shown), uuid4()
    assert await driver.judges_typed(b"another index".ljust(32)) == Finding(Verdict.UNKNOWN)
    assert await driver.judges_typed(check_id=check_id) == Finding(Verdict.VALID, shown.id, code.id)
    assert (await driver.stored(code)).used_by_check_id == check_id


@pytest.mark.parametrize(("age", "verdict"), [(30 * DAY, Verdict.CODE_EXPIRED), (30 * DAY + SECOND, Verdict.UNKNOWN)])
async def test_a_typed_live_code_is_known_for_thirty_days(driver, age, verdict):
    await driver.live(await driver.pass_(), minted_at=driver.now - age)
    assert (await driver.judges_typed()).verdict is verdict


async def test_a_typed_code_of_a_card_is_found_when_there_is_no_live_code_of_that_index(driver):
    shown = await driver.pass_()
    card = await driver.printed(shown)
    assert await driver.judges_typed() == Finding(Verdict.VALID, shown.id, None, card.id)
    await driver.live(shown)
    assert (await driver.judges_typed()).live_code_id is not None


async def test_a_typed_code_of_another_organisation_is_unknown(driver, harness):
    theirs = await driver.pass_(harness.neighbour)
    await driver.live(theirs)
    await driver.printed(theirs)
    assert await driver.judges_typed() == Finding(Verdict.UNKNOWN)


async def test_a_scanned_live_code_is_judged_and_used_up(driver):
    shown = await driver.pass_()
    code, check_id = await driver.live(shown), uuid4()
    found = await driver.judges_payload(CodePurpose.LIVE_PASS, code.code_id, check_id=check_id)
    assert found == Finding(Verdict.VALID, shown.id, code.id)
    assert (await driver.stored(code)).used_by_check_id == check_id


async def test_a_scanned_card_is_judged_as_a_card(driver):
    shown = await driver.pass_()
    code = await driver.printed(shown)
    found = await driver.judges_payload(CodePurpose.PRINTED_PASS, code.code_id)
    assert found == Finding(Verdict.VALID, shown.id, None, code.id)


async def test_a_genuine_live_code_that_is_stored_no_longer_has_expired(driver):
    assert await driver.judges_payload(CodePurpose.LIVE_PASS, mint_code_id()) == Finding(Verdict.CODE_EXPIRED)


async def test_a_genuine_card_that_is_stored_no_longer_is_unknown(driver):
    assert await driver.judges_payload(CodePurpose.PRINTED_PASS, mint_code_id()) == Finding(Verdict.UNKNOWN)


@pytest.mark.parametrize("purpose", [CodePurpose.SERVICE_QR, CodePurpose.SHEET, CodePurpose.REQUEST])
async def test_a_genuine_code_that_shows_no_pass_is_not_accepted(driver, purpose):
    assert await driver.judges_payload(purpose, mint_code_id()) == Finding(Verdict.NOT_ACCEPTED_HERE)


async def test_a_code_with_a_false_seal_is_forged(driver, harness):
    payload = harness.codes.mint(CodePurpose.LIVE_PASS, harness.guard.organisation.tag, mint_code_id())
    changed = payload[:-1] + ("A" if payload[-1] != "A" else "B")
    assert await driver.judges_text(changed) == Finding(Verdict.FORGED)


async def test_a_service_qr_puts_people_on_duty_until_it_expires_or_is_deleted(driver):
    service_qr = driver.service_qr
    assert service_qr.lives_at(service_qr.expires_at - SECOND)
    assert not service_qr.lives_at(service_qr.expires_at)
    assert not replace(service_qr, deleted_at=driver.now).lives_at(driver.now)


async def test_a_text_that_is_no_code_of_ours_is_unknown(driver):
    assert await driver.judges_text("https://example.org/") == Finding(Verdict.UNKNOWN)


@pytest.mark.parametrize("purpose", CodePurpose)
async def test_a_genuine_code_of_another_organisation_is_unknown_whatever_it_is_for(driver, harness, purpose):
    tag = harness.neighbour.organisation.tag
    assert await driver.judges_payload(purpose, mint_code_id(), tag) == Finding(Verdict.UNKNOWN)


async def test_a_genuine_code_of_another_organisation_is_unknown_even_if_stored(driver, harness):
    code = await driver.live(await driver.pass_(harness.neighbour))
    tag = harness.neighbour.organisation.tag
    assert await driver.judges_payload(CodePurpose.LIVE_PASS, code.code_id, tag) == Finding(Verdict.UNKNOWN)
