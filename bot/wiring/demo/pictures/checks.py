"""Checks: a holder shows a live code, a guard photographs, types and errs; what all of them read of it."""

import io
import re

from PIL import Image

from bot.qr.draw import draw_png
from bot.wiring.demo import acting
from bot.wiring.demo.acting import Actor
from bot.wiring.demo.pictures.cast import RULES, Cast
from sandbox.client import Message

_TYPED = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")


async def walk(cast: Cast) -> None:
    """From the first code to the end of the guard's shift."""
    code = await _show(cast)
    await _check(cast, code)
    await _type(cast)
    await _check_several(cast)
    await _err(cast)
    await _end(cast)


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
    await cast.takes("employee-not-me", employee)
    await cast.takes("manager-not-me", owner)
    await _photograph(guard, code, "checkpoint-glance-stop")
    await cast.takes("guard-stop", guard)
    await _photograph(guard, code, "checkpoint-glance-cannot-tell", blur=40.0)
    await cast.takes("guard-cannot-tell", guard)


async def _type(cast: Cast) -> None:
    employee, guard = cast.employee, cast.guard
    shown = await acting.show_code(employee)
    found = _TYPED.search(shown.text)
    await guard.phone.sends(found[0] if found else "")
    await guard.sees(guard.label("checkpoint-glance-found"))
    await cast.takes("guard-typed", guard)


async def _check_several(cast: Cast) -> None:
    guard = cast.guard
    shown = await acting.show_code(cast.employee)
    await guard.phone.sends_photo(_side_by_side(await shown.image(), draw_png("https://example.org/menu")))
    await guard.sees(guard.label("checkpoint-glance-found"))
    await guard.sees(guard.label("checkpoint-glance-stop"))
    await cast.takes("guard-several", guard)


def _side_by_side(*codes: bytes) -> bytes:
    encryption, out = Image.new("RGB", (1280, 640), "darkgrey"), io.BytesIO()
    for place, code in enumerate(codes):
        with Image.open(io.BytesIO(code)) as drawn:
            encryption.paste(drawn.convert("RGB").resize((480, 480)), (80 + 640 * place, 80))
    encryption.save(out, "JPEG", quality=85)
    return out.getvalue()


async def _err(cast: Cast) -> None:
    guard = cast.guard
    await _show_all(cast)
    await guard.press("checkpoint-undo")
    await guard.sees(button=guard.label("cancel"))
    await cast.takes("guard-mistake", guard)
    await guard.phone.sends("Somebody else stood before me")
    await guard.sees(guard.label("checkpoint-undone"))
    await cast.takes("guard-undone", guard)


async def _photograph(guard: Actor, code: Message, severity: str, blur: float = 0.0) -> None:
    await guard.phone.photographs(code, turn=2, noise=4, blur=blur)
    await guard.sees(guard.label(severity))


async def _show_all(cast: Cast) -> None:
    """Let the three phones of the first page stand beside each other: the board, the code, the verdict."""
    owner, employee, guard = cast.owner, cast.employee, cast.guard
    await owner.finds("signing-documents")
    await owner.choose(f"· {RULES}")
    await owner.sees(RULES, button=owner.label("signing-refresh"))
    await _photograph(guard, await acting.show_code(employee), "checkpoint-glance-found")
    await acting.show_code(employee)
    await cast.world.forgets_calls()  # the page counts what was refused: on a slow machine a board already up to date
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
