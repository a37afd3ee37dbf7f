"""ASiC containers with CAdES (ETSI EN 319 162-1): which file is a signature, and over what.

In an ASiC-S container the signature is over the one document. In an ASiC-E container it is over a manifest that names
documents with their digests.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from urllib.parse import unquote

from lxml import etree

from bot.crypto.national.algorithms import new_hash
from bot.qualified.files.archives import has_pdf_header
from bot.qualified.files.encodings import decode_base64
from bot.qualified.judgement import Coverage, CoverageFault, CoveredFile, Extent, Format
from bot.qualified.refusals import NoSignatureRefused, XadesRefused
from bot.qualified.signatures.xml_algorithms import DIGESTS

_META = "META-INF/"
_MIMETYPE = "mimetype"
_SIGNATURES = (".p7s", ".p7m", ".sig", ".p7")
_STAMP = ".tst"
_OWN = (*_SIGNATURES, _STAMP, ".xml", ".ers")
"""How files in META-INF end that belong to the order of a container (ETSI EN 319 162-1)."""
_ASIC = "{http://uri.etsi.org/02918/v1.2.1#}"
_DSIG = "{http://www.w3.org/2000/09/xmldsig#}"


@dataclass(frozen=True, slots=True)
class ContainedSignature:
    """A signature file of a container, the bytes that it signs, and the documents these stand for.

    `stamps_hold` is False where a time stamp of the whole container is about other files than it now has.
    """

    format: Format
    signature: bytes
    signed: bytes | None
    coverage: Coverage
    stamps_hold: bool = True


@dataclass(frozen=True, slots=True)
class _Reference:
    name: str
    digest_oid: str | None
    digest: bytes


class _ManifestUnreadableError(Exception):
    pass


def contained_signatures(files: Mapping[str, bytes]) -> Iterator[ContainedSignature]:
    """Yield the signatures of an opened container; NoSignatureRefused, XadesRefused."""
    signatures = sorted(name for name in files if _is_signature(name))
    if not signatures and any(_is_xades(name) for name in files):
        raise XadesRefused
    if not signatures:
        raise NoSignatureRefused
    manifests = [name for name in files if _is_manifest(name)]
    stamps_hold = all(_stamp_holds(files, name) for name in files if _is_archive_manifest(name))
    for name in signatures:
        found = _extended(files, name, manifests) if manifests else _simple(files, name)
        yield replace(found, stamps_hold=stamps_hold)


def documents_of(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return what the container is for: everything that is no part of its own order."""
    return {name: data for name, data in files.items() if not _is_own(name, data)}


def _is_own(name: str, data: bytes) -> bool:
    """Return whether a file belongs to the order of the container; a PDF under such a name does not."""
    named = name == _MIMETYPE or (name.startswith(_META) and name.lower().endswith(_OWN))
    return named and (_is_signature(name) or not has_pdf_header(data))


def _is_signature(name: str) -> bool:
    return name.startswith(_META) and name.lower().endswith(_SIGNATURES)


def _is_xades(name: str) -> bool:
    return name.startswith(_META) and "signature" in name.lower() and name.lower().endswith(".xml")


def _is_manifest(name: str) -> bool:
    return name.startswith(f"{_META}ASiCManifest") and name.endswith(".xml")


def _is_archive_manifest(name: str) -> bool:
    return name.startswith(f"{_META}ASiC") and name.endswith(".xml")


def _stamp_holds(files: Mapping[str, bytes], manifest: str) -> bool:
    """Return whether all files are unchanged that a manifest names for a time stamp; True for other manifests."""
    try:
        target, references = _read_manifest(files[manifest])
    except _ManifestUnreadableError:
        return True
    if not target.endswith(_STAMP):
        return True
    return target in files and all(one.name in files and _is_unchanged(files[one.name], one) for one in references)


