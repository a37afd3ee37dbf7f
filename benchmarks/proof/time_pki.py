"""A time-stamping authority below a root, with revocation lists and OCSP, served on 127.0.0.1 by certomancer."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from aiohttp import web
from asn1crypto import ocsp, tsp  # type: ignore[import-untyped]  # has no stubs
from certomancer.registry import ArchLabel, CertLabel, ServiceLabel, ServiceRegistry
from certomancer.registry.config import CertomancerConfig
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

_TIMES = ServiceLabel("times")
_PKI = """
keysets:
  times:
    keys: {{root: {{path: root.pem}}, tsa: {{path: tsa.pem}}, ocsp: {{path: ocsp.pem}}}}
pki-architectures:
  times:
    keyset: times
    entity-defaults: {{country-name: UA, organization-name: Test times}}
    entities:
      root: {{common-name: Root of times}}
      tsa: {{common-name: Time}}
      ocsp: {{common-name: Responder}}
    certs:
      root:
        subject: root
        issuer: root
        serial: 1
        validity: {{valid-from: "2020-01-01T00:00:00+0000", valid-to: "2080-01-01T00:00:00+0000"}}
        profiles: [{{id: simple-ca, params: {{max-path-len: 0, crl-repo: times, ocsp-service: times}}}}]
      tsa:
        subject: tsa
        issuer: root
        serial: 2
        validity: {{valid-from: "2020-01-01T00:00:00+0000", valid-to: "{until}"}}
        extensions:
          - {{id: key_usage, critical: true, smart-value: {{schema: key-usage, params: [digital_signature]}}}}
          - {{id: extended_key_usage, critical: true, value: [time_stamping]}}
      ocsp:
        subject: ocsp
        issuer: root
        serial: 3
        validity: {{valid-from: "2020-01-01T00:00:00+0000", valid-to: "2080-01-01T00:00:00+0000"}}
        profiles: [ocsp-responder]
    services:
      ocsp:
        times: {{for-issuer: root, responder-cert: ocsp, signing-key: ocsp}}
      crl-repo:
        times: {{for-issuer: root, signing-key: root, simulated-update-schedule: P7D}}
      time-stamping:
        times: {{signing-cert: tsa, signing-key: tsa}}
"""


class TimePki:
    """The authority: `url` stamps, `root` is the certificate (DER) that leads to it.

    `now` is its clock, `away` says that it answers nothing, `stamped` counts its answers.
    """

    def __init__(self, folder: Path, now: datetime, until: datetime) -> None:
        self.now, self.away, self.stamped = now, False, 0
        self._folder, self._until = folder, until
        self._services: ServiceRegistry
        self.url, self.root = "", b""

    def listen(self, address: str) -> None:
        """Make the certificates, which name the address."""
        for name in ("root", "tsa", "ocsp"):
            (self._folder / f"{name}.pem").write_bytes(_key())
        text = _PKI.format(until=self._until.strftime("%Y-%m-%dT%H:%M:%S+0000"))
        config = CertomancerConfig.from_yaml(text, str(self._folder), external_url_prefix=address)
        arch = config.pki_archs[ArchLabel("times")]
        self._services, self.url = arch.service_registry, f"{address}/times/tsa/times"
        self.root = arch.get_cert(CertLabel("root")).dump()

    async def stamp(self, request: web.Request) -> web.Response:
        """Stamp what a request asks for."""
        if self.away:
            raise web.HTTPServiceUnavailable
        self.stamped += 1
        authority = self._services.summon_timestamper(_TIMES, self.now)
        response = authority.request_tsa_response(tsp.TimeStampReq.load(await request.read()))
        return web.Response(body=response.dump(), content_type="application/timestamp-reply")

    async def list_revoked(self, _: web.Request) -> web.Response:
        """Serve the newest list."""
        return web.Response(body=self._services.get_crl(_TIMES, self.now).dump(), content_type="application/pkix-crl")

    async def respond(self, request: web.Request) -> web.Response:
        """Say whether a certificate is revoked."""
        responder = self._services.summon_responder(_TIMES, self.now)
        response = responder.build_ocsp_response(ocsp.OCSPRequest.load(await request.read()))
        return web.Response(body=response.dump(), content_type="application/ocsp-response")

    async def serve(self, ready: Callable[[], None], stop: asyncio.Event) -> None:
        """Listen at a free port until `stop` is set; `ready` is called then."""
        app = web.Application()
        app.router.add_post("/times/tsa/times", self.stamp)
        app.router.add_get("/times/crls/times/latest.crl", self.list_revoked)
        app.router.add_post("/times/ocsp/times", self.respond)
        runner = web.AppRunner(app)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        host, port = runner.addresses[0]
        self.listen(f"http://{host}:{port}")
        ready()
        await stop.wait()
        await runner.cleanup()


@contextmanager
def time_pki(folder: Path, now: datetime, until: datetime) -> Iterator[TimePki]:
    """Run an authority in a thread of its own; it is ready when the block begins."""
    pki, loop, stop, ready = TimePki(folder, now, until), asyncio.new_event_loop(), asyncio.Event(), threading.Event()
    thread = threading.Thread(target=loop.run_until_complete, args=(pki.serve(ready.set, stop),), daemon=True)
    thread.start()
    ready.wait(20)
    try:
        yield pki
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(30)
        loop.close()


def _key() -> bytes:
    private = ec.generate_private_key(ec.SECP256R1())
    form = serialization.PrivateFormat.PKCS8
    return private.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())
