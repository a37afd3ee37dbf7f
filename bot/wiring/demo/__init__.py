"""The demonstration: the sandbox, the real bot, and a sample organisation whose people act as people would."""
