# mypy: allow-untyped-calls
# (pyHanko is typed in part only)
"""Making a finished file with pyHanko: pages, attachments, seal.

The result is one incremental update behind the original's bytes. No stream of the original is decoded, and no clock is
read: pyHanko's own times are replaced by `now`.
"""

import asyncio
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import PurePath
from typing import Any
from uuid import UUID

from asn1crypto import keys, x509  # type: ignore[import-untyped]  # has no stubs
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko_certvalidator.registry import SimpleCertificateStore

from bot.crypto.certificates import parse_certificate
from bot.qualified.judgement import Format
from bot.signing.marks.adding import add_marks
from bot.signing.marks.marks import Spot
from bot.signing.models import Carrying
from bot.signing.records.manifest import MANIFEST_NAME, SCHEMA, Dossier, Listed, Manifest, encode_manifest
from bot.signing.records.record import SignedRecord, container_name, encode, file_name
from bot.signing.sealing.attachments import KEY, Attachment, attach, is_name_of_ours
from bot.signing.sealing.files import is_pdf
from bot.signing.sealing.pdf_objects import as_dictionary, catalog, count_of, dictionary, followed, page_root
from bot.signing.sealing.pdf_reading import open_reader, page_references, refusing_damage
from bot.signing.sealing.seal import Parts, Seal, TimestampUnavailableRefused
from bot.signing.sealing.timestamps import MOST_TOKEN_BYTES, CallableTimeStamper, stamper_of
from bot.signing.sealing.validation_data import add_lists

_JSON = "application/json"
_BYTES = "application/octet-stream"
_ATTRIBUTES_BYTES = 1024
"""What a seal takes beside its certificates."""


class RevisionWriter(IncrementalPdfFileWriter):
    """An incremental update that leaves the original's metadata alone: pyHanko would date it by its own clock."""

    def _update_meta(self) -> None:
        """Change nothing. pyHanko's author names this override: github.com/MatthiasValvekens/pyHanko/issues/223."""


def seal_pdf(parts: Parts, carrying: Carrying, spots: Sequence[Spot] = ()) -> bytes:
    """Make and seal the file, with the original carried as asked, and its marks at these spots.

    Raise PdfDamagedRefused where that fails, TimestampUnavailableRefused, and ValueError where the dossier or a record
    is about other bytes than the original.
    """
    parsed = _checked(parts.original, parts.dossier, parts.records)
    records = {UUID(one["id"]): record for one, record in zip(parsed, parts.records, strict=True)}
    containers = [_container(one, parts.containers) for one in parsed if one.get("container")]
    with refusing_damage():
        if carrying is Carrying.PAGES:
            writer = _over(parts.original)
            if parts.marks and spots:
                add_marks(writer, list(page_references(writer)), parts.marks, spots, parts.now)
            _append_pages(writer, parts.sheet)
        else:
            writer = _over(parts.sheet)
        ours = _attachments(parts.original, parts.dossier, records, carrying, parts.now)
        attach(writer, [*containers, *ours], parts.now)
        add_lists(writer, parts.seal.lists)
        return asyncio.run(_sealed(writer, parts))


def _checked(original: bytes, dossier: Dossier, records: Sequence[SignedRecord]) -> list[dict[str, Any]]:
    """Return what the records say; ValueError where not everything is about the same bytes."""
    sha256 = hashlib.sha256(original).hexdigest()
    if (dossier.document.sha256, dossier.document.size) != (sha256, len(original)):
        raise ValueError("the dossier is about other bytes")
    # Verifying reads the records strictly; here that would take a third of the time, at a thousand signers.
    parsed = [json.loads(record.record_json) for record in records]
    if any(record["document"]["sha256"] != sha256 for record in parsed):
        raise ValueError("a record is about other bytes")
    return parsed


def _container(record: Mapping[str, Any], containers: Mapping[str, bytes]) -> Attachment:
    """Return the file in which the qualified signature came that a record names."""
    signature_id, said = UUID(record["id"]), record["container"]
    name = container_name(signature_id, Format(said["format"]))
    return Attachment(f"{KEY}container-{signature_id}", name, containers[said["sha256"]], _BYTES, "Supplement")


def _over(pdf: bytes) -> RevisionWriter:
    # Without a line break after %%EOF the first new object would be on the same line.
    whole = pdf if pdf.endswith((b"\n", b"\r")) else pdf + b"\n"
    return RevisionWriter(BytesIO(whole), prev=open_reader(whole))


