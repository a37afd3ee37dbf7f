"""Printed cards at a checkpoint."""

from datetime import timedelta

import pytest

from bot.checkpoint.models import Verdict
from bot.passes.codes import CodePurpose, spell_typed
from bot.passes.issuing.print_passes import EndCard, PrintPasses, Wording
from bot.passes.issuing.revoke_pass import RevokePass
from bot.qr.draw import draw_png

WORDING = Wording(str, lambda one: (one.number,), "Cards")


@pytest.fixture
async def card(harness, checkpoint):
    """A pass, its printed code, and a guard on duty."""
    await checkpoint.goes_on_duty(await checkpoint.issue())
    issued = await harness.issue_pass()
    printer = PrintPasses(harness.open, harness.codes, harness.typed_index, harness.workers)
    await printer.one(harness.owner, issued.id, WORDING, sheet=False, event_id=harness.event_id(), now=harness.now)
    async with harness.open() as tx:
        return issued, await tx.printed_codes.of_pass(issued.id)


def payload(harness, code):
    return harness.codes.mint(CodePurpose.PRINTED_PASS, harness.owner.organisation.tag, code.code_id)


async def checked(checkpoint, text):
    [answer] = await checkpoint.types(text)
    return answer


async def test_a_card_is_good_again_and_again_and_a_repeat_is_flagged(harness, checkpoint, card, photo_of):
    issued, code = card
    [first] = await checkpoint.photographs(photo_of(draw_png(harness.codes.link(payload(harness, code)))))
    assert (first.check.verdict, first.seen.pass_.id, first.again) == (Verdict.VALID, issued.id, None)
    harness.later(minutes=2)
    second = await checked(checkpoint, spell_typed(code.typed))
    assert second.check.verdict is Verdict.VALID
    assert second.again[0] == first.check
    harness.later(minutes=11)
    third = await checked(checkpoint, payload(harness, code))
    assert (third.check.verdict, third.again, third.elsewhere) == (Verdict.VALID, None, None)


async def test_a_card_at_two_places_at_once_is_flagged_as_elsewhere(harness, checkpoint, card):
    _, code = card
    first = await checked(checkpoint, payload(harness, code))
    await checkpoint.goes_on_duty(await checkpoint.issue(name="Інша прохідна"))
    harness.later(minutes=1)
    second = await checked(checkpoint, payload(harness, code))
    assert second.elsewhere[0] == first.check
    assert second.again is None


async def test_a_lost_card_is_revoked_and_its_successor_and_the_live_code_are_good(harness, checkpoint, card):
    issued, code = card
    await EndCard(harness.open)(harness.owner, issued.id, event_id=harness.event_id(), now=harness.now)
    for form in (payload(harness, code), spell_typed(code.typed)):
        assert (await checked(checkpoint, form)).check.verdict is Verdict.REVOKED
    shown = await harness.show_code(issued)
    assert (await checked(checkpoint, shown.typed)).check.verdict is Verdict.VALID


async def test_a_card_ends_with_its_pass_and_its_holder(harness, checkpoint, card):
    issued, code = card
    harness.now = issued.expires_at - timedelta(hours=1)
    await checkpoint.goes_on_duty(await checkpoint.issue())
    harness.now = issued.expires_at
    assert (await checked(checkpoint, payload(harness, code))).check.verdict is Verdict.PASS_EXPIRED
    await RevokePass(harness.open)(harness.owner, issued.id, event_id=harness.event_id(), now=harness.now)
    assert (await checked(checkpoint, payload(harness, code))).check.verdict is Verdict.REVOKED


async def test_a_dismissed_holders_card_lets_nobody_through(harness, checkpoint, card):
    _, code = card
    await harness.dismiss(harness.holder)
    assert (await checked(checkpoint, payload(harness, code))).check.verdict is Verdict.REVOKED


async def test_another_organisations_card_tells_nothing(harness, checkpoint, card):
    _, code = card
    tag = harness.neighbour.organisation.tag
    answer = await checked(checkpoint, harness.codes.mint(CodePurpose.PRINTED_PASS, tag, code.code_id))
    assert (answer.check.verdict, answer.seen) == (Verdict.UNKNOWN, None)
