"""The words people read: one folder per language, one Fluent file per room, the same names in each."""
