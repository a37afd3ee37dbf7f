import hashlib
import io
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from shutil import which
from uuid import UUID, uuid5

import pytest
from asn1crypto import keys, x509
from fpdf import FPDF
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf
from pyhanko_certvalidator.registry import SimpleCertificateStore

from bot.crypto.authority import issue_person, issue_seal, issue_tap, mint_ca
from bot.crypto.keys import mint_key, public_key
from bot.signing.finishing.in_workers import finish, fits_pages
from bot.signing.models import Carrying, Class, Standing
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
    Signer,
    Statement,
    Subject,
    sign_record,
)
from bot.signing.sealing.files import is_pdf
from bot.signing.sealing.in_workers import check_pdf
from bot.signing.sealing.seal import Parts, Seal
from bot.signing.sealing.sealed_pdf import seal_pdf
from bot.signing.sheet.in_workers import draw_sheet
from bot.signing.sheet.sheet import Sheet, SheetWords, SignedLine, UnsignedLine

NOW = datetime(2026, 3, 2, 9, 30, 15, 123456, tzinfo=UTC)
SPACE = UUID("6f1d2c1e-0000-4000-8000-000000000000")
NAMES = [
    "Коваль Олена Ігорівна",
    "Ґудзь Їжак Єгорович",
    "Петрова Анна-Мария",
    "Наливайченко-Кропивницький Олександр-Володимир",
]

WORDS = SheetWords(
    language="uk",
    title="Аркуш підписів",
    organisation="Організація",
    document="Документ",
    file="Файл",
    fingerprint="Відбиток",
    size="Розмір",
    unit="Б",
    version="Версія",
    made="Складено",
    tally="Підписали всі",
    mark="Підписано електронно: 3 з 5",
    signed="Підписи",
    unsigned="Не підписали",
    name="Ім’я та посада",
    time="Коли",
    way="Як",
    signature="Ідентифікатор підпису",
    state="Стан",
    qr_hint="Перевірити документ",
    note="Записи підписів вкладено в цей файл.",
    page="Сторінка {page} з {pages}",
    instead_of="замість: {name}",
    rebound="новий обліковий запис з {at}",
    kiosk="на терміналі: {name}",
    times="%d.%m.%Y %H:%M:%S",
    outcomes={Outcome.SIGNED: "Підписано", Outcome.ACKNOWLEDGED: "Ознайомлено", Outcome.COMPLETED: "Пройдено"},
    methods={Method.TAP: "дотик", Method.TAP_AND_PIN: "дотик і PIN", Method.PASSKEY: "ключ доступу"},
    states={state: f"стан {state}" for state in Standing},
)


@dataclass(frozen=True)
class Employee:
    id: UUID
    name: str
    private: bytes
    certificate: bytes


class Office:
    """An organisation with everything that a document needs: people, keys, sheets, finished files."""

    def __init__(self, name="Ліцей «Світоч»"):
        self.party = Party(uuid5(SPACE, name), name)
        self.ca = mint_ca(name, NOW)
        issued = issue_seal(self.ca, NOW)
        self.seal = Seal(issued.private, issued.certificate, (self.ca.certificate,))
        self.employees = [self.employs(one) for one in NAMES]

    def employs(self, name):
        private, person_id = mint_key(), uuid5(SPACE, name)
        return Employee(person_id, name, private, issue_person(self.ca, public_key(private), name, str(person_id), NOW))

    def taps(self, name):
        """Return an employee with the key of one tap."""
        private, person_id = mint_key(), uuid5(SPACE, name)
        return Employee(person_id, name, private, issue_tap(self.ca, public_key(private), name, str(person_id), NOW))

    def subject(self, original, name="Інструкція.pdf"):
        sha256 = hashlib.sha256(original).hexdigest()
        return Subject(uuid5(SPACE, sha256), sha256, len(original), name, "Інструкція № 12", 3, Class.SIGN)

    def record(self, subject, employee, place=0):
        return SignatureRecord(
            schema=SCHEMA,
            id=uuid5(subject.id, f"{employee.id}{place}"),
            request_id=uuid5(employee.id, subject.sha256),
            organisation=self.party,
            signer=Signer(
                employee.id,
                employee.name,
                "17-Б",
                "учителька",
                "Початкова школа",
                5_000_000_001,
                "+380501234567",
                "invitation",
                NOW - timedelta(days=30),
                None,
            ),
            agreement=Agreement("2026-01", "uk"),
            document=subject,
            statement=Statement("Я прочитала документ і підписую його.", "uk"),
            act=Act(
                Method.TAP_AND_PIN,
                ActChannel.TELEGRAM,
                None,
                NOW,
                90_001,
                "4211",
                77,
                NOW - timedelta(hours=2),
                NOW - timedelta(hours=1),
            ),
            result=Outcome.SIGNED,
        )

    def signs(self, subject, how_many=2):
        crowd = [self.employs(f"{NAMES[place % 4]} {place}") for place in range(len(self.employees), how_many)]
        return [
            sign_record(self.record(subject, one, place), one.private, one.certificate)
            for place, one in enumerate([*self.employees, *crowd][:how_many])
        ]

    def sheet(self, subject, signed=2, unsigned=1):
        return Sheet(
            organisation=self.party.name,
            title=subject.title,
            file_name=subject.name,
            sha256=subject.sha256,
            size=subject.size,
            version=subject.version,
            made_at=NOW,
            zone="Europe/Kyiv",
            qr="https://t.me/countersign_bot?start=d_0123456789",
            signed=tuple(
                SignedLine(uuid5(SPACE, str(place)), NAMES[place % 4], "учителька", NOW, Method.TAP, Outcome.SIGNED)
                for place in range(signed)
            ),
            unsigned=tuple(
                UnsignedLine(NAMES[place % 4], "інженер", Standing.DECLINED, "Не згоден із пунктом 4")
                for place in range(unsigned)
            ),
        )

    def parts(
        self, original, name="Інструкція.pdf", *, signed=2, declined=1, now=NOW, tsa=None, head="ab" * 32, sheet=None
    ):
        subject = self.subject(original, name)
        dossier = Dossier(self.party, subject, signed + declined, declined, head)
        sheet = sheet or draw_sheet(self.sheet(subject, signed, declined), WORDS)
        return Parts(original, sheet, dossier, self.signs(subject, signed), self.seal, now, tsa)

    def finishes(self, original, *given, **changes):
        """Finish a file as the bot does: carried as a look at it and a trial seal say, and verified."""
        return finish(self.parts(original, *given, **changes), carried(original))

    def seals(self, original):
        """Seal a file without verifying it, for forgeries."""
        return seal_pdf(self.parts(original), Carrying.PAGES)


