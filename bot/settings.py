"""The settings: one frozen value, read once from the environment and ``.env``; a wrong one raises a clear sentence.

Every setting is documented, with its default, in ``.env.example``; its environment variable is its name in capitals.
A secret may come from a file: ``BOT_TOKEN_FILE=/run/secrets/token`` stands for ``BOT_TOKEN``.
"""

import os
import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, HttpUrl, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, InitSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict

from bot.retention import kept_days
from bot.texts.language import Language

SECRETS = (
    "bot_token",
    "telegram_proxy",
    "outgoing_proxy",
    "master_key",
    "webhook_secret",
    "database_url",
    "smtp_url",
    "sms_url",
    "sms_headers",
    "sms_body",
    "diia_acquirer_token",
    "diia_auth_token",
)

TELEGRAM: Final = "api.telegram.org"
"""The host of Telegram's own Bot API."""

TELEGRAM_WEB: Final = "https://web.telegram.org"
"""The origin of Telegram's clients in the browser."""

TELEGRAM_PUBLIC_KEY: Final = "e7bf03a2fa4602af4580703d88dda5bb59f32ed8b02a56c187fe7d34caed242d"
"""The Ed25519 key with which Telegram signs what a Mini App is given (core.telegram.org/bots/webapps)."""

PROXY_SCHEMES = ("http", "socks5")


class Delivery(StrEnum):
    """How updates come from Telegram; NONE: this process takes none and runs beside one that does."""

    POLLING = "polling"
    WEBHOOK = "webhook"
    NONE = "none"


class LogFormat(StrEnum):
    """The format of the log."""

    TEXT = "text"
    JSON = "json"


def _token(value: SecretStr) -> SecretStr:
    if not re.fullmatch(r"\d{3,20}:[A-Za-z0-9_-]{8,100}", value.get_secret_value()):
        raise ValueError("is not a bot token: get one from @BotFather, it looks like 123456789:AbC…")
    return value


def _proxy(value: SecretStr) -> SecretStr:
    try:
        given = urlsplit(value.get_secret_value())
        usable = given.scheme in PROXY_SCHEMES and given.hostname and given.port
        usable = usable and (given.username is None) == (given.password is None) and not given.path.strip("/")
    except ValueError:
        usable = False
    if value.get_secret_value() and not usable:
        raise ValueError(
            "is not a proxy: write http://host:port or socks5://host:port, or http://user:password@host:port"
        )
    return value


def _hook_secret(value: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", value.get_secret_value()):
        raise ValueError("takes 1-256 characters of A-Z a-z 0-9 _ -")
    return value


def _listen(value: str) -> str:
    host, _, port = value.rpartition(":")
    if value and not (host and " " not in host and port.isascii() and port.isdecimal() and 0 < int(port) < 1 << 16):
        raise ValueError(f"{value!r} is no address to listen at: write host:port, such as 127.0.0.1:8080")
    return value


def _listen_somewhere(value: str) -> str:
    if not value:
        raise ValueError("is empty: write host:port, such as 127.0.0.1:8080")
    return _listen(value)


def _public(value: HttpUrl | None) -> HttpUrl | None:
    if value is not None and (value.query or value.fragment or value.username or (value.path or "/") != "/"):
        raise ValueError("is more than an address: write it without path, such as https://pages.example.org")
    return value


def _ed25519(value: str) -> str:
    if not re.fullmatch("[0-9a-f]{64}", value):
        raise ValueError("is no Ed25519 key: write its 32 bytes as 64 hexadecimal digits")
    return value


def _addresses(value: str) -> str:
    for one in filter(None, (part.strip() for part in value.split(","))):
        if not re.fullmatch(r"https?://[^\s/?#]+(/\S*)?", one):
            raise ValueError(f"{one!r} {_ADDRESS}, several with commas between them")
    return value


def _region(value: str) -> str:
    if not re.fullmatch("[A-Z]{2}", value):
        raise ValueError(f"{value!r} is no country: write the two capital letters of one, such as UA")
    return value


def _channels(value: str) -> str:
    if not set(filter(None, value.split(","))) <= {"email", "sms"}:
        raise ValueError(f"{value!r} names a channel that there is not: write email,sms or one of them, or nothing")
    return value


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"{value!r} is no time zone: take a name such as Europe/Kyiv") from None
    return value


def _retention(value: str) -> str:
    kept_days(value)
    return value


class SettingsError(ValueError):
    """One sentence for each missing or wrong setting, for the person who starts the bot."""


