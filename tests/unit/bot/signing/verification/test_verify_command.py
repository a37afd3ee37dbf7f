"""`countersign verify`: what it prints, its exit status, and the ledger that tells a key nobody was told of."""

import hashlib
import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

import bot
from bot.__main__ import main
from bot.cli.output import printable
from bot.crypto.authority import issue_list
from bot.crypto.certificates import parse_certificate, pem
from bot.crypto.revocation import Reason, Revoked
from bot.ids import EventId
from bot.ledger.checkpoints import sign_checkpoint
from bot.ledger.entries import GENESIS, Act, AuditEvent, chain
from bot.ledger.export import ExportBroken, checkpoint_line, entry_line, read_export
from bot.signing.models import Carrying
from bot.signing.records.manifest import Dossier
from bot.signing.records.record import Method, sign_record
from bot.signing.sealing.seal import Parts
from bot.signing.sealing.sealed_pdf import seal_pdf
from bot.signing.sheet.in_workers import draw_sheet

DOCS = Path(bot.__file__).parents[1] / "docs"
VOUCHED = "  trust: the organisation whose certificate was given vouches for it"
HOSTILE = f"Наказ\n{VOUCHED}\x1b[2A\x1b[31m\x9b1m\u202eгазакН\u2066\r\x00\x7f"


class Journal:
    """A ledger that a test writes."""

    def __init__(self, office, now):
        self.office, self.now = office, now
        self.entries, self.checkpoints = [], []

    @property
    def tip(self):
        return (self.entries[-1].number, self.entries[-1].hash) if self.entries else (0, GENESIS)

    def enters(self, act, **facts):
        number, previous = self.tip
        event = AuditEvent(self.office.party.id, act, EventId(f"update:{number}"), self.now, uuid4(), uuid4(), facts)
        self.entries.append(chain(event, number + 1, previous))

    def announces(self, *employees):
        for employee in employees:
            certificate = parse_certificate(employee.certificate)
            self.enters(Act.CERTIFICATE_ISSUED, certificate=certificate.fingerprint, use=str(certificate.use))

    def signs(self, *records):
        for record in records:
            digest = hashlib.sha256(record.record_json).hexdigest()
            self.enters(Act.SIGNED, record_sha256=digest)

    def is_vouched_for(self, seal=None):
        seal = seal or self.office.seal
        day = (self.now + timedelta(days=len(self.checkpoints))).date().isoformat()
        made = sign_checkpoint(self.office.party.id, day, self.tip, seal.private, seal.certificate, self.now)
        self.checkpoints.append(made)

    @property
    def file(self):
        return b"".join([*map(entry_line, self.entries), *map(checkpoint_line, self.checkpoints)])


@pytest.fixture
def journal(office, now):
    return Journal(office, now)


@pytest.fixture
def records(office, pdf):
    return office.signs(office.subject(pdf), 2)


@pytest.fixture
def command(office, pdf, words, now, tmp_path, capsys):
    """Seal the records and run the command: returns (exit status, lines printed)."""
    (tmp_path / "organisation.pem").write_bytes(pem(office.ca.certificate))

    def run(records, *arguments, journal=None, certificate=True, change=lambda data: data, subject=None):
        subject = subject or office.subject(pdf)
        sheet = draw_sheet(office.sheet(office.subject(pdf), 2, 1), words)
        dossier = Dossier(office.party, subject, len(records) + 1, 1, "ab" * 32)
        sealed = seal_pdf(Parts(pdf, sheet, dossier, records, office.seal, now), Carrying.PAGES)
        (tmp_path / "file.pdf").write_bytes(change(sealed))
        given = ["verify", str(tmp_path / "file.pdf"), *arguments]
        given += ["--certificate", str(tmp_path / "organisation.pem")] if certificate else []
        if journal is not None:
            (tmp_path / "ledger").write_bytes(journal if isinstance(journal, bytes) else journal.file)
            given += ["--ledger", str(tmp_path / "ledger")]
        status = main(given)
        return status, capsys.readouterr().out.splitlines()

    return run


def test_titles_and_names_cannot_add_lines_or_control_the_terminal(office, pdf, now, command):
    subject = replace(office.subject(pdf), title=HOSTILE)
    employee = office.employs("Ольга\n  signature: holds\x1b[2J")
    record = sign_record(office.record(subject, employee), employee.private, employee.certificate)
    status, lines = command([record], certificate=False, subject=subject)
    assert status == 4
    assert VOUCHED not in lines
    assert len(lines) == 6
    assert all(line.isprintable() for line in lines)
    as_json, printed = command([record], "--json", certificate=False, subject=subject)
    assert all(line.isprintable() for line in printed)
    assert json.loads("\n".join(printed))["document"]["title"] == HOSTILE
    assert as_json == 4


