"""Screens of passes for many: the questions, the plan, the progress."""

from collections.abc import Sequence
from uuid import UUID

from bot.passes.issuing.batches import Batch
from bot.passes.issuing.order_passes import OrderPlan
from bot.passes.notices import PassBatchProgress
from bot.passes.types.pass_types import Terms
from bot.staff.people.browse_staff import department_key
from bot.texts.words import Words
from handlers.callbacks import CancelPressed
from handlers.passes.callbacks import (
    OrderConfirmed,
    OrderDaysChosen,
    OrderDepartmentChosen,
    OrderTurned,
    OrderTypeChosen,
    PassMenuPressed,
    PrintBatchPressed,
)
from handlers.passes.screens import field_name, type_name
from handlers.screen import Row, Screen, button, keyboard, turning

DEPARTMENTS = 12
NAMES = 5
MOST_BAD_ROWS = 15


def type_screen(words: Words, types: tuple[Terms, ...], *, by_department: bool) -> Screen:
    """Ask for the type; one with fields is issued to one person or from a file."""
    offered = [one for one in types if not (by_department and one.fields)]
    rows = [[button(type_name(words, one.name), OrderTypeChosen(type=one.key))] for one in offered]
    return Screen(words("pass-order-type"), keyboard(*rows, _cancel(words)))


def days_screen(words: Words, terms: Terms) -> Screen:
    """Ask for the validity."""
    rows = [[button(words.plain("pass-days", days=one), OrderDaysChosen(days=one))] for one in terms.days]
    return Screen(words("pass-issue-days", type=type_name(words, terms.name)), keyboard(*rows, _cancel(words)))


def departments_screen(words: Words, departments: Sequence[str], offset: int) -> Screen:
    """Ask for the department, a page at a time."""
    shown = departments[max(offset, 0) :][:DEPARTMENTS]
    rows = [[button(name[:64], OrderDepartmentChosen(key=department_key(name)))] for name in shown]
    pages = turning(words, offset, DEPARTMENTS, len(departments), lambda to: OrderTurned(offset=to))
    return Screen(words("pass-order-department"), keyboard(*rows, pages, _cancel(words)))


def file_screen(words: Words, fields: Sequence[str]) -> Screen:
    """Ask for the file, and name its columns."""
    columns = ", ".join([words.plain("pass-order-number"), *(field_name(words, one) for one in fields)])
    return Screen(words("pass-order-file", columns=columns), keyboard(_cancel(words)))


def plan_screen(words: Words, plan: OrderPlan) -> Screen:
    """Show the plan, with every bad row and its reason, and the button that carries it out."""
    names = ", ".join(person.name for person, _ in plan.gets[:NAMES])
    lines = [
        words(
            "pass-order-plan",
            type=type_name(words, plan.wish.type),
            source=plan.wish.source,
            days=words.plain("pass-days", days=plan.wish.days),
            gets=len(plan.gets),
            holds=plan.holds,
            unregistered=plan.unregistered,
            bad=len(plan.bad),
        )
    ]
    lines += [words("pass-order-names", names=names, more=max(len(plan.gets) - NAMES, 0))] if names else []
    lines += [
        words("pass-order-bad", row=one.row_number, reason=words.plain(f"pass-order-fault-{one.fault}"))
        for one in plan.bad[:MOST_BAD_ROWS]
    ]
    lines += ["…"] if len(plan.bad) > MOST_BAD_ROWS else []
    go: Row = [button(words.plain("pass-order-go", count=len(plan.gets)), OrderConfirmed())] if plan.gets else []
    return Screen("\n".join(lines), keyboard(go, _cancel(words)))


def ordered_screen(words: Words, batch: Batch) -> Screen:
    """Confirm the order; its progress comes in a message of its own."""
    return Screen(
        words("pass-ordered", count=batch.total), keyboard([button(words.plain("pass-menu"), PassMenuPressed())])
    )


def batch_screen(words: Words, batch_id: UUID, progress: PassBatchProgress) -> Screen:
    """Show the progress of an order; at its end the cards can be printed."""
    text = words(
        "notice-pass-batch",
        type=type_name(words, progress.type),
        source=progress.source,
        settled=progress.settled,
        total=progress.total,
    )
    if not progress.done:
        return Screen(text)
    text += "\n" + words("notice-pass-batch-done", issued=progress.issued)
    return Screen(text, keyboard([button(words.plain("pass-print-batch"), PrintBatchPressed(batch_id=batch_id))]))


def _cancel(words: Words) -> Row:
    return [button(words.plain("cancel"), CancelPressed())]
