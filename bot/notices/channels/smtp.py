"""E-mail over SMTP (RFC 5321), always encrypted unless the settings say otherwise; never to two people at once.

The answer to the end of DATA decides: before it, a failure means that nothing was sent.
"""

import asyncio
import smtplib
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, parseaddr
from urllib.parse import parse_qs, unquote, urlsplit

from bot.notices.letters import ChannelBusy, ChannelRefusal, ChannelSilent, Envelope

SECONDS = 30.0
_PERMANENT = 500


@dataclass(frozen=True, slots=True)
class Smtp:
    """A mail server: `smtps` speaks TLS from the start, `smtp` must offer STARTTLS unless `plain`."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    from_start: bool = False
    plain: bool = False

    @classmethod
    def parse(cls, url: str, sender: str) -> "Smtp":
        """Read ``smtp[s]://user:password@host:port``, ``?tls=none`` for a plain relay; ValueError."""
        parts = urlsplit(url)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise ValueError("is no smtp://user:password@host:587 or smtps://user:password@host:465")
        user = unquote(parts.username or "")
        if "@" not in parseaddr(sender or user)[1]:
            raise ValueError("SMTP_FROM is needed: the address that letters come from")
        from_start = parts.scheme == "smtps"
        plain = parse_qs(parts.query).get("tls") == ["none"]
        port = parts.port or (465 if from_start else 587)
        return cls(parts.hostname, port, sender or user, user, unquote(parts.password or ""), from_start, plain)

    async def send(self, envelope: Envelope) -> None:
        """Send one letter from a thread of its own."""
        await asyncio.to_thread(self._send, envelope)

    def greet(self) -> None:
        """Go as far as one can without a letter: connect, encrypt, log in, leave; OSError or SMTPException."""
        with self._greeted() as server:
            server.noop()

    def _send(self, envelope: Envelope) -> None:
        try:
            content = self._written(envelope)
            envelope.to.encode("ascii")
        except ValueError as error:
            raise ChannelRefusal(f"no address: {type(error).__name__}") from error
        try:
            with self._greeted() as server:
                self._hand_over(server, envelope.to, content)
        except (OSError, smtplib.SMTPException) as error:
            raise ChannelBusy(_told(error)) from error

    def _greeted(self) -> smtplib.SMTP:
        trust = ssl.create_default_context()
        if self.from_start:
            server: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=SECONDS, context=trust)
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=SECONDS)
        try:
            if not self.from_start and not self.plain:
                server.starttls(context=trust)
            if self.user:
                server.login(self.user, self.password)
        except BaseException:
            server.close()
            raise
        return server

    def _hand_over(self, server: smtplib.SMTP, to: str, content: bytes) -> None:
        server.ehlo_or_helo_if_needed()
        _require(*server.mail(parseaddr(self.sender)[1]))
        _require(*server.rcpt(to))
        try:
            _require(*server.data(content))
        except smtplib.SMTPDataError as error:  # refused before the letter was handed over
            _require(error.smtp_code, error.smtp_error)
        except (OSError, smtplib.SMTPException) as error:
            raise ChannelSilent(_told(error)) from error

    def _written(self, envelope: Envelope) -> bytes:
        message = EmailMessage(policy=SMTP)
        message["From"] = self.sender
        message["To"] = envelope.to
        message["Subject"] = " ".join(envelope.subject.split())
        message["Date"] = formatdate()
        message["Message-ID"] = f"<{envelope.id}@{parseaddr(self.sender)[1].rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office comes back
        message.set_content(envelope.text)
        if envelope.attachment is not None:
            file = envelope.attachment
            message.add_attachment(file.content, maintype="application", subtype="pdf", filename=file.name)
        return message.as_bytes()


def _require(code: int, answer: bytes | str) -> None:
    """Take a reply's first digit at its word: 2 and 3 go on, 4 is for later, 5 is final (RFC 5321, 4.2.1)."""
    said = answer.decode(errors="replace") if isinstance(answer, bytes) else answer
    if code >= _PERMANENT:
        raise ChannelRefusal(f"{code} {said}"[:200])
    if code >= 400 or code < 200:  # noqa: PLR2004 - SMTP's own classes
        raise ChannelBusy(f"{code} {said}"[:200])


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:200]
