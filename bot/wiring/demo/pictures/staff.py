"""People come in: the list, personal links, registering, a number that differs, filters, the list as a file."""

import asyncio

from bot.wiring.demo import acting
from bot.wiring.demo.acting import Actor
from bot.wiring.demo.pictures.cast import BOOKKEEPER, HELPER, LEAVER, Cast
from bot.wiring.demo.processes import StageError
from bot.wiring.demo.sample import EMPLOYEE, GUARD, PIN, staff_list

CARD_OPENED_AT_MOST = 30


async def walk(cast: Cast, owner_link: str) -> None:
    """From the owner's own link to four registered people."""
    await cast.owner.register(owner_link)
    await cast.owner.sees("🔗")
    await _import(cast)
    await _invite(cast)
    await _register(cast)
    await cast.guard.register(await acting.invite(cast.owner, GUARD))
    await _mismatch(cast)
    await _look_around(cast)
    await _send_links(cast)
    await _erase(cast)


async def _import(cast: Cast) -> None:
    owner = cast.owner
    await owner.phone.sends("/menu")
    await owner.sees(button=owner.label("staff-button"))
    await cast.takes("manager-menu", owner)
    await owner.press("staff-button")
    await owner.press("staff-import")
    await owner.sees(owner.label("staff-import-ask")[:30])
    broken = staff_list() + "1009;Безіменний;;;12-34\n".encode()
    await owner.phone.sends_file(broken, "staff.csv")
    await owner.sees(button=owner.label("staff-apply", count=7))
    await cast.takes("manager-import", owner)
    await owner.press("staff-apply", count=7)
    await owner.sees("✅")


async def _invite(cast: Cast) -> None:
    owner = cast.owner
    await owner.finds("staff-button")
    await owner.sees(button=EMPLOYEE.name)
    await cast.takes("manager-staff", owner)
    await acting.open_card(owner, EMPLOYEE)
    await owner.sees(button=owner.label("staff-invite"))
    await cast.takes("manager-card", owner)


async def _register(cast: Cast) -> None:
    owner, employee = cast.owner, cast.employee
    await owner.press("staff-invite")
    shown = await owner.sees("https://t.me/")
    await cast.takes("manager-invitation", owner)
    link = next(link for link in shown.links if "start=" in link)
    await owner.press("staff-link-qr")
    await owner.sees(kind="photo")
    await cast.takes("manager-link-qr", owner)
    await employee.phone.opens(link)
    await employee.sees(button=employee.label("registration-agree"))
    await cast.takes("employee-notice", employee)
    await employee.press("registration-agree")
    await employee.sees(employee.label("registration-contact"))
    await cast.takes("employee-contact", employee)
    await employee.phone.shares_contact()
    await employee.press_pin(PIN[:4])
    await cast.takes("employee-pin", employee)
    await employee.press_pin(PIN[4:])
    await employee.sees(employee.label("registration-pin-again"))
    await employee.press_pin()
    await employee.sees("✅")
    await cast.takes("employee-registered", employee)


async def _mismatch(cast: Cast) -> None:
    owner, helper = cast.owner, cast.helper
    await helper.introduce_themselves(await acting.invite(owner, HELPER))
    await owner.sees(button=owner.label("notice-contact-mismatched-approve"))
    await cast.takes("manager-number", owner)
    await owner.press("notice-contact-mismatched-approve")
    await helper.sees(helper.label("notice-contact-approved"))
    await helper.phone.shares_contact()
    await helper.press_pin()
    await helper.sees(helper.label("registration-pin-again"))
    await helper.press_pin()
    await helper.sees("✅")
    await owner.sees(HELPER.name)


async def _look_around(cast: Cast) -> None:
    owner = cast.owner
    await owner.finds("staff-button", "staff-filter")
    await owner.sees(owner.label("staff-filter-ask")[:20])
    await cast.takes("manager-filters", owner)
    await owner.finds("staff-button", "staff-invite-everyone")
    await owner.sees(button=owner.label("staff-cards"))
    await cast.takes("manager-invite-everyone", owner)
    await owner.press("staff-cards")
    await owner.sees(kind="document")
    await cast.takes("manager-cards", owner)
    await owner.finds("staff-button", "staff-export")
    await owner.sees(kind="document")
    await cast.takes("manager-export", owner)
    await acting.open_card(owner, EMPLOYEE)
    await owner.sees(button=owner.label("staff-dismiss"))
    await cast.takes("manager-card-registered", owner)
    await owner.press("staff-dismiss")
    await owner.sees(button=owner.label("staff-dismiss-confirm"))
    await cast.takes("manager-dismiss", owner)


async def _send_links(cast: Cast) -> None:
    owner = cast.owner
    await acting.open_card(owner, BOOKKEEPER)
    await owner.press("staff-add-email")
    await owner.sees(owner.label("staff-ask-email")[:20])
    await cast.takes("manager-address", owner)
    await owner.phone.sends("hanna@example.org")
    await owner.sees(button=owner.label("staff-send-email"))
    await owner.press("staff-send-sms")
    await _both_went(owner)
    await cast.takes("manager-letter-sent", owner)
    await owner.finds("staff-button", "staff-invite-everyone", "staff-everyone-sms")
    await owner.sees(owner.label("staff-letters", sent=3, waiting=0, refused=0).split("\n", 1)[1])
    await cast.takes("manager-letters", owner)


async def _both_went(owner: Actor) -> None:
    """Open the card until it says so: a card does not change by itself."""
    went = [owner.label("staff-letter-sent", channel=owner.label(f"staff-channel-{way}")) for way in ("email", "sms")]
    for _ in range(CARD_OPENED_AT_MOST):
        await acting.open_card(owner, BOOKKEEPER)
        shown = await owner.sees(button=owner.label("staff-dismiss"))
        if all(one in shown.text for one in went):
            return
        await asyncio.sleep(1)
    raise StageError("The letters did not go.")


async def _erase(cast: Cast) -> None:
    owner = cast.owner
    await acting.open_card(owner, LEAVER)
    await owner.press("staff-dismiss")
    await owner.press("staff-dismiss-confirm")
    await owner.sees(LEAVER.name, button=owner.label("staff-button"))
    await owner.finds("staff-button", "staff-filter")
    await owner.choose("🚪")
    await owner.choose(LEAVER.name)
    await owner.press("staff-erase")
    await owner.sees(button=owner.label("staff-erase-confirm"))
    await cast.takes("manager-erase", owner)
    await owner.press("staff-erase-confirm")
    await owner.sees("#")
    await cast.takes("manager-erased", owner)
