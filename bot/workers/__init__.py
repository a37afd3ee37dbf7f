"""The one pool of worker processes, in which photos, PDFs, spreadsheets and PINs are worked on off the event loop."""
