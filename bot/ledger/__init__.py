"""The hash chain of audit events, and its signed checkpoints."""
