"""Staff: the list, personal links, registration, a phone number that differs, filters, export, erasure."""

import asyncio

from docs.photography.browser import show_pin_pad
from docs.photography.scene import BOOKKEEPER, HELPER, LEAVER, Scene
from sandbox.demo import steps
from sandbox.demo.actors import Actor
from sandbox.demo.processes import DemoError
from sandbox.demo.sample import EMPLOYEE, GUARD, PIN, staff_list

MAX_ATTEMPTS = 30


async def play(scene: Scene, owner_link: str) -> None:
    """Start with the owner's own link and end with four registered people."""
    await scene.owner.register(owner_link)
    await scene.owner.sees("🔗")
    await _import(scene)
    await _invite(scene)
    await _register(scene)
    await scene.guard.register(await steps.invite(scene.owner, GUARD))
    await steps.name_guard(scene.owner, GUARD)
    await _approve_other_number(scene)
    await _browse_staff(scene)
    await _send_links(scene)
    await _erase(scene)


async def _import(scene: Scene) -> None:
    owner = scene.owner
    await owner.phone.sends("/menu")
    await owner.sees(button=owner.label("staff-button"))
    await scene.take("manager-menu", owner)
    await owner.press("staff-button")
    await owner.press("staff-import")
    await owner.sees(owner.label("staff-import-ask")[:30])
    broken = staff_list() + "1009;Безіменний;;;12-34\n".encode()
    await owner.phone.sends_file(broken, "staff.csv")
    await owner.sees(button=owner.label("staff-apply", count=7))
    await scene.take("manager-import", owner)
    await owner.press("staff-apply", count=7)
    await owner.sees("✅")


async def _invite(scene: Scene) -> None:
    owner = scene.owner
    await owner.open_menu("staff-button")
    await owner.sees(button=EMPLOYEE.name)
    await scene.take("manager-staff", owner)
    await steps.open_card(owner, EMPLOYEE)
    await owner.sees(button=owner.label("staff-invite"))
    await scene.take("manager-card", owner)


async def _register(scene: Scene) -> None:
    owner, employee = scene.owner, scene.employee
    await owner.press("staff-invite")
    shown = await owner.sees("https://t.me/")
    await scene.take("manager-invitation", owner)
    link = next(link for link in shown.links if "start=" in link)
    await owner.press("staff-link-qr")
    await owner.sees(kind="photo")
    await scene.take("manager-link-qr", owner)
    await employee.phone.opens(link)
    await employee.sees(button=employee.label("registration-agree"))
    await scene.take("employee-notice", employee)
    await employee.press("registration-agree")
    await employee.sees(employee.label("registration-contact"))
    await scene.take("employee-contact", employee)
    await employee.phone.shares_contact()
    await show_pin_pad(scene, employee, PIN[:4])
    await employee.enter_on_page(PIN)
    await employee.sees("✅")
    await scene.take("employee-registered", employee)


async def _approve_other_number(scene: Scene) -> None:
    owner, helper = scene.owner, scene.helper
    await helper.start_registration(await steps.invite(owner, HELPER))
    await owner.sees(button=owner.label("notice-contact-mismatched-approve"))
    await scene.take("manager-number", owner)
    await owner.press("notice-contact-mismatched-approve")
    await owner.press_pin()
    await helper.sees(helper.label("notice-contact-approved"))
    await helper.phone.shares_contact()
    await helper.choose_pin()
    await helper.sees("✅")
    await owner.sees(HELPER.name)


async def _browse_staff(scene: Scene) -> None:
    owner = scene.owner
    await owner.open_menu("staff-button", "staff-filter")
    await owner.sees(owner.label("staff-filter-ask")[:20])
    await scene.take("manager-filters", owner)
    await owner.open_menu("staff-button", "staff-invite-everyone")
    await owner.sees(button=owner.label("staff-cards"))
    await scene.take("manager-invite-everyone", owner)
    await owner.press("staff-cards")
    await owner.sees(kind="document")
    await scene.take("manager-cards", owner)
    await owner.open_menu("staff-button", "staff-export")
    await owner.sees(kind="document")
    await scene.take("manager-export", owner)
    await steps.open_card(owner, EMPLOYEE)
    await owner.sees(button=owner.label("staff-dismiss"))
    await scene.take("manager-card-registered", owner)
    await owner.press("staff-dismiss")
    await owner.sees(button=owner.label("staff-dismiss-confirm"))
    await scene.take("manager-dismiss", owner)


async def _send_links(scene: Scene) -> None:
    owner = scene.owner
    await steps.open_card(owner, BOOKKEEPER)
    await owner.press("staff-add-email")
    await owner.sees(owner.label("staff-ask-email")[:20])
    await scene.take("manager-address", owner)
    await owner.phone.sends("hanna@example.org")
    await owner.sees(button=owner.label("staff-send-email"))
    await owner.press("staff-send-sms")
    await _wait_until_sent(owner)
    await scene.take("manager-letter-sent", owner)
    await owner.open_menu("staff-button", "staff-invite-everyone", "staff-everyone-sms")
    await owner.sees(owner.label("staff-letters", sent=3, waiting=0, refused=0).split("\n", 1)[1])
    await scene.take("manager-letters", owner)


async def _wait_until_sent(owner: Actor) -> None:
    """Open the card again and again until it shows that both messages were sent; it does not update itself."""
    channels = [owner.label(f"staff-channel-{channel}") for channel in ("email", "sms")]
    sent = [owner.label("staff-letter-sent", channel=channel) for channel in channels]
    for _ in range(MAX_ATTEMPTS):
        await steps.open_card(owner, BOOKKEEPER)
        shown = await owner.sees(button=owner.label("staff-dismiss"))
        if all(line in shown.text for line in sent):
            return
        await asyncio.sleep(1)
    raise DemoError("The e-mail and the SMS were not sent.")


async def _erase(scene: Scene) -> None:
    owner = scene.owner
    await steps.open_card(owner, LEAVER)
    await owner.press("staff-dismiss")
    await owner.press("staff-dismiss-confirm")
    await owner.sees(LEAVER.name, button=owner.label("staff-button"))
    await owner.open_menu("staff-button", "staff-filter")
    await owner.choose("🚪")
    await owner.choose(LEAVER.name)
    await owner.press("staff-erase")
    await owner.sees(button=owner.label("staff-erase-confirm"))
    await scene.take("manager-erase", owner)
    await owner.press("staff-erase-confirm")
    await owner.sees("#")
    await scene.take("manager-erased", owner)
