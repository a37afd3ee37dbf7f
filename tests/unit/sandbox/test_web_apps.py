"""Mini Apps: what a client hands to a page, checked with aiogram, and how pages are opened."""

import json
from urllib.parse import parse_qs

import pytest
from aiogram.utils.web_app import safe_parse_webapp_init_data
from aiogram.utils.web_app_signature import safe_check_webapp_init_data_from_signature

from sandbox.client import ControlError
from sandbox.server import SAMPLE_TOKEN
from sandbox.state.web_apps import PUBLIC_KEY

URL = "https://pages.example.org/app/pass?account=x"


async def test_a_button_opens_a_page_with_data_that_aiogram_accepts(result_of, alice):
    keys = {"inline_keyboard": [[{"text": "Full screen", "web_app": {"url": URL}}]]}
    await result_of("sendMessage", chat_id=alice.id, text="hi", reply_markup=keys)
    opened = (await alice.taps("Full screen"))["web_app"]
    assert opened["url"] == URL
    bot_id, key = int(SAMPLE_TOKEN.partition(":")[0]), bytes.fromhex(PUBLIC_KEY)
    for said in (
        safe_parse_webapp_init_data(SAMPLE_TOKEN, opened["init_data"]),
        safe_check_webapp_init_data_from_signature(bot_id, opened["init_data"], key),
    ):
        assert said.user.id == alice.id
    assert json.loads(parse_qs(opened["init_data"])["user"][0])["id"] == alice.id


async def test_a_key_of_the_keyboard_opens_a_page_that_is_told_nobody(result_of, alice):
    markup = {"keyboard": [[{"text": "Open", "web_app": {"url": URL}}]]}
    await result_of("sendMessage", chat_id=alice.id, text="hi", reply_markup=markup)
    assert (await alice.taps("Open"))["web_app"] == {"url": URL, "init_data": ""}


async def test_the_menu_button_opens_a_page_where_the_bot_has_set_one(result_of, alice):
    with pytest.raises(ControlError, match="opens no Mini App"):
        await alice.opens_menu()
    button = {"type": "web_app", "text": "Pass", "web_app": {"url": URL}}
    await result_of("setChatMenuButton", chat_id=alice.id, menu_button=button)
    assert (await alice.opens_menu())["web_app"]["url"] == URL


async def test_a_page_sends_data_to_the_bot(sandbox, alice):
    await alice.sends_web_app_data("42", "Open")
    message = (await sandbox.updates())[-1]["message"]
    assert message["web_app_data"] == {"data": "42", "button_text": "Open"}
    with pytest.raises(ControlError, match="1-4096 bytes"):
        await alice.sends_web_app_data("ж" * 2049, "Open")
