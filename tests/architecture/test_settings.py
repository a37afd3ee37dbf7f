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


@pytest.mark.parametrize(
    ("name", "value", "example"),
    [
        ("webhook_listen", "8080", "127.0.0.1:8080"),
        ("webhook_listen", "127.0.0.1:99999", "127.0.0.1:8080"),
        ("health_listen", "everywhere", "127.0.0.1:8080"),
        ("health_listen", "a b:80", "127.0.0.1:8080"),
        ("phone_region", "Ukraine", "UA"),
        ("fallback_channels", "email;sms", "email,sms"),
        ("sms_method", "PUT", "'POST' or 'GET'"),
        ("log_level", "loud", "'DEBUG', 'INFO', 'WARNING' or 'ERROR'"),
        ("webhook_url", "bot.example.org", "https://bot.example.org/telegram"),
        ("tsa_url", "ftp://tsa.example.org", "https://bot.example.org/telegram"),
        ("workers", "many", "5"),
        ("language", "de", "'uk', 'ru' or 'en'"),
        ("bot_token", "hello", "123456789:AbC…"),
        ("webhook_secret", "two words", "A-Z a-z 0-9 _ -"),
    ],
)
def test_a_wrong_value_is_answered_by_an_example_not_by_a_regular_expression(name, value, example):
    with pytest.raises(SettingsError) as told:
        read_settings(**{"bot_token": TOKEN, name: value})
    assert str(told.value).startswith(name.upper())
    assert example in str(told.value)
    assert not re.search(r"[\^$\\]|pattern|\n", str(told.value))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_the_file_of_settings_is_read_with_and_without_a_byte_order_mark(tmp_path, encoding):
    (tmp_path / ".env").write_text(f"BOT_TOKEN={TOKEN}\nSMTP_FROM=Зразок <bot@example.org>\n", encoding=encoding)
    assert read_settings().smtp_from == "Зразок <bot@example.org>"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_file_of_settings_in_utf_16_is_a_sentence(tmp_path, encoding):
    (tmp_path / ".env").write_text(f"BOT_TOKEN={TOKEN}\n", encoding=encoding)
    with pytest.raises(SettingsError, match=r"^\.env is not UTF-8 text: save it as UTF-8[^\n]*$"):
        read_settings()


@pytest.mark.parametrize("byte", [b"\xa0", b"\xff", b"\0"])
def test_a_stray_byte_in_the_file_of_settings_is_a_sentence_that_names_its_line(tmp_path, byte):
    (tmp_path / ".env").write_bytes(f"BOT_TOKEN={TOKEN}\n".encode() + b"LANGUAGE=en" + byte + b"\n")
    with pytest.raises(SettingsError, match=r"^\.env: line 2 contains a byte that is not UTF-8 text[^\n]*$"):
        read_settings()


def test_a_secret_file_that_is_no_text_is_a_sentence(monkeypatch, tmp_path):
    (tmp_path / "token").write_text(TOKEN, encoding="utf-16")
    monkeypatch.setenv("BOT_TOKEN_FILE", str(tmp_path / "token"))
    with pytest.raises(SettingsError, match=r"token is not UTF-8 text"):
        read_settings()
