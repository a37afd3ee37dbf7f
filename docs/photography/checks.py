"""Checks: a holder shows a live code, a guard photographs it, types it, and corrects a mistake."""

import io

from PIL import Image

from docs.photography.scene import RULES, Scene, typed_code
from sandbox.client import Message
from sandbox.demo import steps
from sandbox.demo.actors import Actor


async def play(scene: Scene) -> None:
    """Check passes until the end of the guard's shift."""
    code = await _show(scene)
    await _check_photos(scene, code)
    await _check_typed_code(scene)
    await _check_several(scene, code)
    await _undo(scene)
    await _end_shift(scene)


async def _show(scene: Scene) -> Message:
    employee = scene.employee
    await employee.open_menu("pass-my-passes")
    await employee.sees(button=employee.label("pass-type-staff"))
    await scene.take("employee-passes", employee)
    code = await steps.show_code(employee)
    await scene.take("employee-code", employee)
    return code


async def _check_photos(scene: Scene, code: Message) -> None:
    owner, employee, guard = scene.owner, scene.employee, scene.guard
    await _photograph(guard, code, "checkpoint-severity-found")
    await scene.take("guard-verdict", guard)
    await employee.sees(button=employee.label("notice-checked-not-me"))
    await scene.take("employee-checked", employee)
    await employee.press("notice-checked-not-me")
    await owner.sees("⚠️")
    await scene.take("employee-not-me", employee)
    await scene.take("manager-not-me", owner)
    await _photograph(guard, code, "checkpoint-severity-stop")
    await scene.take("guard-stop", guard)
    await _photograph(guard, code, "checkpoint-severity-cannot-tell", blur=40.0)
    await scene.take("guard-cannot-tell", guard)


async def _check_typed_code(scene: Scene) -> None:
    employee, guard = scene.employee, scene.guard
    await guard.phone.sends(typed_code(await steps.show_code(employee)))
    await guard.sees(guard.label("checkpoint-severity-found"))
    await scene.take("guard-typed", guard)


async def _check_several(scene: Scene, used: Message) -> None:
    guard = scene.guard
    shown = await steps.show_code(scene.employee)
    await guard.phone.sends_photo(_side_by_side(await shown.image(), await used.image()))
    await guard.sees(guard.label("checkpoint-severity-found"))
    await guard.sees(guard.label("checkpoint-severity-stop"))
    await scene.take("guard-several", guard)


def _side_by_side(*codes: bytes) -> bytes:
    canvas, out = Image.new("RGB", (1280, 640), "darkgrey"), io.BytesIO()
    for place, code in enumerate(codes):
        with Image.open(io.BytesIO(code)) as drawn:
            canvas.paste(drawn.convert("RGB").resize((480, 480)), (80 + 640 * place, 80))
    canvas.save(out, "JPEG", quality=85)
    return out.getvalue()


async def _undo(scene: Scene) -> None:
    guard = scene.guard
    await _show_three_phones(scene)
    await guard.press("checkpoint-undo")
    await guard.sees(button=guard.label("cancel"))
    await scene.take("guard-mistake", guard)
    await guard.phone.sends("Somebody else stood before me")
    await guard.sees(guard.label("checkpoint-undone"))
    await scene.take("guard-undone", guard)


async def _photograph(guard: Actor, code: Message, verdict: str, blur: float = 0.0) -> None:
    await guard.phone.photographs(code, turn=2, noise=4, blur=blur)
    await guard.sees(guard.label(verdict))


async def _show_three_phones(scene: Scene) -> None:
    """Take the picture of README.md: three phones with the board, the code and the verdict."""
    owner, employee, guard = scene.owner, scene.employee, scene.guard
    await owner.open_menu("signing-documents")
    await owner.choose(f"· {RULES}")
    await owner.sees(RULES, button=owner.label("signing-refresh"))
    await _photograph(guard, await steps.show_code(employee), "checkpoint-severity-found")
    await steps.show_code(employee)
    await scene.sandbox.clear_calls()
    await scene.camera.take("chat-page")


async def _end_shift(scene: Scene) -> None:
    owner, guard = scene.owner, scene.guard
    await guard.open_menu("checkpoint-shift")
    await guard.sees(button=guard.label("checkpoint-end-shift"))
    await scene.take("guard-shift", guard)
    await owner.open_menu("checkpoint-qrs", "checkpoint-today")
    await owner.sees(kind="photo")
    await scene.take("manager-today", owner)
    await owner.press("checkpoint-export")
    await owner.press("checkpoint-export-days", days=7)
    await owner.sees(kind="document")
    await scene.take("manager-log", owner)
    await guard.press("checkpoint-end-shift")
    await guard.sees("⚪")
    await scene.take("guard-report", guard)
