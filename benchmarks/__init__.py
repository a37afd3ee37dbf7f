"""What is measured: each module a command that prints its figures as JSON, side by side with its peer."""
