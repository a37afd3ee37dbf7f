"""What managers do with the staff list."""

from datetime import datetime

from aiogram import Bot, F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.dismissal import DismissPerson
from bot.ids import Cause
from bot.staff.access import require_manager
from bot.staff.browse import BrowseStaff, ShowPerson
from bot.staff.decide import DecideMismatch
from bot.staff.import_list import ApplyImport, PlanImport
from bot.staff.invite import InvitePerson
from bot.staff.people import Speaker
from bot.staff.roles import GiveRole, UnlockPin
from bot.texts import Words
from handlers.buttons import (
    DismissConfirmed,
    DismissPressed,
    ImportApplied,
    ImportPressed,
    InvitePressed,
    MismatchApproved,
    MismatchRefused,
    PersonPressed,
    ReinvitePressed,
    RolePressed,
    StaffPressed,
    UnlockPressed,
)
from handlers.files import fetch
from handlers.gate import is_registered
from handlers.screens.screen import Screen
from handlers.screens.staff import (
    dismiss_screen,
    dismissed_screen,
    dry_run_screen,
    import_screen,
    imported_screen,
    invited_person_screen,
    person_screen,
    staff_screen,
)
from handlers.show import Show
from handlers.states import Importing, IssuingPass, Searching

LIST_NAMES = (".xlsx", ".xlsm", ".xls", ".csv", ".tsv", ".txt")
WORDS, FILE, NAME, DIGEST = "staff_words", "import_sha256", "import_name", "import_digest"


async def on_staff_pressed(
    _: CallbackQuery,
    callback_data: StaffPressed,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    browse_staff: BrowseStaff,
) -> None:
    """The list is wanted; from now on typed words look for people."""
    data = await state.get_data()
    wanted = str(data.get(WORDS, "")) if callback_data.offset else ""
    page = await browse_staff(speaker, wanted, callback_data.offset, now=now)
    await state.update_data({WORDS: wanted})
    await state.set_state(Searching.words)
    await show.here(staff_screen(words, page))


async def on_staff_words(
    message: Message,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    browse_staff: BrowseStaff,
) -> None:
    """Part of a name, number or phone was typed."""
    wanted = (message.text or "")[:100]
    await state.update_data({WORDS: wanted})
    await show.new(staff_screen(words, await browse_staff(speaker, wanted, 0, now=now)))


async def on_person_pressed(
    _: CallbackQuery,
    callback_data: PersonPressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    show_person: ShowPerson,
) -> None:
    """One person's card is wanted."""
    listed = await show_person(speaker, callback_data.person_id, now=now)
    await show.here(person_screen(words, speaker, listed))


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
    document = message.document
    if document is None:
        return
    name = document.file_name or "list"
    content = await fetch(bot, document.file_id, document.file_size)
    dry_run = await plan_import(speaker, content, name, now=now)
    await state.update_data({FILE: dry_run.sha256, NAME: name, DIGEST: dry_run.digest})
    await state.set_state(Importing.confirm)
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
    cause: Cause,
    now: datetime,
    apply_import: ApplyImport,
) -> None:
    """The dry run is to be made real."""
    data = await state.get_data()
    imported = await apply_import(
        speaker, data.get(FILE, ""), data.get(NAME, ""), data.get(DIGEST, ""), cause=cause, now=now
    )
    await state.set_state(None)
    await state.update_data({FILE: "", NAME: "", DIGEST: ""})
    await show.here(imported_screen(words, imported))


async def on_invite_pressed(
    _: CallbackQuery,
    callback_data: InvitePressed | ReinvitePressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    cause: Cause,
    now: datetime,
    invite_person: InvitePerson,
) -> None:
    """A personal link is wanted; a new one if so asked."""
    renew = isinstance(callback_data, ReinvitePressed)
    invited = await invite_person(speaker, callback_data.person_id, renew=renew, cause=cause, now=now)
    await show.here(invited_person_screen(words, invited))


async def on_role_pressed(
    _: CallbackQuery,
    callback_data: RolePressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    cause: Cause,
    now: datetime,
    give_role: GiveRole,
    show_person: ShowPerson,
) -> None:
    """A role is to be given."""
    await give_role(speaker, callback_data.person_id, callback_data.role, cause=cause, now=now)
    await show.here(person_screen(words, speaker, await show_person(speaker, callback_data.person_id, now=now)))


async def on_unlock_pressed(
    _: CallbackQuery,
    callback_data: UnlockPressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    cause: Cause,
    now: datetime,
    unlock_pin: UnlockPin,
) -> None:
    """A locked PIN may be tried again."""
    person = await unlock_pin(speaker, callback_data.person_id, cause=cause, now=now)
    await show.toast(words.plain("staff-unlocked", name=person.name), alert=True)


async def on_dismiss_pressed(
    _: CallbackQuery,
    callback_data: DismissPressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    show_person: ShowPerson,
) -> None:
    """A person is to be dismissed: asks once more."""
    await show.here(dismiss_screen(words, await show_person(speaker, callback_data.person_id, now=now)))


async def on_dismiss_confirmed(
    _: CallbackQuery,
    callback_data: DismissConfirmed,
    speaker: Speaker,
    words: Words,
    show: Show,
    cause: Cause,
    now: datetime,
    dismiss_person: DismissPerson,
) -> None:
    """A person is dismissed."""
    dismissed = await dismiss_person(speaker, callback_data.person_id, cause=cause, now=now)
    await show.here(dismissed_screen(words, dismissed))


async def on_mismatch_decided(
    _: CallbackQuery,
    callback_data: MismatchApproved | MismatchRefused,
    speaker: Speaker,
    words: Words,
    show: Show,
    cause: Cause,
    now: datetime,
    decide_mismatch: DecideMismatch,
) -> None:
    """A number that is not the list's was let through or not."""
    approve = isinstance(callback_data, MismatchApproved)
    person = await decide_mismatch(speaker, callback_data.person_id, approve=approve, cause=cause, now=now)
    await show.here(Screen(words("staff-mismatch-approved" if approve else "staff-mismatch-refused", name=person.name)))


def router() -> Router:
    """What managers do with people."""
    own = Router(name="staff")
    own.message.filter(is_registered)
    own.callback_query.filter(is_registered)
    own.callback_query.register(on_staff_pressed, StaffPressed.filter())
    own.callback_query.register(on_person_pressed, PersonPressed.filter())
    own.callback_query.register(on_import_pressed, ImportPressed.filter())
    own.callback_query.register(on_import_applied, ImportApplied.filter())
    own.callback_query.register(on_invite_pressed, InvitePressed.filter())
    own.callback_query.register(on_invite_pressed, ReinvitePressed.filter())
    own.callback_query.register(on_role_pressed, RolePressed.filter())
    own.callback_query.register(on_unlock_pressed, UnlockPressed.filter())
    own.callback_query.register(on_dismiss_pressed, DismissPressed.filter())
    own.callback_query.register(on_dismiss_confirmed, DismissConfirmed.filter())
    own.callback_query.register(on_mismatch_decided, MismatchApproved.filter())
    own.callback_query.register(on_mismatch_decided, MismatchRefused.filter())
    own.message.register(on_list_sent, F.document, Importing.file)
    own.message.register(on_list_sent, F.document, Importing.confirm)
    by_itself = F.document.file_name.lower().endswith(LIST_NAMES[:5]), ~F.caption, ~StateFilter(IssuingPass.photo)
    own.message.register(on_list_sent, *by_itself)
    own.message.register(on_no_list_sent, ~F.text.startswith("/"), Importing.file)
    own.message.register(on_staff_words, F.text, ~F.text.startswith("/"), Searching.words)
    return own
