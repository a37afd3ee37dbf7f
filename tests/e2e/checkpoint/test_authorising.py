"""A service QR that needs a qualified signature: the order, its wrong and its right signatures, the shift."""

from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio
from cryptography import x509
from e2e.servers.company import company, sentence
from qualified_country import Country, name, person, simple_container

from sandbox.demo import steps

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


def elsewhere():
    """Return the subject of somebody of another organisation."""
    return name("Sample stranger", (x509.ObjectIdentifier("2.5.4.97"), "NTRUA-87654321"))
