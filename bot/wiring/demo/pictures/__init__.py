"""The pictures of the docs, taken of the real bot while the sample people walk: `countersign demo --pictures DIR`.

Every step that the guide tells has one, a chapter a module: who comes in, documents, checkpoints, passes, and what time
brings. A step that the bot no longer lets people do ends the walk, so that the guide cannot go on telling it unseen.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.wiring.demo import acting
from bot.wiring.demo.acting import Actor
from bot.wiring.demo.pictures import affairs, checkpoints, checks, documents, passes, staff, time
from bot.wiring.demo.pictures.camera import KYIV, camera
from bot.wiring.demo.pictures.cast import HELPER, Cast
from sandbox.client import SandboxClient

__all__ = ["KYIV", "picture"]

MORNING = 10  # o'clock: the organisation works
MONDAY = 7


async def picture(client: SandboxClient, owner_link: str, language: str, folder: Path) -> None:
    """Play the walk and take its pictures. StageError when there is no browser."""
    await client.clock.stands_at(_next_monday(datetime.now(UTC)).isoformat())
    owner, employee, guard = await acting.gather(client, language)
    async with camera(client.url, folder) as taking, acting.unhurried(client):
        helper = Actor(await client.person(HELPER.name, phone="+380501119999", language=language), language)
        cast = Cast(taking, client, owner, employee, guard, helper)
        await staff.walk(cast, owner_link)
        await documents.walk(cast)
        await checkpoints.walk(cast)
        await passes.walk(cast)
        await checks.walk(cast)
        await affairs.walk(cast)
        await time.walk(cast)


def _next_monday(now: datetime) -> datetime:
    """Return a Monday morning to come: whatever day the pictures are taken, people are at work in them."""
    here = now.astimezone(ZoneInfo(KYIV)).replace(hour=MORNING, minute=0, second=0, microsecond=0)
    return here + timedelta(days=MONDAY - here.weekday())
