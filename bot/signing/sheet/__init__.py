"""The sheet: the pages behind a document that list who signed it, when and how, and who did not.

It is laid out whole, whatever its length; the same sheet gives the same pages. It proves nothing: the records do.
"""
