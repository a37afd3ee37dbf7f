"""How finished files are stamped, as the administrator set it."""

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from bot.outgoing import Service
from bot.settings import Settings, SettingsError
from bot.signing.models import SealLevel
from bot.signing.sealing.http_timestamps import FirstToAnswer, HttpTimestamps
from bot.signing.sealing.seal import Archive, AskTime


def time_authorities(settings: Settings) -> AskTime | None:
    """Return the client of the authorities in TSA_URL; None without any."""
    proxy = settings.outgoing_proxy.get_secret_value()
    found = tuple(HttpTimestamps(url, proxy=proxy) for url in settings.tsa_urls)
    return FirstToAnswer(found) if found else None


def stamping_of(settings: Settings) -> Archive | None:
    """Return how files are stamped at the level in force; None at B-B. SettingsError for unreadable certificates."""
    level, tsa = SealLevel(settings.level), time_authorities(settings)
    if level is SealLevel.B_B or tsa is None:
        return None
    if level is SealLevel.B_T:
        return Archive(tsa, level)
    service = Service(settings.outgoing_proxy.get_secret_value(), seconds=10)
    return Archive(tsa, level, _anchors(settings), service)


def _anchors(settings: Settings) -> tuple[bytes, ...]:
    file = settings.tsa_certificates
    try:
        found = x509.load_pem_x509_certificates(file.read_bytes() if file else b"")
    except OSError as error:
        raise SettingsError(f"TSA_CERTIFICATES: {file} cannot be read ({error.strerror}).") from None
    except ValueError:
        raise SettingsError(f"TSA_CERTIFICATES: {file} holds no certificates in PEM.") from None
    return tuple(one.public_bytes(Encoding.DER) for one in found)
