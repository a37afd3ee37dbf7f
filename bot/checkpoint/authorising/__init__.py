"""Authorising a service QR with a qualified signature that is made elsewhere, over an order that the bot draws."""
