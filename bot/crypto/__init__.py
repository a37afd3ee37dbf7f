"""Keys, certificates, encryption, tokens: pure, bytes in, bytes out."""
