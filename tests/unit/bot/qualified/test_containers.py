"""Containers that were tampered with, and those that are built to do harm."""

import struct
import time
import tracemalloc
import zipfile
from io import SEEK_END, BytesIO

import pytest
from dstu_lists import digest
from qualified_country import DOCUMENT, extended_container, packed, simple_container

from benchmarks.proof import KUPYNA_256
from bot.crypto.national.algorithms import GOST34311
from bot.qualified.files.archives import is_archive, read_archive
from bot.qualified.judgement import CoverageFault, Extent, SignatureFault
from bot.qualified.refusals import ContainerUnsafeRefused, NoSignatureRefused, XadesRefused

DOCUMENTS = {"order.txt": DOCUMENT, "plan.txt": b"the plan"}


@pytest.fixture(scope="session")
def extended(country):
    return unpacked(extended_container(country, DOCUMENTS))


def unpacked(data):
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {one.filename: archive.read(one) for one in archive.infolist()}


def without(files, name):
    return {title: data for title, data in files.items() if title != name}


@pytest.mark.parametrize(("name", "oid"), [("gost34311", GOST34311), ("dstu7564-256", KUPYNA_256)])
def test_a_manifest_may_name_ukrainian_hashes(country, judged, name, oid):
    container = extended_container(country, DOCUMENTS, algorithm=name, hashed=lambda data: digest(oid, data))
    assert judged(container, None).coverage.fault is None
    files = unpacked(container)
    changed = judged(packed(files | {"plan.txt": b"the plot"}), None)
    assert changed.coverage.fault is CoverageFault.FILE_CHANGED


def test_a_removed_document_is_missing(judged, extended):
    assert judged(packed(without(extended, "plan.txt")), None).coverage.fault is CoverageFault.FILE_MISSING


def test_a_changed_document_is_not_the_one_that_was_signed(judged, extended):
    found = judged(packed(extended | {"plan.txt": b"the plot"}), None)
    assert found.coverage.fault is CoverageFault.FILE_CHANGED
    assert found.correctness.holds


def test_a_changed_manifest_is_not_what_was_signed(judged, extended):
    name = "META-INF/ASiCManifest.xml"
    changed = extended | {name: extended[name].replace(b"plan.txt", b"plot.txt"), "plot.txt": b"the plan"}
    assert judged(packed(changed), None).correctness.fault is SignatureFault.CONTENT_DIFFERS
    unreadable = judged(packed(extended | {name: b"???"}), None)
    assert unreadable.coverage.fault is CoverageFault.MANIFEST_UNREADABLE


def test_two_manifests_for_one_signature_are_ambiguous(judged, extended):
    copied = extended | {"META-INF/ASiCManifest2.xml": extended["META-INF/ASiCManifest.xml"]}
    assert judged(packed(copied), None).coverage.fault is CoverageFault.MANIFEST_UNREADABLE


def test_a_manifest_with_entities_is_not_read(judged, extended):
    name = "META-INF/ASiCManifest.xml"
    declared = b'<!DOCTYPE a [<!ENTITY b "c">]>' + extended[name]
    found = judged(packed(extended | {name: declared}), None)
    assert found.coverage.fault is CoverageFault.MANIFEST_UNREADABLE


def test_a_simple_container_with_two_documents_is_ambiguous(country, judged):
    files = unpacked(simple_container(country.complete()))
    assert judged(packed(files | {"more.txt": b"more"}), None).coverage.fault is CoverageFault.MANIFEST_UNREADABLE


def test_a_document_in_the_folder_of_signatures_is_not_covered(country, judged, sound_container):
    found = judged(extended_container(country, {"order.txt": DOCUMENT}, {"META-INF/plan.pdf": b"%PDF-1.7"}), None)
    assert (found.coverage.extent, found.coverage.left_out) == (Extent.FILES, ("META-INF/plan.pdf",))
    for hidden in ({"META-INF/plan.pdf": b"%PDF-1.7"}, {"META-INF/plan.xml": b"\n%PDF-1.7"}, {"mimetype": b"%PDF-1.7"}):
        coverage = judged(packed(sound_container | hidden), None).coverage
        assert coverage.fault is CoverageFault.MANIFEST_UNREADABLE


def test_a_document_that_is_a_pdf_may_be_stored_as_it_is(country, judged):
    pdf = b"%PDF-1.7 order"
    stored = packed({"order.pdf": pdf, "META-INF/signature.p7s": country.complete(pdf)}, zipfile.ZIP_STORED)
    assert judged(stored, None).qualified


