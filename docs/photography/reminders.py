"""What happens as time passes: reminders, the ledger's checkpoint, passes and service QR codes that end."""

from docs.photography.scene import CHECKPOINT, Scene


async def play(scene: Scene) -> None:
    """Let a day pass, then weeks."""
    await _next_day(scene)
    await _weeks_later(scene)


async def _next_day(scene: Scene) -> None:
    owner, guard = scene.owner, scene.guard
    for actor in (owner, guard):
        await actor.phone.marks_read()
    await scene.sandbox.clock.advance(days=1, hours=1)
    await owner.sees("🔗")
    await scene.take("manager-ledger-checkpoint", owner)
    await guard.sees("⏰")
    await scene.take("employee-reminder", guard)


async def _weeks_later(scene: Scene) -> None:
    owner = scene.owner
    await owner.phone.marks_read()
    await scene.sandbox.clock.advance(days=27)
    await owner.sees("⏳")
    await scene.take("manager-qr-reminder", owner)
    await owner.open_menu("checkpoint-qrs")
    await owner.choose(CHECKPOINT)
    await owner.press("checkpoint-renew")
    await owner.sees(button=owner.label("back"))
    await owner.press("checkpoint-renew")
    await owner.press_pin()
    await owner.sees("✅", kind="photo")
    await scene.take("manager-qr-renewed", owner)
    await scene.sandbox.clock.advance(days=330)
    await owner.press("pass-ending")
    await owner.sees(owner.label("pass-ending-list"))
    await scene.take("manager-pass-ending", owner)
