"""How updates arrive: polling or the webhook, the durable inbox, and the state of dialogues."""