def carried(data):
    """Return how a file is carried: what `bot.signing.finishing.examining` finds, without worker processes."""
    in_pages = is_pdf(data) and check_pdf(data).carrying is Carrying.PAGES and fits_pages(data)
    return Carrying.PAGES if in_pages else Carrying.ATTACHMENT


@pytest.fixture(scope="session")
def now():
    return NOW


@pytest.fixture(scope="session")
def words():
    return WORDS


@pytest.fixture(scope="session")
def office():
    return Office()


@pytest.fixture(scope="session")
def stranger():
    return Office("Чужа організація")


def drawn_pdf(pages=3, orientation="P", text="Page"):
    pdf = FPDF(orientation=orientation)
    pdf.set_creation_date(NOW)
    pdf.set_font("Helvetica", size=40)
    for page in range(1, pages + 1):
        pdf.add_page()
        pdf.cell(text=f"{text} {page}")
    return bytes(pdf.output())


@pytest.fixture(scope="session")
def draw():
    return drawn_pdf


@pytest.fixture(scope="session")
def pdf():
    return drawn_pdf()


@pytest.fixture
def tool(tmp_path):
    """Run a program over files of the given bytes: `tool("qpdf", "--check", data)` returns (exit code, output)."""

    def run(program, *arguments):
        if which(program) is None:
            pytest.skip(f"{program} is not installed")
        command = [program]
        for place, argument in enumerate(arguments):
            if isinstance(argument, bytes):
                path = tmp_path / f"{program}-{place}.pdf"
                path.write_bytes(argument)
                argument = str(path)  # noqa: PLW2901 - the argument is its file now
            command.append(argument)
        done = subprocess.run(command, capture_output=True, cwd=tmp_path, check=False)
        return done.returncode, (done.stdout + done.stderr).decode(errors="replace")

    return run


@pytest.fixture
def qpdf(tmp_path, tool):
    """Rewrite a PDF with options of qpdf."""

    def rewrite(data, *options):
        code, output = tool("qpdf", data, *options, str(tmp_path / "rewritten.pdf"))
        assert code == 0, output
        return (tmp_path / "rewritten.pdf").read_bytes()

    return rewrite


@pytest.fixture(scope="session")
def altered():
    """Change a PDF with pyHanko in an incremental update: `altered(data, change)`, where `change(writer)` changes."""

    def alter(data, change):
        writer = IncrementalPdfFileWriter(io.BytesIO(data))
        change(writer)
        writer.update_root()
        output = io.BytesIO()
        writer.write(output)
        return output.getvalue()

    return alter


@pytest.fixture(scope="session")
def presigned(stranger):
    """Sign a PDF as somebody else would, before it is sent: `presigned(data, certify=…)`."""

    def sign(data, *, certify):
        signer = SimpleSigner(
            x509.Certificate.load(stranger.seal.certificate),
            keys.PrivateKeyInfo.load(stranger.seal.private),
            SimpleCertificateStore(),
        )
        metadata = PdfSignatureMetadata(field_name="Director", certify=certify)
        return sign_pdf(IncrementalPdfFileWriter(io.BytesIO(data)), metadata, signer).getvalue()

    return sign
