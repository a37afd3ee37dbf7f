"""The inbox and the outbox, as whoever runs the server looks at them."""
