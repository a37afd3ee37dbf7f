"""The documentation's pictures, taken of the real bot: `python -m sandbox.demo --pictures DIR`.

Every step in docs/guide/ has a picture; each module here plays one chapter. A step that the bot no longer allows ends
the run, so that the guide cannot describe it unnoticed.
"""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from docs.photography import account, browser, checkpoints, checks, documents, passes, reminders, staff
from docs.photography.camera import TIME_ZONE, open_camera
from docs.photography.message_sink import message_sink
from docs.photography.scene import HELPER, Scene
from sandbox.demo import steps
from sandbox.demo.actors import Actor
from sandbox.demo.demonstration import RunningDemo, next_monday, running_demo
from sandbox.demo.processes import page_settings


async def take_pictures(port: int, language: str, folder: Path) -> None:
    """Run the demonstration and write its pictures into `folder`. DemoError when there is no browser."""
    async with message_sink() as sink_settings:
        settings = {"LANGUAGE": language, "TIME_ZONE": TIME_ZONE, **page_settings(), **sink_settings}
        async with running_demo(port, settings) as demo:
            await _play(demo, settings["PUBLIC_URL"], language, folder)


async def _play(demo: RunningDemo, pages: str, language: str, folder: Path) -> None:
    client = demo.client
    await client.clock.set(next_monday(datetime.now(ZoneInfo(TIME_ZONE))).isoformat())
    owner, employee, guard = await steps.add_sample_people(client, language)
    async with open_camera(client.url, folder) as camera, steps.without_rate_limits(client):
        helper = Actor(await client.add_person(HELPER.name, phone="+380501119999", language=language), language)
        scene = Scene(camera, client, pages, owner, employee, guard, helper)
        await staff.play(scene, demo.owner_link)
        for chapter in (documents, checkpoints, passes, browser, checks, account, reminders):
            await chapter.play(scene)
