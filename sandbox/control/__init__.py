"""The control API under ``/sandbox/`` (docs/sandbox.md): what people do, what a test or a page sees and sets."""
