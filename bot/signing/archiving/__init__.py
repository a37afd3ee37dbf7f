"""What makes a sealed file checkable later: the data that validate its certificates travel in it."""
