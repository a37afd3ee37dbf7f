"""Links in letters: to a page where there are pages, to the bot where there are none."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from e2e.servers.stage import TOKEN

from bot.crypto.tokens import hash_token
from bot.settings import read_settings
from bot.staff.models import Invitation
from bot.staff.registration.links import Links

NOW = datetime(2026, 11, 30, tzinfo=UTC)
PAGES = "https://pages.example.org/i/"


@pytest.fixture
def invitation():
    invitation_id = uuid4()
    hashed = hash_token(Links(bytes(32), "ExampleBot").token(invitation_id))
    return Invitation(invitation_id, uuid4(), uuid4(), hashed, NOW, NOW)


def test_a_letter_has_a_link_to_a_page_and_the_chat_one_to_the_bot(invitation):
    links = Links(bytes(32), "ExampleBot", PAGES)
    assert links.letter_link(invitation) == PAGES + links.token(invitation.id)
    assert links.link(invitation).startswith("https://t.me/ExampleBot?start=")


def test_without_pages_a_letter_has_the_link_to_the_bot(invitation):
    links = Links(bytes(32), "ExampleBot")
    assert links.letter_link(invitation) == links.link(invitation)


def test_a_link_made_with_another_key_goes_into_no_letter(invitation):
    assert Links(b"x" * 32, "ExampleBot", PAGES).letter_link(invitation) is None


def test_pages_have_addresses_only_where_the_settings_say_so():
    public = {"bot_token": TOKEN, "public_url": "https://pages.example.org/"}
    assert read_settings(**public).landing_pages == PAGES
    assert read_settings(**public).sheet_pages == "https://pages.example.org/v/"
    assert read_settings(**public, sheet_qr="bot").sheet_pages == ""
    without = read_settings(bot_token=TOKEN)
    assert (without.landing_pages, without.sheet_pages) == ("", "")
