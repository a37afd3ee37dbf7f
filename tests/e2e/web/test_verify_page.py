"""The page that checks files, in headless Chromium, before the real bot, behind a proxy that keeps every request."""

import asyncio
import hashlib
import json
import shutil
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio
import zxingcpp
from e2e.servers.accessibility import faults_of
from e2e.servers.browser import tab_through, text_of
from e2e.servers.company import company
from e2e.servers.counting import CountingProxy, counting_proxy
from e2e.servers.stage import free_port, monday_morning, words
from pypdfium2 import PdfDocument
from unit.bot.signing.conftest import Office, drawn_pdf

from bot.crypto.certificates import pem
from bot.signing.boards.bundle import Entry, pack
from sandbox.demo import sample, steps

pytest.importorskip("selenium", reason="selenium is not installed")

from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from sandbox.screenshot import CHROMEDRIVER, CHROMIUM, headless_chromium

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(300),
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's chromium is not installed"),
    pytest.mark.skipif(not CHROMEDRIVER.exists(), reason="Debian's chromium-driver is not installed"),
]

MARKUP = '<img src=x onerror="document.title=1"> & </script><script>document.title=2</script>'
TURNED = "\u202e"
"""RIGHT-TO-LEFT OVERRIDE: what follows it is shown from right to left."""
HOSTILE = f"{TURNED}{MARKUP}"
PATIENCE = 30


@dataclass
class Site:
    """The pages of a running bot, with a document that was signed and sealed there."""

    url: str
    proxy: CountingProxy
    original: bytes
    finished: bytes
    authority: bytes
    folder: Path
    invitation: str
    """The path of the page to which a personal link in a letter leads."""

    def sent(self):
        """The requests but those for the page's own scripts, style and icon."""
        return [one for one in self.proxy.requests if not (one[0] == "GET" and one[1].startswith("/assets/"))]


@dataclass
class Reader:
    """Somebody with a browser. What blocks is done in a thread: the proxy is in this process."""

    chrome: object
    site: Site

    async def opens(self, path):
        await asyncio.to_thread(self.chrome.get, path if "://" in path else self.site.url + path)
        self.site.proxy.requests.clear()
        self.chrome.get_log("browser")  # is emptied by reading

    async def chooses(self, content, name="file.pdf", field="file"):
        path = self.site.folder / name
        path.write_bytes(content)
        await asyncio.to_thread(self.found(field).send_keys, str(path))

    async def checks(self, content, name="file.pdf"):
        """Choose a file and return the integrity that the page shows."""
        self.chrome.execute_script("document.getElementById('result').replaceChildren()")
        await self.chooses(content, name)
        await self.sees("verdict")
        return self.chrome.execute_script("return document.querySelector('[data-verdict]').dataset.verdict")

    async def presses(self, testid):
        await asyncio.to_thread(self.found(testid).click)
        return await self.sees(f"{testid}-answer")

    async def sees(self, testid):
        """Wait until a part has a text, and return it."""
        wait = WebDriverWait(self.chrome, PATIENCE, 0.05)
        return await asyncio.to_thread(wait.until, lambda _: self.texts(testid), f"no {testid}")

    def texts(self, testid):
        return text_of(self.chrome, testid)

    def found(self, testid):
        return self.chrome.find_element(By.CSS_SELECTOR, f"[data-testid={testid}]")

    async def fetches(self, path):
        """What the page would get: the status and the text."""
        return await asyncio.to_thread(self.chrome.execute_async_script, FETCH, path)

    @property
    def whole_text(self):
        return self.chrome.execute_script("return document.body.innerText")

    def foreign_requests(self):
        urls = self.chrome.execute_script("return performance.getEntriesByType('resource').map((one) => one.name)")
        return [url for url in urls if not url.startswith(self.site.url)]

    def complaints(self):
        """What the browser's console says of scripts and policies."""
        return [one["message"] for one in self.chrome.get_log("browser") if "favicon" not in one["message"]]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def site(tmp_path_factory):
    """A bot whose owner had a document signed, and the pages behind a proxy."""
    folder = tmp_path_factory.mktemp("pages")
    port, behind = free_port(), free_port()
    url = f"http://127.0.0.1:{port}"
    settings = {"WEB_LISTEN": f"127.0.0.1:{behind}", "PUBLIC_URL": url}
    async with (
        counting_proxy(port, f"http://127.0.0.1:{behind}") as proxy,
        company(folder, monday_morning().isoformat(), **settings) as staff,
    ):
        original = sample.document()
        await steps.send_document(staff.owner, original, "rules.pdf", sample.TITLE, sample.EMPLOYEE)
        await staff.employee.sees(sample.TITLE, button=staff.employee.label("signing-do-sign"))
        await steps.sign(staff.employee)
        finished = await (await staff.owner.phone.sees(kind="document", within=60)).document()
        status, printed = await staff.stage.bot.command("certificate")
        assert status == 0
        link = await steps.invite(staff.owner, sample.OTHERS[0])
        invitation = f"/i/{link.partition('start=')[2]}"
        proxy.requests.clear()  # of PINs
        yield Site(url, proxy, original, finished, printed.encode(), folder, invitation)


