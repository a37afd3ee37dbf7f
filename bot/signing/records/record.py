"""The signature record: what one person confirmed, signed with their own key.

A record has exactly one form in bytes (RFC 8785), the person's signature covers every member, and OpenSSL alone can
check it (``docs/evidence.md``). A passkey signs its own data, which name the SHA-256 of the record's bytes.
"""

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final, assert_never
from uuid import UUID

from bot.crypto.assertions import Assertion, verify_assertion
from bot.crypto.canonical import NotCanonical, canonical, parse_canonical
from bot.crypto.certificates import (
    Certificate,
    CertificateUnreadableRefused,
    Use,
    is_issued_by,
    parse_certificate,
)
from bot.crypto.keys import sign, verify
from bot.qualified.judgement import Format
from bot.signing.models import Class, Confirmation, Document, Signature
from bot.signing.records.naming import names_signer
from bot.signing.records.plain import NotPlain, from_plain, to_plain

SCHEMA = "countersign/signature/1"
ENVELOPE_SCHEMA = "countersign/signed-record/1"
_ALWAYS = ("record", "signature", "certificate")
_OF_PASSKEY = ("authenticator_data", "client_data_json")
_ENDINGS: Final = {
    Format.CADES_ATTACHED: ".p7s",
    Format.CADES_DETACHED: ".p7s",
    Format.ASIC_S: ".asics",
    Format.ASIC_E: ".asice",
    Format.PADES: ".pdf",
}
_NONE: Final[Mapping[int, datetime]] = MappingProxyType({})


class RecordBroken(ValueError):  # noqa: N818 - says what the bytes are
    """The bytes are no signed record of a schema known here."""


class Method(StrEnum):
    """How the person confirmed."""

    TAP = "tap"
    TAP_AND_PIN = "tap+pin"
    PASSKEY = "passkey"
    QUALIFIED = "qualified"
    """With a qualified signature made elsewhere; the record is signed with a key that the server made for it."""

    @property
    def use(self) -> Use:
        """Return what the certificate of a record confirmed in this way must be for."""
        match self:
            case Method.TAP | Method.QUALIFIED:
                return Use.TAP
            case Method.TAP_AND_PIN:
                return Use.PERSON
            case Method.PASSKEY:
                return Use.PASSKEY
            case _:
                assert_never(self)

    @classmethod
    def of(cls, confirmation: Confirmation) -> "Method":
        """Return the method of a document that requires this confirmation."""
        match confirmation:
            case Confirmation.TAP:
                return cls.TAP
            case Confirmation.PIN:
                return cls.TAP_AND_PIN
            case Confirmation.QUALIFIED:
                return cls.QUALIFIED
            case _:
                assert_never(confirmation)


class Outcome(StrEnum):
    """What the confirmation made of the request."""

    SIGNED = "signed"
    ACKNOWLEDGED = "acknowledged"
    COMPLETED = "completed"
    WITNESSED = "witnessed"

    @classmethod
    def of(cls, class_: Class) -> "Outcome":
        """Return the outcome of a document of this class."""
        match class_:
            case Class.SIGN:
                return cls.SIGNED
            case Class.ACKNOWLEDGE:
                return cls.ACKNOWLEDGED
            case Class.COURSE:
                return cls.COMPLETED
            case Class.WITNESS:
                return cls.WITNESSED
            case _:
                assert_never(class_)


class ActChannel(StrEnum):
    """Where the person confirmed."""

    TELEGRAM = "telegram"
    KIOSK = "kiosk"
    """In the browser of a device of the organisation, logged in by an SMS code."""


class Trust(StrEnum):
    """Whether a certificate was issued by the organisation that the file is checked against."""

    OURS = "ours"
    STRANGER = "stranger"
    UNASKED = "unasked"
    """No organisation's certificate was given to compare with."""


@dataclass(frozen=True, slots=True)
class Party:
    """The organisation that sent the document."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Signer:
    """Who confirmed, as the staff list had them then. `phone` is E.164, as bound; `identified_by` says how.

    `telegram_id` is None at a kiosk. `rebound_at` is set if their account had replaced another one shortly before.
    """

    person_id: UUID
    name: str
    personnel_number: str | None
    position: str
    department: str
    telegram_id: int | None
    phone: str | None
    identified_by: str
    identified_at: datetime
    rebound_at: datetime | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """The agreement to sign electronically that was in force for the person."""

    version: str
    language: str


@dataclass(frozen=True, slots=True)
class Subject:
    """The document: exact bytes, by SHA-256 (64 lower-case hexadecimal digits) and size in bytes."""

    id: UUID
    sha256: str
    size: int
    name: str
    title: str
    version: int
    class_: Class

    @classmethod
    def of(cls, document: Document) -> "Subject":
        """Return what evidence says of a document."""
        return cls(
            id=document.id,
            sha256=document.sha256,
            size=document.size,
            name=document.file_name,
            title=document.title,
            version=document.version,
            class_=document.class_,
        )


@dataclass(frozen=True, slots=True)
class Statement:
    """The exact text that was confirmed, and the language (ISO 639-1) in which it was shown."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Kiosk:
    """The device at which somebody confirmed: its name, and the manager who enabled it."""

    id: UUID
    name: str
    enabled_by_id: UUID
    enabled_by: str
    enabled_at: datetime


