"""Provides the reminder engine, and the loader of each kind of subject."""

from collections.abc import Mapping
from typing import Final

from dishka import Provider, Scope, provide

from bot.checkpoint.service_qrs.remind_service_qrs import load_service_qr
from bot.notices.ports import Subject
from bot.notices.reminders import Load, SendReminders
from bot.passes.issuing.remind_passes import load_pass
from bot.signing.requests.remind_requests import load_request
from storage.transaction import Store, Transaction

SUBJECTS: Final[Mapping[Subject, Load[Transaction]]] = {
    Subject.REQUEST: load_request,
    Subject.SERVICE_QR: load_service_qr,
    Subject.PASS: load_pass,
}


class RemindersProvider(Provider):
    """The periodic job that sends reminders."""

    scope = Scope.APP

    @provide
    def send_reminders(self, store: Store) -> SendReminders:  # type: ignore[type-arg]  # dishka finds it by the class
        """Return the reminder engine over every kind of subject."""
        return SendReminders(store.transaction, SUBJECTS)
