"""The people in the pictures, and the names of what they create."""

import re
from dataclasses import dataclass
from typing import Final

from docs.photography.camera import PAGE_WIDTH, Camera
from sandbox.client import Message, SandboxClient
from sandbox.demo.actors import Actor
from sandbox.demo.sample import OTHERS

BOOKKEEPER, LEAVER = OTHERS[0], OTHERS[3]
"""One gets a link by e-mail, the other one leaves."""
HELPER = OTHERS[2]
"""A fourth person with a phone, whose number differs from the staff list's, and who declines to sign."""
CHECKPOINT, PLACE = "Gate 1", "Main entrance, 5 Garden Street"
OTHER_CHECKPOINT = "Gate 2"
RULES = "House rules"
CONTRACT = "Contract with a supplier"
VOLUNTEER = "Volunteer pass"


@dataclass(frozen=True, slots=True)
class Scene:
    """The people, the camera, the sandbox with its clock, and the address of the bot's pages."""

    camera: Camera
    sandbox: SandboxClient
    pages: str
    owner: Actor
    employee: Actor
    guard: Actor
    helper: Actor

    async def take(self, name: str, of: Actor) -> None:
        """Take a picture of one phone as it is now."""
        await self.camera.take(name, of=of)

    async def take_page(self, name: str, message: Message, width: int = PAGE_WIDTH) -> None:
        """Take a picture of the first page of a PDF that the bot sent, as a printer would draw it."""
        await self.camera.take_page(name, await message.document(), width)


_TYPED: Final = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")


def typed_code(shown: Message) -> str:
    """Return the symbols below a live code; LookupError where there are none."""
    found = _TYPED.search(shown.text)
    if found is None:
        raise LookupError("no code to type")
    return found[0]
