"""Passes: showing them, issuing them, their types, and all that becomes of them."""

from aiogram import F, Router

from handlers import buttons
from handlers.checkpoint_pictures import is_picture
from handlers.gate import is_registered
from handlers.passes import cards, desk, issuing, ordering, photos, printing, renewing, showing, types
from handlers.states import DefiningType, IssuingPass, OrderingPasses, SendingPhoto

NOT_A_COMMAND = ~F.text.startswith("/")


def router() -> Router:
    """What holders and issuers do with passes."""
    own = Router(name="passes")
    own.message.filter(is_registered)
    own.callback_query.filter(is_registered)
    for conversation in (_showing, _issuing, _ordering, _photos, _cards, _types):
        conversation(own)
    return own


def _showing(own: Router) -> None:
    pressed = own.callback_query.register
    pressed(showing.on_my_passes_pressed, buttons.MyPassesPressed.filter())
    pressed(showing.on_live_code_pressed, buttons.LiveCodePressed.filter())
    pressed(showing.on_not_me_pressed, buttons.NotMePressed.filter())


def _issuing(own: Router) -> None:
    pressed, sent = own.callback_query.register, own.message.register
    pressed(issuing.on_issue_pass_pressed, buttons.IssuePassPressed.filter())
    pressed(issuing.on_pass_type_chosen, buttons.PassTypeChosen.filter(), IssuingPass.type)
    sent(issuing.on_field_typed, F.text, NOT_A_COMMAND, IssuingPass.field)
    pressed(issuing.on_pass_days_chosen, buttons.PassDaysChosen.filter(), IssuingPass.days)
    sent(issuing.on_pass_period_typed, F.text, NOT_A_COMMAND, IssuingPass.days)
    pressed(issuing.on_photo_chosen, buttons.PhotoChosen.filter(), IssuingPass.photo)
    sent(issuing.on_photo_sent, is_picture, IssuingPass.photo)
    sent(issuing.on_no_photo_sent, NOT_A_COMMAND, IssuingPass.photo)


def _ordering(own: Router) -> None:
    pressed, sent = own.callback_query.register, own.message.register
    pressed(ordering.on_order_pressed, buttons.OrderPressed.filter())
    pressed(ordering.on_type_chosen, buttons.OrderTypeChosen.filter(), OrderingPasses.type)
    pressed(ordering.on_days_chosen, buttons.OrderDaysChosen.filter(), OrderingPasses.days)
    pressed(ordering.on_departments_turned, buttons.OrderTurned.filter(), OrderingPasses.department)
    pressed(ordering.on_department_chosen, buttons.OrderDepartmentChosen.filter(), OrderingPasses.department)
    sent(ordering.on_order_sent, F.document, OrderingPasses.file)
    sent(ordering.on_no_order_sent, NOT_A_COMMAND, OrderingPasses.file)
    pressed(ordering.on_order_confirmed, buttons.OrderConfirmed.filter(), OrderingPasses.confirm)
    pressed(printing.on_print_batch_pressed, buttons.PrintBatchPressed.filter())


def _photos(own: Router) -> None:
    pressed, sent = own.callback_query.register, own.message.register
    pressed(photos.on_send_photo_pressed, buttons.SendPhotoPressed.filter())
    sent(photos.on_own_photo_sent, is_picture, SendingPhoto.photo)
    pressed(photos.on_photo_sent_anyway, buttons.PhotoSentAnyway.filter())
    sent(photos.on_no_own_photo_sent, NOT_A_COMMAND, SendingPhoto.photo)
    pressed(photos.on_photos_pressed, buttons.PhotosPressed.filter())
    pressed(photos.on_photo_pressed, buttons.PhotoPressed.filter())
    pressed(photos.on_photo_decided, buttons.PhotoDecided.filter())


def _cards(own: Router) -> None:
    pressed = own.callback_query.register
    pressed(cards.on_passes_of_pressed, buttons.PassesOfPressed.filter())
    pressed(cards.on_pass_pressed, buttons.PassPressed.filter())
    pressed(cards.on_revoke_pressed, buttons.RevokePressed.filter())
    pressed(cards.on_revoke_confirmed, buttons.RevokeConfirmed.filter())
    pressed(renewing.on_ending_pressed, buttons.EndingPressed.filter())
    pressed(renewing.on_renew_pressed, buttons.RenewPassPressed.filter())
    pressed(renewing.on_history_pressed, buttons.PassHistoryPressed.filter())
    pressed(printing.on_print_pass_pressed, buttons.PrintPassPressed.filter())
    pressed(printing.on_end_card_pressed, buttons.EndCardPressed.filter())
    pressed(printing.on_end_card_confirmed, buttons.EndCardConfirmed.filter())


def _types(own: Router) -> None:
    pressed, sent = own.callback_query.register, own.message.register
    pressed(desk.on_desk_pressed, buttons.PassDeskPressed.filter())
    pressed(types.on_types_pressed, buttons.TypesPressed.filter())
    pressed(types.on_new_type_pressed, buttons.NewTypePressed.filter())
    sent(types.on_type_named, F.text, NOT_A_COMMAND, DefiningType.name)
    pressed(types.on_type_pressed, buttons.TypePressed.filter())
    pressed(types.on_type_fields_pressed, buttons.TypeFieldsPressed.filter(), DefiningType.draft)
    sent(types.on_type_fields_typed, F.text, NOT_A_COMMAND, DefiningType.fields)
    pressed(types.on_type_fields_dropped, buttons.TypeFieldsDropped.filter(), DefiningType.fields)
    pressed(types.on_type_days_pressed, buttons.TypeDaysPressed.filter(), DefiningType.draft)
    pressed(types.on_type_days_chosen, buttons.TypeDaysChosen.filter(), DefiningType.days)
    sent(types.on_type_days_typed, F.text, NOT_A_COMMAND, DefiningType.days)
    pressed(types.on_type_trait_toggled, buttons.TypeTraitToggled.filter(), DefiningType.draft)
    pressed(types.on_type_saved, buttons.TypeSaved.filter(), DefiningType.draft)
    pressed(types.on_type_retire_pressed, buttons.TypeRetirePressed.filter())
    pressed(types.on_type_retired, buttons.TypeRetired.filter())
