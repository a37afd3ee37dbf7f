"""Orders for service QR codes: whose signature counts, for which code, and once."""

import asyncio

import pytest
from cryptography.x509 import ObjectIdentifier
from qualified_country import DOCUMENT, NOW, Country, name, person, simple_container

from bot.checkpoint.authorising.accept_order import AcceptOrder, OrderDiffersRefused, OrderSignerForeignRefused
from bot.checkpoint.authorising.request_order import RequestOrder
from bot.ids import EventId
from bot.ledger.entries import Act
from bot.qualified.in_workers import NamedFile
from bot.qualified.judge_signatures import JudgeSignatures
from bot.qualified.trust.lists import read_list
from bot.qualified.trust.models import TrustedList
from bot.staff.access import NotAllowedRefused
from bot.staff.organisation.set_requirements import set_requirements
from bot.texts.language import Language
from bot.texts.words import Texts

NUMBER = "12345678"  # of the head's certificate
ORGANISATION_ID = ObjectIdentifier("2.5.4.97")


class Orders:
    """Requests and accepts orders of one organisation, with a country's list loaded."""

    def __init__(self, harness, workers, country):
        self.harness, self.workers, self.country = harness, workers, country
        self.accept = AcceptOrder(harness.open, JudgeSignatures(harness.read, workers))

    async def set_number(self, number):
        organisation_id = self.harness.owner.organisation.id
        async with self.harness.open() as tx:
            await set_requirements(tx, organisation_id, number, None, self.harness.event_id(), self.harness.now)

    async def speaker(self):
        async with self.harness.read() as tx:
            return await tx.accounts.present(self.harness.owner.account.id)

    async def load_list(self):
        xml = self.country.list_xml()
        read = read_list(xml)
        operator, dates = read.operator, (read.issued_at, read.next_update_at)
        kept = TrustedList("ZZ", "ZZ", read.number, *dates, operator.certificate, operator.name, NOW, NOW, xml)
        async with self.harness.open() as tx:
            await tx.trusted_lists.put(kept, new_operator=False)

    async def request(self, speaker, service_qr):
        request = RequestOrder(self.harness.open, self.workers)
        words = Texts().words(Language.UK, speaker.organisation.time_zone)
        _, pdf = await request(speaker, service_qr.id, words, event_id=self.harness.event_id(), now=self.harness.now)
        return pdf

    async def send(self, speaker, service_qr, data, event_id=None):
        event_id = EventId(event_id or self.harness.event_id())
        return await self.accept(speaker, service_qr.id, NamedFile("order", data), event_id=event_id, now=NOW)

    async def authorises(self, *given):
        try:
            return (await self.send(*given)).order is not None
        except OrderDiffersRefused:
            return False


@pytest.fixture
async def orders(harness, workers):
    made = Orders(harness, workers, Country("ZZ"))
    await made.set_number(NUMBER)
    await made.load_list()
    return made


async def test_the_number_counts_that_the_organisation_has_when_the_order_is_stored(checkpoint, orders):
    speaker, service_qr = await orders.speaker(), await checkpoint.issue()
    signed = orders.country.complete(await orders.request(speaker, service_qr))
    await orders.set_number("87654321")
    with pytest.raises(OrderSignerForeignRefused):
        await orders.send(speaker, service_qr, signed)
    with pytest.raises(NotAllowedRefused):
        await orders.send(orders.harness.guard, service_qr, signed)


async def test_a_number_of_another_countrys_register_is_not_the_same(checkpoint, orders):
    speaker, service_qr = await orders.speaker(), await checkpoint.issue()
    foreign = person(orders.country.authority, subject=name("Head", (ORGANISATION_ID, f"NTRBE-{NUMBER}")))
    signed = orders.country.complete(await orders.request(speaker, service_qr), by=foreign)
    with pytest.raises(OrderSignerForeignRefused):
        await orders.send(speaker, service_qr, signed)
    await orders.set_number(f"NTRBE-{NUMBER}")
    assert await orders.authorises(await orders.speaker(), service_qr, signed)


async def test_another_codes_order_and_what_is_around_it_authorise_nothing(checkpoint, orders):
    speaker, country = await orders.speaker(), orders.country
    one, other = await checkpoint.issue(), await checkpoint.issue(name="Прохідна № 3")
    pdf, others = await orders.request(speaker, one), await orders.request(speaker, other)
    for wrong in (
        country.pdf(others),
        country.pdf(pdf + b"\n% more"),
        simple_container(country.complete(others), others),
        country.complete(others),
        country.complete(DOCUMENT, detached=False),
    ):
        assert not await orders.authorises(speaker, one, wrong)
    assert await orders.authorises(speaker, one, simple_container(country.complete(pdf), pdf))


async def test_two_who_send_it_at_once_authorise_it_once(checkpoint, orders):
    speaker, service_qr = await orders.speaker(), await checkpoint.issue()
    pdf = await orders.request(speaker, service_qr)
    sent = [orders.send(speaker, service_qr, orders.country.complete(pdf)) for _ in range(2)]
    answers = await asyncio.gather(*sent)
    assert answers[0].order.container_sha256 == answers[1].order.container_sha256
    assert len(await orders.harness.entries(Act.SERVICE_QR_AUTHORISED)) == 1
