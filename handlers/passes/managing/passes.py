"""What managers do with the passes of one person."""

from dishka import FromDishka

from bot.passes.browse_passes import ListPassesOf, ShowPass
from bot.passes.issuing.revoke_pass import RevokePass
from handlers.passes.callbacks import PassesOfPressed, PassPressed, RevokeConfirmed, RevokePressed
from handlers.passes.screens import pass_screen, passes_of_screen, revoke_screen, revoked_screen
from handlers.turn import Turn


async def on_passes_of_pressed(turn: Turn, button: PassesOfPressed, list_passes_of: FromDishka[ListPassesOf]) -> None:
    """Show a person's passes to those who issue passes."""
    await turn.show.here(passes_of_screen(turn.words, await list_passes_of(turn.speaker, button.person_id), turn.now))


async def on_pass_pressed(turn: Turn, button: PassPressed, show_pass: FromDishka[ShowPass]) -> None:
    """Show one pass to those who issue passes."""
    await turn.show.here(pass_screen(turn.words, await show_pass(turn.speaker, button.pass_id), turn.now))


async def on_revoke_pressed(turn: Turn, button: RevokePressed, show_pass: FromDishka[ShowPass]) -> None:
    """Ask for confirmation before a pass is revoked."""
    await turn.show.here(revoke_screen(turn.words, await show_pass(turn.speaker, button.pass_id)))


async def on_revoke_confirmed(turn: Turn, button: RevokeConfirmed, revoke_pass: FromDishka[RevokePass]) -> None:
    """Revoke a pass."""
    await turn.show.here(
        revoked_screen(
            turn.words, await revoke_pass(turn.speaker, button.pass_id, event_id=turn.event_id, now=turn.now)
        )
    )
