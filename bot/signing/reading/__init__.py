"""Reading a document without a program of its own: its pages as pictures."""
