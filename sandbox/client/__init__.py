"""A client for tests: people use their phones, the clock is moved, faults are planned.

    async with connect(url) as sandbox:
        alice = await sandbox.add_person("Alice Sample", phone="+380501234567")
        await alice.opens(link)
        await alice.sees("Welcome")
        await alice.taps("Sign")

It uses only the control API (docs/sandbox.md) and imports nothing of the server, which may run in any process.
"""

from sandbox.client.control_api import ControlError, NotSeenError
from sandbox.client.messages import Document, Message, Photo
from sandbox.client.people import Person
from sandbox.client.sandbox import Clock, SandboxClient, connect

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
