"""Every kind of notice as rows hold it. These are the stored forms: rows of earlier versions must stay readable.

Each kind comes once with all of its facts and, where some may be missing, once with as few as can be.
"""

NAME = "Ґонта-<Їжакевич> & " + "Щ" * 41
MOMENT = "2026-03-02T08:00:00+00:00"
ID = "00000000-0000-0000-0000-000000000007"
OTHER_ID = "00000000-0000-0000-0000-000000000008"

DOCUMENT = {
    "document_id": OTHER_ID,
    "title": NAME,
    "class": "sign",
    "version": 1,
    "fingerprint": "0123 4567 89AB CDEF",
    "deadline": MOMENT,
    "handing": "colleague",
}
FILE = {"sha256": "ab" * 32, "file_name": "rules.pdf"}
CHANGE = {
    "old_version": 1,
    "version": 2,
    "old_title": "Щ" * 200,
    "old_pages": 3,
    "pages": 4,
    "old_size": 11,
    "size": 12,
}
QR = {"name": NAME, "place": NAME}
PASS = {"type": "staff", "number": "000042"}
BATCH = {"type": "staff", "source": NAME, "total": 21, "settled": 20, "issued": 20}

STORED = [
    ("namesake", {"name": NAME, "position": NAME, "number": "000042"}),
    ("namesake", {"name": NAME, "position": "", "number": ""}),
    ("request-sent", DOCUMENT | FILE | {"author": NAME, "handed_on_by": NAME}),
    ("request-sent", DOCUMENT | FILE | {"author": NAME, "handed_on_by": "", "handing": "self"}),
    ("request-sent", DOCUMENT | FILE | {"author": NAME, "change": CHANGE}),
    (
        "request-sent",
        DOCUMENT | FILE | {"author": NAME, "change": CHANGE | {"old_title": NAME, "size": 11, "pages": 0}},
    ),
    ("request-reminder", DOCUMENT | {"step": "after-1-day"}),
    ("request-overdue", DOCUMENT),
    ("deadline-moved", DOCUMENT),
    ("refusal-act", DOCUMENT | {"author": NAME, "still_open": 1}),
    ("refusal-act", DOCUMENT | {"author": NAME, "still_open": 0}),
    ("document-overdue", DOCUMENT | {"waiting": 3, "total": 21}),
    *(("request-voided", DOCUMENT | {"state": state}) for state in ("voided", "replaced", "declined", "expired")),
    ("request-voided", DOCUMENT | {"state": "replaced", "left_out": 1}),
    ("version-replaced", {"title": NAME, "change": CHANGE}),
    ("request-declined", DOCUMENT | {"name": NAME, "reason": NAME * 8, "author": 1, "left_out": 3}),
    ("request-declined", DOCUMENT | {"name": NAME, "reason": "no", "left_out": 1}),
    ("request-declined", DOCUMENT | {"name": NAME, "reason": "no"}),
    ("request-handed-on", DOCUMENT | {"name": NAME, "colleague": NAME}),
    ("recipient-unreached", {"name": NAME, "title": NAME, "document_id": OTHER_ID}),
    ("unreached", {"name": NAME}),
    ("document-finished", DOCUMENT | FILE | {"signed": 5, "total": 21}),
    ("series-finished", DOCUMENT | {"signed": 5, "total": 21}),
    ("sealing-put-off", DOCUMENT | {"error": "RuntimeError"}),
    *(("service-qr-reminder", QR | {"until": MOMENT, "days": days}) for days in (0, 1, 2, 3, 7, 30)),
    ("service-qr-expired", QR | {"until": MOMENT}),
    *(
        ("shift-ended", QR | {"why": why, "from": MOMENT, "counts": {"valid": 3, "unknown": 1}})
        for why in ("own", "time", "handover", "deleted", "renewed", "expired", "not-admitted", "sent-off")
    ),
    ("guest-asks", QR | {"guest": NAME, "formerly": NAME}),
    ("guest-standing", QR | {"guest": NAME, "by": NAME, "state": "admitted", "until": MOMENT, "message_id": 7}),
    ("guest-standing", QR | {"guest": NAME, "by": NAME, "state": "refused"}),
    ("guest-asks", QR | {"guest": NAME}),
    ("guest-asks", QR | {"guest": NAME, "registered": 1}),
    ("shift-taken-over", QR | {"guard": NAME, "before": NAME, "at": MOMENT}),
    ("guest-admitted", QR | {"organisation": NAME, "until": MOMENT, "shift_id": ID}),
    ("guest-refused", QR),
    *(
        ("checked", PASS | {"organisation": NAME, "place": NAME, "at": MOMENT, "verdict": verdict})
        for verdict in ("valid", "revoked", "own-pass", "already-used", "unavailable")
    ),
    (
        "offline-differed",
        {
            "guard": NAME,
            "name": NAME,
            "place": NAME,
            "count": 2,
            "at": MOMENT,
            "shown": "valid-offline",
            "found": "revoked",
            "number": "000042",
        },
    ),
    ("not-me", {"holder": NAME, "place": NAME, "guard": NAME, "at": MOMENT, "number": "000042", "pass_id": ID}),
    ("pass-issued", PASS | {"until": MOMENT, "from": MOMENT, "photo": 1}),
    ("pass-issued", PASS | {"until": MOMENT, "photo": 0}),
    ("pass-renewed", PASS | {"until": MOMENT}),
    ("pass-revoked", PASS),
    *(("pass-reminder", PASS | {"until": MOMENT, "days": days}) for days in (0, 1, 2, 14)),
    *(("passes-ending", {"count": count}) for count in (1, 2, 5)),
    ("pass-batch", BATCH),
    ("pass-batch", BATCH | {"message_id": 4711, "done": 0}),
    ("pass-batch", BATCH | {"message_id": 4711, "done": 1}),
    ("photo-sent", {"name": NAME}),
    ("photo-approved", {}),
    ("photo-refused", {}),
    ("registered", {"name": NAME}),
    ("registered", {"name": NAME, "phone": "+380501110009"}),
    ("dismissed", {}),
    ("contact-mismatched", {"name": NAME, "listed": "+380671112233", "shared": "+380671112244"}),
    ("contact-approved", {}),
    ("contact-refused", {}),
    (
        "identity-changed",
        {
            "values": [
                {"column": "name", "before": NAME, "after": NAME},
                {"column": "phone", "before": "", "after": "+380671112244"},
            ]
        },
    ),
    ("kiosk-chosen", {"by": NAME}),
    ("relinking-begun", {"by": NAME}),
    ("relinking-begun", {}),
    ("rebinding-announced", {"at": MOMENT}),
    ("rebinding-to-approve", {"name": NAME, "at": MOMENT}),
    ("account-started", {}),
    ("account-replaced", {}),
    ("rebinding-cancelled", {}),
    ("objection-raised", {"name": NAME, "late": 0}),
    ("objection-raised", {"name": NAME, "late": 1}),
    ("new-link-wanted", {"name": NAME}),
    ("pin-locked", {"name": NAME}),
    ("pin-unlocked", {}),
    ("key-made", {"fingerprint": "0123 4567 89AB CDEF", "at": MOMENT}),
    ("key-disputed", {"name": NAME}),
    ("pin-reset-wanted", {"name": NAME}),
    ("pin-reset-approved", {}),
    ("pin-reset-refused", {}),
    ("erasure-wanted", {"name": NAME}),
    ("erasure-refused", {}),
    ("erased", {}),
    ("letters", {"message_id": 4711, "sent": 5, "waiting": 21, "refused": 1}),
    ("ledger-checkpoint", {"day": "02.03.2026", "number": 21, "hash": "ab" * 32}),
    ("forget", {"deletes_message_id": 4711}),
]

ONCE_ONE_KIND = [
    ("request-overdue", DOCUMENT | {"waiting": 3, "total": 21}, "document-overdue"),
    ("unreached", {"name": NAME, "title": NAME, "document_id": OTHER_ID}, "recipient-unreached"),
]
"""How earlier versions stored two kinds, and what these are called now."""
