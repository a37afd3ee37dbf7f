"""What people do about themselves: a forgotten PIN, their data, being erased; and the words they agree to."""

from bot.wiring.demo.pictures.cast import Cast


async def walk(cast: Cast) -> None:
    """Through **About me**, and what it asks of a manager."""
    await _look_after_oneself(cast)
    await _set_words(cast)


async def _look_after_oneself(cast: Cast) -> None:
    owner, employee = cast.owner, cast.employee
    await employee.finds("me-button")
    await employee.sees(button=employee.label("me-data"))
    await cast.takes("employee-about-me", employee)
    await employee.press("me-data")
    await employee.sees(kind="document")
    await cast.takes("employee-data", employee)
    await employee.finds("me-button", "me-erase")
    await employee.sees(button=employee.label("me-erase-confirm"))
    await cast.takes("employee-erase", employee)
    await employee.finds("me-button", "me-pin-forgotten", "me-ask-manager")
    await owner.sees(button=owner.label("notice-pin-reset-wanted-approve"))
    await cast.takes("manager-pin-reset", owner)
    await owner.press("notice-pin-reset-wanted-approve")
    await employee.sees(button=employee.label("me-pin-choose"))
    await cast.takes("employee-pin-reset", employee)


async def _set_words(cast: Cast) -> None:
    owner = cast.owner
    await owner.finds("settings-button", "terms-button", "terms-title-agreement")
    await owner.sees(button=owner.label("terms-for-everyone"))
    await cast.takes("owner-terms", owner)
