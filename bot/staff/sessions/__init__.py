"""Log-in to the pages in the browser."""