@dataclass(frozen=True, slots=True)
class Act:
    """The confirmation: the server's times, and Telegram's ids of the update, the callback query and the message.

    `kiosk` is set at a kiosk alone, where there is no update, no query and no message.
    """

    method: Method
    channel: ActChannel
    kiosk: Kiosk | None
    confirmed_at: datetime
    update_id: int | None
    callback_id: str | None
    message_id: int | None
    delivered_at: datetime | None
    opened_at: datetime | None


@dataclass(frozen=True, slots=True)
class Container:
    """The file in which a qualified signature came, and what was found when it was accepted.

    `sha256` is the file's (64 lower-case hexadecimal digits), `certificate_sha256` that of the signer's certificate.
    `name` is the person's as the certificate has it, `issuer` who issued it, and `trusted_list` the list it leads to.
    `stamped_at` is proven by a time stamp.
    """

    sha256: str
    format: Format
    name: str
    issuer: str
    certificate_sha256: str
    trusted_list: str
    stamped_at: datetime


@dataclass(frozen=True, slots=True)
class SignatureRecord:
    """Everything that is recorded of one signature; `container` where it was confirmed with a qualified one."""

    schema: str
    id: UUID
    request_id: UUID
    organisation: Party
    signer: Signer
    agreement: Agreement
    document: Subject
    statement: Statement
    act: Act
    result: Outcome
    container: Container | None = None


@dataclass(frozen=True, slots=True)
class SignedRecord:
    """A record's canonical bytes, the person's ECDSA signature of them (DER) and their certificate (DER).

    Of a record confirmed by passkey, the signature is the passkey's, over its `assertion`.
    """

    record_json: bytes
    signature: bytes
    certificate: bytes
    assertion: Assertion | None = None

    @classmethod
    def of(cls, signature: Signature) -> "SignedRecord":
        """Return the signed record of a stored signature."""
        parts = signature.authenticator_data, signature.client_data_json
        assertion = None if parts[0] is None or parts[1] is None else Assertion(parts[0], parts[1])
        return cls(signature.record_json, signature.signature, signature.certificate, assertion)


@dataclass(frozen=True, slots=True)
class Carried:
    """What a finished file carries: whose document, and which. Its records must say the same of it."""

    organisation: Party
    document: Subject


@dataclass(frozen=True, slots=True)
class RecordVerdict:
    """What checking one record found. `record` is None where the bytes are none; then nothing else holds.

    `signature_holds`: the certificate's key signed these exact bytes, the certificate names the record's person, by id
    and by name, and is for the record's method, and the result is one of the document's class.
    `document_matches`: the record is about the given document of the given organisation; None where none was given.
    `counter` is the signature counter of a passkey. `revoked_at` is when the certificate was revoked, as far as the
    revocation lists given say.
    """

    record: SignatureRecord | None
    signature_holds: bool
    trust: Trust
    document_matches: bool | None
    counter: int | None = None
    revoked_at: datetime | None = None

    @property
    def late(self) -> bool:
        """Return whether the record was confirmed when its certificate was revoked already."""
        confirmed_at = self.record.act.confirmed_at if self.record else None
        return self.revoked_at is not None and confirmed_at is not None and self.revoked_at <= confirmed_at

    @property
    def sound(self) -> bool:
        """Return whether the record is valid; `trust` says separately who issued the certificate."""
        return self.signature_holds and self.document_matches is not False


def sign_record(record: SignatureRecord, private_der: bytes, certificate_der: bytes) -> SignedRecord:
    """Sign a record with the person's key; ValueError where certificate, key, person, method or result do not fit."""
    data = canonical(to_plain(record))
    signed = SignedRecord(data, sign(private_der, data), certificate_der)
    if not verify_record(signed).signature_holds:
        raise ValueError("the certificate is of another key or person or for another method, or the result is another")
    return signed


def parse_record(record_json: bytes) -> SignatureRecord:
    """Read a record from its canonical bytes; raises `RecordBroken` for anything else, other versions included."""
    try:
        record = from_plain(SignatureRecord, parse_canonical(record_json))
    except (NotCanonical, NotPlain) as error:
        raise RecordBroken(str(error)) from error
    if record.schema != SCHEMA:
        raise RecordBroken("a schema not known here")
    if not _channel_fits(record):
        raise RecordBroken("channel, kiosk and Telegram's ids contradict each other")
    return record


