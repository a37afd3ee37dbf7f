"""A time-stamping authority for tests."""

from datetime import UTC, datetime, timedelta

from asn1crypto import keys, tsp, x509
from cryptography import x509 as pyca
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from pyhanko.sign.timestamps import DummyTimeStamper

STAMPED_AT = datetime(2026, 3, 2, 9, 31, tzinfo=UTC)


def time_authority():
    """Return an authority: pyHanko's dummy with an RSA key, with requests and responses in bytes."""
    private = rsa.generate_private_key(65537, 2048)
    name = pyca.Name([pyca.NameAttribute(pyca.NameOID.COMMON_NAME, "Test time")])
    certificate = (
        pyca.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(7)
        .not_valid_before(STAMPED_AT - timedelta(days=1))
        .not_valid_after(STAMPED_AT + timedelta(days=9))
        .add_extension(pyca.ExtendedKeyUsage([pyca.ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .sign(private, hashes.SHA256())
    )
    der = private.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    dummy = DummyTimeStamper(
        x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER)),
        keys.PrivateKeyInfo.load(der),
        fixed_dt=STAMPED_AT,
    )
    return lambda request: dummy.request_tsa_response(tsp.TimeStampReq.load(request)).dump()
