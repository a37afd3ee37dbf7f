"""Loading lists: the operator is pinned by the first import, and an older or expired issue does not replace a newer."""

import json
import re
from datetime import timedelta

import pytest
from lxml import etree
from qualified_country import DOCUMENT, NOW, Country

from bot.__main__ import main
from bot.cli.evidence.trust import load_list, loaded_lists
from bot.qualified.trust.lists import read_list
from bot.qualified.trust.models import (
    ListExpiredRefused,
    ListOlderRefused,
    ListOperatorChangedRefused,
    ListUnreadableRefused,
    ListUnsignedRefused,
)
from bot.settings import read_settings


@pytest.fixture
def settings(tmp_path, monkeypatch):
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("BOT_TOKEN", "123456789:" + "A" * 35)
    return read_settings()


async def test_the_first_import_pins_the_operator_and_later_ones_must_be_theirs(settings, country):
    imported = await load_list(settings, country.list_xml(number=2), None, None)
    assert imported.pinned
    assert not (await load_list(settings, country.list_xml(number=3), None, None)).pinned
    with pytest.raises(ListOperatorChangedRefused):
        await load_list(settings, Country("ZZ").list_xml(number=4), None, None)
    with pytest.raises(ListOlderRefused):
        await load_list(settings, country.list_xml(number=2), None, None)
    (kept,) = await loaded_lists(settings)
    assert (kept.name, kept.number) == ("ZZ", 3)
    assert kept.pinned_at <= kept.imported_at


async def test_the_administrator_may_say_who_the_operator_is(settings, country):
    with pytest.raises(ListUnsignedRefused):
        await load_list(settings, country.list_xml(), None, Country("ZZ").operator.der)
    imported = await load_list(settings, country.list_xml(), "TL-ZZ", country.operator.der)
    assert (imported.pinned, imported.trusted.name) == (False, "TL-ZZ")


async def test_what_is_no_list_changed_or_out_of_date_is_refused(settings, country):
    for refused, xml in (
        (ListUnreadableRefused, b"<list/>"),
        (ListUnreadableRefused, b'<!DOCTYPE a [<!ENTITY b "c">]>' + country.list_xml()),
        (ListUnsignedRefused, country.list_xml().replace(b"granted", b"grunted")),
        (ListExpiredRefused, country.list_xml(until=NOW - timedelta(days=8))),
    ):
        with pytest.raises(refused):
            await load_list(settings, xml, None, None)
    assert await loaded_lists(settings) == []


async def test_an_operators_certificate_that_cannot_be_read_signs_no_list(settings, country):
    damaged = re.sub(rb"(X509Certificate>)[^<]+", rb"\1MAA=", country.list_xml())
    with pytest.raises(ListUnsignedRefused):
        await load_list(settings, damaged, None, None)


def test_a_list_within_another_is_not_read_for_it(country):
    within = etree.fromstring(Country("YY").list_xml())
    within.set("Id", "other")
    within.remove(within[-1])
    within.append(etree.fromstring(country.list_xml(number=9)))
    with pytest.raises(ListUnsignedRefused):
        read_list(etree.tostring(within), (country.operator.der,))


def test_the_command_loads_shows_and_removes_lists_and_verify_uses_them(settings, country, tmp_path, capsys):
    listed, signature, document = tmp_path / "list.xml", tmp_path / "order.p7s", tmp_path / "order.txt"
    listed.write_bytes(country.list_xml())
    signature.write_bytes(country.complete())
    document.write_bytes(DOCUMENT)
    assert main(["trust", "list"]) == 0
    assert "No list is loaded" in capsys.readouterr().out
    assert main(["verify", str(signature), str(document), "--language", "en"]) == 6
    assert "no trusted lists" in capsys.readouterr().out
    assert main(["trust", "import", str(listed)]) == 0
    assert "NOBODY VOUCHED" in capsys.readouterr().out
    for language, word in (("uk", "Кваліфікований"), ("ru", "Квалифицированная"), ("en", "Qualified")):
        assert main(["verify", str(signature), str(document), "--language", language]) == 0
        out = capsys.readouterr().out
        assert word in out
        assert "12345678" in out
    assert main(["verify", str(signature), str(document), "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert found["qualified"]
    assert all(found[part]["holds"] for part in ("coverage", "correctness", "chain", "moment", "revocation"))
    document.write_bytes(DOCUMENT[::-1])
    assert main(["verify", str(signature), str(document)]) == 1
    assert main(["verify", str(document)]) == 3
    capsys.readouterr()
    assert main(["trust", "remove", "ZZ"]) == 0
    assert main(["trust", "remove", "ZZ"]) == 1
    assert main(["trust", "import", str(document)]) == 1
    assert "ETSI" in capsys.readouterr().err