@pytest.fixture(scope="module")
def chrome():
    with headless_chromium(390, 800) as driver:
        yield driver


@pytest.fixture
def reader(chrome, site):
    return Reader(chrome, site)


def sheet_code(pdf):
    """The text of the QR code on the last page."""
    with PdfDocument(pdf) as document:
        picture = document[len(document) - 1].render(scale=3).to_pil()
    return zxingcpp.read_barcodes(picture)[0].text


async def test_a_file_is_checked_without_a_request_and_its_state_told_after_a_click(reader, site):
    await reader.opens("/v?lang=uk")
    assert await reader.checks(site.finished) == "unchanged"
    assert await reader.sees("verdict") == words("web-unchanged")
    assert await reader.sees("trust") == words("web-trust-server", name=sample.ORGANISATION)
    assert words("web-tally", signed="1", total="1") in await reader.sees("tally")
    assert sample.EMPLOYEE.name in await reader.sees("signer")
    assert site.sent() == []

    answer = await reader.presses("web-state")
    assert sample.ORGANISATION in answer
    sent = json.dumps({"sha256": hashlib.sha256(site.finished).hexdigest()}, separators=(",", ":")).encode()
    assert site.sent() == [("POST", "/v/state", sent)]
    assert reader.foreign_requests() == []
    assert reader.chrome.get_cookies() == []
    assert reader.complaints() == []


async def test_the_page_agrees_with_the_command_and_with_pdfsig(reader, site, tmp_path):
    await reader.opens("/v?lang=en")
    place = len(site.original) // 2
    flipped = site.finished[:place] + bytes([site.finished[place] ^ 1]) + site.finished[place + 1 :]
    signed = "Signature is Valid"
    for content, verdict, valid in (
        (site.finished, "unchanged", True),
        (flipped, "changed", False),
        (site.finished[:-2000], "changed", False),
        (site.finished + b"\n% more", "changed", None),
        (site.original, "unknown", False),
    ):
        assert await reader.checks(content) == verdict
        if valid is not None and shutil.which("pdfsig"):
            (tmp_path / "file.pdf").write_bytes(content)
            done = subprocess.run(
                ["pdfsig", "-nocert", tmp_path / "file.pdf"], capture_output=True, text=True, check=False
            )
            assert (signed in done.stdout) is valid
    assert site.sent() == []


async def test_whom_to_trust_is_told_apart_from_what_changed(reader, site):
    office, stranger = Office("Школа № 1"), Office("Інша школа")
    await reader.opens("/v?lang=en")
    assert await reader.checks(await asyncio.to_thread(office.finishes, drawn_pdf())) == "unchanged"
    assert await reader.sees("trust") == words("web-trust-nobody", "en")
    await reader.chooses(b"no certificate", "bad.pem", "certificate")
    reader.chrome.execute_script("document.querySelector('details').open = true")
    assert await reader.sees("chosen") == words("web-certificate-unreadable", "en")
    await reader.chooses(pem(stranger.ca.certificate), "other.pem", "certificate")
    await waits_for(reader, "trust", words("web-trust-other", "en"))
    await reader.chooses(pem(office.ca.certificate), "own.pem", "certificate")
    await waits_for(reader, "trust", words("web-trust-given", "en", name="Школа № 1"))


async def waits_for(reader, testid, text):
    wait = WebDriverWait(reader.chrome, PATIENCE, 0.05)
    await asyncio.to_thread(wait.until, lambda _: reader.texts(testid) == text, f"{testid} is not {text}")


async def test_names_and_titles_are_shown_as_text(reader):
    organisation = MARKUP[:60]  # a certificate has 64 characters for it
    office = Office(f"{TURNED}{organisation}")
    office.employees[0] = office.employs(f"{HOSTILE} Олена")
    await reader.opens("/v?lang=ru")
    finished = await asyncio.to_thread(office.finishes, drawn_pdf(), f"{HOSTILE[:60]}.pdf")
    assert await reader.checks(finished, f"{TURNED}name.pdf") == "unchanged"
    assert f"{MARKUP} Олена" in await reader.sees("signer")
    await reader.chooses(pem(office.ca.certificate), "own.pem", "certificate")
    await waits_for(reader, "trust", words("web-trust-given", "ru", name=organisation))
    reader.chrome.execute_script("document.querySelector('details').open = true")
    assert await reader.sees("chosen") == words("web-certificate-chosen", "ru", name=organisation)
    assert TURNED not in reader.chrome.execute_script("return document.body.textContent")
    assert reader.chrome.title == f"{words('web-title', 'ru')} – Countersign"
    assert reader.chrome.find_elements(By.TAG_NAME, "img") == []


