"""Files that outlive their certificates: each revision verifies here, in the browser, and by pyHanko years later."""

import itertools
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from asn1crypto import tsp
from pyhanko.pdf_utils.reader import PdfFileReader
from unit.web.node import Page, node

from benchmarks.proof.future import YEAR, has_valid_time, passes_in_future
from bot.crypto.certificates import pem
from bot.signing.archiving.in_workers import archive
from bot.signing.models import SealLevel
from bot.signing.sealing.http_timestamps import FirstToAnswer, HttpTimestamps
from bot.signing.sealing.seal import AuthorityUntrustedRefused, TimestampUnavailableRefused
from bot.signing.verification.in_workers import verify


@pytest.fixture(scope="module")
def sealed(office, pdf, seal, pki):
    return office.finishes(pdf, tsa=HttpTimestamps(pki.url))


@pytest.fixture
def archived(sealed, seal, stamping, now):
    return archive(sealed, seal, stamping, now)


def test_every_revision_is_unchanged_and_begins_with_the_one_before(sealed, archived, seal, stamping, office, now, pki):
    pki.now = now + YEAR
    try:
        renewed = archive(archived.content, seal, stamping, pki.now)
    finally:
        pki.now = now
    revisions = [sealed, archived.content, renewed.content]
    for place, data in enumerate(revisions):
        found = verify(data, office.ca.certificate)
        assert (found.answer, found.faults, found.signed) == ("unchanged", (), 2)
        assert len(found.archive_timestamps) == place
    assert all(later.startswith(before) for before, later in itertools.pairwise(revisions))
    assert now + YEAR < archived.renew_at < now + timedelta(days=3650)


def test_it_passes_ten_years_later(archived, office, pki, now):
    assert all(passes_in_future(archived.content, office.ca.certificate, pki.root, now, years) for years in (1, 10))


def test_a_sealed_file_alone_does_not_pass_ten_years_later(office, pdf, pki, now):
    assert not passes_in_future(office.finishes(pdf), office.ca.certificate, pki.root, now, 10)


@pytest.fixture(scope="module")
def unstamped(office, pdf):
    """A file that was sealed while no authority answered."""
    return office.finishes(pdf)


def test_a_file_that_was_sealed_without_a_time_stamp_is_stamped_days_later_and_lasts(
    unstamped, seal, stamping, office, pki, now
):
    pki.now = later = now + timedelta(days=3)
    try:
        archived = archive(unstamped, seal, stamping, later)
    finally:
        pki.now = now
    found = verify(archived.content, office.ca.certificate)
    assert (found.answer, found.faults, len(found.archive_timestamps)) == ("unchanged", (), 1)
    assert found.timestamp.at == later
    assert all(passes_in_future(archived.content, office.ca.certificate, pki.root, later, years) for years in (1, 10))


def test_nothing_that_a_seal_covers_changes_with_its_late_time_stamp(unstamped, seal, stamping, now):
    (before,) = PdfFileReader(BytesIO(unstamped)).embedded_regular_signatures
    stamped = archive(unstamped, seal, stamping, now).content
    first, length, second, rest = map(int, before.byte_range)
    for covered in (slice(first, first + length), slice(second, second + rest)):
        assert stamped[covered] == unstamped[covered]


def test_at_b_t_the_seal_has_a_time_stamp_and_no_revision_follows(unstamped, office, seal, stamping, pki, now):
    assert not has_valid_time(unstamped, office.ca.certificate, pki.root, now)
    done = archive(unstamped, seal, replace(stamping, level=SealLevel.B_T, anchors=()), now)
    assert done.renew_at is None
    assert len(done.content) == len(unstamped)
    assert verify(done.content, office.ca.certificate).archive_timestamps == ()
    assert has_valid_time(done.content, office.ca.certificate, pki.root, now)


def test_a_token_for_which_a_seal_has_no_room_is_none(unstamped, seal, stamping, pki, now):
    def ask(request):
        response = tsp.TimeStampResp.load(HttpTimestamps(pki.url)(request))
        certificates = response["time_stamp_token"]["content"]["certificates"]
        for _ in range(30):
            certificates.append(certificates[0])
        return response.dump(force=True)

    with pytest.raises(TimestampUnavailableRefused):
        archive(unstamped, seal, replace(stamping, tsa=ask), now)


def test_what_is_added_or_changed_behind_the_seal_is_noticed(archived, sealed, office, altered):
    data, authority = archived.content, office.ca.certificate
    for place in range(len(sealed) + 10, len(data) - 6000, 211):
        assert verify(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :], authority).integrity == "changed"
    changed = altered(data, lambda writer: writer.root.__setitem__("/Extra", writer.root["/Pages"]))
    for other in (data + b"\n", data[:-1], changed):
        assert verify(other, authority).integrity == "changed"


def test_a_stamp_over_a_change_does_not_hide_it(sealed, seal, stamping, altered, now):
    changed = altered(sealed, lambda writer: writer.root.__setitem__("/Extra", writer.root["/Pages"]))
    with pytest.raises(RuntimeError):
        archive(changed, seal, stamping, now)


def test_an_authority_that_is_not_trusted_or_does_not_answer_is_refused(sealed, seal, stamping, stranger, pki, now):
    with pytest.raises(AuthorityUntrustedRefused):
        archive(sealed, seal, replace(stamping, anchors=(stranger.ca.certificate,)), now)
    pki.away = True
    try:
        with pytest.raises(TimestampUnavailableRefused):
            archive(sealed, seal, stamping, now)
    finally:
        pki.away = False


def test_the_first_authority_that_answers_is_taken(sealed, seal, stamping, pki, office, now):
    nobody = HttpTimestamps("http://127.0.0.1:9/", timeout_seconds=2)
    several = replace(stamping, tsa=FirstToAnswer((nobody, HttpTimestamps(pki.url))))
    assert verify(archive(sealed, seal, several, now).content, office.ca.certificate).answer == "unchanged"


@pytest.mark.skipif(node() is None, reason="Node.js is not installed")
def test_the_page_finds_the_same(archived, sealed, unstamped, seal, stamping, office, altered, now, tmp_path):
    page, file, authority = Page(), tmp_path / "file.pdf", tmp_path / "organisation.pem"
    authority.write_bytes(pem(office.ca.certificate))
    data = archived.content
    broken = data[: len(sealed) + 40] + b"#" + data[len(sealed) + 41 :]
    changed = altered(data, lambda writer: writer.root.__setitem__("/Extra", writer.root["/Pages"]))
    late = archive(unstamped, seal, stamping, now).content
    for one in (sealed, data, broken, data + b"\n", changed, late):
        file.write_bytes(one)
        here, there = verify(one, office.ca.certificate).as_json(), page.verify(file, authority)
        assert here["answer"] == there["answer"]
        assert [each["at"] for each in here["archive_timestamps"]] == [
            each["at"] for each in there["archive_timestamps"]
        ]
    page.close()
