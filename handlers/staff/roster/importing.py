"""A manager imports a staff list from a file: first a dry run, then one button that applies it."""

from aiogram import F, Router
from aiogram.filters import StateFilter
from dishka import FromDishka

from bot.staff.access import require_manager
from bot.staff.roster.import_list import ApplyImport, PlanImport
from handlers.bot_api.files import name_of
from handlers.filters import NOT_A_COMMAND
from handlers.passes.states import IssuingPass, OrderingPasses, SendingPhoto
from handlers.staff.callbacks import ImportApplied, ImportPressed
from handlers.staff.roster.screens import MOST_BAD_ROWS, bad_rows_screen, dry_run_screen, import_screen, imported_screen
from handlers.staff.states import Importing
from handlers.turn import Turn

_FILE, _DIGEST = "import_sha256", "import_digest"
_LIST_NAMES = (".xlsx", ".xlsm", ".xls", ".csv", ".tsv")
_LIST_BY_ITSELF = (
    F.document.file_name.lower().endswith(_LIST_NAMES),
    ~F.caption,
    ~StateFilter(IssuingPass.photo, SendingPhoto, OrderingPasses),
)
"""Filters for a list sent without a request for it, where no other dialogue waits for a file."""


async def on_import_pressed(turn: Turn) -> None:
    """Ask for the file."""
    require_manager(turn.speaker)
    await turn.state.set_state(Importing.file)
    await turn.show.new(import_screen(turn.words))


async def on_list_sent(turn: Turn, plan_import: FromDishka[PlanImport]) -> None:
    """Show what the import of a file would do."""
    require_manager(turn.speaker)
    content, name = await turn.fetch.document(turn.message), name_of(turn.message)
    dry_run = await plan_import(turn.speaker, content, name, now=turn.now)
    await turn.state.update_data({_FILE: dry_run.sha256, _DIGEST: dry_run.digest})
    await turn.state.set_state(Importing.confirm)
    if len(dry_run.plan.bad) > MOST_BAD_ROWS:
        await turn.show.new(bad_rows_screen(turn.words, dry_run.plan.bad))
    await turn.show.new(dry_run_screen(turn.words, dry_run))


async def on_no_list_sent(turn: Turn) -> None:
    """Ask for the file again after another message."""
    await turn.show.new(import_screen(turn.words))


async def on_import_applied(turn: Turn, apply_import: FromDishka[ApplyImport]) -> None:
    """Apply the import just shown."""
    data = await turn.state.get_data()
    sha256, digest = data.get(_FILE, ""), data.get(_DIGEST, "")
    imported = await apply_import(turn.speaker, sha256, digest, event_id=turn.event_id, now=turn.now)
    await turn.state.set_state(None)
    await turn.state.update_data({_FILE: "", _DIGEST: ""})
    await turn.show.here(imported_screen(turn.words, imported))


def router() -> Router:
    """Build the router of importing."""
    own = Router(name="staff import")
    own.callback_query.register(on_import_pressed, ImportPressed.filter())
    own.callback_query.register(on_import_applied, ImportApplied.filter())
    own.message.register(on_list_sent, StateFilter(Importing), F.document)
    own.message.register(on_list_sent, *_LIST_BY_ITSELF)
    own.message.register(on_no_list_sent, StateFilter(Importing.file), NOT_A_COMMAND)
    return own
