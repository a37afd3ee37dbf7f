"""A country for tests with its trusted list, and a judge who has loaded it."""

import pytest
from qualified_country import DOCUMENT, NOW, Country

from bot.qualified.in_workers import NamedFile
from bot.qualified.judging import judge
from bot.qualified.trust.lists import read_list
from bot.qualified.trust.models import TrustedList


def loaded(xml, name="ZZ"):
    """Return a list as it is stored after an import."""
    read = read_list(xml)
    operator = read.operator
    dates = (read.issued_at, read.next_update_at)
    return TrustedList(name, read.territory, read.number, *dates, operator.certificate, operator.name, NOW, NOW, xml)


@pytest.fixture(scope="session")
def country():
    return Country("ZZ")


@pytest.fixture(scope="session")
def trusted(country):
    return loaded(country.list_xml())


@pytest.fixture(scope="session")
def judged(trusted):
    """Judge a file with one signature in it."""

    def of(data, document=DOCUMENT, lists=(trusted,), name="signature.p7s"):
        beside = None if document is None else NamedFile("order.txt", document)
        (found,) = judge(NamedFile(name, data), beside, lists, NOW)
        return found

    return of


@pytest.fixture(scope="session")
def load():
    return loaded
