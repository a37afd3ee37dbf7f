"""The demonstration: the sandbox, the real bot, and a sample organisation that is set up through the bot's own chat.

It needs a checkout of the repository: it starts the bot as a process and reads button labels from `locales/`.
"""
