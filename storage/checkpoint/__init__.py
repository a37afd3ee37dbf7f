"""Service QR codes, shifts, guests on duty, and the log of checks."""

from storage.checkpoint.checks import SqlChecks
from storage.checkpoint.guests import SqlGuests
from storage.checkpoint.orders import SqlServiceQrOrders
from storage.checkpoint.service_qrs import SqlServiceQrs
from storage.checkpoint.shifts import SqlShifts
from storage.checkpoint.standing import SqlStandingPasses

__all__ = ["SqlChecks", "SqlGuests", "SqlServiceQrOrders", "SqlServiceQrs", "SqlShifts", "SqlStandingPasses"]
