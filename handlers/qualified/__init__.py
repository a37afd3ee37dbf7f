"""The conversation in which a signature made elsewhere is judged."""
