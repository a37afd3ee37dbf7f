"""Service QR codes, shifts and checks."""
