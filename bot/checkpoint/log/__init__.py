"""The log of checks: counting, the day's chart, the export."""
