"""A manager draws up a refusal act."""
