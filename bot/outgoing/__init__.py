"""HTTP requests to services other than Telegram: a time-stamping authority, an SMS gateway.

Such a service is no friend: redirects are not followed, because they could lead into the network of the bot; a response
is read up to a limit, and never decompressed; the whole exchange has one time limit. The only proxy is that of the
settings.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from aiohttp import ClientConnectorError, ClientError, ClientSession, ClientTimeout
from aiohttp_socks import ProxyConnectionError, ProxyConnector, ProxyError, ProxyTimeoutError
from yarl import URL


class NotSentError(Exception):
    """The service, or the proxy to it, cannot be reached: nothing was sent."""


class NoResponseError(Exception):
    """The service was reached and did not respond in time, or not in HTTP; it may have done what it was told."""


@dataclass(frozen=True, slots=True)
class Response:
    """A response: the status, and the body's first bytes, one more than was allowed where it is longer."""

    status: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Service:
    """How to call a service: through `proxy` (http or socks5) if one is given, within `seconds`."""

    proxy: str = field(default="", repr=False)
    seconds: float = 30.0
    most_bytes: int = 64 * 1024

    async def call(self, method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Response:
        """Send a request to an encoded address and return the response; NotSentError, NoResponseError."""
        try:
            async with (
                self.open_session() as session,
                session.request(
                    method,
                    URL(url, encoded=True),
                    data=body,
                    headers=headers,
                    allow_redirects=False,
                ) as response,
            ):
                content = bytearray()
                async for piece in response.content.iter_any():
                    content += piece
                    if len(content) > self.most_bytes:
                        break
                return Response(response.status, bytes(content[: self.most_bytes + 1]))
        except (ClientConnectorError, ProxyConnectionError, ProxyError, ProxyTimeoutError) as error:
            raise NotSentError(type(error).__name__) from error
        except (ClientError, TimeoutError, OSError) as error:
            raise NoResponseError(type(error).__name__) from error

    def open_session(self) -> ClientSession:
        """Return a session to be closed, for a library that calls services by itself."""
        connector = ProxyConnector.from_url(self.proxy) if self.proxy else None
        timeout, headers = ClientTimeout(self.seconds), {"Accept-Encoding": "identity"}
        return ClientSession(connector=connector, timeout=timeout, headers=headers, auto_decompress=False)
