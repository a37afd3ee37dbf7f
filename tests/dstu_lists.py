"""Signs trusted lists and documents with DSTU 4145, as operators and people in Ukraine do with their tools."""

import base64
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from asn1crypto import cms, core
from cryptography import x509 as pyca
from cryptography.x509.oid import NameOID
from dstu_signing import LITTLE_ENDIAN, integer, named, oid, packed, public_key, public_point, sign, tlv
from lxml import etree

from bot.crypto.national.algorithms import GOST34311, digest_of_signature, new_hash
from bot.crypto.national.standard_curves import STANDARD_CURVES

_BEGINS = datetime.now(UTC).replace(microsecond=0) - timedelta(days=30)
_CURVE = STANDARD_CURVES[0]
_DSIG, _XADES = "http://www.w3.org/2000/09/xmldsig#", "http://uri.etsi.org/01903/v1.3.2#"
_C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
_SIGNATURE = f"""<ds:Signature xmlns:ds="{_DSIG}" Id="signature"><ds:SignedInfo>
<ds:CanonicalizationMethod Algorithm="{_C14N}"/>
<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#{{signature}}"/>
<ds:Reference URI=""><ds:Transforms><ds:Transform Algorithm="{_DSIG}enveloped-signature"/>
<ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/></ds:Transforms>
<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#{{digest}}"/><ds:DigestValue>{{whole}}</ds:DigestValue>
</ds:Reference><ds:Reference URI="#properties" Type="http://uri.etsi.org/01903#SignedProperties">
<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#{{digest}}"/><ds:DigestValue/></ds:Reference>
</ds:SignedInfo><ds:SignatureValue/><ds:KeyInfo><ds:X509Data><ds:X509Certificate>{{certificate}}</ds:X509Certificate>
</ds:X509Data></ds:KeyInfo><ds:Object><xades:QualifyingProperties xmlns:xades="{_XADES}" Target="#signature">
<xades:SignedProperties Id="properties"><xades:SignedSignatureProperties><xades:SigningCertificateV2><xades:Cert>
<xades:CertDigest><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#{{digest}}"/>
<ds:DigestValue>{{named}}</ds:DigestValue></xades:CertDigest></xades:Cert></xades:SigningCertificateV2>
</xades:SignedSignatureProperties></xades:SignedProperties></xades:QualifyingProperties></ds:Object></ds:Signature>"""


@dataclass
class DstuHolder:
    """A DSTU 4145 key over GF(2^163) with its certificate, which it issued itself."""

    common_name: str
    private: int
    begins: datetime = _BEGINS

    def __post_init__(self):
        self.key = public_key(named(_CURVE), packed(_CURVE, public_point(_CURVE, self.private)))
        self.name = pyca.Name([pyca.NameAttribute(NameOID.COMMON_NAME, self.common_name)]).public_bytes()
        algorithm = tlv(0x30, oid(LITTLE_ENDIAN))
        valid = tlv(0x30, *(core.UTCTime(at).dump() for at in (self.begins, self.begins + timedelta(days=800))))
        whole = tlv(0x30, tlv(0xA0, integer(2)), integer(7), algorithm, self.name, valid, self.name, self.key)
        self.der = tlv(0x30, whole, algorithm, tlv(3, b"\0", tlv(4, self.signs(whole))))

    def signs(self, data, algorithm=LITTLE_ENDIAN):
        return sign(_CURVE, self.private, digest(digest_of_signature(algorithm), data), 1234567 + len(data))

    def list_xml(self, unsigned, signature="dstu4145-gost34311", digest_name="gost34311", names=None):
        """Return a trusted list, signed by its operator; `names` is the certificate that its properties name."""
        hashed = {"gost34311": GOST34311, "dstu7564-256": "1.2.804.2.1.1.1.1.2.2.1"}[digest_name]
        algorithm = {GOST34311: LITTLE_ENDIAN}.get(hashed, "1.2.804.2.1.1.1.1.3.6.1")
        root = etree.fromstring(unsigned)
        whole = encoded(digest(hashed, etree.tostring(root, method="c14n", exclusive=True)))
        values = {"signature": signature, "digest": digest_name, "whole": whole}
        values |= {"certificate": encoded(self.der), "named": encoded(digest(hashed, names or self.der))}
        root.append(etree.fromstring(_SIGNATURE.format(**values)))
        info, value = root[-1][:2]
        properties = next(root.iter(f"{{{_XADES}}}SignedProperties"))
        info[3].find(f"{{{_DSIG}}}DigestValue").text = encoded(
            digest(hashed, etree.tostring(properties, method="c14n"))
        )
        value.text = encoded(self.signs(etree.tostring(info, method="c14n"), algorithm))
        return etree.tostring(root)

    def message(self, content):
        """Return a detached CMS message (DER) over a content, hashed with GOST 34.311."""
        attributes = cms.CMSAttributes(
            [
                {"type": "content_type", "values": ["data"]},
                {"type": "message_digest", "values": [digest(GOST34311, content)]},
            ]
        ).dump()
        hashed, signed = tlv(0x30, oid(GOST34311)), tlv(0x30, oid(LITTLE_ENDIAN))
        sid, value = tlv(0x30, self.name, integer(7)), tlv(4, self.signs(attributes))
        info = tlv(0x30, integer(1), sid, hashed, b"\xa0" + attributes[1:], signed, value)
        data, certificates = tlv(0x30, oid("1.2.840.113549.1.7.1")), tlv(0xA0, self.der)
        whole = tlv(0x30, integer(1), tlv(0x31, hashed), data, certificates, tlv(0x31, info))
        return tlv(0x30, oid("1.2.840.113549.1.7.2"), tlv(0xA0, whole))


def digest(algorithm, data):
    hashed = new_hash(algorithm)
    hashed.update(data)
    return hashed.digest()


def encoded(data):
    return base64.b64encode(data).decode()
