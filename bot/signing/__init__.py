"""Documents, requests, signing, the sheet, the seal, verifying."""
