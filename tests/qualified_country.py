"""An invented country with qualified trust services: everything that a judgement needs, made by pyHanko and signxml."""

import asyncio
import base64
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from asn1crypto import cms, core, keys, x509
from asn1crypto import crl as asn1_crl
from asn1crypto import ocsp as asn1_ocsp
from cryptography import x509 as pyca
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509 import ocsp as pyca_ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID, ObjectIdentifier
from lxml import etree
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, SimpleSigner, async_sign_pdf
from pyhanko.sign.ades.qualified_asn1 import QcStatements
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore
from signxml.xades import XAdESSigner

NOW = datetime.now(UTC).replace(microsecond=0)
DOCUMENT = b"Order for a service QR code. Sample text.\r\n"
_QC_STATEMENTS = ObjectIdentifier("1.3.6.1.5.5.7.1.3")
_EXPIRED_CERTS_ON_CRL = ObjectIdentifier("2.5.29.60")
_ORGANISATION_ID = ObjectIdentifier("2.5.4.97")
_GRANTED = "http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/granted"
_WITHDRAWN = "http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/withdrawn"


@dataclass
class Holder:
    """A key with its certificate."""

    key: object
    certificate: pyca.Certificate

    @property
    def der(self):
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def asn1(self):
        return x509.Certificate.load(self.der)

    @property
    def key_info(self):
        plain = serialization.NoEncryption()
        return keys.PrivateKeyInfo.load(
            self.key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, plain)
        )


def name(common_name, *others):
    said = [pyca.NameAttribute(NameOID.COMMON_NAME, common_name)]
    return pyca.Name([*said, *(pyca.NameAttribute(oid, value) for oid, value in others)])


def usage(**wanted):
    flags = dict.fromkeys(
        (
            "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
            "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
        ),
        False,
    )  # fmt: skip
    return pyca.KeyUsage(**(flags | wanted))


def authority(common_name="Sample qualified authority"):
    key = ec.generate_private_key(ec.SECP256R1())
    extensions = [(pyca.BasicConstraints(ca=True, path_length=0), True)]
    return Holder(
        key, _certificate(key, name(common_name), None, [*extensions, (usage(key_cert_sign=True, crl_sign=True), True)])
    )


def _certificate(key, subject, issuer, extensions, until=NOW + timedelta(days=400)):
    above = issuer.certificate.subject if issuer else subject
    builder = pyca.CertificateBuilder().subject_name(subject).issuer_name(above).public_key(key.public_key())
    builder = builder.serial_number(pyca.random_serial_number())
    builder = builder.not_valid_before(NOW - timedelta(days=400)).not_valid_after(until)
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical)
    return builder.sign(issuer.key if issuer else key, hashes.SHA256())


def person(issuer, key=None, *, qualified=True, extensions=None, until=NOW + timedelta(days=400), subject=None):
    """Return a signer whose certificate the issuer made."""
    key = key or ec.generate_private_key(ec.SECP256R1())
    subject = subject or name(
        "Sample head",
        (NameOID.TITLE, "Director"),
        (NameOID.ORGANIZATION_NAME, "Sample organisation"),
        (NameOID.SERIAL_NUMBER, "TINUA-1234567899"),
        (_ORGANISATION_ID, "NTRUA-12345678"),
    )
    said = extensions or [(usage(digital_signature=True, content_commitment=True), True)]
    if qualified:
        statements = QcStatements(
            [
                {"statement_id": "qc_compliance"},
                {"statement_id": "qc_sscd"},
                {"statement_id": "qc_type", "statement_info": ["qct_esign"]},
            ]
        )
        said = [*said, (pyca.UnrecognizedExtension(_QC_STATEMENTS, statements.dump()), False)]
    return Holder(key, _certificate(key, subject, issuer, said, until))


def stamper(issuer):
    stamping = pyca.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    extensions = [(usage(digital_signature=True), True), (stamping, True)]
    key = rsa.generate_private_key(65537, 2048)
    return Holder(key, _certificate(key, name("Sample time-stamping service"), issuer, extensions))


