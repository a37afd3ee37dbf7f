"""The page `/v`: checks a finished file in the reader's browser, and tells the state of a sheet or of a file."""
