"""A staff list comes as a file: first what it would do, then one button that does it."""

from datetime import datetime

from aiogram import Bot
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.ids import EventId
from bot.staff.access import require_manager
from bot.staff.models import Speaker
from bot.staff.roster.import_list import ApplyImport, PlanImport
from bot.texts import Words
from handlers.files import content_of, name_of
from handlers.show import Show
from handlers.staff.import_screens import MOST_BAD_ROWS, bad_rows_screen, dry_run_screen, import_screen, imported_screen
from handlers.staff.states import Importing

FILE, DIGEST = "import_sha256", "import_digest"


async def on_import_pressed(_: CallbackQuery, state: FSMContext, speaker: Speaker, words: Words, show: Show) -> None:
    """A list is to be imported."""
    require_manager(speaker)
    await state.set_state(Importing.file)
    await show.new(import_screen(words))


async def on_list_sent(
    message: Message,
    bot: Bot,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    plan_import: PlanImport,
) -> None:
    """A staff list came as a file."""
    require_manager(speaker)
    dry_run = await plan_import(speaker, await content_of(message, bot), name_of(message), now=now)
    await state.update_data({FILE: dry_run.sha256, DIGEST: dry_run.digest})
    await state.set_state(Importing.confirm)
    if len(dry_run.plan.bad) > MOST_BAD_ROWS:
        await show.new(bad_rows_screen(words, dry_run.plan.bad))
    await show.new(dry_run_screen(words, dry_run))


async def on_no_list_sent(_: Message, words: Words, show: Show) -> None:
    """Something else came while the list was waited for."""
    await show.new(import_screen(words))


async def on_import_applied(
    _: CallbackQuery,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    apply_import: ApplyImport,
) -> None:
    """The dry run is to be made real."""
    data = await state.get_data()
    imported = await apply_import(speaker, data.get(FILE, ""), data.get(DIGEST, ""), event_id=event_id, now=now)
    await state.set_state(None)
    await state.update_data({FILE: "", DIGEST: ""})
    await show.here(imported_screen(words, imported))
