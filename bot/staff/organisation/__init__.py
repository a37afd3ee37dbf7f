"""The organisation itself: its owner, working time, ledger checkpoints."""
