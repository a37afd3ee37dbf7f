"""Who walks before the camera, and what they bring."""

from dataclasses import dataclass

from bot.wiring.demo.acting import Actor
from bot.wiring.demo.pictures.camera import PAGE_WIDTH, Camera
from bot.wiring.demo.sample import OTHERS
from sandbox.client import Message, SandboxClient

BOOKKEEPER, LEAVER = OTHERS[0], OTHERS[3]
"""Who gets a link by e-mail, and who leaves."""
HELPER = OTHERS[2]
"""A fourth person with a phone: comes with another number than the list's, and witnesses."""
GATE, PLACE = "Gate 1", "Main entrance, 5 Garden Street"
OTHER_GATE = "Gate 2"
RULES = "House rules"
HANDED = "Contract with a supplier"
VOLUNTEER = "Volunteer pass"


@dataclass(frozen=True, slots=True)
class Cast:
    """The people, the camera, and the sandbox whose clock they live by."""

    camera: Camera
    world: SandboxClient
    owner: Actor
    employee: Actor
    guard: Actor
    helper: Actor

    async def takes(self, name: str, of: Actor) -> None:
        """Picture one phone as it is now."""
        await self.camera.takes(name, of=of)

    async def prints(self, name: str, shown: Message, wide: int = PAGE_WIDTH) -> None:
        """Picture the first page of a PDF that the bot sent, as a printer would draw it."""
        await self.camera.prints(name, await shown.document(), wide)
