"""A vocabulary for tests: people do and see things in the sandbox, time passes, troubles come.

    async with connect(url) as sandbox:
        alice = await sandbox.person("Alice Sample", phone="+380501234567")
        await alice.opens(link)
        await alice.sees("Welcome")
        await alice.taps("Sign")

Speaks the control API (docs/sandbox.md) and nothing else: works with a sandbox in any process, imports nothing of it.
"""

from sandbox.client.people import Person
from sandbox.client.sandbox import Clock, SandboxClient, connect
from sandbox.client.seen import Document, Message, Photo
from sandbox.client.wire import ControlError, NotSeenError

__all__ = [
    "Clock",
    "ControlError",
    "Document",
    "Message",
    "NotSeenError",
    "Person",
    "Photo",
    "SandboxClient",
    "connect",
]
