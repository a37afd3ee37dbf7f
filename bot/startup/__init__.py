"""The start of a process: its log, its master key, its name, and the leases of dead processes."""