def _simple(files: Mapping[str, bytes], name: str) -> ContainedSignature:
    documents = documents_of(files)
    if len(documents) != 1:
        fault = CoverageFault.MANIFEST_UNREADABLE if documents else CoverageFault.FILE_MISSING
        coverage = Coverage(Extent.NOTHING, left_out=tuple(documents), fault=fault)
        return ContainedSignature(Format.ASIC_S, files[name], None, coverage)
    ((title, data),) = documents.items()
    coverage = Coverage(Extent.CONTAINER, (_covered(title, data),))
    return ContainedSignature(Format.ASIC_S, files[name], data, coverage)


def _extended(files: Mapping[str, bytes], name: str, manifests: list[str]) -> ContainedSignature:
    meant, unreadable = [], []
    for manifest in manifests:
        try:
            target, references = _read_manifest(files[manifest])
        except _ManifestUnreadableError:
            unreadable.append(manifest)
            continue
        if target == name:
            meant.append((manifest, references))
    if len(meant) == 1:
        manifest, references = meant[0]
        return ContainedSignature(Format.ASIC_E, files[name], files[manifest], _coverage(files, references))
    # A single manifest that cannot be read is the signed content still: the signature tells whether it was changed.
    signed = files[unreadable[0]] if len(unreadable) == 1 and not meant else None
    coverage = Coverage(Extent.NOTHING, left_out=tuple(documents_of(files)), fault=CoverageFault.MANIFEST_UNREADABLE)
    return ContainedSignature(Format.ASIC_E, files[name], signed, coverage)


def _coverage(files: Mapping[str, bytes], references: list[_Reference]) -> Coverage:
    named = {reference.name for reference in references}
    left_out = tuple(name for name in documents_of(files) if name not in named)
    covered = tuple(_covered(name, files[name]) for name in sorted(named & set(files)))
    extent = Extent.FILES if left_out else Extent.CONTAINER
    if len(named) != len(references):
        return Coverage(Extent.NOTHING, covered, left_out, CoverageFault.MANIFEST_UNREADABLE)
    if named - set(files):
        return Coverage(Extent.NOTHING, covered, left_out, CoverageFault.FILE_MISSING)
    if not all(_is_unchanged(files[reference.name], reference) for reference in references):
        return Coverage(Extent.NOTHING, covered, left_out, CoverageFault.FILE_CHANGED)
    return Coverage(extent, covered, left_out)


def _covered(name: str, data: bytes) -> CoveredFile:
    return CoveredFile(name, len(data), sha256(data).hexdigest())


def _is_unchanged(data: bytes, reference: _Reference) -> bool:
    hashed = None if reference.digest_oid is None else new_hash(reference.digest_oid)
    if hashed is None:
        return False
    hashed.update(data)
    return hashed.digest() == reference.digest


def _read_manifest(data: bytes) -> tuple[str, list[_Reference]]:
    """Return the signature that a manifest is for, and what it refers to."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _ManifestUnreadableError from error
    targets = root.findall(f"{_ASIC}SigReference")
    references = root.findall(f"{_ASIC}DataObjectReference")
    if root.tag != f"{_ASIC}ASiCManifest" or root.getroottree().docinfo.doctype or len(targets) != 1 or not references:
        raise _ManifestUnreadableError
    return _place(targets[0]), [_reference(one) for one in references]


def _reference(element: etree._Element) -> _Reference:
    methods, values = element.findall(f"{_DSIG}DigestMethod"), element.findall(f"{_DSIG}DigestValue")
    if (len(methods), len(values)) != (1, 1):
        raise _ManifestUnreadableError
    oid = DIGESTS.get(methods[0].get("Algorithm", ""))
    return _Reference(_place(element), oid, _decoded(values[0].text or ""))


def _place(element: etree._Element) -> str:
    """Return the name of the file that a URI means; a fragment or a query means none."""
    uri = element.get("URI", "")
    if not uri or "#" in uri or "?" in uri:
        raise _ManifestUnreadableError
    return unquote(uri).removeprefix("./").removeprefix("/")


def _decoded(text: str) -> bytes:
    decoded = decode_base64(text)
    if decoded is None:
        raise _ManifestUnreadableError
    return decoded
