"""`python -m sandbox.demo`: starting and stopping it."""

import asyncio
import os
import signal
import socket
import sys
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from e2e.servers.stage import ROOT

from sandbox.demo import guide, sample

pytestmark = pytest.mark.timeout(300)


@asynccontextmanager
async def demo(*arguments):
    """Start it as a terminal does: as the leader of a process group, with stdout and stderr in one stream."""
    started = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "sandbox.demo", *arguments),
        cwd=ROOT,
        env={**os.environ, "BOT_TOKEN": "not a token", "DATABASE_URL": "not a database"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        yield started
    finally:
        if started.returncode is None:
            started.kill()
            await started.wait()


async def read_until(process, text):
    printed = ""
    while text not in printed:
        line = await asyncio.wait_for(process.stdout.readline(), 150)
        assert line, f"ended early:\n{printed}"
        printed += line.decode()
    return printed


def processes_of(url):
    """The processes that have this address in their environment."""
    port = url.rpartition(":")[2]
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            environment = (folder / "environ").read_bytes()
        except OSError:
            continue
        if f"127.0.0.1:{port}/sandbox/clock".encode() in environment:
            found.append(folder.name)
    return found


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="no /proc to look for processes in")
async def test_ctrl_c_stops_the_demonstration_and_every_process_it_started():
    async with demo("--port", "0") as process:
        printed = await read_until(process, "Ctrl+C")
        url = next(word for word in printed.split() if word.startswith("http://127.0.0.1:"))
        assert sample.PIN in printed
        assert sample.GUARD.name in printed
        assert processes_of(url)
        process.send_signal(signal.SIGINT)
        process.send_signal(signal.SIGINT)  # a second Ctrl+C does not interrupt the cleaning up
        rest = (await asyncio.wait_for(process.stdout.read(), 60)).decode()
        assert await process.wait() == 0
    assert "Traceback" not in printed + rest
    assert "Stopped" in rest
    assert processes_of(url) == []
    with pytest.raises(ConnectionRefusedError):
        await asyncio.open_connection("127.0.0.1", int(url.rpartition(":")[2]))


async def test_a_taken_port_is_reported_in_one_sentence():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        async with demo("--port", str(port)) as process:
            printed = (await process.stdout.read()).decode()
            assert await process.wait() == 1
    assert printed.startswith(f"Port {port} is taken")
    assert len(printed.splitlines()) == 1


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
def test_the_guide_names_buttons_by_their_labels(language):
    text = guide.ready("http://127.0.0.1:8081", language, "http://127.0.0.1:8082")
    assert "{" not in text
    assert {"uk": "ЗНАЙДЕНА, ДІЙСНА", "ru": "НАЙДЕН, ДЕЙСТВИТЕЛЕН", "en": "FOUND AND VALID"}[language] in text
    assert all(len(line) <= 120 for line in text.splitlines())
