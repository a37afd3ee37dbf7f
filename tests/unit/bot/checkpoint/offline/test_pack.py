"""The pack, and the two judges that read it: the server's rules and the scanner's own script."""

import base64
import random
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import load_der_x509_certificate
from unit.web.node import Scanner, node

from bot.checkpoint.models import ServiceQr, Shift, Verdict
from bot.checkpoint.offline.delivery import encrypt_to, plain_signature
from bot.checkpoint.offline.judging import OfflineJudge
from bot.checkpoint.offline.pack import Keeper, StandingPass, build_pack, read_head, short_name, write_pack
from bot.crypto.authority import issue_seal, mint_ca
from bot.crypto.encryption import Cipher, MasterKeys, mint_master_key
from bot.crypto.keys import sign
from bot.passes.codes import CodePurpose, Codes
from bot.passes.live_codes.day_keys import DayKeys

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
SEED = 15
TYPES = ("staff", "student", "visitor")
NAMES = ("Шевченко Тарас Григорович", "Косач Лариса Петрівна", "Франко Іван", "Сковорода")
HOME, NEIGHBOUR = UUID(int=1), UUID(int=2)
GUARD = UUID(int=3)
POINT = (Encoding.X962, PublicFormat.UncompressedPoint)

needs_node = pytest.mark.skipif(node() is None, reason="Node.js is not installed")


class Place:
    """An organisation's keys, its passes and a shift."""

    def __init__(self, organisation_id=HOME, accepts=(), seed=SEED):
        self.random = random.Random(seed)  # noqa: S311 - data for tests
        self.cipher = Cipher(MasterKeys.parse(mint_master_key()))
        self.keys = DayKeys(self.cipher)
        self.codes = Codes(self.cipher, 1_000_000_001, "countersign_demo_bot")
        self.seal = issue_seal(mint_ca("Садиба", NOW), NOW)
        self.tag = self.random.randbytes(4)
        qr = (UUID(int=4), bytes(12), organisation_id, GUARD, "КПП №1", "вул. Садова, 5", frozenset(accepts), 12)
        self.service_qr = ServiceQr(*qr, NOW, NOW + timedelta(days=90), b"{}", b"")
        self.shift = Shift(UUID(int=5), organisation_id, UUID(int=4), GUARD, NOW, NOW + timedelta(hours=12))
        self.keeper = Keeper(self.shift, self.service_qr, self.tag, names=True)

    @property
    def seal_key(self):
        key = load_der_x509_certificate(self.seal.certificate).public_key()
        return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)

    def passes(self, count):
        return [self.one(number) for number in range(count)]

    def one(self, number=0, **changes):
        made = StandingPass(
            id=UUID(bytes=self.random.randbytes(16)),
            type=TYPES[number % len(TYPES)],
            holder_id=UUID(bytes=self.random.randbytes(16)),
            holder_name=f"{self.random.choice(NAMES)}",
            valid_from_at=NOW - timedelta(days=self.random.randrange(300)),
            expires_at=NOW + timedelta(days=self.random.randrange(2, 300)),
            code_id=self.random.randbytes(12),
        )
        return replace(made, **changes)

    def pack(self, standing, now=NOW):
        return build_pack(self.keys, standing, self.keeper, now)

    def live(self, one, now=NOW):
        return self.codes.mint(CodePurpose.LIVE_PASS, self.tag, self.keys.mint_id(HOME, one.id, now))

    def card(self, one):
        return self.codes.mint(CodePurpose.PRINTED_PASS, self.tag, one.code_id)

    def delivery(self, pack, point, head=None):
        signature = plain_signature(sign(self.seal.private, head or pack.head))
        return encrypt_to(point, write_pack(pack, signature))


@pytest.fixture(scope="module")
def place():
    return Place()


@pytest.fixture
def scanner():
    started = Scanner()
    yield started
    started.close()


def opened(scanner, place, pack, *, keep=False, **given):
    point = base64.b64decode(scanner.does("point"))
    delivery = given.get("delivery") or place.delivery(pack, point)
    seal = base64.b64encode(place.seal_key).decode()
    return scanner.does("open", delivery=base64.b64encode(delivery).decode(), seal=seal, keep=keep)


