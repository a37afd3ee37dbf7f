"""Kiosks: devices of the organisation at which people without Telegram register and sign."""
