"""The control API under ``/sandbox/`` (docs/sandbox.md): actions of people, the state, simulated time and faults."""
