"""Checks without a network: the pack that a checkpoint keeps, its rules, and scans that arrive later."""