@pytest.fixture(scope="module")
def sound_container(country):
    return {"order.txt": DOCUMENT, "META-INF/signature.p7s": country.complete()}


def test_a_signature_in_a_container_that_is_none_is_unreadable(judged, extended):
    broken = judged(packed(extended | {"META-INF/signature.p7s": b"0123"}), None)
    assert broken.correctness.fault is SignatureFault.UNREADABLE


def test_a_container_without_a_signature_or_with_another_kind_is_told(judged):
    with pytest.raises(NoSignatureRefused):
        judged(packed({"order.txt": DOCUMENT}), None)
    with pytest.raises(XadesRefused):
        judged(packed({"order.txt": DOCUMENT, "META-INF/signatures0.xml": b"<a/>"}), None)


def million_entries():
    """A directory of a million names, which claims to have as many as fit."""
    entry = struct.pack("<4s6H3L5H2L", b"PK\1\2", *([20] * 2), *([0] * 4), 0, 0, 0, 1, *([0] * 4), 0, 0) + b"a"
    directory = entry * 1_000_000
    return directory + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, len(directory), 0, 0)


def lying_about_its_directory():
    """A directory of a million names that says it has one."""
    data = million_entries()
    return data[:-14] + struct.pack("<2H2LH", 1, 1, len(data) - 22, 0, 0)


def bomb():
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", bytes(60 << 20))
    return out.getvalue()


def twice():
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("order.txt", b"one")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("order.txt", b"two")
    return out.getvalue()


def named(name):
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("ORDER/NAME"[: len(name)].ljust(len(name), "X")), b"data")
    return out.getvalue().replace("ORDER/NAME"[: len(name)].ljust(len(name), "X").encode(), name.encode())


def overlapping():
    """Two names in the directory for the same bytes."""
    data = named("one")
    start = data.index(b"PK\1\2")
    entry, end = data[start:-22], data[-22:]
    doubled = entry + entry.replace(b"one", b"two")
    fields = struct.pack("<2H2LH", 2, 2, len(doubled), start, 0)
    return data[:start] + doubled + end[:8] + fields


def a_pdf_before_it():
    """A container whose directory counts from the start of a PDF that stands before it."""
    out = BytesIO(b"%PDF-1.7 shown by viewers")
    out.seek(0, SEEK_END)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("order.txt", DOCUMENT)
    return out.getvalue()


def a_pdf_between():
    """A container with a PDF in the extra field of its first file, which belongs to no document."""
    out, entry = BytesIO(), zipfile.ZipInfo("order.txt")
    pdf = b"%PDF-1.7 shown by viewers"
    entry.extra = struct.pack("<HH", 0x7070, len(pdf)) + pdf
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(entry, DOCUMENT)
    return out.getvalue()


def both(name):
    """A container with two documents that are one file once they are unpacked on some system."""
    return packed({"план/order.txt": DOCUMENT, name: b"another order"})


HARMFUL = {
    "a million entries": million_entries,
    "a million entries said to be one": lying_about_its_directory,
    "a bomb": bomb,
    "two of one name": twice,
    "a name that climbs": lambda: named("../a"),
    "an absolute name": lambda: named("/etc/a"),
    "a name of Windows": lambda: named("a\\b"),
    "a drive": lambda: named("C:/a"),
    "two names for the same bytes": overlapping,
    "no directory": lambda: b"PK\3\4" + bytes(100),
    "half a file": lambda: packed({"order.txt": DOCUMENT})[:-5],
    "names of another case": lambda: both("ПЛАН/Order.txt"),
    "names of another form": lambda: both("план/./order.txt"),
    "names with a space at the end": lambda: both("план /order.txt."),
    "names of another normalisation": lambda: packed({"\u0439.txt": DOCUMENT, "\u0438\u0306.txt": b"another order"}),
    "a PDF before it": a_pdf_before_it,
    "a PDF beside its documents": a_pdf_between,
    "something before it": lambda: b"x" + packed({"order.txt": DOCUMENT}),
    "a wrong checksum": lambda: packed({"order.txt": DOCUMENT}, zipfile.ZIP_STORED).replace(DOCUMENT, DOCUMENT[::-1]),
}


@pytest.mark.parametrize("what", HARMFUL)
def test_what_would_do_harm_is_refused_at_once(what):
    data = HARMFUL[what]()
    assert is_archive(data) or what == "half a file"
    tracemalloc.start()
    began = time.process_time()
    with pytest.raises(ContainerUnsafeRefused):
        read_archive(data)
    taken, (_, most) = time.process_time() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert taken < 0.1
    assert most < 50 << 20
