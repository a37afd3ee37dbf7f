"""Verifying a finished file offline: it takes the file and, for trust, the organisation's certificate.

Any bytes have a result, in closed words, with integrity and trust kept apart: whether a file is as it was sealed is a
matter of the file alone; whose seal it is, of a certificate given by whoever verifies. Nothing is fetched and no clock
is read: certificates are checked at the times when they were used.
"""
