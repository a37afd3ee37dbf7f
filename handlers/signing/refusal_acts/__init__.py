"""The conversation in which a manager draws up a refusal act."""
