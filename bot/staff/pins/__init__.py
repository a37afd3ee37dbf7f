"""PINs, and the private keys that they protect."""
