"""Forks `countersign run` from a process that has imported it, because imports take seconds.

A line with a log's path starts a bot that writes there; the reply is its pid. A line with a pid waits for that bot; the
reply is its exit status as subprocess gives it. A pid with a question mark replies at once, `alive` or the status.
"""

import gc
import os
import signal
import sys


def main():
    sys.argv[1:] = ["run"]
    import bot.app  # noqa: PLC0415 - what takes the time; not again in the workers that import this file
    import bot.startup.log  # noqa: F401, PLC0415 - as above

    gc.freeze()
    for line in sys.stdin:
        command = line.strip()
        print(ended(command) if command.rstrip("?").isdecimal() else fork_bot(command), flush=True)  # noqa: T201 - the protocol


def fork_bot(log):
    pid = os.fork()
    if pid:
        return pid
    from bot.__main__ import main as run  # noqa: PLC0415 - as above

    status = 70
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), 1)
        os.dup2(1, 2)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        status = run(["run"])
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def ended(command):
    pid, status = os.waitpid(int(command.rstrip("?")), os.WNOHANG if command.endswith("?") else 0)
    return os.waitstatus_to_exitcode(status) if pid else "alive"


if __name__ == "__main__":
    main()
