"""What holders do with their own passes."""