def test_what_a_terminal_shows_as_it_is_stays():
    assert printable("Наказ № 7 «Ґанок» – 😀") == "Наказ № 7 «Ґанок» – 😀"
    assert printable("a\nb\x1b\x9b\u202e\U000e0041\ud800") == "a\\u000ab\\u001b\\u009b\\u202e\\udb40\\udc41\\ud800"


def test_no_command_prints_past_the_escaping():
    sources = {path: path.read_text(encoding="utf-8") for path in Path(bot.__file__).parent.rglob("*.py")}
    assert {path.name for path, text in sources.items() if "print(" in text.replace("fingerprint(", "")} == {
        "output.py"
    }


def test_the_exit_status_says_what_was_found(office, stranger, records, command, tmp_path, pdf):
    assert command(records)[0] == 0
    assert command(records, change=lambda data: data.replace(b"Page", b"Pago", 1))[0] == 1
    assert command(records, certificate=False)[0] == 4
    (tmp_path / "organisation.pem").write_bytes(pem(stranger.ca.certificate))
    assert command(records)[0] == 3
    (tmp_path / "organisation.pem").write_bytes(b"no certificate")
    assert command(records)[0] == 2
    (tmp_path / "other.pdf").write_bytes(pdf)
    assert main(["verify", str(tmp_path / "other.pdf")]) == 3
    assert main(["verify", str(tmp_path / "missing.pdf")]) == 2
    assert main(["verify", str(tmp_path / "other.pdf"), "--ledger", "ledger"]) == 2


def test_a_list_tells_signatures_before_and_after_the_revocation(office, stranger, records, now, command, tmp_path):
    numbers = [parse_certificate(record.certificate).number for record in records]
    times = (now - timedelta(days=1), now + timedelta(days=1))
    revoked = [Revoked(number, at, Reason.SUPERSEDED) for number, at in zip(numbers, times, strict=True)]
    (tmp_path / "list.crl").write_bytes(issue_list(office.ca, 1, revoked, now))
    status, lines = command(records, "--crl", str(tmp_path / "list.crl"))
    assert status == 5
    assert "signed by 1 of 3" in lines[0]
    assert any("NOT COUNTED, its certificate was revoked before" in line for line in lines)
    assert any("holds; made before its certificate was revoked" in line for line in lines)
    (tmp_path / "list.crl").write_bytes(issue_list(office.ca, 1, revoked[1:], now))
    assert command(records, "--crl", str(tmp_path / "list.crl"))[0] == 0
    (tmp_path / "list.crl").write_bytes(issue_list(stranger.ca, 1, revoked, now))
    assert command(records, "--crl", str(tmp_path / "list.crl"))[0] == 2
    assert command(records, "--crl", str(tmp_path / "list.crl"), certificate=False)[0] == 2


def test_the_ledger_tells_a_signature_entered_after_the_revocation(office, records, journal, command):
    journal.announces(*office.employees[:2])
    journal.signs(records[0])
    for employee in office.employees[:2]:
        fingerprint = parse_certificate(employee.certificate).fingerprint
        journal.enters(Act.CERTIFICATE_REVOKED, certificate=fingerprint, reason="superseded")
    journal.signs(records[1])
    journal.is_vouched_for()
    status, lines = command(records, journal=journal)
    assert status == 5
    told = [line for line in lines if "LEDGER" in line.upper() or "REVOKED" in line]
    assert [("ENTERED AFTER" in line) for line in told if line.startswith("    ")] == [False, True]


