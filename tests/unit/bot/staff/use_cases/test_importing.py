"""Importing a staff list: read in a worker, planned, applied, and then decided about."""

import pytest

from bot.staff.access import NotAllowedRefused
from bot.staff.roster import RosterTooComplexRefused
from bot.staff.roster.import_list import ApplyImport, ImportOutdatedRefused, PlanImport, ShowUndecided
from bot.workers.pool import Limits, Work, WorkerPool

HEAD = "Табельний номер;ПІБ;Телефон\n"


async def test_a_list_that_takes_too_long_is_refused_as_a_list(harness):
    hasty = WorkerPool(limits=Limits({Work.SPREADSHEET: 0.001}))
    planning = PlanImport(harness.open, hasty, "UA")
    with pytest.raises(RosterTooComplexRefused):
        await planning(harness.owner, (HEAD + "1;Людина;\n" * 50_000).encode(), now=harness.now)
    await hasty.close()


async def test_after_an_import_the_manager_decides_about_everybody_but_the_owner_and_themselves(harness):
    planning = PlanImport(harness.open, harness.workers, "UA")
    dry_run = await planning(harness.owner, (HEAD + "900;Нова Людина;\n").encode(), now=harness.now)
    show = ShowUndecided(harness.open)
    async with harness.open() as tx:
        people = await tx.people.all(harness.owner.organisation.id)
    undecided = await show(harness.owner, dry_run.sha256)
    assert harness.owner.person.id not in {one.id for one in undecided.left_out}
    others = {one.id for one in people if one.dismissed_at is None} - {harness.owner.person.id}
    assert {one.id for one in undecided.left_out} == others
    async with harness.open() as tx:
        await tx.people.dismiss(undecided.left_out[0].id, harness.now)
    assert len(await show(harness.owner, dry_run.sha256)) == len(undecided) - 1


async def test_a_list_that_is_gone_cannot_be_decided_about_or_applied(harness):
    with pytest.raises(ImportOutdatedRefused):
        await ShowUndecided(harness.open)(harness.owner, "0" * 64)
    with pytest.raises(ImportOutdatedRefused):
        await PlanImport(harness.open, harness.workers, "UA").of_stored(harness.owner, "0" * 64, now=harness.now)
    apply = ApplyImport(harness.open, harness.unlock)
    with pytest.raises(ImportOutdatedRefused):
        await apply(harness.owner, "0" * 64, "x", None, event_id="e", now=harness.now)
    with pytest.raises(NotAllowedRefused):
        await ShowUndecided(harness.open)(harness.guard, "0" * 64)
