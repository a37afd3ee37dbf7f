"""Registration, deep links, the commands that everybody may use, and the replies to what nobody handled."""
