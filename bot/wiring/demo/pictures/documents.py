"""Documents: sending, signing, declining, handing on, the board and what it leads to, an act, personal texts."""

from bot.wiring.demo import acting
from bot.wiring.demo.acting import Actor
from bot.wiring.demo.pictures.cast import HANDED, HELPER, RULES, Cast
from bot.wiring.demo.sample import EMPLOYEE, GUARD, document

LISTED = (EMPLOYEE, GUARD, HELPER)
PERSONAL = "Consent to a photo on the pass"
TEXT = "# Consent\nI, **{name}**, {position}, agree that my photo is kept for my pass. {date}"
REASON = "Point 4 does not say who pays for repairs"


async def walk(cast: Cast) -> None:
    """From a file to the finished document, and what happens besides."""
    await _send(cast)
    await _answer(cast)
    await _watch(cast)
    await _draw_up_act(cast)
    await _hand_on(cast)
    await _send_personal(cast)
    await _check(cast)


async def _send(cast: Cast) -> None:
    owner = cast.owner
    await owner.finds("signing-send")
    await owner.sees(button=owner.label("signing-personal"))
    await cast.takes("manager-send", owner)
    await owner.phone.sends_file(document(), "house-rules.pdf")
    await owner.sees(button=owner.label("signing-title-keep", name="house-rules"))
    await owner.phone.sends(RULES)
    await owner.press("signing-class-sign")
    await owner.sees(button=owner.label("signing-everyone"))
    lines = [one.number for one in LISTED] + ["1099"]
    await owner.phone.sends_file("\n".join(lines).encode(), "production.txt")
    await owner.sees(button=owner.label("signing-chosen-go-on", number=len(LISTED)))
    await cast.takes("manager-recipients", owner)
    await _sum_up(owner, len(LISTED))
    await cast.takes("manager-summary", owner)
    await _send_off(owner, len(LISTED))


async def _sum_up(owner: Actor, number: int) -> None:
    await owner.press("signing-chosen-go-on", number=number)
    await owner.press("signing-days", days=7)
    await owner.sees(button=owner.label("signing-warning-accept"))


async def _send_off(owner: Actor, number: int) -> None:
    await owner.phone.taps(owner.label("signing-warning-accept"))
    await owner.press("signing-send-now", number=number)
    await owner.sees(button=owner.label("signing-board"))


async def _answer(cast: Cast) -> None:
    employee, helper = cast.employee, cast.helper
    await employee.sees(RULES, kind="document")
    await cast.takes("employee-request", employee)
    await employee.press("signing-do-sign")
    await employee.sees(button=employee.label("signing-confirm-sign"))
    await cast.takes("employee-signing", employee)
    await employee.press("signing-confirm-sign")
    await employee.press_pin()
    await employee.sees("✅")
    await cast.takes("employee-signed", employee)
    await helper.press("signing-decline")
    await helper.sees(button=helper.label("cancel"))
    await cast.takes("employee-declining", helper)
    await helper.phone.sends(REASON)
    await cast.owner.sees(REASON)
    await cast.takes("manager-declined", cast.owner)


async def _open_board(owner: Actor, title: str) -> None:
    await owner.finds("signing-documents")
    await owner.sees(button=title)
    await owner.choose(f"· {title}")
    await owner.sees(title, button=owner.label("signing-refresh"))


async def _watch(cast: Cast) -> None:
    owner = cast.owner
    await _open_board(owner, RULES)
    await cast.takes("manager-board", owner)
    for pressed, seen, name in (
        ("signing-places", "signing-places-waiting", "manager-places"),
        ("signing-downloads", "signing-bundle", "manager-downloads"),
        ("signing-more", "signing-void", "manager-more"),
    ):
        await owner.press(pressed)
        await owner.sees(button=owner.label(seen))
        await cast.takes(name, owner)
        await owner.press("back")
        await owner.sees(button=owner.label("signing-refresh"))
    for pressed, seen, name in (
        ("signing-extend", owner.label("signing-extend-by", days=7, day=""), "manager-extend"),
        ("signing-void", owner.label("signing-void-yes"), "manager-withdraw"),
    ):
        await owner.press("signing-more")
        await owner.press(pressed)
        await owner.sees(button=seen)
        await cast.takes(name, owner)
        await owner.press("back")
        await owner.sees(button=owner.label("signing-refresh"))


