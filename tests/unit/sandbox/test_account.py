"""The bot's account: getMe, commands by scope and language, names and descriptions, the menu button."""

import pytest

COMMANDS = [{"command": "start", "description": "Begin"}]


async def test_get_me_returns_the_bot(bot):
    me = await bot.get_me()
    assert (me.id, me.username, me.is_bot) == (1000000001, "countersign_demo_bot", True)


async def test_commands_of_the_narrowest_scope_and_language_are_shown(result_of, alice, boris):
    await result_of("setMyCommands", commands=COMMANDS)
    mine = [{"command": "staff", "description": "Люди"}]
    await result_of("setMyCommands", commands=mine, scope={"type": "chat", "chat_id": alice.id}, language_code="uk")
    assert (await alice.chat())["commands"] == mine
    assert (await boris.chat())["commands"] == COMMANDS
    assert await result_of("getMyCommands") == COMMANDS
    assert await result_of("getMyCommands", language_code="ru") == []
    await result_of("deleteMyCommands", scope={"type": "chat", "chat_id": alice.id}, language_code="uk")
    assert (await alice.chat())["commands"] == COMMANDS


@pytest.mark.parametrize(
    ("commands", "reason"),
    [
        ([{"command": "Start", "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "/start", "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "x" * 33, "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "start", "description": ""}], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([{"command": "start", "description": "x" * 257}], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([{"command": f"c{n}", "description": "x"} for n in range(101)], "BOT_COMMANDS_TOO_MUCH"),
    ],
)
async def test_invalid_commands_are_refused(error_of, commands, reason):
    assert await error_of("setMyCommands", commands=commands) == f"Bad Request: {reason}"


async def test_scopes_and_languages_are_validated(error_of):
    assert "invalid language code" in await error_of("setMyCommands", commands=COMMANDS, language_code="ukr")
    scope = {"type": "chat", "chat_id": 5}
    assert await error_of("setMyCommands", commands=COMMANDS, scope=scope) == "Bad Request: chat not found"
    assert "must be one of" in await error_of("setMyCommands", commands=COMMANDS, scope={"type": "everywhere"})


@pytest.mark.parametrize(("name", "max_length"), [("Name", 64), ("Description", 512), ("ShortDescription", 120)])
async def test_names_and_descriptions_have_maximum_lengths(result_of, error_of, name, max_length):
    field = {"Name": "name", "Description": "description", "ShortDescription": "short_description"}[name]
    await result_of(f"setMy{name}", **{field: "x" * max_length})
    assert await result_of(f"getMy{name}") == {field: "x" * max_length}
    assert "too long" in await error_of(f"setMy{name}", **{field: "x" * (max_length + 1)})
    await result_of(f"setMy{name}", **{field: "мова"}, language_code="uk")
    assert await result_of(f"getMy{name}", language_code="uk") == {field: "мова"}
    assert await result_of(f"getMy{name}", language_code="ru") == {field: "x" * max_length}


async def test_menu_button_is_set_for_one_chat_or_for_all(result_of, alice, boris):
    await result_of("setChatMenuButton", menu_button={"type": "commands"})
    await result_of("setChatMenuButton", chat_id=alice.id, menu_button={"type": "default"})
    assert (await alice.chat())["menu_button"] == {"type": "default"}
    assert (await boris.chat())["menu_button"] == {"type": "commands"}
    assert await result_of("getChatMenuButton", chat_id=boris.id) == {"type": "commands"}


async def test_aiogram_parses_get_chat(bot, alice):
    chat = await bot.get_chat(alice.id)
    assert (chat.first_name, chat.type, chat.username) == ("Аліса", "private", "alice_sample")


async def test_log_out_and_close_are_accepted(result_of):
    assert await result_of("logOut") is True
    assert await result_of("close") is True