class Settings(BaseSettings):
    """The administrator's settings. Times are seconds unless the name says otherwise."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8-sig", extra="ignore", env_ignore_empty=True, frozen=True
    )

    bot_token: Annotated[SecretStr, AfterValidator(_token)]
    bot_api_base: HttpUrl = HttpUrl(f"https://{TELEGRAM}")
    telegram_proxy: Annotated[SecretStr, AfterValidator(_proxy)] = SecretStr("")
    data_dir: Path = Path("data")
    database_url: SecretStr = SecretStr("")
    master_key: SecretStr = SecretStr("")
    delivery: Delivery = Delivery.POLLING
    webhook_url: HttpUrl | None = None
    webhook_listen: Annotated[str, AfterValidator(_listen_somewhere)] = "127.0.0.1:8080"
    health_listen: Annotated[str, AfterValidator(_listen)] = ""
    web_listen: Annotated[str, AfterValidator(_listen)] = ""
    public_url: Annotated[HttpUrl | None, AfterValidator(_public)] = None
    telegram_public_key: Annotated[str, AfterValidator(_ed25519)] = TELEGRAM_PUBLIC_KEY
    sheet_qr: Literal["page", "bot"] = "page"
    offline_names: bool = True
    offline_portraits: bool = False
    webhook_secret: Annotated[SecretStr, AfterValidator(_hook_secret)] = SecretStr("")
    messages_per_second: Annotated[int, Field(ge=0, le=1000)] = 30
    language: Language = Language.UK
    language_of_neighbours: Language = Language.RU
    time_zone: Annotated[str, AfterValidator(_zone)] = "Europe/Kyiv"
    phone_region: Annotated[str, AfterValidator(_region)] = "UA"
    outgoing_proxy: Annotated[SecretStr, AfterValidator(_proxy)] = SecretStr("")
    rebind_delay_hours: Annotated[int, Field(ge=1, le=720)] = 24
    rebind_marked_days: Annotated[int, Field(ge=0, le=3650)] = 30
    tsa_url: Annotated[str, AfterValidator(_addresses)] = ""
    tsa_certificates: Path | None = None
    seal_level: Literal["", "B-B", "B-T", "B-LTA"] = ""
    stamps_per_minute: Annotated[int, Field(ge=1, le=1000)] = 30
    smtp_url: SecretStr = SecretStr("")
    smtp_from: str = ""
    fallback_channels: Annotated[str, AfterValidator(_channels)] = "email,sms"
    sms_url: SecretStr = SecretStr("")
    sms_method: Literal["POST", "GET"] = "POST"
    sms_headers: SecretStr = SecretStr("")
    sms_body: SecretStr = SecretStr("")
    sms_taken: str = ""
    sms_per_second: Annotated[int, Field(ge=1, le=100)] = 5
    diia_api_base: HttpUrl | None = None
    diia_acquirer_token: SecretStr = SecretStr("")
    diia_auth_token: SecretStr = SecretStr("")
    diia_auth_form: Literal["basic", "bearer"] = "basic"
    retention: Annotated[str, AfterValidator(_retention)] = ""
    files_mib: Annotated[int, Field(ge=20, le=65536)] = 128
    strangers_files_mib: Annotated[int, Field(ge=20, le=65536)] = 40
    workers: Annotated[int, Field(ge=2, le=64)] = 2
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: LogFormat = LogFormat.TEXT
    sandbox_clock_url: HttpUrl | None = None

    @model_validator(mode="after")
    def _webhook_is_whole(self) -> "Settings":
        if self.delivery is Delivery.WEBHOOK and self.webhook_url is None:
            raise ValueError("DELIVERY=webhook needs WEBHOOK_URL, the https address that Telegram shall call")
        if self.delivery is Delivery.WEBHOOK and not self.webhook_secret.get_secret_value():
            raise ValueError("DELIVERY=webhook needs WEBHOOK_SECRET, 1-256 characters of A-Z a-z 0-9 _ -")
        return self

    @model_validator(mode="after")
    def _pages_have_an_address(self) -> "Settings":
        if self.web_listen and self.public_url is None:
            raise ValueError("WEB_LISTEN needs PUBLIC_URL, the https address at which people open the pages")
        return self

    @model_validator(mode="after")
    def _diia_lets_in(self) -> "Settings":
        if self.diia_api_base is None:
            return self
        if not self.diia_acquirer_token.get_secret_value():
            raise ValueError("DIIA_API_BASE needs DIIA_ACQUIRER_TOKEN, the token that Diia gave the organisation")
        if self.diia_auth_form == "basic" and not self.diia_auth_token.get_secret_value():
            raise ValueError("DIIA_AUTH_FORM=basic needs DIIA_AUTH_TOKEN, the second token that Diia gave")
        return self

    @model_validator(mode="after")
    def _seals_can_be_stamped(self) -> "Settings":
        if self.seal_level in {"B-T", "B-LTA"} and not self.tsa_urls:
            raise ValueError(f"SEAL_LEVEL={self.seal_level} needs TSA_URL, the address of a time-stamping authority")
        if self.seal_level == "B-LTA" and self.tsa_certificates is None:
            raise ValueError(
                "SEAL_LEVEL=B-LTA needs TSA_CERTIFICATES, a file with the authority's root certificate (PEM)"
            )
        return self

    @model_validator(mode="after")
    def _works_beside_another(self) -> "Settings":
        if self.delivery is Delivery.NONE and self.on_sqlite:
            raise ValueError("DELIVERY=none works beside another process, and several processes need PostgreSQL")
        return self

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Return the sources, strongest first: arguments, environment, files named by ``…_FILE``, ``.env``."""
        del file_secret_settings
        files = InitSettingsSource(settings_cls, _named_files())
        return init_settings, env_settings, files, dotenv_settings

    @property
    def on_sqlite(self) -> bool:
        """Whether the database is SQLite: by default, a file in `data_dir`."""
        return not self.database_url.get_secret_value() or self.database_url.get_secret_value().startswith("sqlite")

    @property
    def sheet_pages(self) -> str:
        """The address before the code of a sheet, where such a code leads to a page; empty where it does not."""
        return f"{str(self.public_url).rstrip('/')}/v/" if self.public_url and self.sheet_qr == "page" else ""

    @property
    def landing_pages(self) -> str:
        """The address before the payload of a link in a letter, where such links lead to pages; else empty."""
        return f"{str(self.public_url).rstrip('/')}/i/" if self.public_url else ""

    @property
    def kiosk_page(self) -> str:
        """The address of the kiosk's page, where there are pages and SMS; else empty."""
        reachable = self.public_url is not None and self.sms_url.get_secret_value()
        return f"{str(self.public_url).rstrip('/')}/kiosk" if reachable else ""

    @property
    def mini_apps(self) -> str:
        """The address before the name of a page for the Mini App, where there are such pages; else empty."""
        return f"{str(self.public_url).rstrip('/')}/app/" if self.public_url else ""

    @property
    def scanner(self) -> str:
        """The address of the scanner, where there are pages; else empty."""
        return f"{str(self.public_url).rstrip('/')}/scan" if self.public_url else ""

    @property
    def framing(self) -> tuple[str, ...]:
        """The origins of clients that show a Mini App in a frame: Telegram's, or those of a server in its place."""
        base = urlsplit(str(self.bot_api_base))
        return (TELEGRAM_WEB,) if base.hostname == TELEGRAM else (TELEGRAM_WEB, f"{base.scheme}://{base.netloc}")

    @property
    def tsa_urls(self) -> tuple[str, ...]:
        """The addresses of the time-stamping authorities, in the order in which they are asked."""
        return tuple(filter(None, (part.strip() for part in self.tsa_url.split(","))))

    @property
    def level(self) -> str:
        """The level of seals: the one that is set, else the highest that the other settings allow."""
        if self.seal_level:
            return self.seal_level
        return ("B-LTA" if self.tsa_certificates else "B-T") if self.tsa_urls else "B-B"

    @property
    def crl_pages(self) -> str:
        """The address before the name of a revocation list, where lists are served; else empty."""
        return f"{str(self.public_url).rstrip('/')}/crl/" if self.public_url else ""

    @property
    def bot_id(self) -> int:
        """Telegram's number of the bot, the beginning of its token."""
        return int(self.bot_token.get_secret_value().partition(":")[0])

    @property
    def alone(self) -> bool:
        """Whether no other process can run this bot: SQLite, and Telegram gives its updates to one poller."""
        return self.delivery is Delivery.POLLING and self.on_sqlite


