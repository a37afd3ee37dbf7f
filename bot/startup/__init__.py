"""What a process begins with: its log, its master key, its name, and the leases of those that ended before it."""
