"""Pass types: ready-made ones and those that an organisation defines."""
