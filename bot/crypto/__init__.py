"""Keys, certificates, sealing, tokens: pure, bytes in, bytes out."""
