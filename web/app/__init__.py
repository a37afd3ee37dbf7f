"""Pages for people who are logged in: inside Telegram as a Mini App, or in a browser."""
