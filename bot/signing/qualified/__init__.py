"""Documents that recipients confirm with a qualified signature, which they make elsewhere."""
