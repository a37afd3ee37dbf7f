"""The commands of `countersign`, a module each; each adds its parser and imports what it needs when it is run."""

from bot.cli import doctor, key, retention, run, web
from bot.cli.backups import backup, restore
from bot.cli.evidence import certificate, ledger, reseal, trust, verify
from bot.cli.organisations import diia, holidays, import_list, owner, requirements, terms, unlock
from bot.cli.queues import inbox, outbox

ALL = (
    run.add,
    web.add,
    owner.add,
    import_list.add,
    verify.add,
    certificate.add,
    trust.add,
    ledger.add,
    reseal.add,
    requirements.add,
    holidays.add,
    diia.add,
    terms.add,
    unlock.add,
    doctor.add,
    inbox.add,
    outbox.add,
    retention.add,
    backup.add,
    restore.add,
    key.add,
)
