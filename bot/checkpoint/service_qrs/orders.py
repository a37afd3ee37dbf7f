"""The terms with which a manager orders a service QR, checked against the limits. Pure."""

from dataclasses import dataclass

from bot.checkpoint.models import SERVICE_QR_LIVES, Admits, ServiceQr
from bot.errors import InputRefused
from bot.texts.lines import one_line

SHIFT_HOURS = (4, 8, 12, 24)
VALID_DAYS = (30, 90, SERVICE_QR_LIVES.days)
LONGEST_LABEL = 60


class LabelUnusableRefused(InputRefused):
    """A checkpoint's name or place must be one line of limited length. Facts: most."""


class ServiceQrTermsRefused(InputRefused):
    """A shift length that is not offered, or a validity above the limit. Facts: days."""


@dataclass(frozen=True, slots=True)
class ServiceQrOrder:
    """A checkpoint's name and place, its longest shift in hours, and the days for which the code is valid.

    `accepts` names the pass types accepted there; empty means all.
    """

    name: str
    place: str
    shift_hours: int
    days: int
    accepts: frozenset[str] = frozenset()
    admits: Admits = Admits.GUARDS

    def __post_init__(self) -> None:
        read_label(self.name)
        read_label(self.place)
        if self.shift_hours not in SHIFT_HOURS or not 0 < self.days <= SERVICE_QR_LIVES.days:
            raise ServiceQrTermsRefused(days=SERVICE_QR_LIVES.days)


@dataclass(frozen=True, slots=True)
class ServiceQrTerms:
    """The terms of a service QR that can be edited: all but the code itself and its end."""

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
    """Return the editable terms of a service QR."""
    return ServiceQrTerms(
        service_qr.name, service_qr.place, service_qr.shift_hours, service_qr.accepts, service_qr.admits
    )


def read_label(text: str | None) -> str:
    """Parse a checkpoint's name or place, cleaned; LabelUnusableRefused when empty, long or unprintable."""
    folded = " ".join((text or "").split())
    label = one_line(folded)
    if not 0 < len(label) <= LONGEST_LABEL or not folded.isprintable():
        raise LabelUnusableRefused(most=LONGEST_LABEL)
    return label
