"""Benchmarks: each is a command that prints its figures as JSON, most of them beside those of a peer."""
