"""Reads what a page sends."""

import asyncio
from typing import Any, Final

from aiohttp import web

_WITHIN_SECONDS: Final = 10.0


async def read_object(request: web.Request) -> dict[str, Any]:
    """Return the JSON object in a request; HTTPBadRequest for anything else, HTTPRequestTimeout."""
    try:
        async with asyncio.timeout(_WITHIN_SECONDS):
            given = await request.json()
    except TimeoutError:
        raise web.HTTPRequestTimeout from None
    except (ValueError, RecursionError):
        raise web.HTTPBadRequest from None
    if not isinstance(given, dict):
        raise web.HTTPBadRequest
    return given


async def read_bytes(request: web.Request, most: int, within_seconds: float) -> bytes:
    """Return a body of at most `most` bytes; HTTPRequestEntityTooLarge, HTTPRequestTimeout."""
    try:
        async with asyncio.timeout(within_seconds):
            return await request.clone(client_max_size=most).read()
    except TimeoutError:
        raise web.HTTPRequestTimeout from None


def text_in(given: dict[str, Any], name: str, most: int) -> str:
    """Return a text of at most `most` characters; HTTPBadRequest for anything else."""
    value = given.get(name)
    if not isinstance(value, str) or len(value) > most:
        raise web.HTTPBadRequest
    return value
