"""The people on the staff list: searching, cards, roles, exporting."""
