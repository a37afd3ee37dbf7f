"""What managers do with the staff list."""

from aiogram import F, Router
from aiogram.filters import StateFilter

from handlers.filters import is_registered
from handlers.passes.states import IssuingPass, OrderingPasses, SendingPhoto
from handlers.staff import exporting, importing, letters, links, people
from handlers.staff.callbacks import (
    AddressPressed,
    CardsPressed,
    DismissConfirmed,
    DismissPressed,
    ExportPressed,
    FiltersPressed,
    ImportApplied,
    ImportPressed,
    InviteEveryoneBy,
    InviteEveryonePressed,
    InvitePressed,
    LettersPressed,
    LinkQrPressed,
    LinkRevokePressed,
    LinkSendPressed,
    MismatchApproved,
    MismatchRefused,
    PersonPressed,
    ReinstatePressed,
    ReinvitePressed,
    RolePressed,
    StaffDepartmentChosen,
    StaffPressed,
    StaffTurned,
    StatusChosen,
    UnlockPressed,
)
from handlers.staff.states import Importing, InvitingBy, Searching

LIST_NAMES = (".xlsx", ".xlsm", ".xls", ".csv", ".tsv")


def router() -> Router:
    """What managers do with people."""
    own = Router(name="staff")
    own.message.filter(is_registered)
    own.callback_query.filter(is_registered)
    _let_people_in(own)
    own.callback_query.register(exporting.on_export_pressed, ExportPressed.filter())
    own.callback_query.register(exporting.on_cards_pressed, CardsPressed.filter())
    own.callback_query.register(links.on_invite_pressed, InvitePressed.filter())
    own.callback_query.register(links.on_invite_pressed, ReinvitePressed.filter())
    own.callback_query.register(links.on_link_qr_pressed, LinkQrPressed.filter())
    own.callback_query.register(links.on_revoke_pressed, LinkRevokePressed.filter())
    own.callback_query.register(letters.on_link_send_pressed, LinkSendPressed.filter())
    own.callback_query.register(letters.on_address_pressed, AddressPressed.filter())
    own.callback_query.register(letters.on_invite_everyone_pressed, InviteEveryonePressed.filter())
    own.callback_query.register(letters.on_invite_everyone_by, InviteEveryoneBy.filter())
    own.callback_query.register(letters.on_letters_pressed, LettersPressed.filter())
    own.message.register(letters.on_address_typed, StateFilter(InvitingBy.address), F.text, ~F.text.startswith("/"))
    own.callback_query.register(importing.on_import_pressed, ImportPressed.filter())
    own.callback_query.register(importing.on_import_applied, ImportApplied.filter())
    own.message.register(importing.on_list_sent, StateFilter(Importing.file), F.document)
    own.message.register(importing.on_list_sent, StateFilter(Importing.confirm), F.document)
    by_itself = (
        F.document.file_name.lower().endswith(LIST_NAMES),
        ~F.caption,
        ~StateFilter(IssuingPass.photo, SendingPhoto, OrderingPasses),
    )
    own.message.register(importing.on_list_sent, *by_itself)
    own.message.register(importing.on_no_list_sent, StateFilter(Importing.file), ~F.text.startswith("/"))
    own.message.register(people.on_staff_words, StateFilter(Searching.words), F.text, ~F.text.startswith("/"))
    return own


def _let_people_in(own: Router) -> None:
    own.callback_query.register(people.on_staff_pressed, StaffPressed.filter())
    own.callback_query.register(people.on_staff_turned, StaffTurned.filter())
    own.callback_query.register(people.on_filters_pressed, FiltersPressed.filter())
    own.callback_query.register(people.on_filter_chosen, StatusChosen.filter())
    own.callback_query.register(people.on_filter_chosen, StaffDepartmentChosen.filter())
    own.callback_query.register(people.on_person_pressed, PersonPressed.filter())
    own.callback_query.register(people.on_role_pressed, RolePressed.filter())
    own.callback_query.register(people.on_unlock_pressed, UnlockPressed.filter())
    own.callback_query.register(people.on_reinstate_pressed, ReinstatePressed.filter())
    own.callback_query.register(people.on_dismiss_pressed, DismissPressed.filter())
    own.callback_query.register(people.on_dismiss_confirmed, DismissConfirmed.filter())
    own.callback_query.register(people.on_mismatch_decided, MismatchApproved.filter())
    own.callback_query.register(people.on_mismatch_decided, MismatchRefused.filter())
