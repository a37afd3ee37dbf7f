"""Passes for many: dry run, order, issue in the background, each once."""

import asyncio
import io

import openpyxl
import pytest

from bot.ledger.entries import Act
from bot.notices.outbox import Delivered
from bot.passes.issuing.issue_batches import IssueBatches
from bot.passes.issuing.order_file import BadOrderRow, OrderFault, OrderHeadingsRefused, read_order
from bot.passes.issuing.order_passes import NobodyOrderedRefused, OrderOutdatedRefused, OrderPasses, PlanOrder, Wish
from bot.passes.issuing.print_passes import PrintPasses, Wording
from bot.passes.notices import PassBatchProgress, PassIssued
from bot.passes.types.pass_types import PLATE
from bot.staff.access import NotAllowedRefused
from bot.staff.roster import RosterEmptyRefused, RosterTooComplexRefused, RosterUnreadableRefused
from bot.workers.pool import Limits, Work, WorkerPool

WISH = Wish("library", 365, "відділ")


async def plan(harness, wish=WISH, content=None, speaker=None):
    return await PlanOrder(harness.open, harness.workers)(speaker or harness.owner, wish, content, now=harness.now)


async def order(harness, planned, event_id=None, speaker=None):
    act, event_id = OrderPasses(harness.open, harness.workers), event_id or harness.event_id()
    return await act(speaker or harness.owner, planned.wish, planned.digest, event_id=event_id, now=harness.now)


async def run_issue_batches(harness):
    return await IssueBatches(harness.open)(now=harness.now)


async def passes(harness):
    async with harness.open() as tx:
        return await tx.passes.living_of_type(harness.owner.organisation.id, "library", harness.now)


async def test_each_member_of_a_department_gets_one_pass_however_often_the_job_runs(harness):
    planned = await plan(harness)
    assert {person.id for person, _ in planned.gets} == {
        one.person.id for one in (harness.owner, harness.guard, harness.holder)
    }
    first = await order(harness, planned, event_id="update:1:4")
    assert await order(harness, planned, event_id="update:1:4") == first
    await asyncio.gather(run_issue_batches(harness), run_issue_batches(harness))
    assert len(await passes(harness)) == first.total == 3
    assert len(await harness.entries(Act.PASS_ISSUED)) == 3
    assert len(await harness.notices(PassIssued)) == 3
    again = await plan(harness)
    assert (again.gets, again.holds) == ((), 3)
    with pytest.raises(NobodyOrderedRefused):
        await order(harness, again)


async def test_what_changed_since_the_dry_run_is_not_issued(harness):
    planned = await plan(harness)
    await harness.dismiss(harness.holder)
    with pytest.raises(OrderOutdatedRefused):
        await order(harness, planned)
    assert await run_issue_batches(harness) == 0


async def test_who_is_dismissed_before_their_turn_is_left_out_and_the_order_ends(harness):
    batch = await order(harness, await plan(harness))
    await harness.dismiss(harness.holder)
    await run_issue_batches(harness)
    async with harness.open() as tx:
        tally = await tx.batches.tally(batch.id)
        # Its last word waits for the first message to arrive.
        assert [row.id for row in await tx.batches.undone(9)] == [batch.id]
    assert (tally.settled, tally.issued) == (3, 2)
    harness.later(days=2)
    await run_issue_batches(harness)
    async with harness.open() as tx:
        assert await tx.batches.undone(9) == []


async def test_progress_is_told_in_the_first_message_and_the_cards_are_printed_together(harness):
    batch = await order(harness, await plan(harness))
    async with harness.open() as tx:
        [told] = await tx.outbox.claim(holder="x", now=harness.now, until=harness.now, most=9)
        await tx.outbox.settle([Delivered(told.notice, 77, harness.now)])
    await run_issue_batches(harness)
    [last] = await harness.notices(PassBatchProgress, harness.owner)
    progress = last.content
    assert (progress.message_id, progress.issued, progress.total, progress.done) == (77, 3, 3, True)
    printer = PrintPasses(harness.open, harness.codes, harness.typed_index, harness.workers)
    wording = Wording(str, lambda one: (one.number,), "Cards")
    printed = await printer.batch(
        harness.owner, batch.id, wording, sheet=True, event_id=harness.event_id(), now=harness.now
    )
    assert (printed.cards, printed.left) == (3, 0)
    with pytest.raises(NotAllowedRefused):
        await printer.batch(
            harness.neighbour, batch.id, wording, sheet=True, event_id=harness.event_id(), now=harness.now
        )


async def test_only_managers_order_and_only_for_their_own_people(harness):
    planned = await plan(harness)
    for stranger in (harness.guard, harness.holder):
        with pytest.raises(NotAllowedRefused):
            await plan(harness, speaker=stranger)
        with pytest.raises(NotAllowedRefused):
            await order(harness, planned, speaker=stranger)
    with pytest.raises(OrderOutdatedRefused):
        await order(harness, planned, speaker=harness.neighbour)


def workbook(*rows):
    book, file = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_file_is_read_with_its_fields_and_its_bad_rows(kind):
    rows = [
        ["Список", ""],
        ["Таб. №", "НОМЕР АВТО"],
        [1042, "АА 1"],
        ["", "ВВ 2"],
        [7, ""],
        [1042, "АА 1"],
        ["0042", 5],
    ]
    content = workbook(*rows) if kind == "xlsx" else "\n".join(f"{a};{b}" for a, b in rows).encode("cp1251")
    file = read_order(content, (PLATE,))
    assert [(row.number, row.values) for row in file.rows] == [("1042", ("АА 1",)), ("0042", ("5",))]
    assert [(one.row_number, one.fault) for one in file.bad] == [
        (4, OrderFault.NUMBER),
        (5, OrderFault.FIELD),
        (6, OrderFault.REPEATED),
    ]


@pytest.mark.parametrize(
    ("content", "refused"),
    [
        (b"", RosterEmptyRefused),
        ("ПІБ\nХтось\n".encode(), OrderHeadingsRefused),
        ("Табельний номер\n1\n".encode(), OrderHeadingsRefused),
        ("Табельний номер;Номер авто\n".encode(), RosterEmptyRefused),
        (b"\x00\x01\x02" * 99, RosterUnreadableRefused),
        (b"PK\x03\x04" + bytes(99), RosterUnreadableRefused),
    ],
)
def test_a_file_that_does_not_serve_is_refused_whole(content, refused):
    with pytest.raises(refused):
        read_order(content, (PLATE,))


def test_a_hidden_row_is_not_ordered_and_is_said():
    book = openpyxl.Workbook()
    for row in (["Табельний номер"], ["1"], ["2"]):
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    out = io.BytesIO()
    book.save(out)
    file = read_order(out.getvalue(), ())
    assert ([row.number for row in file.rows], file.bad) == (["1"], (BadOrderRow(3, OrderFault.HIDDEN),))


async def test_a_file_that_takes_long_to_read_is_given_up(harness):
    hasty = WorkerPool(limits=Limits({Work.SPREADSHEET: 0.001}))
    with pytest.raises(RosterTooComplexRefused):
        await PlanOrder(harness.open, hasty)(harness.owner, Wish("staff", 30), b"1;2\n" * 25_000, now=harness.now)
    await hasty.close()
