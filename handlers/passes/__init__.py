"""Passes: showing, issuing and managing them, and their types."""

from aiogram import F, Router
from aiogram.filters import StateFilter

from handlers.checkpoint.duty.pictures import is_picture
from handlers.filters import is_registered
from handlers.passes.callbacks import (
    EndCardConfirmed,
    EndCardPressed,
    EndingPressed,
    IssuePassPressed,
    IssueToPersonPressed,
    LiveCodePressed,
    MyPassesPressed,
    NewTypePressed,
    NotMePressed,
    OrderConfirmed,
    OrderDaysChosen,
    OrderDepartmentChosen,
    OrderPressed,
    OrderTurned,
    OrderTypeChosen,
    PassDaysChosen,
    PassesOfPressed,
    PassHistoryPressed,
    PassMenuPressed,
    PassPressed,
    PassTypeChosen,
    PhotoChosen,
    PhotoDecided,
    PhotoPressed,
    PhotoSentAnyway,
    PhotosPressed,
    PrintBatchPressed,
    PrintPassPressed,
    RenewPassPressed,
    RevokeConfirmed,
    RevokePressed,
    SendPhotoPressed,
    TypeDaysChosen,
    TypeDaysPressed,
    TypeFieldsDropped,
    TypeFieldsPressed,
    TypePressed,
    TypeRetired,
    TypeRetirePressed,
    TypeSaved,
    TypesPressed,
    TypeTraitToggled,
)
from handlers.passes.holders import photos, showing
from handlers.passes.issuing import issuing, ordering
from handlers.passes.managing import menu as desk
from handlers.passes.managing import passes as cards
from handlers.passes.managing import printing, renewing
from handlers.passes.states import DefiningType, IssuingPass, OrderingPasses, SendingPhoto
from handlers.passes.types import types

NOT_A_COMMAND = ~F.text.startswith("/")


def router() -> Router:
    """Build the router of passes."""
    own = Router(name="passes")
    own.message.filter(is_registered)
    own.callback_query.filter(is_registered)
    for conversation in (_showing, _issuing, _ordering, _photos, _cards, _types):
        conversation(own)
    return own


def _showing(own: Router) -> None:
    pressed = own.callback_query.register
    pressed(showing.on_my_passes_pressed, MyPassesPressed.filter())
    pressed(showing.on_live_code_pressed, LiveCodePressed.filter())
    pressed(showing.on_not_me_pressed, NotMePressed.filter())


def _issuing(own: Router) -> None:
    pressed, sent = own.callback_query.register, own.message.register
    pressed(issuing.on_issue_to_person_pressed, IssueToPersonPressed.filter())
    sent(issuing.on_holder_typed, StateFilter(IssuingPass.holder), F.text, NOT_A_COMMAND)
    pressed(issuing.on_issue_pass_pressed, IssuePassPressed.filter())
    pressed(issuing.on_pass_type_chosen, PassTypeChosen.filter(), IssuingPass.type)
    sent(issuing.on_field_typed, StateFilter(IssuingPass.field), F.text, NOT_A_COMMAND)
    pressed(issuing.on_pass_days_chosen, PassDaysChosen.filter(), IssuingPass.days)
    sent(issuing.on_pass_period_typed, StateFilter(IssuingPass.days), F.text, NOT_A_COMMAND)
    pressed(issuing.on_photo_chosen, PhotoChosen.filter(), IssuingPass.photo)
    sent(issuing.on_photo_sent, StateFilter(IssuingPass.photo), is_picture)


def _ordering(own: Router) -> None:
    pressed, sent = own.callback_query.register, own.message.register
    pressed(ordering.on_order_pressed, OrderPressed.filter())
    pressed(ordering.on_type_chosen, OrderTypeChosen.filter(), OrderingPasses.type)
    pressed(ordering.on_days_chosen, OrderDaysChosen.filter(), OrderingPasses.days)
    pressed(ordering.on_departments_turned, OrderTurned.filter(), OrderingPasses.department)
    pressed(ordering.on_department_chosen, OrderDepartmentChosen.filter(), OrderingPasses.department)
    sent(ordering.on_order_sent, StateFilter(OrderingPasses.file), F.document)
    pressed(ordering.on_order_confirmed, OrderConfirmed.filter(), OrderingPasses.confirm)
    pressed(printing.on_print_batch_pressed, PrintBatchPressed.filter())


def _photos(own: Router) -> None:
    pressed, sent = own.callback_query.register, own.message.register
    pressed(photos.on_send_photo_pressed, SendPhotoPressed.filter())
    sent(photos.on_own_photo_sent, StateFilter(SendingPhoto.photo), is_picture)
    pressed(photos.on_photo_sent_anyway, PhotoSentAnyway.filter())
    pressed(photos.on_photos_pressed, PhotosPressed.filter())
    pressed(photos.on_photo_pressed, PhotoPressed.filter())
    pressed(photos.on_photo_decided, PhotoDecided.filter())


def _cards(own: Router) -> None:
    pressed = own.callback_query.register
    pressed(cards.on_passes_of_pressed, PassesOfPressed.filter())
    pressed(cards.on_pass_pressed, PassPressed.filter())
    pressed(cards.on_revoke_pressed, RevokePressed.filter())
    pressed(cards.on_revoke_confirmed, RevokeConfirmed.filter())
    pressed(renewing.on_ending_pressed, EndingPressed.filter())
    pressed(renewing.on_renew_pressed, RenewPassPressed.filter())
    pressed(renewing.on_history_pressed, PassHistoryPressed.filter())
    pressed(printing.on_print_pass_pressed, PrintPassPressed.filter())
    pressed(printing.on_end_card_pressed, EndCardPressed.filter())
    pressed(printing.on_end_card_confirmed, EndCardConfirmed.filter())


def _types(own: Router) -> None:
    pressed, sent = own.callback_query.register, own.message.register
    pressed(desk.on_pass_menu_pressed, PassMenuPressed.filter())
    pressed(types.on_types_pressed, TypesPressed.filter())
    pressed(types.on_new_type_pressed, NewTypePressed.filter())
    sent(types.on_type_named, StateFilter(DefiningType.name), F.text, NOT_A_COMMAND)
    pressed(types.on_type_pressed, TypePressed.filter())
    pressed(types.on_type_fields_pressed, TypeFieldsPressed.filter(), DefiningType.draft)
    sent(types.on_type_fields_typed, StateFilter(DefiningType.fields), F.text, NOT_A_COMMAND)
    pressed(types.on_type_fields_dropped, TypeFieldsDropped.filter(), DefiningType.fields)
    pressed(types.on_type_days_pressed, TypeDaysPressed.filter(), DefiningType.draft)
    pressed(types.on_type_days_chosen, TypeDaysChosen.filter(), DefiningType.days)
    sent(types.on_type_days_typed, StateFilter(DefiningType.days), F.text, NOT_A_COMMAND)
    pressed(types.on_type_trait_toggled, TypeTraitToggled.filter(), DefiningType.draft)
    pressed(types.on_type_saved, TypeSaved.filter(), DefiningType.draft)
    pressed(types.on_type_retire_pressed, TypeRetirePressed.filter())
    pressed(types.on_type_retired, TypeRetired.filter())
