"""The bot's own account: who it is, its commands by scope and language, names and their lengths, the menu button."""

import pytest

COMMANDS = [{"command": "start", "description": "Begin"}]


async def test_the_bot_knows_itself(bot):
    me = await bot.get_me()
    assert (me.id, me.username, me.is_bot) == (1000000001, "countersign_demo_bot", True)


async def test_commands_are_shown_by_the_nearest_scope_and_language(done, alice, boris):
    await done("setMyCommands", commands=COMMANDS)
    mine = [{"command": "staff", "description": "Люди"}]
    await done("setMyCommands", commands=mine, scope={"type": "chat", "chat_id": alice.id}, language_code="uk")
    assert (await alice.chat())["commands"] == mine
    assert (await boris.chat())["commands"] == COMMANDS
    assert await done("getMyCommands") == COMMANDS
    assert await done("getMyCommands", language_code="ru") == []
    await done("deleteMyCommands", scope={"type": "chat", "chat_id": alice.id}, language_code="uk")
    assert (await alice.chat())["commands"] == COMMANDS


@pytest.mark.parametrize(
    ("commands", "words"),
    [
        ([{"command": "Start", "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "/start", "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "x" * 33, "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "start", "description": ""}], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([{"command": "start", "description": "x" * 257}], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([{"command": f"c{n}", "description": "x"} for n in range(101)], "BOT_COMMANDS_TOO_MUCH"),
    ],
)
async def test_commands_have_their_limits(refusal, commands, words):
    assert await refusal("setMyCommands", commands=commands) == f"Bad Request: {words}"


async def test_scopes_and_languages_are_checked(refusal):
    assert "invalid language code" in await refusal("setMyCommands", commands=COMMANDS, language_code="ukr")
    scope = {"type": "chat", "chat_id": 5}
    assert await refusal("setMyCommands", commands=COMMANDS, scope=scope) == "Bad Request: chat not found"
    assert "must be one of" in await refusal("setMyCommands", commands=COMMANDS, scope={"type": "everywhere"})


@pytest.mark.parametrize(("what", "most"), [("Name", 64), ("Description", 512), ("ShortDescription", 120)])
async def test_names_and_descriptions_have_their_lengths(done, refusal, what, most):
    field = {"Name": "name", "Description": "description", "ShortDescription": "short_description"}[what]
    await done(f"setMy{what}", **{field: "x" * most})
    assert await done(f"getMy{what}") == {field: "x" * most}
    assert "too long" in await refusal(f"setMy{what}", **{field: "x" * (most + 1)})
    await done(f"setMy{what}", **{field: "мова"}, language_code="uk")
    assert await done(f"getMy{what}", language_code="uk") == {field: "мова"}
    assert await done(f"getMy{what}", language_code="ru") == {field: "x" * most}


async def test_the_menu_button_is_of_one_chat_or_of_all(done, alice, boris):
    await done("setChatMenuButton", menu_button={"type": "commands"})
    await done("setChatMenuButton", chat_id=alice.id, menu_button={"type": "default"})
    assert (await alice.chat())["menu_button"] == {"type": "default"}
    assert (await boris.chat())["menu_button"] == {"type": "commands"}
    assert await done("getChatMenuButton", chat_id=boris.id) == {"type": "commands"}


async def test_get_chat_passes_for_telegrams(bot, alice):
    chat = await bot.get_chat(alice.id)
    assert (chat.first_name, chat.type, chat.username) == ("Аліса", "private", "alice_sample")


async def test_log_out_and_close_are_answered(done):
    assert await done("logOut") is True
    assert await done("close") is True
