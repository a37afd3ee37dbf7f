"""Documents: sending, signing, declining, handing on, the board and its pages, a refusal act, personal texts."""

from docs.photography.scene import CONTRACT, HELPER, RULES, Scene
from sandbox.demo import steps
from sandbox.demo.actors import Actor
from sandbox.demo.sample import EMPLOYEE, GUARD, document

LISTED = (EMPLOYEE, GUARD, HELPER)
PERSONAL = "Consent to a photo on the pass"
TEXT = "# Consent\nI, **{name}**, {position}, agree that my photo is kept for my pass. {date}"
REASON = "Point 4 does not say who pays for repairs"


async def play(scene: Scene) -> None:
    """Go from a file to the finished document, with everything that may happen on the way."""
    await _send(scene)
    await _sign_and_decline(scene)
    await _look_at_board(scene)
    await _draw_up_act(scene)
    await _hand_on(scene)
    await _send_personal(scene)
    await _check(scene)


async def _send(scene: Scene) -> None:
    owner = scene.owner
    await owner.open_menu("signing-send")
    await owner.sees(button=owner.label("signing-personal"))
    await scene.take("manager-send", owner)
    await owner.phone.sends_file(document(), "house-rules.pdf")
    await owner.sees(button=owner.label("signing-title-keep", name="house-rules"))
    await owner.phone.sends(RULES)
    await owner.press("signing-class-sign")
    await owner.sees(button=owner.label("signing-everyone"))
    lines = [one.number for one in LISTED] + ["1099"]
    await owner.phone.sends_file("\n".join(lines).encode(), "production.txt")
    await owner.sees(button=owner.label("signing-chosen-go-on", number=len(LISTED)))
    await scene.take("manager-recipients", owner)
    await _choose_deadline(owner, len(LISTED))
    await scene.take("manager-summary", owner)
    await _confirm_sending(owner, len(LISTED))


async def _choose_deadline(owner: Actor, number: int) -> None:
    await owner.press("signing-chosen-go-on", number=number)
    await owner.press("signing-days", days=7)
    await owner.sees(button=owner.label("signing-warning-accept"))


async def _confirm_sending(owner: Actor, number: int) -> None:
    await owner.phone.taps(owner.label("signing-warning-accept"))
    await owner.press("signing-send-now", number=number)
    await owner.sees(button=owner.label("signing-refresh"))


async def _sign_and_decline(scene: Scene) -> None:
    employee, helper = scene.employee, scene.helper
    await employee.sees(RULES, kind="document")
    await scene.take("employee-request", employee)
    await employee.press("signing-do-sign")
    await employee.sees(button=employee.label("signing-confirm-sign"))
    await scene.take("employee-signing", employee)
    await employee.press("signing-confirm-sign")
    await employee.press_pin()
    await employee.sees("✅")
    await scene.take("employee-signed", employee)
    await helper.press("signing-decline")
    await helper.sees(button=helper.label("cancel"))
    await scene.take("employee-declining", helper)
    await helper.phone.sends(REASON)
    await helper.press("signing-decline-yes")
    await helper.sees(button=helper.label("signing-take-back"))
    await scene.sandbox.clock.advance(minutes=11)
    await scene.owner.sees(REASON)
    await scene.take("manager-declined", scene.owner)


async def _open_board(owner: Actor, title: str) -> None:
    await owner.open_menu("signing-documents")
    await owner.sees(button=title)
    await owner.choose(f"· {title}")
    await owner.sees(title, button=owner.label("signing-refresh"))


async def _look_at_board(scene: Scene) -> None:
    owner = scene.owner
    await _open_board(owner, RULES)
    await scene.take("manager-board", owner)
    for pressed, seen, name in (
        ("signing-places", "signing-places-waiting", "manager-places"),
        ("signing-downloads", "signing-bundle", "manager-downloads"),
        ("signing-more", "signing-void", "manager-more"),
    ):
        await owner.press(pressed)
        await owner.sees(button=owner.label(seen))
        await scene.take(name, owner)
        await owner.press("back")
        await owner.sees(button=owner.label("signing-refresh"))
    for pressed, seen, name in (
        ("signing-extend", owner.label("signing-extend-by", days=7, day=""), "manager-extend"),
        ("signing-void", owner.label("signing-void-yes"), "manager-withdraw"),
    ):
        await owner.press("signing-more")
        await owner.press(pressed)
        await owner.sees(button=seen)
        await scene.take(name, owner)
        await owner.press("back")
        await owner.sees(button=owner.label("signing-refresh"))


