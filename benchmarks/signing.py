"""What signing and sealing cost.

`seal` has, for each number of signers and pages, the seconds of CPU time and the peak memory of sealing a file with its
sheet and records, in a process of its own, beside pyHanko's bare `sign_pdf` on the same file. `ratio` leaves out the
millisecond that each signer may take; the aim is 1.5. `sheet_seconds` is the time to draw the sheet beforehand.
`signatures_per_second` is measured over the whole use case on SQLite, with eight people at a time, each with their PIN
(`pin_ms`); `taps_per_second` is the same for documents that ask for no PIN. `loop_block_p999_ms` is how late the event
loop handled a timer of a millisecond (99.9th percentile) while 50 documents were being finished, `idle_block_p999_ms`
the same while nothing else went on, which shows how late the machine itself makes it.
"""

import argparse
import asyncio
import hashlib
import io
import json
import multiprocessing
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar
from uuid import UUID, uuid4

from benchmarks.organisation import NOW, PIN, SampleOrganisation, drawn_pdf, sample_organisation
from bot.crypto.authority import Issued, issue_person, issue_seal, mint_ca
from bot.crypto.keys import mint_key, public_key
from bot.signing.finishing.in_workers import finish
from bot.signing.models import Carrying, Class, Confirmation
from bot.signing.records.manifest import Dossier
from bot.signing.records.record import (
    SCHEMA,
    Act,
    ActChannel,
    Agreement,
    Method,
    Outcome,
    Party,
    SignatureRecord,
    SignedRecord,
    Signer,
    Statement,
    Subject,
    sign_record,
)
from bot.signing.sealing.in_workers import check_pdf
from bot.signing.sealing.seal import Parts, Seal
from bot.signing.sheet.in_workers import draw_sheet
from bot.signing.sheet.sheet import Sheet, SignedLine
from bot.signing.sheet.wording import SheetWording
from bot.texts.words import Texts
from bot.workers.pool import Priority, Work

CASES = [(1, 1), (100, 1), (10_000, 1), (1, 100), (1, 1000)]
AT_ONCE = 8
DOCUMENTS = 50
PARTY = Party(uuid4(), "Sample Works")
SIGNER = "Olena Sample"
CaseT = TypeVar("CaseT")


@dataclass(frozen=True, slots=True)
class Case:
    """A file to be sealed, with all that goes into it."""

    original: bytes
    dossier: Dossier
    sheet: Sheet
    drawn: bytes
    records: list[SignedRecord]
    seal: Seal


def seal_figures(signers: int, pages: int) -> dict[str, float]:
    """Measure one case and its peer, each in a new process."""
    case = make_case(signers, pages, mint_ca(PARTY.name, NOW))
    times = 2 if signers > 1000 else 6
    # The peer goes first, so that a warm page cache does not favour ours.
    peer_seconds, _ = in_process(_seal_bare, case, times)
    sheet_seconds, _ = in_process(_draw, case, times)
    seconds, peak_mib = in_process(seal_case, case, times)
    return {
        "signers": signers,
        "pages": pages,
        "seconds": round(seconds, 4),
        "sheet_seconds": round(sheet_seconds, 4),
        "peer_seconds": round(peer_seconds, 4),
        "ratio": round(max(0.0, seconds - signers / 1000) / peer_seconds, 2),
        "peak_mib": round(peak_mib),
    }


