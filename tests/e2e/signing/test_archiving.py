"""Time stamps over finished files, with an authority that comes, goes and returns; lists of revoked certificates."""

import asyncio
import hashlib
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
import pytest_asyncio
from aiohttp import ClientSession
from e2e.servers.company import company, sentence, words_of
from e2e.servers.stage import free_port
from pyhanko.pdf_utils.reader import PdfFileReader

from benchmarks.proof.future import passes_in_future
from benchmarks.proof.time_pki import time_pki
from bot.crypto.certificates import parse_certificate, pem
from bot.crypto.revocation import parse_list
from sandbox.demo import sample, steps

pytestmark = [pytest.mark.long, pytest.mark.asyncio(loop_scope="module")]


class Papers:
    """A company whose bot has no time-stamping authority yet, and an authority."""

    def __init__(self, staff, pki, folder):
        self.staff, self.pki, self.folder, self.bot = staff, pki, folder, staff.stage.bot
        self.certificate = folder / "organisation.pem"

    async def take_authority(self):
        """Set the authority, as the administrator does, for commands and for the bot's next start."""
        roots = self.folder / "times.pem"
        roots.write_bytes(pem(self.pki.root))
        self.bot.environment |= {"TSA_URL": self.pki.url, "TSA_CERTIFICATES": str(roots)}
        _, printed = await self.bot.command("certificate")
        self.certificate.write_text(printed)

    async def now(self):
        return datetime.fromisoformat((await self.staff.sandbox.clock.read())["now"]).astimezone(UTC)

    async def finishes(self, title):
        """Send a document to the employee, who signs it; return the finished file.

        It is not taken from the notice about it, which waits for working hours.
        """
        self.pki.now, before = await self.now(), len(self.levels())
        await steps.send_document(self.staff.owner, sample.document(), f"{title}.pdf", title, sample.EMPLOYEE)
        received = await self.staff.employee.sees(title, kind="document")
        await self.staff.employee.phone.marks_read()
        await self.staff.employee.phone.taps(self.staff.employee.label("signing-do-sign"), on=received)
        await self.staff.employee.press("signing-confirm-sign")
        await self.staff.employee.press_pin()
        await self.staff.employee.sees("✅")
        await reaches(lambda: len(self.levels()) > before)
        return await self.newest(title)

    def levels(self):
        """Return the levels of the finished files, the oldest first."""
        finished = "SELECT seal_level FROM document WHERE finished_at IS NOT NULL ORDER BY finished_at"
        return [level for (level,) in self.staff.rows(finished)]

    async def seals(self):
        """Return what the doctor says of the seals."""
        _, printed = await self.bot.command("doctor")
        return next(line for line in printed.splitlines() if " seals: " in line)

    async def newest(self, title):
        """Return the finished file as the owner gets it from the document's board."""
        owner = self.staff.owner
        await owner.open_menu("signing-documents")
        await owner.choose(title)
        await owner.press("signing-finished")
        return await (await owner.sees(title, kind="document")).document()

    async def verify(self, content, *more):
        file = self.folder / "checked.pdf"
        file.write_bytes(content)
        return await self.bot.command("verify", file, "--certificate", self.certificate, *more)

    def passes(self, content, years, now):
        authority = parse_certificate(self.certificate.read_bytes()).der
        return passes_in_future(content, authority, self.pki.root, now, years)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def papers(tmp_path_factory):
    """The clock is an hour slow, because pyHanko believes no time stamp that is ahead of the machine's clock."""
    folder, address = tmp_path_factory.mktemp("papers"), f"127.0.0.1:{free_port()}"
    now = datetime.now(UTC) - timedelta(hours=1)
    with time_pki(folder, now, now + timedelta(days=3650)) as pki:
        async with company(folder, now.isoformat(), WEB_LISTEN=address, PUBLIC_URL=f"http://{address}") as staff:
            yield Papers(staff, pki, folder)


async def test_old_files_are_upgraded_by_the_command(papers):
    old = await papers.finishes("Правила-1")
    assert papers.levels() == ["B-B"]
    await papers.take_authority()
    upgrades = "1 are below B-LTA: `countersign reseal` upgrades them"
    assert await papers.seals() == f"ok   seals: B-LTA, 0 files wait for a time stamp, {upgrades}"
    dry = "1 files are below B-LTA, 0 wait for a time stamp. Nothing was changed.\n"
    assert await papers.bot.command("reseal", "--dry-run") == (0, dry)
    assert (papers.levels(), papers.pki.stamped) == (["B-B"], 0)
    assert await papers.bot.command("reseal") == (0, "1 stamped, 0 left\n")
    assert papers.levels() == ["B-LTA"]
    assert await papers.seals() == "ok   seals: B-LTA, 0 files wait for a time stamp"
    newest = await papers.newest("Правила-1")
    assert covered(newest) == covered(old)
    status, printed = await papers.verify(newest)
    assert (status, printed.count("time stamp over the file")) == (0, 1), printed


