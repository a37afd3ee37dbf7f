"""Pass types, passes, live codes, printed cards."""
