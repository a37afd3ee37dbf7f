"""The page of a kiosk: people without Telegram identify themselves, register, read and sign."""
