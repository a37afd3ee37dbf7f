"""Limits for each address: how many requests it may make, in a table that never grows beyond its size."""

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, NewType

from aiohttp import web

_NEAR: Final = tuple(
    map(ipaddress.ip_network, ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7"))
)
"""Where a proxy before the bot may be."""
_IPV6_NETWORK: Final = 64
"""One subscriber has a whole network of addresses."""
_MOST_ADDRESSES: Final = 10_000


@dataclass(slots=True)
class Rate:
    """A token bucket for each address. The addresses that came least lately are forgotten first."""

    burst: int
    per_second: float
    most: int = _MOST_ADDRESSES
    now: Callable[[], float] = time.monotonic
    _buckets: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)

    def allows(self, address: str) -> bool:
        """Count one request and return whether the address may make it."""
        now = self.now()
        left, at = self._buckets.pop(address, (float(self.burst), now))
        left = min(float(self.burst), left + (now - at) * self.per_second)
        self._buckets[address] = (left - 1 if left >= 1 else left, now)
        if len(self._buckets) > self.most:
            self._buckets.popitem(last=False)
        return left >= 1


Lookups = NewType("Lookups", Rate)
"""The limit of questions about codes and hashes, which a stranger could guess."""


def limit_lookups() -> Lookups:
    """Return the limit of questions of one address: thirty at once, then one in two seconds."""
    return Lookups(Rate(30, 0.5))


def address_of(request: web.Request) -> str:
    """Return the address that a request is counted for: of IPv6, the network.

    A proxy on this machine or in its private network adds the client's address at the end of `X-Forwarded-For`.
    """
    peer = _parsed(request.remote or "")
    if peer is not None and any(peer in network for network in _NEAR):
        said = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        peer = _parsed(said) or peer
    if isinstance(peer, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((peer, _IPV6_NETWORK), strict=False))
    return str(peer)


def _parsed(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def count_lookup(request: web.Request, lookups: Lookups) -> None:
    """Count a question; HTTPTooManyRequests."""
    if not lookups.allows(address_of(request)):
        raise web.HTTPTooManyRequests
