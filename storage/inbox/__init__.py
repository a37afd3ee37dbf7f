"""The durable inbox and the state of both queues."""
