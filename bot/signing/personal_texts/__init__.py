"""Personal texts: a text with fields in braces, of which everyone gets a copy of their own, as a PDF.

A field is known or refused by its name; what fills a field is never read as markup.
"""
