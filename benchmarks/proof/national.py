"""Ukraine's and Russia's algorithms: verifying a signature, hashing 20 MB."""

import asyncio
import secrets
import statistics
import time
from typing import Final

from asn1crypto import core

from bot.crypto.national.algorithms import HashObject, is_slow, new_hash
from bot.crypto.national.dstu4145 import verify_dstu4145
from bot.crypto.national.dstu_keys import DSTU4145, parse_dstu_public_key
from bot.crypto.national.gost_r import gost_r_digest, is_available
from bot.crypto.national.hashing import hash_in_workers
from bot.crypto.national.standard_curves import STANDARD_CURVES
from bot.workers.pool import Priority, WorkerPool

_BYTES: Final = 20_000_000
_TIMES: Final = 20
_STREEBOG_256: Final = "1.2.643.7.1.1.2.2"


def dstu_ms(number: int) -> float:
    """Return the median milliseconds for a signature on the standard curve of this number.

    The signature is random and so a wrong one, which takes as long as a right one.
    """
    curve = STANDARD_CURVES[number]
    key, digest = _public_key(number), secrets.token_bytes(32)
    half = (curve.field.degree + 7) // 8
    milliseconds = []
    for _ in range(_TIMES):
        signature = b"".join(secrets.randbelow(curve.order).to_bytes(half, "little") for _ in range(2))
        began = time.process_time()
        verify_dstu4145(parse_dstu_public_key(key), digest, signature)
        milliseconds.append(1000 * (time.process_time() - began))
    return round(statistics.median(milliseconds), 1)


def _public_key(number: int) -> bytes:
    """Return the base point of a standard curve as a public key in DER."""
    curve = STANDARD_CURVES[number]
    point = curve.compress(curve.base).to_bytes((curve.field.degree + 7) // 8, "little")
    parameters = _sequence(core.ObjectIdentifier(f"{DSTU4145}.1.2.{number}").dump())
    algorithm = _sequence(core.ObjectIdentifier(f"{DSTU4145}.1").dump(), parameters)
    return _sequence(algorithm, core.OctetBitString(core.OctetString(point).dump()).dump())


def _sequence(*parts: bytes) -> bytes:
    content = b"".join(parts)
    return bytes([0x30, len(content)]) + content


def hash_seconds(oid: str) -> float:
    """Return the seconds in which 20 MB are hashed: by a slow hash in a worker process, a piece at a time."""
    data = secrets.token_bytes(_BYTES)
    if not is_slow(_new(oid)):
        return _seconds(oid, data)

    async def measure() -> float:
        workers = WorkerPool()
        try:
            await hash_in_workers(workers, Priority.PERSON, _new(oid), b"warm", _ignore)
            began = time.perf_counter()
            await hash_in_workers(workers, Priority.PERSON, _new(oid), data, _ignore)
            return time.perf_counter() - began
        finally:
            await workers.close()

    return round(asyncio.run(measure()), 2)


def _seconds(oid: str, data: bytes) -> float:
    hashed, began = _new(oid), time.perf_counter()
    hashed.update(data)
    hashed.digest()
    return round(time.perf_counter() - began, 3)


def streebog_seconds() -> float | None:
    """Return the seconds for Streebog, the writing of the file and the start of `openssl` included."""
    if not is_available():
        return None
    data = secrets.token_bytes(_BYTES)
    began = time.perf_counter()
    gost_r_digest(_STREEBOG_256, data)
    return round(time.perf_counter() - began, 2)


def _new(oid: str) -> HashObject:
    hashed = new_hash(oid)
    if hashed is None:
        raise ValueError(oid)
    return hashed


def _ignore(done: int) -> None:
    """Show no progress."""
