"""Passes: own types, issuing to one and to many, photos, cards, live codes, and how a guard checks them."""

from bot.wiring.demo import acting
from bot.wiring.demo.acting import Actor
from bot.wiring.demo.pictures.cast import RULES, VOLUNTEER, Cast
from bot.wiring.demo.sample import EMPLOYEE, portrait
from sandbox.client import Message


async def walk(cast: Cast) -> None:
    """From the first type to the end of the guard's shift."""
    await _define(cast)
    await _issue(cast)
    await _approve(cast)
    await _issue_to_many(cast)
    await _keep(cast)
    code = await _show(cast)
    await _check(cast, code)
    await _end(cast)


async def _define(cast: Cast) -> None:
    owner = cast.owner
    await owner.finds("pass-desk")
    await owner.sees(button=owner.label("pass-types"))
    await cast.takes("manager-pass-desk", owner)
    await owner.press("pass-types")
    await owner.press("pass-type-new")
    await owner.sees(button=owner.label("cancel"))
    await owner.phone.sends(VOLUNTEER)
    await owner.press("pass-type-fields")
    await owner.sees(button=owner.label("pass-type-no-fields"))
    await owner.phone.sends("Team\nSize of jacket")
    await owner.sees("Team", button=owner.label("pass-type-save"))
    await cast.takes("manager-pass-type", owner)
    await owner.press("pass-type-save")
    await owner.sees(button=VOLUNTEER)


async def _issue(cast: Cast) -> None:
    owner = cast.owner
    await acting.open_card(owner, EMPLOYEE)
    await owner.press("pass-issue")
    await owner.sees(button=VOLUNTEER)
    await cast.takes("manager-pass-issue", owner)
    await owner.press("pass-type-staff")
    await owner.press("pass-days", days=365)
    await owner.sees(button=owner.label("pass-photo-from-holder"))
    await cast.takes("manager-pass-photo", owner)
    await owner.press("pass-photo-from-holder")
    await owner.sees(button=owner.label("pass-open"))


async def _approve(cast: Cast) -> None:
    owner, employee = cast.owner, cast.employee
    await employee.finds("pass-my-passes", "pass-send-photo")
    await employee.sees(employee.label("pass-photo-ask")[:20])
    await cast.takes("employee-photo", employee)
    await employee.phone.sends_photo(portrait())
    await employee.sees(employee.label("pass-photo-sent"))
    await owner.press("pass-photo-look")
    await owner.sees(EMPLOYEE.name, kind="photo")
    await cast.takes("manager-photo", owner)
    await owner.press("pass-photo-approve")
    await employee.sees(employee.label("notice-photo-approved"))


async def _issue_to_many(cast: Cast) -> None:
    owner = cast.owner
    await owner.finds("pass-desk", "pass-order-to-department", "pass-type-library")
    await owner.press("pass-days", days=365)
    await owner.choose(EMPLOYEE.department)
    await owner.sees(button=owner.label("pass-order-go", count=3))
    await cast.takes("manager-pass-order", owner)
    await owner.press("pass-order-go", count=3)
    await owner.sees(button=owner.label("pass-print-batch"))
    await cast.takes("manager-pass-batch", owner)


async def _keep(cast: Cast) -> None:
    owner = cast.owner
    await acting.open_card(owner, EMPLOYEE)
    await owner.press("pass-of")
    await owner.press("pass-type-staff")
    await owner.sees(button=owner.label("pass-print-card"))
    await cast.takes("manager-pass", owner)
    await owner.press("pass-print-card")
    await owner.sees(kind="document")
    await cast.takes("manager-pass-card", owner)
    await acting.open_card(owner, EMPLOYEE)
    await owner.press("pass-of")
    await owner.press("pass-type-staff")
    await owner.press("pass-history")
    await owner.sees(owner.label("pass-event-pass-printed"))
    await cast.takes("manager-pass-history", owner)


async def _show(cast: Cast) -> Message:
    employee = cast.employee
    await employee.finds("pass-my-passes")
    await employee.sees(button=employee.label("pass-type-staff"))
    await cast.takes("employee-passes", employee)
    code = await acting.show_code(employee)
    await cast.takes("employee-code", employee)
    return code


async def _check(cast: Cast, code: Message) -> None:
    owner, employee, guard = cast.owner, cast.employee, cast.guard
    await _photograph(guard, code, "checkpoint-glance-found")
    await cast.takes("guard-verdict", guard)
    await employee.sees(button=employee.label("notice-checked-not-me"))
    await cast.takes("employee-checked", employee)
    await employee.press("notice-checked-not-me")
    await owner.sees("⚠️")
    await cast.takes("manager-not-me", owner)
    await _photograph(guard, code, "checkpoint-glance-stop")
    await cast.takes("guard-stop", guard)
    await _photograph(guard, code, "checkpoint-glance-cannot-tell", blur=40.0)
    await cast.takes("guard-cannot-tell", guard)
    await _show_all(cast)
    await guard.press("checkpoint-undo")
    await guard.sees(button=guard.label("cancel"))
    await cast.takes("guard-mistake", guard)
    await guard.phone.sends("Somebody else stood before me")
    await guard.sees(guard.label("checkpoint-undone"))


async def _photograph(guard: Actor, code: Message, glance: str, blur: float = 0.0) -> None:
    await guard.phone.photographs(code, turn=2, noise=4, blur=blur)
    await guard.sees(guard.label(glance))


async def _show_all(cast: Cast) -> None:
    """Let the three phones of the first page stand beside each other: the board, the code, the verdict."""
    owner, employee, guard = cast.owner, cast.employee, cast.guard
    await owner.finds("signing-documents")
    await owner.choose(f"· {RULES}")
    await owner.sees(RULES, button=owner.label("signing-refresh"))
    await _photograph(guard, await acting.show_code(employee), "checkpoint-glance-found")
    await acting.show_code(employee)
    await cast.camera.takes("chat-page")


async def _end(cast: Cast) -> None:
    owner, guard = cast.owner, cast.guard
    await guard.finds("checkpoint-shift")
    await guard.sees(button=guard.label("checkpoint-end-shift"))
    await cast.takes("guard-shift", guard)
    await owner.finds("checkpoint-qrs", "checkpoint-today")
    await owner.sees(kind="photo")
    await cast.takes("manager-today", owner)
    await owner.press("checkpoint-export")
    await owner.press("checkpoint-export-days", days=7)
    await owner.sees(kind="document")
    await cast.takes("manager-log", owner)
    await guard.press("checkpoint-end-shift")
    await guard.sees("⚪")
    await cast.takes("guard-report", guard)
