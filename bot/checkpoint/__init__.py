"""Service QR codes, shifts, checks, verdicts, the day's report."""
