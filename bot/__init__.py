"""What Countersign knows and does: no Telegram, no SQL, no clock of its own."""

__version__ = "0.1.0"
