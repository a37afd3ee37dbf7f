"""A manager imports a staff list from a file: first a dry run, then one button that applies it."""

from typing import Final

from aiogram import F, Router
from aiogram.filters import StateFilter
from dishka import FromDishka

from bot.staff.access import require_manager
from bot.staff.roster.import_list import ApplyImport, DryRun, PlanImport, ShowUndecided
from handlers.dialogue.awaited import asks_nothing
from handlers.dialogue.searched_page import search_here
from handlers.keypad import PinEntered, ask_pin
from handlers.progress import while_reading
from handlers.screen import Screen
from handlers.signing.documents.callbacks import ImportInstead
from handlers.signing.documents.draft import drop, recall
from handlers.staff.callbacks import HiddenRowsTaken, ImportApplied, ImportPressed, UndecidedPressed
from handlers.staff.roster.screens import (
    MOST_BAD_ROWS,
    bad_rows_screen,
    dry_run_screen,
    import_screen,
    imported_screen,
    undecided_screen,
)
from handlers.staff.states import Importing
from handlers.turn import Turn

IMPORTED: Final = "import_sha256"
"""Where the dialogue keeps which list was imported last."""
_DIGEST: Final = "import_digest"
_NEEDS_PIN: Final = "import_needs_pin"
_LIST_NAMES = (".xlsx", ".xlsm", ".xls", ".csv", ".tsv")
_LIST_BY_ITSELF = (
    F.document.file_name.lower().endswith(_LIST_NAMES),
    ~F.caption,
    asks_nothing,
)
"""Filters for a list sent without a request for it, where no question is open."""


async def on_import_pressed(turn: Turn) -> None:
    """Ask for the file."""
    require_manager(turn.speaker)
    await turn.state.set_state(Importing.file)
    await turn.show.new(import_screen(turn.words))


async def on_list_sent(turn: Turn, plan_import: FromDishka[PlanImport]) -> None:
    """Show what the import of a file would do."""
    require_manager(turn.speaker)
    content = await turn.fetch.document(turn.message)
    await _show(turn, await while_reading(turn, plan_import(turn.speaker, content, now=turn.now)))


async def _show(turn: Turn, dry_run: DryRun) -> None:
    await _keep(turn, dry_run)
    if len(dry_run.plan.bad) > MOST_BAD_ROWS:
        await turn.show.new(bad_rows_screen(turn.words, dry_run.plan.bad))
    await turn.show.new(dry_run_screen(turn.words, dry_run))


async def on_import_instead(turn: Turn, plan_import: FromDishka[PlanImport]) -> None:
    """Show what the import of a file would do that was about to be sent as a document."""
    draft = await recall(turn.state)
    dry_run = await while_reading(turn, plan_import.of_stored(turn.speaker, draft.sha256, now=turn.now))
    await drop(turn.state)
    await _show(turn, dry_run)


async def on_hidden_rows_taken(turn: Turn, plan_import: FromDishka[PlanImport]) -> None:
    """Show what the import would do with the hidden rows, too."""
    sha256 = (await turn.state.get_data()).get(IMPORTED, "")
    dry_run = await plan_import.with_hidden(turn.speaker, sha256, now=turn.now)
    await _keep(turn, dry_run)
    await turn.show.here(dry_run_screen(turn.words, dry_run))


async def _keep(turn: Turn, dry_run: DryRun) -> None:
    shown = {IMPORTED: dry_run.sha256, _DIGEST: dry_run.digest, _NEEDS_PIN: dry_run.needs_pin}
    await turn.state.update_data(shown)
    await turn.state.set_state(Importing.confirm)


async def on_import_applied(turn: Turn, apply_import: FromDishka[ApplyImport]) -> None:
    """Apply the import just shown, or ask for the PIN that it needs."""
    if (await turn.state.get_data()).get(_NEEDS_PIN):
        await ask_pin(turn, Importing.pin, turn.words("staff-import-pin"))
        return
    screen = await _apply(turn, None, apply_import)
    await turn.state.set_state(None)
    await turn.show.here(screen)


async def on_import_pin(turn: Turn, pin: str, apply_import: FromDishka[ApplyImport]) -> Screen:
    """Apply the import with the PIN."""
    return await _apply(turn, pin, apply_import)


async def _apply(turn: Turn, pin: str | None, apply_import: ApplyImport) -> Screen:
    data = await turn.state.get_data()
    sha256, digest = data.get(IMPORTED, ""), data.get(_DIGEST, "")
    imported = await apply_import(turn.speaker, sha256, digest, pin, event_id=turn.event_id, now=turn.now)
    await turn.state.update_data({_DIGEST: "", _NEEDS_PIN: False})
    return imported_screen(turn.words, imported)


async def on_undecided_pressed(turn: Turn, button: UndecidedPressed, show_undecided: FromDishka[ShowUndecided]) -> None:
    """Show the people about whom the last import leaves a decision."""
    words = await search_here(turn, button, searched=button.searched)
    undecided = await show_undecided(turn.speaker, (await turn.state.get_data()).get(IMPORTED, ""))
    found = undecided.named(words) if words else undecided
    await turn.show.here(undecided_screen(turn.words, found, button.offset, words))


def router() -> Router:
    """Build the router of importing."""
    own = Router(name="staff import")
    own.callback_query.register(on_import_pressed, ImportPressed.filter())
    own.callback_query.register(on_import_applied, ImportApplied.filter())
    own.callback_query.register(on_import_instead, ImportInstead.filter())
    own.callback_query.register(on_hidden_rows_taken, HiddenRowsTaken.filter())
    own.callback_query.register(on_undecided_pressed, UndecidedPressed.filter())
    own.callback_query.register(on_import_pin, PinEntered(Importing.pin))
    own.message.register(on_list_sent, StateFilter(Importing), F.document)
    own.message.register(on_list_sent, *_LIST_BY_ITSELF)
    return own
