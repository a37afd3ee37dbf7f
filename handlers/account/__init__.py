"""What people do about themselves, and what an owner sets for it."""

from aiogram import F, Router
from aiogram.filters import StateFilter

from handlers.account import agreeing, erasing, menus, pin, terms, working_time
from handlers.account import my_data as data
from handlers.account.callbacks import (
    ChangePinPressed,
    EraseConfirmed,
    EraseMeAsked,
    EraseMePressed,
    ErasePressed,
    ErasureApproved,
    ErasureOpened,
    ErasureRefused,
    MePressed,
    MyDataPressed,
    PinForgottenPressed,
    PinResetApproved,
    PinResetAsked,
    PinResetRefused,
    TermsAgreed,
    TermsKindPressed,
    TermsLanguageChosen,
    TermsPressed,
    TermsPublished,
    TermsStandardPressed,
)
from handlers.account.states import ChangingPin, ProvingPin, ResettingPin, SettingWorkingTime, WritingTerms
from handlers.account.working_time_callbacks import (
    DaysPressed,
    DaysRemoved,
    DaysWanted,
    HoursChosen,
    HoursPressed,
    WeekdayChosen,
    WeekdaysPressed,
    ZoneChosen,
    ZonePressed,
)
from handlers.callbacks import PersonalPressed, SettingsPressed
from handlers.filters import is_registered
from handlers.keypad import PinChosen, PinEntered


def router() -> Router:
    """What the registered do about themselves."""
    own = Router(name="me")
    own.message.filter(is_registered)
    own.callback_query.filter(is_registered)
    own.callback_query.register(menus.on_personal_pressed, PersonalPressed.filter())
    own.callback_query.register(menus.on_settings_pressed, SettingsPressed.filter())
    own.callback_query.register(menus.on_me_pressed, MePressed.filter())
    own.callback_query.register(agreeing.on_terms_agreed, TermsAgreed.filter())
    own.callback_query.register(data.on_my_data_wanted, MyDataPressed.filter())
    own.message.register(data.on_my_data_wanted, data.COMMAND)
    _let_pins_in(own)
    _let_erasures_in(own)
    _let_terms_in(own)
    _let_working_time_in(own)
    return own


def _let_pins_in(own: Router) -> None:
    own.callback_query.register(pin.on_pin_forgotten, PinForgottenPressed.filter())
    own.callback_query.register(pin.on_pin_reset_asked, PinResetAsked.filter())
    own.callback_query.register(pin.on_pin_reset_decided, PinResetApproved.filter())
    own.callback_query.register(pin.on_pin_reset_decided, PinResetRefused.filter())
    own.callback_query.register(pin.on_new_pin, PinChosen(ResettingPin.pin))
    own.callback_query.register(pin.on_change_pin_pressed, ChangePinPressed.filter())
    own.callback_query.register(pin.on_old_pin, PinEntered(ProvingPin.pin))
    own.callback_query.register(pin.on_changed_pin, PinChosen(ChangingPin.pin))


def _let_erasures_in(own: Router) -> None:
    own.callback_query.register(erasing.on_erase_me_pressed, EraseMePressed.filter())
    own.callback_query.register(erasing.on_erase_me_asked, EraseMeAsked.filter())
    own.callback_query.register(erasing.on_erasure_opened, ErasureOpened.filter())
    own.callback_query.register(erasing.on_erasure_approved, ErasureApproved.filter())
    own.callback_query.register(erasing.on_erasure_refused, ErasureRefused.filter())
    own.callback_query.register(erasing.on_erase_pressed, ErasePressed.filter())
    own.callback_query.register(erasing.on_erase_confirmed, EraseConfirmed.filter())


def _let_terms_in(own: Router) -> None:
    own.callback_query.register(terms.on_terms_pressed, TermsPressed.filter())
    own.callback_query.register(terms.on_terms_kind_pressed, TermsKindPressed.filter())
    own.callback_query.register(terms.on_terms_language_chosen, TermsLanguageChosen.filter())
    own.message.register(terms.on_terms_written, StateFilter(WritingTerms.text), F.text, ~F.text.startswith("/"))
    own.message.register(terms.on_no_terms_written, StateFilter(WritingTerms.text), ~F.text)
    own.callback_query.register(terms.on_terms_published, TermsPublished.filter(), WritingTerms.text)
    own.callback_query.register(terms.on_terms_standard_pressed, TermsStandardPressed.filter())


def _let_working_time_in(own: Router) -> None:
    own.callback_query.register(working_time.on_zone_pressed, ZonePressed.filter())
    own.callback_query.register(working_time.on_zone_chosen, ZoneChosen.filter())
    own.callback_query.register(working_time.on_hours_pressed, HoursPressed.filter())
    own.callback_query.register(working_time.on_hours_chosen, HoursChosen.filter())
    own.callback_query.register(working_time.on_weekdays_pressed, WeekdaysPressed.filter())
    own.callback_query.register(working_time.on_weekday_chosen, WeekdayChosen.filter())
    own.callback_query.register(working_time.on_days_pressed, DaysPressed.filter())
    own.callback_query.register(working_time.on_days_wanted, DaysWanted.filter())
    own.callback_query.register(working_time.on_days_removed, DaysRemoved.filter())
    typed = F.text & ~F.text.startswith("/")
    own.message.register(working_time.on_zone_written, StateFilter(SettingWorkingTime.zone), typed)
    own.message.register(working_time.on_hours_written, StateFilter(SettingWorkingTime.hours), typed)
    own.message.register(working_time.on_days_written, StateFilter(SettingWorkingTime.days), typed)
