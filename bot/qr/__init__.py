"""Drawing and scanning QR codes: pure, bytes in, values out."""