async def test_a_zip_with_everything_is_checked_file_by_file(reader, site):
    now = datetime(2026, 11, 30, tzinfo=UTC)
    always, entries = [Entry("README.txt", b"how")], [Entry("finished/rules-signed.pdf", site.finished)]
    (bundle,) = pack(always, entries, {}, now)
    await reader.opens("/v?lang=en")
    assert await reader.checks(bundle, "everything.zip") == "unchanged"
    assert words("web-bundle-same", "en", same="2", total="2") in reader.whole_text
    await reader.chooses(bundle[: len(bundle) // 2], "half.zip")
    await waits_for_text(reader, words("web-bundle-broken", "en"))


async def waits_for_text(reader, text):
    wait = WebDriverWait(reader.chrome, PATIENCE, 0.05)
    await asyncio.to_thread(wait.until, lambda _: text in reader.whole_text, f"no {text}")


async def test_the_code_on_the_sheet_opens_its_state_and_names_only_to_who_has_the_file(reader, site):
    link = sheet_code(site.finished)
    assert link.startswith(f"{site.url}/v/D")
    await reader.opens(f"{link}?lang=uk")
    assert words("web-sheet-tally", signed="1", total="1") in reader.whole_text
    assert words("web-sheet-finished", at="X").split("X")[0] in reader.whole_text
    assert sample.EMPLOYEE.name not in reader.chrome.page_source
    assert sample.TITLE not in reader.chrome.page_source

    await reader.checks(drawn_pdf())
    assert await reader.presses("web-sheet-names") == words("web-sheet-names-other")
    await reader.checks(site.original)
    assert sample.EMPLOYEE.name in await reader.presses("web-sheet-names")

    answers = [await reader.fetches(path) for path in (f"/v/D{'A' * 44}", "/v/L", "/v/x.y")]
    assert len(set(answers)) == 1


FETCH = """
const [path, done] = arguments;
fetch(path).then((response) => response.text().then((text) => done(`${response.status} ${text}`)));
"""


async def test_the_saved_page_works_without_a_network(reader, site, tmp_path):
    await reader.opens("/v?lang=en")
    saved = tmp_path / "check.html"
    link = reader.found("save").get_attribute("href")
    page = await reader.fetches(link)
    saved.write_text(page.partition(" ")[2], encoding="utf-8")
    reader.chrome.execute_cdp_cmd("Network.enable", {})
    offline = {"offline": True, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0}
    reader.chrome.execute_cdp_cmd("Network.emulateNetworkConditions", offline)
    try:
        await reader.opens(saved.as_uri())
        assert await reader.checks(site.finished) == "unchanged"
        assert await reader.sees("trust") == words("web-trust-server", "en", name=sample.ORGANISATION)
        assert await reader.checks(site.finished[:-9]) == "changed"
        assert reader.texts("web-state") == ""
        assert reader.complaints() == []
    finally:
        online = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
        reader.chrome.execute_cdp_cmd("Network.emulateNetworkConditions", online)


async def test_the_page_is_used_with_the_keyboard_alone(reader, site):
    await reader.opens("/v?lang=en")
    reached = await asyncio.to_thread(tab_through, reader.chrome, 12)
    assert "file" in reached
    await reader.checks(site.finished)
    assert reader.chrome.execute_script("return document.activeElement.dataset.testid") == "verdict"
    labels = reader.chrome.execute_script(
        "return [...document.querySelectorAll('input')].every((one) => one.labels.length)"
    )
    assert labels is True


async def test_axe_finds_nothing_serious_on_any_page_in_either_theme(reader, site):
    sheet = f"{sheet_code(site.finished)}?lang=en"
    for path in (site.invitation, "/i/x", f"/v/D{'A' * 44}", "/scan", "/app/pass", sheet):
        await reader.opens(path)
        assert (path, await faults_of(reader.chrome)) == (path, [])
    for content in (site.finished, site.finished[:-9], site.original):
        await reader.checks(content)
        reader.chrome.execute_script("document.querySelector('details').open = true")
        assert await faults_of(reader.chrome) == []
