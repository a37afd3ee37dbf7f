"""The structure of calls: aiogram's types compared with the Bot API's specification, and errors of wrong calls."""

import json
from pathlib import Path

import pytest
from aiogram import types

from sandbox.methods import METHODS
from sandbox.schema import parameters_of
from sandbox.schema.checks import fields_of
from sandbox.schema.parameters import method_models

SPECIFICATION = Path(__file__).parents[4] / "shared" / "bot-api.json"
OPTIONAL_SINCE_10_1 = {("ReplyParameters", "message_id")}


@pytest.fixture(scope="module")
def specification():
    if not SPECIFICATION.exists():
        pytest.skip("the copy of the Bot API's specification is not beside the repository")
    return json.loads(SPECIFICATION.read_text(encoding="utf-8"))


def test_every_implemented_method_is_in_the_bot_api():
    assert [name for name in METHODS if parameters_of(name) is None] == []


def test_every_type_of_the_bot_api_has_a_check():
    assert sum(len(parameters_of(name)) for name in method_models()) > 900


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


UNKNOWN = [
    ({"parse_mod": "HTML"}, 'unknown parameter "parse_mod" in sendMessage'),
    ({"forgotten": b"bytes"}, 'file part "forgotten" is named by no parameter'),
    (
        {"reply_markup": {"inline_keyboard": [[{"text": "b", "callback_data": "x", "calback_data": "x"}]]}},
        'reply_markup.inline_keyboard[0][0] has an unknown field "calback_data"',
    ),
]


@pytest.mark.parametrize(("parameters", "what"), UNKNOWN)
async def test_what_telegram_ignores_is_ignored_and_logged(result_of, sandbox, alice, parameters, what):
    assert (await result_of("sendMessage", chat_id=alice.id, text="hi", **parameters))["text"] == "hi"
    (call,) = await sandbox.calls(method="sendMessage")
    assert [what in ignored for ignored in call["ignored"]] == [True]


@pytest.mark.parametrize(("parameters", "what"), UNKNOWN)
async def test_a_strict_sandbox_refuses_what_telegram_ignores(error_of, server, alice, parameters, what):
    server.world.strict = True
    assert what in await error_of("sendMessage", chat_id=alice.id, text="hi", **parameters)


async def test_the_body_of_a_get_is_read(http, server, alice):
    url = f"{server.url}/bot{server.token}/sendMessage"
    for body in ({"json": {"text": "one"}}, {"data": {"text": "two"}}):
        async with http.get(url, params={"chat_id": alice.id}, **body) as response:
            assert (response.status, (await response.json())["ok"]) == (200, True)
    assert [message.text for message in await alice.messages()][1:] == ["one", "two"]


async def test_what_is_not_simulated_is_told_apart_from_what_does_not_exist(error_of, alice):
    assert await error_of("sendPoll") == "Not Implemented: sendPoll is not simulated"
    wanted = {"chat_id": alice.id, "text": "*a*", "parse_mode": "Markdown"}
    assert await error_of("sendMessage", **wanted) == "Not Implemented: parse_mode Markdown is not simulated"


@pytest.mark.parametrize(
    ("parameters", "reason"),
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
async def test_wrong_type_is_refused(error_of, alice, parameters, reason):
    assert reason in await error_of("sendMessage", chat_id=alice.id, text="hi", **parameters)


async def test_json_body_is_checked_as_strictly_as_a_form(http, server, alice):
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


async def test_parameters_may_come_in_the_query_string(http, server, alice):
    url = f"{server.url}/bot{server.token}/SENDMESSAGE"
    async with http.get(url, params={"chat_id": alice.id, "text": "привіт"}) as response:
        assert (await response.json())["result"]["text"] == "привіт"


async def test_reference_to_a_missing_part_is_refused(error_of, alice):
    error = await error_of("sendDocument", chat_id=alice.id, document="attach://lost")
    assert 'file part "lost" named by attach:// is not in the request' in error
    media = [{"type": "photo", "media": "attach://one"}, {"type": "photo", "media": "attach://two"}]
    assert '"one"' in await error_of("sendMediaGroup", chat_id=alice.id, media=media, two=b"x")


async def test_part_named_like_its_parameter_is_the_file(result_of, alice):
    sent = await result_of("sendDocument", chat_id=alice.id, document=b"bytes")
    assert sent["document"]["file_name"] == "document.bin"


async def test_unknown_method_and_wrong_token_are_refused_with_telegrams_wording(call):
    assert await call("sendMesage") == (
        404,
        {"ok": False, "error_code": 404, "description": "Not Found: method not found"},
    )
    assert (await call("getMe", token="1:wrong"))[1]["description"] == "Unauthorized"


@pytest.mark.parametrize(
    ("method", "reason"),
    [
        ("sendMessage", "Bad Request: chat_id is empty"),
        ("sendPhoto", "Bad Request: chat_id is empty"),
        ("editMessageText", "Bad Request: message text is empty"),
        ("answerCallbackQuery", "Bad Request: query is too old and response timeout expired or query ID is invalid"),
        ("getFile", "Bad Request: file_id not specified"),
    ],
)
async def test_missing_parameter_is_refused_with_telegrams_wording(error_of, method, reason):
    assert await error_of(method) == reason


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
async def test_hostile_json_is_refused(http, server, sandbox, body):
    url = f"{server.url}/bot{server.token}/sendMessage"
    async with http.post(url, data=body, headers={"Content-Type": "application/json"}) as response:
        assert response.status == 400
    assert len(await sandbox.calls()) == 1
