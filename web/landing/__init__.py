"""The pages `/i/…`: where a link in a letter leads, for people who open it before they have Telegram at hand."""
