"""Service QR codes: issuing, editing, printing, renewing, reminders."""
