"""Which documents a checkpoint has checked. Pure."""

from bot.checkpoint.models import ServiceQr
from bot.passes.types.pass_types import DOCUMENTS


def checks_documents(service_qr: ServiceQr) -> bool:
    """Return whether documents are checked at a checkpoint: it accepts everything, or some kind of them."""
    return not service_qr.accepts or bool(accepted_documents(service_qr))


def accepted_documents(service_qr: ServiceQr) -> tuple[str, ...]:
    """Return the kinds of documents that a checkpoint names."""
    return tuple(terms.name for terms in DOCUMENTS if terms.name in service_qr.accepts)
