"""Live codes: showing one, and counting down its time."""