async def test_no_document_waits_for_an_authority_that_is_away_and_its_time_stamp_follows(papers):
    await papers.bot.stops()
    await papers.bot.start()
    content, now = await papers.finishes("Правила-2"), await papers.now()
    assert papers.levels()[1:] == ["B-LTA"]
    status, printed = await papers.verify(content)
    assert (status, printed.count("time stamp over the file")) == (0, 1), printed
    assert await asyncio.to_thread(papers.passes, content, 1, now)

    papers.pki.away = True
    unstamped = await papers.finishes("Правила-3")
    assert papers.levels()[2:] == ["B-B"]
    assert sentence("sheet-unstamped") in await asyncio.to_thread(words_of, unstamped)
    assert (await papers.seals()).startswith("ok   seals: B-LTA, 1 files wait for a time stamp")
    status, printed = await papers.verify(unstamped)
    assert (status, "UNCHANGED" in printed, "time stamp" in printed) == (0, True, False), printed

    papers.pki.away = False
    papers.pki.now = await papers.now() + timedelta(minutes=10)
    await papers.staff.sandbox.clock.advance(minutes=10)
    await reaches(lambda: papers.levels()[2:] == ["B-LTA"])
    stamped = await papers.newest("Правила-3")
    assert covered(stamped) == covered(unstamped)
    assert await asyncio.to_thread(papers.passes, stamped, 1, papers.pki.now)
    assert await papers.seals() == "ok   seals: B-LTA, 0 files wait for a time stamp"
    status, printed = await papers.verify(stamped)
    assert (status, printed.count("time stamp over the file")) == (0, 1), printed
    await papers_agree(papers, unstamped, stamped)


def covered(content):
    """Return the bytes of a finished file that its seal covers."""
    (seal,) = PdfFileReader(BytesIO(content)).embedded_regular_signatures
    first, length, second, rest = map(int, seal.byte_range)
    return content[first : first + length] + content[second : second + rest]


async def papers_agree(papers, earlier, newest):
    """The ledger has the hashes of both revisions; the command and the bot say which is the newer one."""
    file = papers.folder / "ledger.jsonl"
    await papers.bot.command("ledger", "export", file)
    hashes = [hashlib.sha256(one).hexdigest() for one in (earlier, newest)]
    lines = [line for line in file.read_text().splitlines() if hashes[0] in line]
    assert any(hashes[1] in line for line in lines)
    good = "revision: a good earlier one"
    told = [(await papers.verify(one, "--ledger", file))[1] for one in (earlier, newest)]
    assert [good in one for one in told] == [True, False], told
    employee = papers.staff.employee
    for content, is_earlier in ((earlier, True), (newest, False)):
        await employee.phone.sends_file(content, "one.pdf")
        shown = await employee.sees("Unchanged")
        assert (sentence("signing-check-earlier", "en") in shown.text) is is_earlier
        await employee.phone.marks_read()


async def reaches(condition):
    for _ in range(600):
        if condition():
            return
        await asyncio.sleep(0.1)
    raise AssertionError


async def test_the_list_of_revoked_certificates_is_served_and_its_number_grows(papers):
    staff, authority = papers.staff, parse_certificate(papers.certificate.read_bytes()).der
    ((tag,),) = staff.rows("SELECT tag FROM organisation")
    url = f"{papers.bot.environment['PUBLIC_URL']}/crl/{tag.hex()}.crl"
    first = await served(url, authority)
    await steps.open_card(staff.owner, sample.GUARD)
    await staff.owner.press("staff-dismiss")
    await staff.owner.press("staff-dismiss-confirm")
    await staff.rests()
    await staff.sandbox.clock.advance(minutes=1)
    for _ in range(100):
        second = await served(url, authority)
        if second.number > first.number:
            break
        await asyncio.sleep(0.1)
    assert second.number == first.number + 1
    assert len(second.revoked) == len(first.revoked) + 1


async def served(url, authority):
    async with ClientSession() as session, session.get(url) as answer:
        assert (answer.status, answer.content_type) == (200, "application/pkix-crl")
        return parse_list(await answer.read(), authority)
