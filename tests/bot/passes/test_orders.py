"""Passes for many: dry run, order, issue in the background, each once."""

import asyncio
import io

import openpyxl
import pytest

from bot.ledger.entries import Act
from bot.notices.outbox import Delivered, Kind
from bot.passes.issue_batches import IssueBatches
from bot.passes.order_file import OrderFault, OrderHeadingsRefused, read_order
from bot.passes.order_passes import NobodyOrderedRefused, OrderOutdatedRefused, OrderPasses, PlanOrder, Wish
from bot.passes.print_passes import PrintPasses, Wording
from bot.passes.types import PLATE
from bot.staff.access import NotAllowedRefused
from bot.staff.roster import RosterEmptyRefused, RosterUnreadableRefused

WISH = Wish("library", 365, "відділ")


async def plan(house, wish=WISH, content=None, speaker=None):
    return await PlanOrder(house.open)(speaker or house.owner, wish, content, now=house.now)


async def order(house, planned, cause=None, speaker=None):
    act, cause = OrderPasses(house.open), cause or house.cause()
    return await act(speaker or house.owner, planned.wish, planned.digest, cause=cause, now=house.now)


async def rings(house):
    return await IssueBatches(house.open)(now=house.now)


async def passes(house):
    async with house.open() as tx:
        return await tx.passes.living_of_type(house.owner.organisation.id, "library", house.now)


async def test_a_department_gets_one_pass_each_however_often_it_is_ordered_and_rung(house):
    planned = await plan(house)
    assert {person.id for person, _ in planned.gets} == {
        one.person.id for one in (house.owner, house.guard, house.holder)
    }
    first = await order(house, planned, cause="update:1:4")
    assert await order(house, planned, cause="update:1:4") == first
    await asyncio.gather(rings(house), rings(house))
    assert len(await passes(house)) == first.total == 3
    assert len(await house.entries(Act.PASS_ISSUED)) == 3
    assert len(await house.notices(Kind.PASS_ISSUED)) == 3
    again = await plan(house)
    assert (again.gets, again.holds) == ((), 3)
    with pytest.raises(NobodyOrderedRefused):
        await order(house, again)


async def test_what_changed_since_the_dry_run_is_not_issued(house):
    planned = await plan(house)
    await house.dismiss(house.holder)
    with pytest.raises(OrderOutdatedRefused):
        await order(house, planned)
    assert await rings(house) == 0


async def test_who_is_dismissed_before_their_turn_is_left_out_and_the_order_ends(house):
    batch = await order(house, await plan(house))
    await house.dismiss(house.holder)
    await rings(house)
    async with house.open() as tx:
        tally = await tx.batches.tally(batch.id)
        assert await tx.batches.undone(9) == [batch]  # its last word waits for the first message to arrive
    assert (tally.settled, tally.issued) == (3, 2)
    house.later(days=2)
    await rings(house)
    async with house.open() as tx:
        assert await tx.batches.undone(9) == []


async def test_progress_is_told_in_the_first_message_and_the_cards_are_printed_together(house):
    batch = await order(house, await plan(house))
    async with house.open() as tx:
        [told] = await tx.outbox.claim(holder="x", now=house.now, until=house.now, most=9)
        await tx.outbox.settle([Delivered(told.notice, 77, house.now)])
    await rings(house)
    [last] = await house.notices(Kind.PASS_BATCH, house.owner)
    assert {name: last.facts[name] for name in ("message_id", "issued", "total", "done")} == {
        "message_id": 77,
        "issued": 3,
        "total": 3,
        "done": 1,
    }
    printer = PrintPasses(house.open, house.codes, house.typed_index)
    wording = Wording(str, lambda one: (one.number,), "Cards")
    printed = await printer.batch(house.owner, batch.id, wording, sheet=True, cause=house.cause(), now=house.now)
    assert (printed.cards, printed.left) == (3, 0)
    with pytest.raises(NotAllowedRefused):
        await printer.batch(house.neighbour, batch.id, wording, sheet=True, cause=house.cause(), now=house.now)


async def test_only_managers_order_and_only_for_their_own_people(house):
    planned = await plan(house)
    for stranger in (house.guard, house.holder):
        with pytest.raises(NotAllowedRefused):
            await plan(house, speaker=stranger)
        with pytest.raises(NotAllowedRefused):
            await order(house, planned, speaker=stranger)
    with pytest.raises(OrderOutdatedRefused):
        await order(house, planned, speaker=house.neighbour)


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
    file = read_order(content, f"cars.{kind}", (PLATE,))
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
        read_order(content, "cars.csv", (PLATE,))
