"""The texts people read: languages, words from the Fluent files, and cleaned lines of user input."""
