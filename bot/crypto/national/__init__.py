"""National signature algorithms that `cryptography` does not have: Ukraine's are computed here, Russia's by OpenSSL."""
