"""Everything that speaks Telegram, both ways: a file per room of the heart."""
