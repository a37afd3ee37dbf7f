"""The settings: each named in the example, each wrong one a clear sentence."""

import re
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, read_settings

EXAMPLE = Path(__file__).resolve().parents[2] / ".env.example"
TOKEN = "1000000001:sample-token"


def named_in_example():
    return dict(re.findall(r"^([A-Z_]+)=(.*)$", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE))


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch, tmp_path):
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
        monkeypatch.delenv(f"{name.upper()}_FILE", raising=False)
    monkeypatch.chdir(tmp_path)


def test_the_example_names_every_setting_and_no_other():
    assert set(named_in_example()) == {name.upper() for name in Settings.model_fields}


def test_the_example_shows_the_defaults():
    given = {name.lower(): value for name, value in named_in_example().items() if value}
    assert read_settings(bot_token=TOKEN, **given) == read_settings(bot_token=TOKEN)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "BOT_TOKEN is not set"),
        ({"bot_token": "hello"}, "is not a bot token"),
        ({"bot_token": TOKEN, "time_zone": "Kyiv"}, "'Kyiv' is no time zone"),
        ({"bot_token": TOKEN, "delivery": "webhook"}, "needs WEBHOOK_URL"),
        ({"bot_token": TOKEN, "delivery": "pigeon"}, "DELIVERY"),
        ({"bot_token": TOKEN, "workers": "many"}, "WORKERS"),
        (
            {"bot_token": TOKEN, "telegram_proxy": "proxy.example.org:1080"},
            "TELEGRAM_PROXY: is not a proxy: write http",
        ),
        ({"bot_token": TOKEN, "telegram_proxy": "https://proxy.example.org:1080"}, "TELEGRAM_PROXY: is not a proxy"),
        ({"bot_token": TOKEN, "telegram_proxy": "socks5://proxy.example.org"}, "TELEGRAM_PROXY: is not a proxy"),
        ({"bot_token": TOKEN, "telegram_proxy": "socks5://user@proxy.example.org:1080"}, "TELEGRAM_PROXY: is not"),
        ({"bot_token": TOKEN, "telegram_proxy": "http://proxy.example.org:70000"}, "TELEGRAM_PROXY: is not a proxy"),
        ({"bot_token": TOKEN, "telegram_proxy": "http://[proxy:80"}, "TELEGRAM_PROXY: is not a proxy"),
    ],
)
def test_a_wrong_setting_is_a_clear_sentence(given, sentence):
    with pytest.raises(SettingsError, match=re.escape(sentence)):
        read_settings(**given)


@pytest.mark.parametrize(
    "address", ["", "http://10.0.0.1:3128", "socks5://user:p%40ss@proxy.example.org:1080/", "socks5://[::1]:1080"]
)
def test_a_proxy_is_taken_as_it_is_given_and_its_password_is_not_shown(address):
    settings = read_settings(bot_token=TOKEN, telegram_proxy=address)
    assert settings.telegram_proxy.get_secret_value() == address
    assert "p%40ss" not in repr(settings)


def test_a_secret_comes_from_a_file(monkeypatch, tmp_path):
    (tmp_path / "token").write_text(TOKEN + "\n")
    monkeypatch.setenv("BOT_TOKEN_FILE", str(tmp_path / "token"))
    assert read_settings().bot_token.get_secret_value() == TOKEN


def test_an_unreadable_secret_is_a_clear_sentence(monkeypatch):
    monkeypatch.setenv("BOT_TOKEN_FILE", "/nowhere/token")
    with pytest.raises(SettingsError, match="cannot be read"):
        read_settings()


def test_no_secret_shows_in_the_settings_text():
    assert TOKEN not in repr(read_settings(bot_token=TOKEN))