def cases(place):
    """Every verdict that a pack can give: the pass, its code, the time, the codes used before, the verdict."""
    good, later = place.one(), NOW + timedelta(seconds=100)
    own = place.one(holder_id=GUARD)
    over = place.one(expires_at=NOW + timedelta(hours=1))
    early = place.one(valid_from_at=NOW + timedelta(hours=2))
    fresh = place.one(valid_from_at=NOW - timedelta(seconds=1, microseconds=5))
    other = place.one(type="visitor")
    place.keeper = replace(place.keeper, service_qr=replace(place.service_qr, accepts=frozenset({"staff"})))
    missing = place.one()
    foreign = Place(NEIGHBOUR, seed=99)
    live = place.live(good)
    standing = [good, own, over, early, fresh, other]
    tomorrow = NOW + timedelta(hours=20)
    return standing, [
        (live, later, (), Verdict.VALID_OFFLINE),
        (live, NOW + timedelta(seconds=165), (), Verdict.VALID_OFFLINE),
        (live, later, (live,), Verdict.ALREADY_USED_HERE),
        (live, NOW + timedelta(seconds=200), (), Verdict.CODE_EXPIRED),
        (live, NOW + timedelta(hours=5), (), Verdict.NOT_IN_PACK),
        (place.live(good, tomorrow), tomorrow, (), Verdict.VALID_OFFLINE),
        (place.live(good, tomorrow), NOW, (), Verdict.NOT_IN_PACK),
        (place.card(good), later, (), Verdict.VALID_OFFLINE),
        (place.card(own), later, (), Verdict.OWN_PASS),
        (place.live(own), later, (), Verdict.OWN_PASS),
        (place.card(over), NOW + timedelta(hours=1), (), Verdict.PASS_EXPIRED),
        (place.card(over), NOW + timedelta(minutes=59, seconds=59), (), Verdict.VALID_OFFLINE),
        (place.card(early), later, (), Verdict.NOT_YET_VALID),
        (place.card(early), NOW + timedelta(hours=1, minutes=59, seconds=59), (), Verdict.NOT_YET_VALID),
        (place.card(early), NOW + timedelta(hours=2), (), Verdict.VALID_OFFLINE),
        (place.card(fresh), NOW, (), Verdict.VALID_OFFLINE),
        (place.card(other), later, (), Verdict.NOT_ACCEPTED_HERE),
        (place.card(missing), later, (), Verdict.NOT_IN_PACK),
        (place.live(missing), later, (), Verdict.NOT_IN_PACK),
        (foreign.card(foreign.one()), later, (), Verdict.NOT_IN_PACK),
        ("https://example.org/menu", later, (), Verdict.NOT_IN_PACK),
        ("", later, (), Verdict.NOT_IN_PACK),
        (place.card(good), NOW + timedelta(hours=24), (), Verdict.PACK_TOO_OLD),
        (place.card(good), NOW - timedelta(minutes=1), (), Verdict.PACK_TOO_OLD),
    ]


def test_the_rules_give_each_verdict_and_no_more():
    place = Place()
    standing, expected = cases(place)
    judge = OfflineJudge.of(place.pack(standing))
    for payload, at, used, verdict in expected:
        assert judge(payload, used, at).verdict is verdict, (payload[:1], at)


@needs_node
def test_the_scanner_judges_as_the_rules_do(scanner):
    place = Place()
    standing, expected = cases(place)
    standing += place.passes(300)
    pack = place.pack(standing)
    assert "refused" not in opened(scanner, place, pack)
    judge = OfflineJudge.of(pack)
    tried = [*expected, *((place.live(one), NOW, (), None) for one in standing)]
    tried += [(place.card(one), NOW, (), None) for one in standing]
    for payload, at, used, _ in tried:
        ours = judge(payload, used, at)
        theirs = scanner.does("judge", payload=payload, used=list(used), now=at.timestamp())
        row = ours.row
        told = {"verdict": str(ours.verdict), "name": row and row.name, "type": row and row.type}
        assert theirs == told


@needs_node
def test_a_pack_that_was_changed_or_signed_by_another_is_refused(scanner, place):
    pack = place.pack(place.passes(40))
    point = base64.b64decode(scanner.does("point"))
    good, other = place.delivery(pack, point), Place(seed=7)
    assert "refused" in opened(scanner, place, pack, delivery=other.delivery(pack, point))
    number, part = next(iter(pack.parts.items()))
    changed = replace(pack, parts=pack.parts | {number: part[:-1] + b"x"})
    assert "refused" in opened(scanner, place, pack, delivery=place.delivery(changed, point))
    later = replace(pack, head=pack.head.replace(b'"until_at":17', b'"until_at":19'))
    assert later.head != pack.head
    forged = place.delivery(later, point, head=pack.head)
    assert "refused" in opened(scanner, place, pack, delivery=forged)
    for at in (0, 70, 90, len(good) // 2, len(good) - 1):
        broken = good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :]
        assert "refused" in opened(scanner, place, pack, delivery=broken)
    assert opened(scanner, place, pack, delivery=good) == {"parts": len(pack.parts)}