def _append_pages(writer: RevisionWriter, sheet: bytes) -> None:
    """Add the sheet's page tree next to the original's, under a new root.

    So no page of the original changes, the sheet inherits none of its attributes, and the cost does not depend on the
    number of pages.
    """
    sheet_root = writer.import_object(page_root(PdfFileReader(BytesIO(sheet))))
    original_root = page_root(writer)
    trees = [as_dictionary(followed(tree)) for tree in (original_root, sheet_root)]
    count = generic.NumberObject(sum(map(count_of, trees)))
    kids = generic.ArrayObject([original_root, sheet_root])
    new_root = writer.add_object(dictionary(Type=pdf_name("/Pages"), Kids=kids, Count=count))
    for tree in trees:
        tree["/Parent"] = new_root
        writer.update_container(tree)
    catalog(writer)["/Pages"] = new_root
    writer.update_root()


def _attachments(
    original: bytes, dossier: Dossier, records: Mapping[UUID, SignedRecord], carrying: Carrying, now: datetime
) -> Iterator[Attachment]:
    listed = []
    for signature_id, record in records.items():
        data = encode(record)
        listed.append(Listed(signature_id, hashlib.sha256(data).hexdigest()))
        yield Attachment(f"{KEY}signature-{signature_id}", file_name(signature_id), data, _JSON, "Data")
    if carrying is Carrying.ATTACHMENT:
        media_type = "application/pdf" if is_pdf(original) else _BYTES
        yield Attachment(f"{KEY}original", _name(dossier.document.name), original, media_type, "Source")
    manifest = _manifest(dossier, tuple(listed), carrying, now)
    yield Attachment(f"{KEY}manifest", MANIFEST_NAME, encode_manifest(manifest), _JSON, "Data")


def _name(file_name: str) -> str:
    """Return the name under which an original is attached: a file's alone, and none of ours."""
    name = PurePath(file_name.replace("\\", "/")).name.strip(". ") or "original"
    return f"original-{name}" if is_name_of_ours(name) else name


def _manifest(dossier: Dossier, listed: tuple[Listed, ...], carrying: Carrying, now: datetime) -> Manifest:
    return Manifest(
        schema=SCHEMA,
        organisation=dossier.organisation,
        document=dossier.document,
        carrying=carrying,
        sealed_at=now,
        expected=dossier.expected,
        signed=len(listed),
        declined=dossier.declined,
        signatures=listed,
        ledger_head=dossier.ledger_head,
    )


async def _sealed(writer: RevisionWriter, parts: Parts) -> bytes:
    tsa = stamper_of(parts.tsa) if parts.tsa else None
    session = _signer(parts.dossier, parts.seal, tsa).init_signing_session(writer)
    session.system_time = parts.now
    unsigned = session.prepare_tbs_document(None, bytes_reserved=2 * await _bytes_reserved(parts.seal, tsa))
    output = BytesIO()
    digest, _ = unsigned.digest_tbs_document(output=output)
    attributes = PdfCMSSignedAttributes(signing_time=parts.now)
    try:
        await unsigned.perform_signature(document_digest=digest.document_digest, pdf_cms_signed_attrs=attributes)
    except SigningError as error:
        if tsa is None:
            raise
        raise TimestampUnavailableRefused from error  # its token has become longer than the room that is left for it
    return output.getvalue()


async def _bytes_reserved(seal: Seal, tsa: CallableTimeStamper | None) -> int:
    """Return how much room the seal has, with its certificates and a time stamp, which may be added later."""
    token = await tsa.usual_bytes() if tsa else MOST_TOKEN_BYTES
    return 2 * len(seal.certificate) + sum(map(len, seal.chain)) + _ATTRIBUTES_BYTES + token


def _signer(dossier: Dossier, seal: Seal, tsa: CallableTimeStamper | None) -> PdfSigner:
    # A document cannot contain its own hash, so it has no field of this name.
    field = f"Countersign-{dossier.document.sha256[:16]}"
    simple = SimpleSigner(
        signing_cert=x509.Certificate.load(seal.certificate),
        signing_key=keys.PrivateKeyInfo.load(seal.private),
        cert_registry=SimpleCertificateStore.from_certs([x509.Certificate.load(one) for one in seal.chain]),
        embed_roots=True,
    )
    metadata = PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        name=parse_certificate(seal.certificate).name,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        subfilter=SigSeedSubFilter.PADES,
    )
    return PdfSigner(metadata, simple, timestamper=tsa, new_field_spec=SigFieldSpec(field, on_page=-1))
