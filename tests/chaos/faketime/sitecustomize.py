"""Loaded by every Python process of a bot under libfaketime: replaces `time.sleep`, which libfaketime breaks there.

Since Python 3.11 `time.sleep` calls `clock_nanosleep` with an absolute monotonic time. libfaketime 0.9.10 (Debian 12)
computes a wrong time for it while the monotonic clock is not faked, and the call fails with EINVAL. pebble's threads
sleep, so they end at once and no task of the worker pool is ever finished. Later versions have the fix.
"""

import select
import time


def _sleep(seconds: float) -> None:
    select.select([], [], [], seconds)


time.sleep = _sleep