@needs_node
def test_only_the_parts_that_changed_are_delivered(scanner, place):
    standing = place.passes(3000)
    before = place.pack(standing)
    whole = place.delivery(before, base64.b64decode(scanner.does("point")))
    opened(scanner, place, before, delivery=whole)
    revoked = standing.pop()
    after = place.pack(standing).without(scanner.does("known"))
    assert len(after.parts) == 1
    part = place.delivery(after, base64.b64decode(scanner.does("point")))
    assert len(part) < len(whole) / 20
    assert opened(scanner, place, after, delivery=part, keep=True) == {"parts": 64}
    told = [
        scanner.does("judge", payload=place.card(one), used=[], now=NOW.timestamp())["verdict"]
        for one in (revoked, standing[0])
    ]
    assert told == ["not-in-pack", "valid-offline"]


@needs_node
def test_portraits_are_shown_to_the_right_pass_and_stay_from_day_to_day(scanner):
    place = Place()
    standing = [place.one(photo_sha256=f"photo {number}") for number in range(20)] + [place.one()]
    small = {one.photo_sha256: f"face of {one.photo_sha256}".encode() for one in standing if one.photo_sha256}
    place.keeper = replace(place.keeper, portraits=small | {"photo 0": b""}, portraits_wait=True)
    pack = place.pack(standing)
    assert "refused" not in opened(scanner, place, pack)
    for one in standing:
        found = scanner.does("portrait", payload=place.card(one), now=NOW.timestamp())
        expected = place.keeper.portraits.get(one.photo_sha256)
        assert base64.b64decode(found or "") == (expected or b"")
    later = place.pack(standing, NOW + timedelta(days=1))
    assert read_head(later.head)["portraits"] == read_head(pack.head)["portraits"]
    assert not set(read_head(later.head)["parts"].values()) & set(read_head(pack.head)["parts"].values())
    assert OfflineJudge.of(pack)(place.card(standing[1]), (), NOW).verdict is Verdict.VALID_OFFLINE


def test_passes_that_share_a_locator_have_no_portraits():
    place = Place()
    one = place.one(photo_sha256="photo")
    place.keeper = replace(place.keeper, portraits={"photo": b"face"})
    assert read_head(place.pack([one, place.one()]).head)["portraits"]
    assert not read_head(place.pack([one, one]).head)["portraits"]


def test_ten_thousand_passes_are_small_and_quickly_built(place):
    standing = place.passes(10_000)
    began = time.process_time()
    pack = place.pack(standing)
    delivery = place.delivery(pack, a_point())
    took = time.process_time() - began
    assert len(delivery) <= 600_000
    assert took < 3, "a second on a machine that does nothing else"


def a_point():
    return ec.generate_private_key(ec.SECP256R1()).public_key().public_bytes(*POINT)


def test_the_keys_of_a_day_say_nothing_about_another(place):
    one = place.one()
    keys = {place.keys.of_pass(one.id, day) for day in range(5)} | {place.keys.of_pass(place.one().id, 0)}
    assert len(keys) == 6


def test_a_pack_made_after_midnight_still_knows_the_codes_of_yesterday(place):
    midnight = datetime(2026, 3, 3, tzinfo=UTC)
    one = place.one()
    judge = OfflineJudge.of(place.pack([one], midnight + timedelta(minutes=1)))
    shown = place.live(one, midnight - timedelta(minutes=1))
    assert judge(shown, (), midnight + timedelta(minutes=1)).verdict is Verdict.VALID_OFFLINE
    assert judge(place.card(one), (), midnight + timedelta(hours=24)).verdict is Verdict.PACK_TOO_OLD


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Шевченко Тарас Григорович", "Шевченко Т. Г."),
        ("Сковорода", "Сковорода"),
        ("Нечуй-Левицький Іван", "Нечуй-Левицький І."),
    ],
)
def test_a_name_is_short(name, short):
    assert short_name(name) == short
