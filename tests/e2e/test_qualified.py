"""What needs a qualified signature: a service QR's order and a document, their wrong and their right signatures."""

from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio
from cryptography import x509
from cryptography.x509.oid import NameOID
from e2e.servers.company import company, sentence
from qualified_country import Country, name, person, simple_container
from unit.bot.signing.conftest import drawn_pdf

from sandbox.demo import sample, steps

pytestmark = [pytest.mark.timeout(300), pytest.mark.asyncio(loop_scope="module")]

CHECKPOINT, PLACE = "КПП №1", "вул. Садова, 5"
NUMBER = "12345678"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def staff(tmp_path_factory):
    """A company whose owner has issued one service QR, and which demands a qualified signature on it."""
    folder = tmp_path_factory.mktemp("authorising")
    async with company(folder) as one:
        one.link = await steps.issue_service_qr(one.owner, CHECKPOINT, PLACE)
        one.country = Country("ZZ")
        (listed := folder / "list.xml").write_bytes(one.country.list_xml())
        for command in (
            ("organisation", "--number", NUMBER, "--qualified-orders", "yes"),
            ("trust", "import", listed),
        ):
            status, output = await one.stage.bot.command(*command)
            assert status == 0, output
        yield one


async def ordered(owner):
    """Press the button of the service QR; return the order's bytes."""
    await owner.open_menu("checkpoint-qrs")
    await owner.sees(button=CHECKPOINT)
    await owner.phone.taps(CHECKPOINT)
    await owner.sees(sentence("checkpoint-authorised-not"), kind="photo")
    await owner.press("checkpoint-authorise")
    return await (await owner.sees(sentence("checkpoint-order-sent")[:60], kind="document")).document()


async def test_a_service_qr_works_once_its_order_has_the_organisations_qualified_signature(staff):
    owner, guard, country = staff.owner, staff.guard, staff.country
    at = datetime.now(UTC) - timedelta(days=14)  # before the bot's clock, too
    await guard.phone.opens(staff.link)
    await guard.sees(sentence("refused-service-qr-unauthorised", "ru"))
    order = await ordered(owner)
    assert order == await ordered(owner)
    await owner.phone.sends_file(country.complete(b"another order", at=at), "order.p7s")
    await owner.sees(sentence("checkpoint-order-not-qualified"))
    other = simple_container(country.complete(b"another order", at=at), b"another order")
    await owner.phone.sends_file(other, "order.asics")
    await owner.sees(sentence("refused-order-differs"))
    await owner.phone.sends_file(country.sign(order, at=at).dump(), "order.p7s")
    await owner.sees(sentence("checkpoint-order-not-qualified"))
    stranger = person(country.authority, subject=elsewhere())
    await owner.phone.sends_file(country.complete(order, by=stranger, at=at), "order.p7s")
    await owner.sees(sentence("refused-order-signer-foreign", number=NUMBER))
    await owner.phone.sends_file(country.complete(order, at=at), "order.p7s")
    authorised = sentence("checkpoint-authorised", name="Sample head", number=NUMBER)
    await owner.sees(authorised, kind="photo")
    assert staff.rows("SELECT count(*) FROM ledger_entry WHERE act = 'service-qr-authorised'") == [(1,)]
    await guard.phone.opens(staff.link)
    await guard.press("checkpoint-go")
    await guard.sees("🟢")
    status, output = await staff.stage.bot.command("ledger", "verify", "--rows")
    assert status == 0, output


async def sent(staff, content, title):
    """Have the owner send a document to the employee to be signed; return when it reached them."""
    owner = staff.owner
    await owner.open_menu("signing-send")
    await owner.sees(owner.label("signing-file-wanted")[:30])
    await owner.phone.sends_file(content, f"{title}.pdf")
    await owner.sees(f"{title}.pdf")
    await owner.phone.sends(title)
    await owner.press("signing-class-sign")
    number = await steps.choose_recipients(owner, sample.EMPLOYEE)
    await owner.press("signing-chosen-go-on", number=number)
    await owner.press("signing-days", days=7)
    summary = await owner.sees("кваліфікований підпис (цього вимагає організація)")
    assert owner.label("signing-to-tap") not in summary.buttons
    await owner.press("signing-send-now", number=number)
    await owner.sees(sentence("signing-board-qualified"))
    ((at,),) = staff.rows("SELECT max(sent_at) FROM request")
    return datetime.fromisoformat(at).replace(tzinfo=UTC)


async def test_a_document_is_signed_with_the_recipients_own_qualified_signature(staff, tmp_path):
    owner, employee, country = staff.owner, staff.employee, staff.country
    await owner.open_menu("settings-button")
    await owner.press("settings-qualified")
    await owner.press("signing-class-sign")
    await owner.sees(button="✓ " + owner.label("signing-class-sign"))
    document = drawn_pdf(1, text="Agreement")
    at = await sent(staff, document, "Угода")
    await employee.press("signing-do-sign")
    handed = await employee.sees(sentence("signing-elsewhere", "en", statement="")[:50], kind="document")
    assert await handed.document() == document
    their_name = sample.EMPLOYEE.name
    surname, given = reversed(their_name.split())
    said = (NameOID.SURNAME, surname), (NameOID.GIVEN_NAME, f"{given} Іванович")
    theirs = person(country.authority, subject=name(their_name, *said))
    await employee.phone.sends_file(country.complete(document, at=at), "signed.p7s")
    await employee.sees(sentence("refused-signature-foreign", "en", certified="Sample head", listed=their_name))
    await employee.phone.sends_file(country.complete(document, by=theirs, stamped=False), "signed.p7s")
    await employee.sees("Turn on the time stamp")
    await employee.phone.sends_file(country.complete(b"another document", by=theirs, at=at), "signed.p7s")
    await employee.sees("Sign exactly the file that I sent")
    await employee.phone.sends_file(country.complete(document, by=theirs, at=at), "signed.p7s")
    await employee.sees("✅")
    await staff.finishes_documents()
    await owner.press("signing-finished")
    finished = tmp_path / "finished.pdf"
    finished.write_bytes(await (await owner.sees("Угода", kind="document")).document())
    status, output = await staff.stage.bot.command("certificate")
    assert status == 0, output
    authority = tmp_path / "organisation.pem"
    authority.write_text(output)
    status, output = await staff.stage.bot.command("verify", finished, "--certificate", authority)
    assert (status, f"qualified signature of {surname} {given} Іванович" in output) == (0, True), output
    status, output = await staff.stage.bot.command("ledger", "verify", "--rows")
    assert status == 0, output


def elsewhere():
    """Return the subject of somebody of another organisation."""
    return name("Sample stranger", (x509.ObjectIdentifier("2.5.4.97"), "NTRUA-87654321"))