@dataclass
class Country:
    """A territory with one authority, one time-stamping service and one operator of its list."""

    territory: str
    authority: Holder = field(default_factory=authority)
    operator: Holder = field(default_factory=lambda: operator("Sample list operator"))

    def __post_init__(self):
        self.stamper = stamper(self.authority)
        self.head = person(self.authority)

    def list_xml(self, *, number=1, until=NOW + timedelta(days=90), operator=None, withdrawn=False, service=None):
        """Return the trusted list, signed."""
        unsigned = self.unsigned_list(number=number, until=until, withdrawn=withdrawn, service=service)
        by = operator or self.operator
        key_der = by.key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        signed = XAdESSigner().sign(etree.fromstring(unsigned.encode()), key=key_der, cert=[by.certificate])
        return etree.tostring(signed)

    def unsigned_list(self, *, number=1, until=NOW + timedelta(days=90), withdrawn=False, service=None):
        return _LIST.format(
            number=number,
            territory=self.territory,
            issued=(NOW - timedelta(days=1)).isoformat(),
            until=until.isoformat(),
            authority=_service("CA/QC", service or self.authority, withdrawn),
            stamper=_service("TSA/QTST", self.stamper, withdrawn=False),
        )

    def sign(
        self,
        content=DOCUMENT,
        *,
        detached=True,
        by=None,
        stamped=True,
        cades=True,
        pss=False,
        digest="sha256",
        at=NOW - timedelta(minutes=5),
        stamper=None,
    ):
        """Return a CMS message (asn1crypto), by default a detached CAdES with a time stamp."""
        signer = self._signer(by or self.head, pss=pss)
        made = signer.async_sign_general_data(
            content,
            digest,
            detached=detached,
            use_cades=cades,
            timestamper=self.time_stamper(stamper, at) if stamped else None,
        )
        return waited(made)

    def time_stamper(self, by=None, at=NOW - timedelta(minutes=5)):
        by = by or self.stamper
        return DummyTimeStamper(by.asn1, by.key_info, fixed_dt=at)

    def complete(self, content=DOCUMENT, **options):
        """Return the DER of a message that all five parts call qualified."""
        return with_crl(self.sign(content, **options), self.crl())

    def crl(self, *revoked, by=None, at=NOW - timedelta(days=2), updated_at=NOW - timedelta(hours=1), keeps_since=None):
        by = by or self.authority
        builder = pyca.CertificateRevocationListBuilder().issuer_name(by.certificate.subject)
        builder = builder.last_update(updated_at).next_update(NOW + timedelta(days=7))
        if keeps_since:
            kept = core.GeneralizedTime(keeps_since).dump()
            builder = builder.add_extension(pyca.UnrecognizedExtension(_EXPIRED_CERTS_ON_CRL, kept), critical=False)
        for holder in revoked:
            one = pyca.RevokedCertificateBuilder().serial_number(holder.certificate.serial_number).revocation_date(at)
            builder = builder.add_revoked_certificate(one.build())
        return builder.sign(by.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)

    def ocsp_address(self):
        address = pyca.UniformResourceIdentifier("http://127.0.0.1/ocsp")
        return pyca.AuthorityInformationAccess([pyca.AccessDescription(AuthorityInformationAccessOID.OCSP, address)])

    def responder(self):
        answering = pyca.ExtendedKeyUsage([ExtendedKeyUsageOID.OCSP_SIGNING])
        extensions = [(usage(digital_signature=True), True), (answering, False), (pyca.OCSPNoCheck(), False)]
        subject = name("Sample responder")
        return person(self.authority, qualified=False, extensions=extensions, subject=subject)

    def ocsp(self, about, by, at):
        """Return the answer that a certificate is good."""
        given = (about.certificate, self.authority.certificate, hashes.SHA256())
        good = (pyca_ocsp.OCSPCertStatus.GOOD, at, at + timedelta(days=1), None, None)
        builder = pyca_ocsp.OCSPResponseBuilder().add_response(*given, *good).certificates([by.certificate])
        builder = builder.responder_id(pyca_ocsp.OCSPResponderEncoding.HASH, by.certificate)
        return builder.sign(by.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)

    def pdf(self, original, by=None):
        """Return a PDF with a PAdES signature and a time stamp."""
        writer = IncrementalPdfFileWriter(BytesIO(original))
        meta = PdfSignatureMetadata(field_name="Head", subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256")
        signer, out = self._signer(by or self.head), BytesIO()
        waited(async_sign_pdf(writer, meta, signer=signer, timestamper=self.time_stamper(), output=out))
        return out.getvalue()

    def _signer(self, by, *, pss=False):
        store = SimpleCertificateStore()
        store.register(self.authority.asn1)
        return SimpleSigner(signing_cert=by.asn1, signing_key=by.key_info, cert_registry=store, prefer_pss=pss)


def waited(coroutine):
    """Return what a coroutine returns, also within an event loop: it runs in a thread of its own."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, coroutine).result()


def operator(common_name):
    key = rsa.generate_private_key(65537, 2048)
    country = (NameOID.COUNTRY_NAME, "ZZ")
    return Holder(key, _certificate(key, name(common_name, country), None, [(usage(digital_signature=True), True)]))


def with_crl(message, crl):
    """Return the DER of a message with a revocation list beside its certificates."""
    message["content"]["crls"] = cms.RevocationInfoChoices([asn1_crl.CertificateList.load(crl)])
    return message.dump()


def with_ocsp(message, answer):
    """Return the DER of a message with an answer of OCSP beside its certificates."""
    said = {"other_rev_info_format": "1.3.6.1.5.5.7.16.2", "other_rev_info": asn1_ocsp.OCSPResponse.load(answer)}
    message["content"]["crls"] = cms.RevocationInfoChoices([cms.RevocationInfoChoice("other", said)])
    return message.dump()


def simple_container(signature, document=DOCUMENT, title="order.txt"):
    """Return an ASiC-S container."""
    return packed(
        {"mimetype": b"application/vnd.etsi.asic-s+zip", title: document, "META-INF/signature.p7s": signature}
    )


def extended_container(country, documents, more=(), algorithm="sha256", hashed=lambda data: sha256(data).digest()):
    """Return an ASiC-E container whose manifest names the documents; `more` are put in unnamed."""
    digests = {title: base64.b64encode(hashed(data)).decode() for title, data in documents.items()}
    references = "".join(
        _REFERENCE.format(name=title, digest=digest, algorithm=algorithm) for title, digest in digests.items()
    )
    manifest = _MANIFEST.format(references=references).encode()
    files = {"mimetype": b"application/vnd.etsi.asic-e+zip", **documents, **dict(more)}
    files["META-INF/ASiCManifest.xml"] = manifest
    return packed(files | {"META-INF/signature.p7s": country.complete(manifest)})


def packed(files, method=ZIP_DEFLATED):
    out = BytesIO()
    with ZipFile(out, "w", method) as archive:
        for title, data in files.items():
            archive.writestr(title, data, ZIP_STORED if title == "mimetype" else method)
    return out.getvalue()


def algorithms():
    """Return signers' keys of every kind that `cryptography` signs with."""
    return {
        "ecdsa": ec.generate_private_key(ec.SECP384R1()),
        "rsa": rsa.generate_private_key(65537, 2048),
        "ed25519": ed25519.Ed25519PrivateKey.generate(),
    }


def _service(kind, holder, withdrawn):
    return _SERVICE.format(
        kind=kind,
        certificate=base64.b64encode(holder.der).decode(),
        status=_WITHDRAWN if withdrawn else _GRANTED,
        since=(NOW - timedelta(days=300)).isoformat(),
    )


_LIST = """<TrustServiceStatusList xmlns="http://uri.etsi.org/02231/v2#" Id="list" TSLTag="http://uri.etsi.org/19612/TSLTag">
<SchemeInformation><TSLVersionIdentifier>5</TSLVersionIdentifier><TSLSequenceNumber>{number}</TSLSequenceNumber>
<TSLType>http://uri.etsi.org/TrstSvc/TrustedList/TSLType/EUgeneric</TSLType>
<SchemeTerritory>{territory}</SchemeTerritory><ListIssueDateTime>{issued}</ListIssueDateTime>
<NextUpdate><dateTime>{until}</dateTime></NextUpdate></SchemeInformation>
<TrustServiceProviderList><TrustServiceProvider><TSPServices>{authority}{stamper}</TSPServices></TrustServiceProvider>
</TrustServiceProviderList></TrustServiceStatusList>"""
_SERVICE = """<TSPService><ServiceInformation>
<ServiceTypeIdentifier>http://uri.etsi.org/TrstSvc/Svctype/{kind}</ServiceTypeIdentifier>
<ServiceName><Name xml:lang="en">Sample service</Name></ServiceName>
<ServiceDigitalIdentity><DigitalId><X509Certificate>{certificate}</X509Certificate></DigitalId></ServiceDigitalIdentity>
<ServiceStatus>{status}</ServiceStatus><StatusStartingTime>{since}</StatusStartingTime>
</ServiceInformation></TSPService>"""
_MANIFEST = """<asic:ASiCManifest xmlns:asic="http://uri.etsi.org/02918/v1.2.1#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
<asic:SigReference URI="META-INF/signature.p7s"/>{references}</asic:ASiCManifest>"""
_REFERENCE = """<asic:DataObjectReference URI="{name}"><ds:DigestMethod
Algorithm="http://www.w3.org/2001/04/xmlenc#{algorithm}"/><ds:DigestValue>{digest}</ds:DigestValue></asic:DataObjectReference>"""
