"""Passes: types, issuing to one and to many, photos, cards, history, revoking."""

import io

from PIL import Image

from docs.photography.scene import VOLUNTEER, Scene
from sandbox.demo import steps
from sandbox.demo.sample import EMPLOYEE, portrait


async def play(scene: Scene) -> None:
    """Define a type, issue passes, approve a photo, print, and revoke."""
    await _define_type(scene)
    await _issue(scene)
    await _approve_photo(scene)
    await _issue_to_many(scene)
    await _print_and_read_history(scene)
    await _revoke(scene)


async def _define_type(scene: Scene) -> None:
    owner = scene.owner
    await owner.open_menu("pass-menu")
    await owner.sees(button=owner.label("pass-types"))
    await scene.take("manager-pass-desk", owner)
    await owner.press("pass-types")
    await owner.press("pass-type-new")
    await owner.sees(button=owner.label("cancel"))
    await owner.phone.sends(VOLUNTEER)
    await owner.press("pass-type-fields")
    await owner.sees(button=owner.label("pass-type-no-fields"))
    await owner.phone.sends("Team\nSize of jacket")
    await owner.sees("Team", button=owner.label("pass-type-save"))
    await scene.take("manager-pass-type", owner)
    await owner.press("pass-type-save")
    await owner.sees(button=VOLUNTEER)


async def _issue(scene: Scene) -> None:
    owner = scene.owner
    await steps.open_card(owner, EMPLOYEE)
    await owner.press("pass-issue")
    await owner.sees(button=VOLUNTEER)
    await scene.take("manager-pass-issue", owner)
    await owner.press("pass-type-staff")
    await owner.press("pass-days", days=365)
    await owner.sees(button=owner.label("pass-photo-from-holder"))
    await scene.take("manager-pass-photo", owner)
    await owner.press("pass-photo-from-holder")
    await owner.sees(button=owner.label("pass-open"))


async def _approve_photo(scene: Scene) -> None:
    owner, employee = scene.owner, scene.employee
    await employee.open_menu("pass-my-passes", "pass-send-photo")
    await employee.sees(employee.label("pass-photo-ask")[:20])
    await scene.take("employee-photo", employee)
    await employee.phone.sends_photo(portrait_from_afar())
    await employee.sees(button=employee.label("pass-photo-anyway"))
    await scene.take("employee-photo-small", employee)
    await employee.phone.sends_photo(portrait())
    await employee.sees(employee.label("pass-photo-sent"))
    await scene.take("employee-photo-sent", employee)
    await owner.press("pass-photo-look")
    await owner.sees(EMPLOYEE.name, kind="photo")
    await scene.take("manager-photo", owner)
    await owner.press("pass-photo-approve")
    await employee.sees(employee.label("notice-photo-approved"))


async def _issue_to_many(scene: Scene) -> None:
    owner = scene.owner
    await owner.open_menu("pass-menu", "pass-order-to-department", "pass-type-library")
    await owner.press("pass-days", days=365)
    await owner.choose(EMPLOYEE.department)
    await owner.sees(button=owner.label("pass-order-go", count=3))
    await scene.take("manager-pass-order", owner)
    await owner.press("pass-order-go", count=3)
    await owner.sees(button=owner.label("pass-print-batch"))
    await scene.take("manager-pass-batch", owner)
    await owner.press("pass-print-batch")
    await scene.take_page("manager-pass-sheet-page", await owner.sees(kind="document"))


async def _print_and_read_history(scene: Scene) -> None:
    owner = scene.owner
    await steps.open_card(owner, EMPLOYEE)
    await owner.press("pass-of")
    await owner.press("pass-type-staff")
    await owner.sees(button=owner.label("pass-print-card"))
    await scene.take("manager-pass", owner)
    await owner.press("pass-print-card")
    card = await owner.sees(kind="document")
    await scene.take("manager-pass-card", owner)
    await scene.take_page("manager-pass-card-page", card, width=280)
    await steps.open_card(owner, EMPLOYEE)
    await owner.press("pass-of")
    await owner.press("pass-type-staff")
    await owner.press("pass-history")
    await owner.sees(owner.label("pass-event-pass-printed"))
    await scene.take("manager-pass-history", owner)


async def _revoke(scene: Scene) -> None:
    owner = scene.owner
    await steps.open_card(owner, EMPLOYEE)
    await owner.press("pass-of")
    await owner.press("pass-type-library")
    await owner.press("pass-revoke")
    await owner.sees(button=owner.label("pass-revoke-confirm"))
    await scene.take("manager-pass-revoke", owner)
    await owner.press("pass-revoke-confirm")


def portrait_from_afar() -> bytes:
    """Draw the sample holder in front of a plain background, too far away for a portrait."""
    canvas, out = Image.new("RGB", (1280, 960), "#cfd8dc"), io.BytesIO()
    with Image.open(io.BytesIO(portrait())) as person:
        canvas.paste(person.resize((184, 230)), (540, 500))
    canvas.save(out, "JPEG", quality=88)
    return out.getvalue()
