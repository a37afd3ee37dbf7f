"""Passes: own types, issuing to one and to many, photos, cards, history, revoking."""

import io

from PIL import Image

from bot.wiring.demo import acting
from bot.wiring.demo.pictures.cast import VOLUNTEER, Cast
from bot.wiring.demo.sample import EMPLOYEE, portrait


async def walk(cast: Cast) -> None:
    """From the first type to a pass that is revoked."""
    await _define(cast)
    await _issue(cast)
    await _approve(cast)
    await _issue_to_many(cast)
    await _keep(cast)
    await _revoke(cast)


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
    await employee.phone.sends_photo(from_afar())
    await employee.sees(button=employee.label("pass-photo-anyway"))
    await cast.takes("employee-photo-small", employee)
    await employee.phone.sends_photo(portrait())
    await employee.sees(employee.label("pass-photo-sent"))
    await cast.takes("employee-photo-sent", employee)
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
    await owner.press("pass-print-batch")
    await cast.prints("manager-pass-sheet-page", await owner.sees(kind="document"))


async def _keep(cast: Cast) -> None:
    owner = cast.owner
    await acting.open_card(owner, EMPLOYEE)
    await owner.press("pass-of")
    await owner.press("pass-type-staff")
    await owner.sees(button=owner.label("pass-print-card"))
    await cast.takes("manager-pass", owner)
    await owner.press("pass-print-card")
    card = await owner.sees(kind="document")
    await cast.takes("manager-pass-card", owner)
    await cast.prints("manager-pass-card-page", card, wide=280)
    await acting.open_card(owner, EMPLOYEE)
    await owner.press("pass-of")
    await owner.press("pass-type-staff")
    await owner.press("pass-history")
    await owner.sees(owner.label("pass-event-pass-printed"))
    await cast.takes("manager-pass-history", owner)


async def _revoke(cast: Cast) -> None:
    owner = cast.owner
    await acting.open_card(owner, EMPLOYEE)
    await owner.press("pass-of")
    await owner.press("pass-type-library")
    await owner.press("pass-revoke")
    await owner.sees(button=owner.label("pass-revoke-confirm"))
    await cast.takes("manager-pass-revoke", owner)
    await owner.press("pass-revoke-confirm")


def from_afar() -> bytes:
    """The sample holder before a wall, too far away."""
    encryption, out = Image.new("RGB", (1280, 960), "#cfd8dc"), io.BytesIO()
    with Image.open(io.BytesIO(portrait())) as person:
        encryption.paste(person.resize((184, 230)), (540, 500))
    encryption.save(out, "JPEG", quality=88)
    return out.getvalue()
