"""Holders' photos: receiving, face check, approval."""
