"""The health and the metrics of the bot. `web.monitoring` serves both over HTTP."""
