"""The commands of `countersign`, a file each; each adds its parser and imports what it needs when it is run."""

from bot.wiring.commands import (
    backup,
    certificate,
    demo,
    doctor,
    holidays,
    import_list,
    inbox,
    key,
    ledger,
    outbox,
    owner,
    restore,
    retention,
    run,
    terms,
    verify,
)

ALL = (
    run.add,
    owner.add,
    import_list.add,
    verify.add,
    certificate.add,
    ledger.add,
    holidays.add,
    terms.add,
    doctor.add,
    inbox.add,
    outbox.add,
    retention.add,
    backup.add,
    restore.add,
    key.add,
    demo.add,
)
