"""The hash chain of every act that matters, and its checkpoints."""
