"""Guards and guests on duty."""
