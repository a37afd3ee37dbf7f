"""The ways out beside Telegram: e-mail over SMTP, SMS over an HTTP gateway."""
