"""Documents that a manager sends: receiving the file, recipients, deadlines, versions, ending."""
