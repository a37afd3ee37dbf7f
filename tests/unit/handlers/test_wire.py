"""A body out, the whole answer in; whatever the server does instead is an OSError, never an answer to another call."""

import asyncio
import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import certifi
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from handlers import wire as wire_module
from handlers.wire import Wire

DONE = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone"


class Server:
    """Answers a request with the next of `answers`, in its pieces; None ends the connection, no piece says nothing."""

    def __init__(self):
        self.answers, self.asked, self.connections = [], [], 0
        self.heard = asyncio.Event()

    async def serve(self, reader, writer):
        self.connections += 1
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
                self.asked.append((head.partition(b"\r\n")[0], await reader.readexactly(length)))
                self.heard.set()
                for piece in self.answers.pop(0) if self.answers else (DONE,):
                    if piece is None:
                        return
                    writer.write(piece)
                    await writer.drain()
                    await asyncio.sleep(0.005)
        except (asyncio.IncompleteReadError, ConnectionError):
            return
        finally:
            writer.close()


@pytest.fixture
async def server():
    told = Server()
    async with await asyncio.start_server(told.serve, "127.0.0.1", 0) as listening:
        told.base = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
        told.wire = Wire(told.base)
        yield told
        told.wire.close()


def ask(server, body=b"{}", within=5):
    return server.wire.post(f"{server.base}/bot1:a/getMe", body, within=within)


async def test_calls_one_after_another_share_a_connection(server):
    assert [await ask(server, b"%d" % number) for number in range(3)] == [(200, b"done")] * 3
    assert server.asked == [(b"POST /bot1:a/getMe HTTP/1.1", b"%d" % number) for number in range(3)]
    assert server.connections == 1


async def test_calls_at_once_have_a_connection_each(server):
    server.answers = [(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n", b"%d" % number) for number in range(5)]
    answers = await asyncio.gather(*(ask(server, b"%d" % number) for number in range(5)))
    assert {body for _, body in answers} == {b"0", b"1", b"2", b"3", b"4"}
    assert server.connections == 5


@pytest.mark.parametrize(
    ("answer", "read"),
    [
        ((b"HTTP/1.1 404 Not", b" Found\r\nContent-Len", b"gth: 4\r\n\r\nno", b"ne"), (404, b"none")),
        ((b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n", b"1\r\nc\r\n0\r\n\r\n"), (200, b"abc")),
        ((b"HTTP/1.1 103 Early Hints\r\n\r\n", DONE), (200, b"done")),
        ((b"HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\n\r\n<ht", b"ml>", None), (502, b"<html>")),
        ((b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 4\r\n\r\ndo", b"ne", None), (200, b"done")),
    ],
)
async def test_an_answer_in_pieces_is_read_whole(server, answer, read):
    server.answers = [answer]
    assert await ask(server) == read
    assert await ask(server) == (200, b"done")


@pytest.mark.parametrize("answer", [None, b"SSH-2.0-nobody\r\n\r\n", b"HTTP/1.1 OK\r\n\r\n", b"x" * 70_000])
async def test_what_is_no_answer_fails_and_the_next_call_is_answered(server, answer):
    server.answers = [(answer,)]
    with pytest.raises(ConnectionError):
        await ask(server)
    assert await ask(server) == (200, b"done")


async def test_an_answer_broken_off_is_no_answer(server):
    server.answers = [(b"HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\nhalf", None)]
    with pytest.raises(ConnectionError):
        await ask(server)


async def test_a_late_answer_is_nobodys(server):
    server.answers = [()]
    with pytest.raises(TimeoutError):
        await ask(server, within=0.05)
    assert await ask(server) == (200, b"done")
    assert server.connections == 2


async def test_a_call_that_is_given_up_takes_its_connection_with_it(server):
    server.answers = [()]
    asking = asyncio.ensure_future(ask(server))
    await server.heard.wait()
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    assert await ask(server) == (200, b"done")
    assert server.connections == 2


async def test_a_connection_that_lay_unused_too_long_is_not_trusted(server, monkeypatch):
    await ask(server)
    monkeypatch.setattr(wire_module, "IDLE_SECONDS", 0.0)
    await ask(server)
    assert server.connections == 2


async def test_a_connection_that_the_server_ended_is_not_used_again(server):
    server.answers = [(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 4\r\n\r\ndone", None)]
    await ask(server)
    assert await ask(server) == (200, b"done")
    assert server.connections == 2


async def test_nobody_there_is_an_oserror():
    with pytest.raises(OSError, match="Connect call failed"):
        await Wire("http://127.0.0.1:1").post("http://127.0.0.1:1/x", b"", within=5)


@pytest.fixture
def certificate(tmp_path):
    """A certificate for this machine, and its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, now - timedelta(1), now + timedelta(1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    both = tmp_path / "both.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    both.write_bytes(made.public_bytes(Encoding.PEM) + private)
    return str(both)


async def test_a_server_is_spoken_to_in_secret_once_it_has_shown_who_it_is(certificate, monkeypatch):
    secured = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    secured.load_cert_chain(certificate)
    told = Server()
    async with await asyncio.start_server(told.serve, "127.0.0.1", 0, ssl=secured) as listening:
        base = f"https://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
        with pytest.raises(ssl.SSLCertVerificationError):
            await Wire(base).post(f"{base}/x", b"{}", within=5)
        monkeypatch.setattr(certifi, "where", lambda: certificate)
        knowing = Wire(base)
        assert [await knowing.post(f"{base}/x", b"{}", within=5) for _ in range(2)] == [(200, b"done")] * 2
        knowing.close()
    assert told.connections == 1