def verify_record(
    signed: SignedRecord,
    authority: bytes | None = None,
    carried: Carried | None = None,
    revoked: Mapping[int, datetime] = _NONE,
) -> RecordVerdict:
    """Check a record by itself: offline, against an organisation's certificate (DER) and a document.

    A certificate is held against the moment of confirming: one that has since run out still proves what it signed.
    `revoked` is what the organisation's lists say, from `bot.crypto.revocation.revoked_serials`.
    """
    try:
        record, certificate = parse_record(signed.record_json), parse_certificate(signed.certificate)
    except (RecordBroken, CertificateUnreadableRefused):
        return RecordVerdict(None, signature_holds=False, trust=_trust(authority), document_matches=None)
    return RecordVerdict(
        record,
        signature_holds=_certificate_fits(record, certificate) and _confirmed(signed, record.act.method),
        trust=_trust(authority, certificate, record),
        document_matches=None if carried is None else Carried(record.organisation, record.document) == carried,
        counter=signed.assertion.counter if signed.assertion else None,
        revoked_at=revoked.get(certificate.number),
    )


def _channel_fits(record: SignatureRecord) -> bool:
    """Return whether the record has what belongs to its channel, and nothing of the other one."""
    act = record.act
    if act.channel is ActChannel.TELEGRAM:
        return act.kiosk is None and record.signer.telegram_id is not None
    telegrams = (record.signer.telegram_id, act.update_id, act.callback_id, act.message_id)
    return act.kiosk is not None and telegrams == (None,) * len(telegrams)


def _certificate_fits(record: SignatureRecord, certificate: Certificate) -> bool:
    """Return whether the certificate is of the record's person and method, and what else it says fits these."""
    return (
        names_signer(certificate, record.signer.person_id, record.signer.name)
        and certificate.use is record.act.method.use
        and (record.container is not None) is (record.act.method is Method.QUALIFIED)
        and record.result is Outcome.of(record.document.class_)
    )


def _confirmed(signed: SignedRecord, method: Method) -> bool:
    """Return whether the certificate's key signed the record in the way that its method demands."""
    if method is Method.PASSKEY:
        assertion = signed.assertion
        return assertion is not None and verify_assertion(
            signed.certificate, assertion, signed.signature, signed.record_json
        )
    return signed.assertion is None and verify(signed.certificate, signed.record_json, signed.signature)


def file_name(signature_id: UUID) -> str:
    """Return the name of the attachment that carries a signed record."""
    return f"signature-{signature_id}.json"


def container_name(signature_id: UUID, format_: Format) -> str:
    """Return the name of the attachment that carries a qualified signature as it came."""
    return f"signature-{signature_id}{_ENDINGS[format_]}"


def encode(signed: SignedRecord) -> bytes:
    """Write a signed record as one JSON file with base64 members; those of an assertion only where there is one."""
    return canonical(
        {"schema": ENVELOPE_SCHEMA} | {name: base64.b64encode(data).decode() for name, data in _members(signed)}
    )


def _members(signed: SignedRecord) -> Iterator[tuple[str, bytes]]:
    yield from zip(_ALWAYS, (signed.record_json, signed.signature, signed.certificate), strict=True)
    if signed.assertion:
        said = (signed.assertion.authenticator_data, signed.assertion.client_data_json)
        yield from zip(_OF_PASSKEY, said, strict=True)


def decode(data: bytes) -> SignedRecord:
    """Read what `encode` wrote; raises `RecordBroken` for anything else."""
    try:
        found = parse_canonical(data)
        if found.pop("schema") != ENVELOPE_SCHEMA:
            raise RecordBroken("a schema not known here")
        names = _ALWAYS if found.keys() == set(_ALWAYS) else (*_ALWAYS, *_OF_PASSKEY)
        record, signature, certificate, *passkey = (base64.b64decode(found.pop(name), validate=True) for name in names)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise RecordBroken("not a signed record") from error
    if found:
        raise RecordBroken("members not known here")
    return SignedRecord(record, signature, certificate, Assertion(*passkey) if passkey else None)


def _trust(
    authority: bytes | None, certificate: Certificate | None = None, record: SignatureRecord | None = None
) -> Trust:
    if authority is None:
        return Trust.UNASKED
    if certificate is None or record is None:
        return Trust.STRANGER
    act = record.act
    return Trust.OURS if is_issued_by(certificate.der, authority, act.method.use, act.confirmed_at) else Trust.STRANGER