async def _draw_up_act(cast: Cast) -> None:
    owner, guard = cast.owner, cast.guard
    await acting.sign(guard)
    await _open_board(owner, RULES)
    await owner.press("signing-more")
    await owner.press("signing-act")
    await owner.choose(HELPER.name)
    for witness in (EMPLOYEE, GUARD):
        await owner.sees(button=owner.label("cancel"))
        await owner.phone.sends(witness.first_name)
        await owner.choose(witness.name)
    await owner.sees(button=owner.label("act-confirm"))
    await cast.takes("manager-act", owner)
    await owner.press("act-confirm")
    await guard.sees(button=guard.label("signing-do-witness"))
    await cast.takes("employee-witness", guard)
    for actor in (cast.employee, guard):
        await actor.press("signing-do-witness")
        await actor.press("signing-confirm-witness")
        await actor.press_pin()
        await actor.sees("✅")
    await owner.sees(HELPER.name, kind="document")
    await cast.takes("manager-finished", owner)


async def _hand_on(cast: Cast) -> None:
    owner, employee = cast.owner, cast.employee
    await owner.finds("signing-send")
    await owner.sees(button=owner.label("signing-personal"))
    await owner.phone.sends_file(document(), "contract.pdf")
    await owner.sees(button=owner.label("signing-title-keep", name="contract"))
    await owner.phone.sends(HANDED)
    await owner.press("signing-class-sign")
    await owner.sees(button=owner.label("signing-everyone"))
    await owner.phone.sends(EMPLOYEE.first_name)
    await owner.choose(EMPLOYEE.name)
    await _sum_up(owner, 1)
    await owner.press("signing-to-colleague")
    await _send_off(owner, 1)
    await employee.press("signing-hand-on")
    await employee.sees(button=employee.label("cancel"))
    await employee.phone.sends(GUARD.first_name)
    await employee.choose(GUARD.name)
    await employee.sees(button=employee.label("signing-hand-on-yes"))
    await cast.takes("employee-hand-on", employee)
    await employee.press("signing-hand-on-yes")
    await cast.guard.sees(HANDED, kind="document")
    await cast.takes("employee-handed-on", cast.guard)


async def _send_personal(cast: Cast) -> None:
    owner = cast.owner
    await owner.finds("signing-send", "signing-personal")
    await owner.sees("{")
    await owner.phone.sends(TEXT)
    await owner.sees(button="Consent")
    await owner.phone.sends(PERSONAL)
    await owner.press("signing-class-sign")
    await owner.sees(button=owner.label("signing-everyone"))
    await owner.phone.sends_file("\n".join(one.number for one in LISTED).encode(), "people.txt")
    await _sum_up(owner, len(LISTED))
    await owner.press("signing-preview")
    await owner.sees(kind="document")
    await cast.takes("manager-personal", owner)
    await _send_off(owner, len(LISTED))
    await cast.employee.sees(PERSONAL, kind="document")
    await acting.sign(cast.employee)
    await owner.finds("signing-documents")
    await owner.sees(button=PERSONAL)
    await cast.takes("manager-documents", owner)


async def _check(cast: Cast) -> None:
    employee = cast.employee
    finished = await employee.sees(PERSONAL, kind="document")
    await employee.finds("signing-verify")
    await employee.sees(employee.label("signing-check-wanted"))
    await employee.phone.forwards(finished)
    await employee.sees("✅")
    await cast.takes("anyone-check", employee)
    await employee.finds("signing-my-documents", "signing-my-all")
    await employee.sees(button=RULES)
    await cast.takes("employee-documents", employee)
