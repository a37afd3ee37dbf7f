"""What a manager orders when issuing a service QR, held to its limits. Pure."""

from dataclasses import dataclass

from bot.checkpoint.models import SERVICE_QR_LIVES, Admits, ServiceQr
from bot.errors import InputRefused

SHIFT_HOURS = (4, 8, 12, 24)
VALID_DAYS = (30, 90, SERVICE_QR_LIVES.days)
LONGEST_LABEL = 60


class LabelUnusableRefused(InputRefused):
    """A checkpoint's name or place is one line of so many characters at most. Facts: most."""


class ServiceQrTermsRefused(InputRefused):
    """A shift of hours nobody offers, or a validity above the most that a service QR may have. Facts: days."""


@dataclass(frozen=True, slots=True)
class ServiceQrOrder:
    """A checkpoint's name and place, its longest shift in hours, and for how many days the code lives.

    `accepts` names the pass types accepted there, ready and own ones; empty means all.
    """

    name: str
    place: str
    shift_hours: int
    days: int
    accepts: frozenset[str] = frozenset()
    admits: Admits = Admits.STAFF

    def __post_init__(self) -> None:
        read_label(self.name)
        read_label(self.place)
        if self.shift_hours not in SHIFT_HOURS or not 0 < self.days <= SERVICE_QR_LIVES.days:
            raise ServiceQrTermsRefused(days=SERVICE_QR_LIVES.days)


@dataclass(frozen=True, slots=True)
class ServiceQrTerms:
    """What of a service QR may be edited while its poster hangs: all but the code itself and its end."""

    name: str
    place: str
    shift_hours: int
    accepts: frozenset[str]
    admits: Admits

    def __post_init__(self) -> None:
        read_label(self.name)
        read_label(self.place)
        if self.shift_hours not in SHIFT_HOURS:
            raise ServiceQrTermsRefused(days=SERVICE_QR_LIVES.days)


def terms_of(service_qr: ServiceQr) -> ServiceQrTerms:
    """Take the terms that may be edited out of a service QR."""
    return ServiceQrTerms(
        service_qr.name, service_qr.place, service_qr.shift_hours, service_qr.accepts, service_qr.admits
    )


def read_label(text: str | None) -> str:
    """Read a checkpoint's name or place: white space folded; LabelUnusableRefused when empty, long or unprintable."""
    label = " ".join((text or "").split())
    if not 0 < len(label) <= LONGEST_LABEL or not label.isprintable():
        raise LabelUnusableRefused(most=LONGEST_LABEL)
    return label
