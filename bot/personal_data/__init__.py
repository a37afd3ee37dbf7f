"""What concerns a person in every feature: dismissal, erasure, the export of their data."""
