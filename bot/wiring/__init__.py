"""The composition root: the one place that constructs the hands and hands them over."""
