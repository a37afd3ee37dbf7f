"""What time brings: reminders, the ledger's head, passes and service QR codes that end."""

from bot.wiring.demo.pictures.cast import GATE, Cast


async def walk(cast: Cast) -> None:
    """A day later, and weeks later."""
    await _next_day(cast)
    await _weeks_later(cast)


async def _next_day(cast: Cast) -> None:
    owner, guard = cast.owner, cast.guard
    for one in (owner, guard):
        await one.phone.reads()
    await cast.world.clock.passes(days=1, hours=1)
    await owner.sees("🔗")
    await cast.takes("manager-ledger-head", owner)
    await guard.sees("⏰")
    await cast.takes("employee-reminder", guard)


async def _weeks_later(cast: Cast) -> None:
    owner = cast.owner
    await owner.phone.reads()
    await cast.world.clock.passes(days=27)
    await owner.sees("⏳")
    await cast.takes("manager-qr-reminder", owner)
    await owner.finds("checkpoint-qrs")
    await owner.choose(GATE)
    await owner.press("checkpoint-renew")
    await owner.sees("✅", kind="photo")
    await cast.takes("manager-qr-renewed", owner)
    await cast.world.clock.passes(days=330)
    await owner.press("pass-ending")
    await owner.sees(owner.label("pass-ending-list"))
    await cast.takes("manager-pass-ending", owner)