def _named_files() -> dict[str, Any]:
    files = {name: os.environ.get(f"{name.upper()}_FILE") for name in SECRETS}
    return {name: _text(Path(path)).strip() for name, path in files.items() if path}


def _text(path: Path) -> str:
    """Return the text of a file; SettingsError where its bytes are not UTF-8."""
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError(_not_text(path, content[: error.start])) from None
    if "\0" in text:
        raise SettingsError(_not_text(path, content[: content.index(0)]))
    return text


def _not_text(path: Path, before: bytes) -> str:
    if before[:2] in _UTF_16_MARKS or len(before) == 1 or not before:
        return f'{path} is not UTF-8 text: save it as UTF-8 (an editor may call UTF-16 "Unicode").'
    line = before.count(b"\n") + 1
    return f"{path}: line {line} contains a byte that is not UTF-8 text: write that line anew, and save as UTF-8."


def read_settings(**given: Any) -> Settings:  # noqa: ANN401 - pydantic checks each
    """Read the settings; SettingsError names each one missing or wrong."""
    try:
        env_file = Path(given.get("_env_file", ".env") or os.devnull)
        if env_file.is_file():
            _text(env_file)
        return Settings(**given)
    except ValidationError as error:
        raise SettingsError("\n".join(_sentence(problem) for problem in error.errors())) from None
    except OSError as error:
        raise SettingsError(f"{error.filename}: cannot be read ({error.strerror})") from None


_UTF_16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_ADDRESS: Final = "is no address: write it in full, such as https://bot.example.org/telegram"
_EXAMPLES: Final = {
    "url_parsing": _ADDRESS,
    "url_scheme": _ADDRESS,
    "int_parsing": "is no number: write it in digits, such as 5",
}


def _sentence(problem: Mapping[str, Any]) -> str:
    name = str(problem["loc"][0]).upper() if problem["loc"] else ""
    if problem["type"] == "missing":
        return f"{name} is not set: put it into .env (see .env.example)."
    reason = _EXAMPLES.get(problem["type"], problem["msg"].removeprefix("Value error, "))
    return f"{name}: {reason}." if name else f"{reason}."
