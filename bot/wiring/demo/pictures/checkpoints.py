"""Checkpoints: service QR codes from issuing to deleting, a guest who is admitted, guards who relieve each other."""

from bot.qr.scan import scan
from bot.wiring.demo import acting
from bot.wiring.demo.acting import Actor
from bot.wiring.demo.pictures.cast import GATE, OTHER_GATE, PLACE, Cast


async def walk(cast: Cast) -> None:
    """From no code to a guest and a guard at the gate, a code renewed under them, and one deleted."""
    link = await _issue(cast)
    await _edit(cast)
    await _admit(cast, link)
    await _go_on_duty(cast, link)
    await _hand_over(cast, link)
    await _renew(cast)
    await _delete(cast)


async def _issue(cast: Cast) -> str:
    owner = cast.owner
    await owner.finds("checkpoint-qrs", "checkpoint-issue")
    await owner.sees(owner.label("checkpoint-issue-name"))
    await owner.phone.sends(GATE)
    await owner.sees(owner.label("checkpoint-issue-place"))
    await owner.phone.sends(PLACE)
    await owner.sees(button=owner.label("checkpoint-accepts-every"))
    await cast.takes("manager-qr-accepts", owner)
    await owner.press("checkpoint-accepts-every")
    await owner.press("checkpoint-hours", hours=24)
    await owner.press("pass-days", days=30)
    await owner.sees(button=owner.label("checkpoint-issue-confirm"))
    await cast.takes("manager-qr-summary", owner)
    await owner.press("checkpoint-issue-confirm")
    await owner.press_pin()
    shown = await owner.sees(GATE, kind="photo")
    await cast.takes("manager-service-qr", owner)
    link = scan(await shown.image()).texts[0]
    await owner.press("checkpoint-poster")
    poster = await owner.sees(kind="document")
    await cast.takes("manager-poster", owner)
    await cast.prints("manager-poster-page", poster)
    return link


async def _edit(cast: Cast) -> None:
    owner = cast.owner
    await owner.finds("checkpoint-qrs")
    await owner.choose(GATE)
    await owner.press("checkpoint-edit-button")
    await owner.press("checkpoint-admits", admits="staff")
    await owner.sees(button=owner.label("checkpoint-admits", admits="guests"))
    await cast.takes("manager-qr-edit", owner)
    await owner.press("checkpoint-edit-keep")
    await owner.press_pin()
    await owner.sees("✅", kind="photo")


async def _admit(cast: Cast, link: str) -> None:
    owner = cast.owner
    guest = Actor(await cast.world.person("Iryna Hostova", language=owner.language), owner.language)
    await guest.phone.opens(link)
    await guest.sees(button=guest.label("checkpoint-guest-ask"))
    await cast.takes("guest-offer", guest)
    await guest.press("checkpoint-guest-ask")
    await owner.sees(button=owner.label("checkpoint-guest-admit"))
    await cast.takes("manager-guest", owner)
    await owner.press("checkpoint-guest-admit")
    await guest.sees("🟢")
    await owner.press("checkpoint-guest-send-off")
    await guest.sees("⚪")


async def _go_on_duty(cast: Cast, link: str) -> None:
    guard = cast.guard
    await guard.phone.opens(link)
    await guard.sees(button=guard.label("checkpoint-go"))
    await cast.takes("guard-offer", guard)
    await guard.press("checkpoint-go")
    await guard.sees("🟢")
    await cast.takes("guard-on-duty", guard)


async def _hand_over(cast: Cast, link: str) -> None:
    """Let another take over from the guard, who then takes over again."""
    employee, guard = cast.employee, cast.guard
    await employee.phone.opens(link)
    await employee.sees(button=employee.label("checkpoint-take-over"))
    await cast.takes("guard-handover", employee)
    await employee.press("checkpoint-take-over")
    await employee.sees("🟢")
    await guard.sees("⚪")
    await cast.takes("guard-relieved", guard)
    await guard.phone.opens(link)
    await guard.press("checkpoint-take-over")
    await guard.sees("🟢")
    await employee.sees("⚪")


async def _renew(cast: Cast) -> None:
    owner = cast.owner
    await owner.finds("checkpoint-qrs")
    await owner.choose(GATE)
    await owner.press("checkpoint-renew")
    await owner.sees(button=owner.label("checkpoint-renew-keep"))
    await cast.takes("manager-qr-renew", owner)
    await owner.press("checkpoint-renew-keep")
    await owner.sees("✅", kind="photo")


async def _delete(cast: Cast) -> None:
    owner = cast.owner
    await acting.issue_service_qr(owner, OTHER_GATE, PLACE)
    await owner.press("checkpoint-delete")
    await owner.sees(button=owner.label("checkpoint-delete-confirm"))
    await cast.takes("manager-qr-delete", owner)
    await owner.press("checkpoint-delete-confirm")
    await owner.sees(button=owner.label("checkpoint-qrs"))
