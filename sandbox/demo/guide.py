"""The text that the demonstration prints for its visitor: where to look, who is who, what to try."""

from functools import partial

from sandbox.demo.labels import label
from sandbox.demo.sample import CHECKPOINT, EMPLOYEE, GUARD, OWNER, PIN

READY = """\
  Ready. Open {url}

    {owner:<16} the owner: runs the staff list, documents, checkpoints (/menu)
    {employee:<16} an employee: has a document to sign, and a pass
    {guard:<16} a guard: on duty at {checkpoint}

  Everybody's PIN is {pin}. Four things to try:

    1. Sign. In {employee_first}'s phone scroll up to the document, press “{sign}”, then
       “{confirm}”, then “{enter}”, and press the digits on its page. The sealed PDF comes
       to both. Save it and check it, without Telegram, at {pages}/v
    2. Check. In {employee_first}'s phone press “{refresh}”, then the camera beside the code; let
       {guard_first} take the photo, and read “{found}” in that phone. Once more: the code was used.
    3. Scan. Refresh the code. In {guard_first}'s phone press “{scanner}”, left of the message field, then
       “{start}”. Give it no camera: Telegram's own scanner opens and sees the pictures in the chats
       beside it; press the code. “{browser}” in “{shift}” opens the scanner as a page
       that can be installed and goes on without a network. {employee_first} has a page, too: {passes},
       then “{full_screen}” fills the phone with a code that renews itself.
    4. Let time pass. Refresh the code, press “+1 h” above the phones, photograph it: it has run out.
       Press “+30 days” five times: {owner_first} is reminded that the service QR code is about to end
       (reminders keep working hours: at night or on a weekend, push on by “+1 h” or “+1 day”).

  All of this lives on this machine alone, and only until you stop it with Ctrl+C.
"""

EMPTY = """\
  Ready. Open {url}

  Nobody is here yet: add a person (“+ Person”), press the link sign in the phone, and paste the owner's link:
    {link}

  All of this lives on this machine alone, and only until you stop it with Ctrl+C.
"""


def clock_set() -> str:
    """Return what is printed where it is evening or weekend."""
    return "  Nobody works now, so the clock of the demonstration stands at next Monday morning.\n"


def starting(url: str) -> str:
    """Return what is printed while the bot starts."""
    return f"\n  The chat page: {url}\n  The bot is starting, and the sample people act; a minute on a slow machine …\n"


def ready(url: str, language: str, pages: str) -> str:
    """Return who is who and what to try, with button labels in `language`; `pages` is where the bot serves pages."""
    button = partial(label, language)
    return READY.format(
        url=url,
        pages=pages,
        owner=OWNER.name,
        employee=EMPLOYEE.name,
        guard=GUARD.name,
        owner_first=OWNER.first_name,
        employee_first=EMPLOYEE.first_name,
        guard_first=GUARD.first_name,
        checkpoint=CHECKPOINT,
        pin=PIN,
        sign=button("signing-do-sign"),
        confirm=button("signing-confirm-sign"),
        enter=button("keypad-enter"),
        refresh=button("pass-refresh"),
        found=button("checkpoint-severity-found"),
        passes=f"/menu, “{button('pass-my-passes')}”",
        full_screen=button("pass-full-screen"),
        scanner=button("checkpoint-scanner-menu"),
        browser=button("checkpoint-scanner-browser"),
        shift=button("checkpoint-shift"),
        start=button("web-scan-start"),
    )


def empty(url: str, link: str) -> str:
    """Return how the first person comes in."""
    return EMPTY.format(url=url, link=link)