def test_the_help_documents_every_exit_status():
    found = subprocess.run(
        [sys.executable, "-m", "bot", "verify", "-h"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert all(f"\n  {status}  " in found.stdout for status in range(6))


def test_a_signature_by_a_certificate_of_another_authority_is_not_counted(office, stranger, records, pdf, command):
    subject = office.subject(pdf)
    alien = stranger.employs("Коваль Олена Ігорівна")
    by_stranger = sign_record(office.record(subject, alien), alien.private, alien.certificate)
    status, lines = command([records[1], by_stranger])
    assert status == 5
    assert "signed by 1 of 3" in lines[0]
    assert any("NOT COUNTED" in line for line in lines)


def test_a_tap_is_never_shown_as_a_pin(office, pdf, records, command):
    subject, employee = office.subject(pdf), office.taps(office.employees[0].name)
    tap = office.record(subject, employee)
    tap = replace(tap, act=replace(tap.act, method=Method.TAP))
    status, lines = command([sign_record(tap, employee.private, employee.certificate)])
    assert status == 0
    assert "by a tap, with a key that the server made for it" in lines[-1]
    assert "PIN" not in lines[-1]


def test_what_the_ledger_has_is_confirmed(office, records, journal, command):
    journal.announces(*office.employees[:2])
    journal.signs(*records)
    journal.is_vouched_for()
    status, lines = command(records, journal=journal)
    assert status == 0
    assert lines.count("    in the ledger, under a checkpoint") == 2
    kept = journal.entries[-1].hash
    assert command(records, "--head", kept.upper(), journal=journal)[0] == 0


def test_a_key_that_was_never_announced_is_told(office, records, journal, command):
    """The server, alone: it makes a key, certifies it with the authority's, signs, and enters the signature."""
    journal.announces(office.employees[0])
    journal.signs(*records)
    journal.is_vouched_for()
    status, lines = command(records, journal=journal)
    assert status == 5
    assert sum("NEVER ANNOUNCED" in line for line in lines) == 1
    journal.announces(office.employees[1])  # afterwards does not help
    journal.is_vouched_for()
    assert command(records, journal=journal)[0] == 5


def test_a_record_that_was_never_entered_is_told(office, records, journal, command):
    journal.announces(*office.employees[:2])
    journal.signs(records[0])
    journal.is_vouched_for()
    status, lines = command(records, journal=journal)
    assert status == 5
    assert "    NOT IN THE LEDGER" in lines


def test_what_no_checkpoint_covers_is_not_confirmed(office, records, journal, command):
    journal.announces(*office.employees[:2])
    assert command(records, journal=journal)[0] == 5
    journal.is_vouched_for()
    kept = journal.entries[-1].hash
    journal.signs(*records)
    status, lines = command(records, journal=journal)
    assert status == 5
    assert sum("UNDER NO CHECKPOINT" in line for line in lines) == 2
    journal.is_vouched_for()
    assert command(records, journal=journal)[0] == 0
    assert command(records, "--head", kept, journal=journal)[0] == 5


@pytest.mark.parametrize("how", ["edited", "removed", "swapped", "cut", "junk", "beheaded", "entry after checkpoint"])
def test_a_ledger_that_was_changed_is_no_ledger(office, records, journal, command, how):
    journal.announces(*office.employees[:2])
    journal.signs(*records)
    journal.is_vouched_for()
    lines = journal.file.splitlines(keepends=True)
    match how:
        case "edited":
            lines[1] = lines[1].replace(b'"use":"person"', b'"use":"tap"')
        case "removed":
            del lines[1]
        case "swapped":
            lines[0], lines[1] = lines[1], lines[0]
        case "cut":
            del lines[3]
        case "junk":
            lines[1] = b"[]\n"
        case "beheaded":
            lines[-1] = lines[-1].replace(b'"signature":"M', b'"signature":"N')
        case "entry after checkpoint":
            lines = [*lines[:3], lines[-1], lines[3]]
    assert command(records, journal=b"".join(lines))[0] == 2


def test_a_rewritten_ledger_lacks_the_hash_that_somebody_kept(office, records, journal, command, now):
    journal.announces(office.employees[0])
    journal.signs(*records)
    kept = journal.entries[-1].hash
    rewritten = Journal(office, now)
    rewritten.announces(*office.employees[:2])
    rewritten.signs(*records)
    rewritten.is_vouched_for()
    assert command(records, journal=rewritten)[0] == 0  # the administrator can sign checkpoints, too
    assert command(records, "--head", kept, journal=rewritten)[0] == 2


@pytest.mark.parametrize("whose", ["person", "tap", "stranger"])
def test_only_the_seal_signs_checkpoints(office, stranger, journal, whose):
    employee = office.employees[0]
    seals = {"person": employee, "tap": office.taps(employee.name), "stranger": stranger.seal}
    journal.announces(employee)
    journal.is_vouched_for(seals[whose])
    with pytest.raises(ExportBroken, match="seal"):
        read_export(journal.file, office.ca.certificate)


def test_a_line_of_an_export_is_what_its_hash_is_of(office, journal, tmp_path):
    journal.announces(*office.employees)
    first, second = journal.file.splitlines()[:2]
    assert json.loads(second)["previous"] == hashlib.sha256(first).hexdigest()


def test_the_commands_of_the_page_follow_the_example_ledger():
    page = (DOCS / "evidence.md").read_text(encoding="utf-8")
    script = re.findall(r"```bash\n(.*?)```", page.partition("## Was the key announced?")[2], re.DOTALL)[0]
    done = subprocess.run(["bash", "-ec", script], cwd=DOCS / "evidence", capture_output=True, text=True, check=True)
    first, named = done.stdout.split("\n")[:2]
    assert first.split()[0] == named


def test_the_example_is_confirmed_by_the_example_ledger(capsys):
    evidence = DOCS / "evidence"
    given = ["--certificate", f"{evidence}/example-organisation.pem", "--ledger", f"{evidence}/example-ledger.jsonl"]
    assert main(["verify", f"{evidence}/example.pdf", *given]) == 0
    assert capsys.readouterr().out.count("in the ledger, under a checkpoint") == 2
