"""What a person sees: a value of the heart and the texts in, a Screen out. No input or output."""
