"""SMS over any HTTP gateway: address, method, headers and body are templates of the settings.

``{phone}`` is the number with its plus (E.164), ``{digits}`` without it, ``{text}`` the message; each is escaped for
the place where it stands, so that no text breaks out of the body it is put into.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, quote_plus
from xml.sax.saxutils import escape

from bot.notices.letters import ChannelBusy, ChannelRefusal, ChannelSilent, Envelope
from bot.outgoing import NoResponseError, NotSentError, Service

_BUSY = frozenset({429, 503})
_PLACES = re.compile(r"\{(phone|digits|text)\}")


@dataclass(frozen=True, slots=True)
class SmsGateway:
    """A gateway; `taken` is a pattern its answer must hold when status 2xx alone does not say that it took the SMS."""

    url: str = field(repr=False)
    method: str
    headers: Mapping[str, str] = field(repr=False)
    body: str = field(repr=False)
    taken: str = ""
    service: Service = field(default_factory=Service)

    @classmethod
    def parse(
        cls, url: str, method: str, headers: str, body: str, taken: str, service: Service | None = None
    ) -> "SmsGateway":
        """Read the settings; `headers` is a JSON object of texts. ValueError with a sentence if it is none."""
        try:
            read = json.loads(headers or "{}")
            re.compile(taken)
        except (json.JSONDecodeError, re.error):
            raise ValueError("SMS_HEADERS takes a JSON object, SMS_TAKEN a regular expression") from None
        if not isinstance(read, dict) or not all(isinstance(value, str) for value in read.values()):
            raise ValueError('SMS_HEADERS takes a JSON object of texts, such as {"Authorization": "Bearer …"}')
        if not url.startswith(("https://", "http://")) or not _PLACES.search(url + body):
            raise ValueError("SMS_URL is a web address, and {phone} and {text} stand in it or in SMS_BODY")
        return cls(url, method.upper(), read, body, taken, service or Service())

    async def send(self, envelope: Envelope) -> None:
        """Send one SMS."""
        places = {"phone": envelope.to, "digits": envelope.to.lstrip("+"), "text": envelope.text}
        url = _filled(self.url, places, lambda text: quote(text, safe=""))
        body = _filled(self.body, places, _escaping(self.headers)).encode() if self.body else None
        try:
            answer = await self.service.call(self.method, url, self.headers, body)
        except NotSentError as error:
            raise ChannelBusy(str(error)) from error
        except NoResponseError as error:
            raise ChannelSilent(str(error)) from error
        self._judge(answer.status, answer.body.decode(errors="replace"))

    def _judge(self, status: int, answer: str) -> None:
        told = f"{status} {' '.join(answer.split())}"[:200]
        if status in _BUSY:
            raise ChannelBusy(told)
        if status >= 500:  # noqa: PLR2004 - HTTP's own classes; it broke off halfway
            raise ChannelSilent(told)
        if not 200 <= status < 300 or not re.search(self.taken, answer):  # noqa: PLR2004 - as above
            raise ChannelRefusal(told)


def _filled(template: str, places: Mapping[str, str], escaped: Callable[[str], str]) -> str:
    return _PLACES.sub(lambda found: escaped(places[found[1]]), template)


def _escaping(headers: Mapping[str, str]) -> Callable[[str], str]:
    """Choose how a text is written into the body, by the Content-Type of the settings."""
    kind = next((value for name, value in headers.items() if name.lower() == "content-type"), "").lower()
    if "json" in kind:
        return lambda text: json.dumps(text)[1:-1]
    if "xml" in kind:
        return lambda text: escape(text, {'"': "&quot;", "'": "&apos;"})
    if kind.startswith("text/plain"):
        return str
    return lambda text: quote_plus(text, safe="")
