"""Terms: the privacy notice and the agreement, their versions, who agreed to which."""
