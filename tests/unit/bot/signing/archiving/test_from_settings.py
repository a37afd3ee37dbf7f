"""The level of seals follows from the settings: the highest that they allow, or the one that is set."""

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from bot.settings import SettingsError, read_settings
from bot.signing.archiving.from_settings import stamping_of
from bot.signing.models import SealLevel

TOKEN = "123456789:AbCdEfGhIjKlMnOpQrStUvWxYz"
URL = "https://tsa.example.org/, https://other.example.org/tsa"


@pytest.fixture
def stamping(tmp_path, pki):
    """Return how files are stamped under some settings; `roots` is what the file of certificates holds."""

    def read(roots=None, **given):
        pem = x509.load_der_x509_certificate(pki.root).public_bytes(Encoding.PEM)
        if roots is not None:
            (tmp_path / "roots.pem").write_bytes(roots or pem)
            given["tsa_certificates"] = tmp_path / "roots.pem"
        return stamping_of(read_settings(_env_file=None, bot_token=TOKEN, **given))

    return read


def test_the_level_is_the_highest_that_the_settings_allow(stamping, pki):
    assert stamping() is None
    assert stamping(tsa_url=URL).level is SealLevel.B_T
    highest = stamping(b"", tsa_url=URL)
    assert (highest.level, highest.anchors) == (SealLevel.B_LTA, (pki.root,))
    assert [one.url for one in highest.tsa.authorities] == URL.split(", ")
    assert stamping(b"", tsa_url=URL, seal_level="B-T").level is SealLevel.B_T
    assert stamping(b"", tsa_url=URL, seal_level="B-B") is None


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"seal_level": "B-T"}, "TSA_URL"),
        ({"seal_level": "B-LTA", "tsa_url": URL}, "TSA_CERTIFICATES"),
        ({"tsa_url": URL, "roots": b"no certificate"}, "TSA_CERTIFICATES"),
        ({"tsa_url": "tsa.example.org"}, "TSA_URL"),
    ],
    ids=str,
)
def test_what_is_missing_or_wrong_is_named(stamping, given, named):
    with pytest.raises(SettingsError, match=named):
        stamping(**given)
