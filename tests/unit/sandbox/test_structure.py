"""The first check: structure, against aiogram's own types and an independent copy of the specification."""

import json
from pathlib import Path

import pytest
from aiogram import types

from sandbox.methods import METHODS
from sandbox.schema import parameters_of
from sandbox.schema.calls import _models
from sandbox.schema.shapes import fields_of

SPECIFICATION = Path(__file__).parents[4] / "shared" / "bot-api.json"
OPTIONAL_SINCE_10_1 = {("ReplyParameters", "message_id")}


@pytest.fixture(scope="module")
def specification():
    if not SPECIFICATION.exists():
        pytest.skip("the copy of the Bot API's specification is not beside the repository")
    return json.loads(SPECIFICATION.read_text(encoding="utf-8"))


def test_every_served_method_is_one_of_the_bot_api():
    assert [name for name in METHODS if parameters_of(name) is None] == []


def test_every_type_of_the_bot_api_can_be_checked():
    assert sum(len(parameters_of(name)) for name in _models()) > 900


@pytest.mark.parametrize("method", sorted(METHODS))
def test_parameters_agree_with_the_specification(method, specification):
    spec = next(one for name, one in specification["methods"].items() if name.lower() == method)
    known = parameters_of(method)
    for field in spec.get("fields", []):
        assert field["name"] in known
        assert known[field["name"]].required == field["required"], field["name"]


@pytest.mark.parametrize(
    "name",
    ["InlineKeyboardButton", "InlineKeyboardMarkup", "KeyboardButton", "ReplyKeyboardMarkup", "ReplyKeyboardRemove",
     "ForceReply", "MessageEntity", "ReplyParameters", "LinkPreviewOptions", "InputMediaPhoto", "InputMediaDocument",
     "BotCommand", "BotCommandScopeChat", "CopyTextButton", "WebAppInfo"],
)  # fmt: skip
def test_fields_of_types_agree_with_the_specification(name, specification):
    fields = fields_of(getattr(types, name))
    for field in specification["types"][name]["fields"]:
        assert field["name"] in fields
        required = field["required"] and (name, field["name"]) not in OPTIONAL_SINCE_10_1
        assert fields[field["name"]][0] == required, field["name"]


async def test_an_unknown_parameter_is_refused(refusal, alice):
    said = await refusal("sendMessage", chat_id=alice.id, text="hi", parse_mod="HTML")
    assert said == 'Bad Request: unknown parameter "parse_mod" in sendMessage'


async def test_a_misspelt_field_deep_inside_is_refused(refusal, alice):
    keyboard = {"inline_keyboard": [[{"text": "a", "callback_data": "x"}, {"text": "b", "calback_data": "x"}]]}
    said = await refusal("sendMessage", chat_id=alice.id, text="hi", reply_markup=keyboard)
    assert 'reply_markup.inline_keyboard[0][1] has an unknown field "calback_data"' in said


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"reply_markup": {"inline_keyboard": [{"text": "a"}]}}, "reply_markup.inline_keyboard[0] must be an Array"),
        ({"reply_markup": {"inline_keyboard": [[{"callback_data": "x"}]]}}, 'has no field "text"'),
        ({"reply_markup": {"keyboard": [[{"text": "a", "request_contact": "yes"}]]}}, "must be a Boolean"),
        ({"reply_markup": {"remove_keyboard": False}}, "must be one of True"),
        ({"reply_markup": "{"}, "can't parse reply_markup"),
        ({"reply_markup": []}, "must be an Object"),
        ({"reply_parameters": {"message_id": "five"}}, "reply_parameters.message_id must be an Integer"),
        ({"entities": [{"type": "bold", "offset": 0}]}, 'entities[0] has no field "length"'),
        ({"protect_content": "perhaps"}, "can't parse protect_content"),
        ({"link_preview_options": {"is_disabled": 1}}, "link_preview_options.is_disabled must be a Boolean"),
    ],
)
async def test_a_wrong_type_is_refused(refusal, alice, given, words):
    assert words in await refusal("sendMessage", chat_id=alice.id, text="hi", **given)


async def test_a_json_body_is_checked_as_strictly(http, server, alice):
    url = f"{server.url}/bot{server.token}/sendMessage"
    async with http.post(url, json={"chat_id": alice.id, "text": ["hi"]}) as response:
        assert (response.status, (await response.json())["description"]) == (
            400,
            "Bad Request: wrong parameter: text must be a String",
        )
    async with http.post(url, json={"chat_id": alice.id, "text": "hi", "protect_content": True}) as response:
        assert (await response.json())["result"]["has_protected_content"] is True
    async with http.post(url, data=b"[1", headers={"Content-Type": "application/json"}) as response:
        assert response.status == 400


async def test_a_query_string_is_a_call_too(http, server, alice):
    url = f"{server.url}/bot{server.token}/SENDMESSAGE"
    async with http.get(url, params={"chat_id": alice.id, "text": "привіт"}) as response:
        assert (await response.json())["result"]["text"] == "привіт"


async def test_attach_without_its_part_is_refused(refusal, alice):
    said = await refusal("sendDocument", chat_id=alice.id, document="attach://lost")
    assert 'file part "lost" named by attach:// is not in the request' in said
    media = [{"type": "photo", "media": "attach://one"}, {"type": "photo", "media": "attach://two"}]
    assert '"one"' in await refusal("sendMediaGroup", chat_id=alice.id, media=media, two=b"x")


async def test_a_part_that_nothing_names_is_refused(refusal, alice):
    said = await refusal("sendMessage", chat_id=alice.id, text="hi", forgotten=b"bytes")
    assert 'file part "forgotten" is named by no parameter' in said


async def test_a_part_under_the_parameters_own_name_is_the_file(done, alice):
    sent = await done("sendDocument", chat_id=alice.id, document=b"bytes")
    assert sent["document"]["file_name"] == "document.bin"


async def test_an_unknown_method_and_a_wrong_token_are_told_as_telegram_tells(call):
    assert await call("sendMesage") == (
        404,
        {"ok": False, "error_code": 404, "description": "Not Found: method not found"},
    )
    assert (await call("getMe", token="1:wrong"))[1]["description"] == "Unauthorized"


@pytest.mark.parametrize(
    ("method", "words"),
    [
        ("sendMessage", "Bad Request: chat_id is empty"),
        ("sendPhoto", "Bad Request: chat_id is empty"),
        ("editMessageText", "Bad Request: message text is empty"),
        ("answerCallbackQuery", "Bad Request: query is too old and response timeout expired or query ID is invalid"),
        ("getFile", "Bad Request: file_id not specified"),
    ],
)
async def test_a_missing_parameter_is_worded_as_telegram_words_it(refusal, method, words):
    assert await refusal(method) == words


@pytest.mark.parametrize(
    "body",
    [
        b'{"chat_id": 1, "text": "\\ud800"}',
        b'{"chat_id": ' + b"9" * 5000 + b', "text": "x"}',
        b'{"chat_id": 1, "text": "x", "reply_parameters": {"message_id": "' + b"9" * 5000 + b'"}}',
        b"[" * 100_000,
        b'{"chat_id": 1, "text": "x", "entities": ' + b"[" * 90_000 + b"}",
    ],
)
async def test_hostile_json_is_refused_and_breaks_nothing(http, server, sandbox, body):
    url = f"{server.url}/bot{server.token}/sendMessage"
    async with http.post(url, data=body, headers={"Content-Type": "application/json"}) as response:
        assert response.status == 400
    assert len(await sandbox.calls()) == 1
