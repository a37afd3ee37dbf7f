"""What a manager sees of kiosks."""

from collections.abc import Sequence
from typing import Final

from aiogram.types import InlineKeyboardButton

from bot.staff.kiosks.enable_kiosk import KioskLink
from bot.staff.kiosks.kiosks import KioskDevice
from bot.staff.models import Person
from bot.staff.people.phones import show_phone
from bot.texts.words import Words
from handlers.callbacks import CancelPressed
from handlers.screen import Screen, button, clip, copy_button, keyboard
from handlers.staff.callbacks import KioskEnablePressed, KioskEndPressed, KiosksPressed, StaffPressed, WaitedForPressed

MOST: Final = 30
"""People in one message: with the longest names, it still has less than 4096 characters."""
LABEL: Final = 40


def kiosks_screen(words: Words, kiosks: Sequence[KioskDevice]) -> Screen:
    """List the kiosks, each with a button that ends it."""
    lines = [
        words("staff-kiosk-line", name=one.name, at=one.enabled_at)
        + ("" if one.begun_at else " " + words("staff-kiosk-unopened", until=one.link_expires_at))
        for one in kiosks
    ]
    ends = [
        [button(words.plain("staff-kiosk-end", name=clip(one.name, LABEL)), KioskEndPressed(kiosk_id=one.id))]
        for one in kiosks
    ]
    text = "\n".join([words("staff-kiosks"), *(lines or [words("staff-kiosks-none")])])
    enable = [button(words.plain("staff-kiosk-enable"), KioskEnablePressed())]
    waited = [button(words.plain("staff-kiosk-waited"), WaitedForPressed())]
    return Screen(text, keyboard(*ends, enable, waited, [button(words.plain("back"), StaffPressed())]))


def name_screen(words: Words) -> Screen:
    """Ask for the name of a new kiosk."""
    return Screen(words("staff-kiosk-ask-name"), keyboard([button(words.plain("cancel"), CancelPressed())]))


def link_screen(words: Words, link: KioskLink) -> Screen:
    """Show the address that makes a device a kiosk."""
    opens = InlineKeyboardButton(text=words.plain("staff-kiosk-open"), url=link.url)
    copies = copy_button(words.plain("staff-kiosk-copy"), link.url)
    kiosks = [button(words.plain("staff-kiosks-button"), KiosksPressed())]
    text = words("staff-kiosk-link", name=link.kiosk.name, until=link.until_at)
    return Screen(text, keyboard([opens], [copies], kiosks))


def waited_for_screen(words: Words, people: Sequence[tuple[Person, int]]) -> Screen:
    """List who signs at a kiosk, those first for whom most documents wait."""
    first = sorted(people, key=lambda one: -one[1])[:MOST]
    lines = [
        words(
            "staff-kiosk-person",
            name=clip(person.name, 2 * LABEL),
            phone=show_phone(person.phone) if person.phone else "–",
            number=number,
        )
        for person, number in first
    ]
    left = len(people) - len(first)
    more = [words("staff-kiosk-people-more", number=left)] if left else []
    text = "\n".join([words("staff-kiosk-people", total=len(people)), *lines, *more])
    return Screen(text, keyboard([button(words.plain("back"), KiosksPressed())]))