def in_process(job: Callable[[CaseT], object], case: CaseT, times: int = 6) -> tuple[float, float]:
    """Return the median CPU seconds of a job in a new process, after one run to warm up, and its peak memory in MiB."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_measure, args=(job, case, times, sender))
    process.start()
    sender.close()
    figures: tuple[float, float] = receiver.recv()
    process.join()
    return figures


def _measure(job: Callable[[CaseT], object], case: CaseT, times: int, sender: Connection) -> None:
    took = []
    for _ in range(times):
        started = time.process_time()
        job(case)
        took.append(time.process_time() - started)
    peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM:"))
    sender.send((statistics.median(took[1:]), int(peak.split()[1]) / 1024))


def _draw(case: Case) -> bytes:
    return draw_sheet(case.sheet, SheetWording(Texts())("en", len(case.records), len(case.records)))


def seal_case(case: Case) -> bytes:
    """Return the finished file."""
    return finish(Parts(case.original, case.drawn, case.dossier, case.records, case.seal, NOW), Carrying.PAGES)


def _seal_bare(case: Case) -> None:
    from asn1crypto import keys, x509  # type: ignore[import-untyped]  # noqa: PLC0415
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415
    from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf  # noqa: PLC0415
    from pyhanko_certvalidator.registry import SimpleCertificateStore  # noqa: PLC0415

    signer = SimpleSigner(
        signing_cert=x509.Certificate.load(case.seal.certificate),
        signing_key=keys.PrivateKeyInfo.load(case.seal.private),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]  # typed in part only
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(case.original))
    sign_pdf(writer, PdfSignatureMetadata(field_name="Seal"), signer)


def make_case(signers: int, pages: int, authority: Issued, original: bytes = b"") -> Case:
    """Return a file of so many pages, or a given one, with so many records, and certificates of an authority."""
    original = original or drawn_pdf(pages)
    sha256 = hashlib.sha256(original).hexdigest()
    subject = Subject(uuid4(), sha256, len(original), "order.pdf", "Order", 1, Class.SIGN)
    seal = issue_seal(authority, NOW)
    records = [_record(subject, uuid4()) for _ in range(signers)]
    lines = tuple(SignedLine(one.id, SIGNER, "clerk", NOW, Method.TAP, Outcome.SIGNED) for one in records)
    sheet = Sheet(
        organisation=PARTY.name,
        title="Order",
        file_name="order.pdf",
        sha256=sha256,
        size=len(original),
        version=1,
        made_at=NOW,
        zone="Europe/Kyiv",
        qr="https://t.me/sample_bot?start=0123456789abcdef0123456789abcdef",
        signed=lines,
        unsigned=(),
    )
    return Case(
        original,
        Dossier(PARTY, subject, expected=signers, declined=0),
        sheet,
        draw_sheet(sheet, SheetWording(Texts())("en", signers, signers)),
        [_signed(one, authority) for one in records],
        Seal(seal.private, seal.certificate, (authority.certificate,)),
    )


def _signed(record: SignatureRecord, authority: Issued) -> SignedRecord:
    private = mint_key()
    certificate = issue_person(authority, public_key(private), SIGNER, str(record.signer.person_id), NOW)
    return sign_record(record, private, certificate)


def _record(subject: Subject, person_id: UUID) -> SignatureRecord:
    """Return the record of one of many people of the same name."""
    return SignatureRecord(
        schema=SCHEMA,
        id=uuid4(),
        request_id=uuid4(),
        organisation=PARTY,
        signer=Signer(person_id, SIGNER, "17", "clerk", "office", 1, "+380500000001", "sample", NOW, None),
        agreement=Agreement("1", "en"),
        document=subject,
        statement=Statement("I have read it and sign it.", "en"),
        act=Act(Method.TAP_AND_PIN, ActChannel.TELEGRAM, None, NOW, 1, "callback", 2, NOW, NOW),
        result=Outcome.SIGNED,
    )


async def signing_figures(people: int) -> dict[str, float]:
    """Measure signing and the event loop during sealing, on SQLite."""
    with tempfile.TemporaryDirectory() as folder:
        async with sample_organisation(Path(folder), people + 1) as organisation:
            with_pin = await _per_second(organisation, Confirmation.PIN)
            with_tap = await _per_second(organisation, Confirmation.TAP)
            pin_ms = await _pin_ms(organisation)
    with tempfile.TemporaryDirectory() as folder:
        async with sample_organisation(Path(folder), 4) as organisation:
            idle = await _lateness(asyncio.sleep(3))
            for _ in range(DOCUMENTS):
                document = await organisation.send_document(drawn_pdf(3), Confirmation.TAP)
                for request in await organisation.requests(document):
                    await organisation.sign(request)
            await _start_workers(organisation)
            busy = await _lateness(_finish_all(organisation))
    return {
        "signatures_per_second": round(with_pin, 1),
        "taps_per_second": round(with_tap, 1),
        "pin_ms": round(pin_ms, 1),
        "loop_block_p999_ms": round(busy, 2),
        "idle_block_p999_ms": round(idle, 2),
    }


async def _per_second(organisation: SampleOrganisation, confirmation: Confirmation) -> float:
    requests = await organisation.requests(await organisation.send_document(drawn_pdf(1), confirmation))
    waiting = list(requests)

    async def sign() -> None:
        while waiting:
            await organisation.sign(waiting.pop())

    started = time.perf_counter()
    await asyncio.gather(*(sign() for _ in range(AT_ONCE)))
    return len(requests) / (time.perf_counter() - started)


async def _pin_ms(organisation: SampleOrganisation) -> float:
    took = []
    for _ in range(10):
        started = time.perf_counter()
        await organisation.key_store.unlock(organisation.people[0].account.key_envelope, PIN)
        took.append((time.perf_counter() - started) * 1000)
    return statistics.median(took)


async def _finish_all(organisation: SampleOrganisation) -> None:
    finished = 0
    while finished < DOCUMENTS:
        finished += await organisation.finish_documents()


async def _start_workers(organisation: SampleOrganisation) -> None:
    await organisation.workers.run(Work.DOCUMENT, Priority.PERSON, check_pdf, drawn_pdf(1))


async def _lateness(work: Awaitable[None]) -> float:
    """Return how many ms late the loop handled timers while the work went on (99.9th percentile)."""
    late: list[float] = []
    done = asyncio.ensure_future(work)
    while not done.done():
        due = time.perf_counter() + 0.001
        await asyncio.sleep(0.001)
        late.append((time.perf_counter() - due) * 1000)
    await done
    return sorted(late)[int(len(late) * 0.999)]


def main(arguments: list[str]) -> None:
    """Measure and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks signing", description=__doc__)
    parser.add_argument("--people", type=int, default=100, help="how many sign")
    parser.add_argument("--most-signers", type=int, default=10_000, help="leave out the cases with more signers")
    given = parser.parse_args(arguments)
    cases = [case for case in CASES if case[0] <= given.most_signers]
    seals = [seal_figures(*case) for case in cases]
    print(json.dumps({"seal": seals, **asyncio.run(signing_figures(given.people))}))
