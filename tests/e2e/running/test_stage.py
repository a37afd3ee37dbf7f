"""The bot under test has the settings of the test and no others."""

from e2e.servers.stage import stage


async def test_a_bot_does_not_inherit_environment_variables(tmp_path, monkeypatch):
    monkeypatch.setenv("TIME_ZONE", "Nowhere")
    async with stage(tmp_path) as one:
        assert "https://t.me/" in await one.owner_link()


async def test_a_bot_reads_env_files_of_its_own_folder_only(tmp_path):
    (tmp_path / ".env").write_text("TIME_ZONE=Nowhere\n")
    async with stage(tmp_path) as one:
        status, printed = await one.bot.command("owner", "Олена Власенко", "--organisation", "ТОВ «Зразок»")
    assert status != 0
    assert "'Nowhere' is no time zone" in printed
