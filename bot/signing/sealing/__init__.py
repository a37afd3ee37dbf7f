"""Sealing: original, sheet, records and manifest become one finished PDF under the organisation's seal.

The original's bytes are inside unchanged. The seal (PAdES B-B, B-T with a time-stamping authority; ETSI EN 319 142-1)
covers every byte of the file and certifies it against any change (DocMDP 1).
"""
