"""Checkpoints: service QR codes from issuing to deleting, an admitted guest, guards who relieve each other."""

from docs.photography.scene import CHECKPOINT, OTHER_CHECKPOINT, PLACE, Scene
from sandbox.demo import steps
from sandbox.demo.actors import Actor
from sandbox.demo.sample import EMPLOYEE


async def play(scene: Scene) -> None:
    """Issue a code, put a guest and a guard on duty with it, renew it, and delete another one."""
    link = await _issue(scene)
    await _edit(scene)
    await _admit(scene, link)
    await _go_on_duty(scene, link)
    await _hand_over(scene, link)
    await _renew(scene)
    await _delete(scene)


async def _issue(scene: Scene) -> str:
    owner = scene.owner
    await owner.open_menu("checkpoint-qrs", "checkpoint-issue")
    await owner.sees(owner.label("checkpoint-issue-name"))
    await owner.phone.sends(CHECKPOINT)
    await owner.sees(owner.label("checkpoint-issue-place"))
    await owner.phone.sends(PLACE)
    await owner.sees(button=owner.label("checkpoint-accepts-every"))
    await scene.take("manager-qr-accepts", owner)
    await owner.press("checkpoint-accepts-every")
    await owner.press("checkpoint-hours", hours=24)
    await owner.press("pass-days", days=30)
    await owner.sees(button=owner.label("checkpoint-issue-confirm"))
    await scene.take("manager-qr-summary", owner)
    await owner.press("checkpoint-issue-confirm")
    await owner.press_pin()
    shown = await owner.sees(CHECKPOINT, kind="photo")
    await scene.take("manager-service-qr", owner)
    link = steps.read_qr(await shown.image())
    await owner.press("checkpoint-poster", size="A4")
    poster = await owner.sees(kind="document")
    await scene.take("manager-poster", owner)
    await scene.take_page("manager-poster-page", poster)
    return link


async def _edit(scene: Scene) -> None:
    owner = scene.owner
    await owner.open_menu("checkpoint-qrs")
    await owner.choose(CHECKPOINT)
    await owner.press("checkpoint-edit-button")
    await owner.press("checkpoint-admits", admits="guards")
    await owner.press("checkpoint-admits", admits="staff")
    await owner.sees(button=owner.label("checkpoint-admits", admits="approved"))
    await scene.take("manager-qr-edit", owner)
    await owner.press("checkpoint-edit-keep")
    await owner.press_pin()
    await owner.sees("✅", kind="photo")


async def _admit(scene: Scene, link: str) -> None:
    owner = scene.owner
    guest = Actor(await scene.sandbox.add_person("Iryna Hostova", language=owner.language), owner.language)
    await guest.phone.opens(link)
    await guest.sees(button=guest.label("checkpoint-guest-ask"))
    await scene.take("guest-offer", guest)
    await guest.press("checkpoint-guest-ask")
    await owner.sees(button=owner.label("checkpoint-guest-admit"))
    await scene.take("manager-guest", owner)
    await owner.press("checkpoint-guest-admit")
    await guest.sees("🟢")
    await owner.press("checkpoint-guest-send-off")
    await guest.sees("⚪")


async def _go_on_duty(scene: Scene, link: str) -> None:
    guard = scene.guard
    await guard.phone.opens(link)
    await guard.sees(button=guard.label("checkpoint-go"))
    await scene.take("guard-offer", guard)
    await guard.press("checkpoint-go")
    await guard.sees("🟢")
    await scene.take("guard-on-duty", guard)


async def _hand_over(scene: Scene, link: str) -> None:
    """Let the employee, a guard for a moment, take over from the guard, and the guard take over again."""
    owner, employee, guard = scene.owner, scene.employee, scene.guard
    await steps.name_guard(owner, EMPLOYEE)
    await employee.phone.opens(link)
    await employee.sees(button=employee.label("checkpoint-take-over"))
    await scene.take("guard-handover", employee)
    await employee.press("checkpoint-take-over")
    await employee.sees("🟢")
    await guard.sees("⚪")
    await scene.take("guard-relieved", guard)
    await guard.phone.opens(link)
    await guard.press("checkpoint-take-over")
    await guard.sees("🟢")
    await employee.sees("⚪")
    await steps.open_card(owner, EMPLOYEE)
    await owner.press("staff-unname-guard")
    await owner.sees(button=owner.label("staff-name-guard"))


async def _renew(scene: Scene) -> None:
    owner = scene.owner
    await owner.open_menu("checkpoint-qrs")
    await owner.choose(CHECKPOINT)
    await owner.press("checkpoint-renew")
    await owner.sees(button=owner.label("checkpoint-renew-keep"))
    await scene.take("manager-qr-renew", owner)
    await owner.press("checkpoint-renew-keep")
    await owner.press_pin()
    await owner.sees("✅", kind="photo")


async def _delete(scene: Scene) -> None:
    owner = scene.owner
    await steps.issue_service_qr(owner, OTHER_CHECKPOINT, PLACE)
    await owner.press("checkpoint-delete")
    await owner.sees(button=owner.label("checkpoint-delete-confirm"))
    await scene.take("manager-qr-delete", owner)
    await owner.press("checkpoint-delete-confirm")
    await owner.sees(button=owner.label("checkpoint-qrs"))
