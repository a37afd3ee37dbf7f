"""What belongs to the organisation itself: founding it, terms, working time, ledger checkpoints."""
