"""A person's own account: a forgotten PIN, their data, erasure; and the terms that people agree to."""

from docs.photography.scene import Scene


async def play(scene: Scene) -> None:
    """Go through **About me**, and what a manager has to approve."""
    await _use_own_account(scene)
    await _edit_terms(scene)


async def _use_own_account(scene: Scene) -> None:
    owner, employee = scene.owner, scene.employee
    await employee.open_menu("me-button")
    await employee.sees(button=employee.label("me-data"))
    await scene.take("employee-about-me", employee)
    await employee.press("me-data")
    await employee.sees(kind="document")
    await scene.take("employee-data", employee)
    await employee.open_menu("me-button", "me-erase")
    await employee.sees(button=employee.label("me-erase-confirm"))
    await scene.take("employee-erase", employee)
    await employee.open_menu("me-button", "me-pin-forgotten", "me-ask-manager")
    await owner.sees(button=owner.label("notice-pin-reset-wanted-approve"))
    await scene.take("manager-pin-reset", owner)
    await owner.press("notice-pin-reset-wanted-approve")
    await employee.sees(button=employee.label("me-pin-choose"))
    await scene.take("employee-pin-reset", employee)


async def _edit_terms(scene: Scene) -> None:
    owner = scene.owner
    await owner.open_menu("settings-button", "terms-button", "terms-title-agreement")
    await owner.sees(button=owner.label("terms-for-everyone"))
    await scene.take("owner-terms", owner)
