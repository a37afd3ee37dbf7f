"""Every table, a module per feature; uniqueness is enforced here, whatever the code above assumes."""

from storage.tables.checkpoint import check, guest, service_qr, service_qr_order, shift
from storage.tables.inbox import conversation, key_check, process, update
from storage.tables.jobs import job_failure
from storage.tables.kiosks import kiosk, kiosk_code
from storage.tables.ledger import ledger_checkpoint, ledger_entry, ledger_tip
from storage.tables.letters import letter
from storage.tables.metadata import metadata
from storage.tables.notices import notice, pace, reminder
from storage.tables.passes import (
    batch_place,
    countdown,
    live_code,
    pass_,
    pass_batch,
    pass_counter,
    pass_type,
    photo,
    printed_code,
)
from storage.tables.revocations import revocation_list, revoked_certificate
from storage.tables.signing import blob, board, document, file_revision, pending_decline, request, signature
from storage.tables.staff import (
    account,
    approval_request,
    directory_page,
    guess,
    identity_change,
    invitation,
    login_link,
    organisation,
    organisation_keys,
    person,
    rebinding,
    retired_certificate,
    terms,
    web_session,
)
from storage.tables.trust import trusted_list

__all__ = [
    "account",
    "approval_request",
    "batch_place",
    "blob",
    "board",
    "check",
    "conversation",
    "countdown",
    "directory_page",
    "document",
    "file_revision",
    "guess",
    "guest",
    "identity_change",
    "invitation",
    "job_failure",
    "key_check",
    "kiosk",
    "kiosk_code",
    "ledger_checkpoint",
    "ledger_entry",
    "ledger_tip",
    "letter",
    "live_code",
    "login_link",
    "metadata",
    "notice",
    "organisation",
    "organisation_keys",
    "pace",
    "pass_",
    "pass_batch",
    "pass_counter",
    "pass_type",
    "pending_decline",
    "person",
    "photo",
    "printed_code",
    "process",
    "rebinding",
    "reminder",
    "request",
    "retired_certificate",
    "revocation_list",
    "revoked_certificate",
    "service_qr",
    "service_qr_order",
    "shift",
    "signature",
    "terms",
    "trusted_list",
    "update",
    "web_session",
]