async def _draw_up_act(scene: Scene) -> None:
    owner, guard = scene.owner, scene.guard
    await steps.sign(guard)
    await _open_board(owner, RULES)
    await owner.press("signing-more")
    await owner.press("signing-act")
    await owner.choose(HELPER.name)
    for witness in (EMPLOYEE, GUARD):
        await owner.sees(button=owner.label("cancel"))
        await owner.phone.sends(witness.first_name)
        await owner.choose(witness.name)
    await owner.sees(button=owner.label("act-confirm"))
    await scene.take("manager-act", owner)
    await owner.press("act-confirm")
    await guard.sees(button=guard.label("signing-do-witness"))
    await scene.take("employee-witness", guard)
    for actor in (scene.employee, guard):
        await actor.press("signing-do-witness")
        await actor.press("signing-confirm-witness")
        await actor.press_pin()
        await actor.sees("✅")
    await owner.sees(HELPER.name, kind="document")
    await scene.take("manager-finished", owner)


async def _hand_on(scene: Scene) -> None:
    owner, employee = scene.owner, scene.employee
    await owner.open_menu("signing-send")
    await owner.sees(button=owner.label("signing-personal"))
    await owner.phone.sends_file(document(), "contract.pdf")
    await owner.sees(button=owner.label("signing-title-keep", name="contract"))
    await owner.phone.sends(CONTRACT)
    await owner.press("signing-class-sign")
    await owner.sees(button=owner.label("signing-everyone"))
    await owner.phone.sends(EMPLOYEE.first_name)
    await owner.choose(EMPLOYEE.name)
    await _choose_deadline(owner, 1)
    await owner.press("signing-to-colleague")
    await _confirm_sending(owner, 1)
    await employee.press("signing-hand-on")
    await employee.sees(button=employee.label("cancel"))
    await employee.phone.sends(GUARD.first_name)
    await employee.choose(GUARD.name)
    await employee.sees(button=employee.label("signing-hand-on-yes"))
    await scene.take("employee-hand-on", employee)
    await employee.press("signing-hand-on-yes")
    await scene.guard.sees(CONTRACT, kind="document")
    await scene.take("employee-handed-on", scene.guard)


async def _send_personal(scene: Scene) -> None:
    owner = scene.owner
    await owner.open_menu("signing-send", "signing-personal")
    await owner.sees("{")
    await owner.phone.sends(TEXT)
    await owner.sees(button="Consent")
    await owner.phone.sends(PERSONAL)
    await owner.press("signing-class-sign")
    await owner.sees(button=owner.label("signing-everyone"))
    await owner.phone.sends_file("\n".join(one.number for one in LISTED).encode(), "people.txt")
    await _choose_deadline(owner, len(LISTED))
    await owner.press("signing-preview")
    await owner.sees(kind="document")
    await scene.take("manager-personal", owner)
    await _confirm_sending(owner, len(LISTED))
    await scene.employee.sees(PERSONAL, kind="document")
    await steps.sign(scene.employee)
    await owner.open_menu("signing-documents")
    await owner.sees(button=PERSONAL)
    await scene.take("manager-documents", owner)


async def _check(scene: Scene) -> None:
    employee = scene.employee
    finished = await employee.sees(PERSONAL, kind="document")
    await employee.open_menu("signing-verify")
    await employee.sees(employee.label("signing-check-wanted"))
    await employee.phone.forwards(finished)
    await employee.sees("✅")
    await scene.take("anyone-check", employee)
    await employee.open_menu("signing-my-documents", "signing-my-all")
    await employee.sees(button=RULES)
    await scene.take("employee-documents", employee)
