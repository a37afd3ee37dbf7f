"""Scans made without a network, when they arrive, and packs as somebody on duty gets them."""

import io
import json
import struct
import zlib
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from PIL import Image

from bot.checkpoint.checks.check_codes import CheckCode
from bot.checkpoint.documents.check_document import CheckDocument, DocumentIndex
from bot.checkpoint.duty.end_shift import OffDuty
from bot.checkpoint.models import Verdict
from bot.checkpoint.notices import OfflineDiffered
from bot.checkpoint.offline.build_pack import BuildPack, DeviceKeyUnusableRefused, NamesInPacks
from bot.checkpoint.offline.pack import FORMAT, PACK_LIVES
from bot.checkpoint.offline.portraits import MOST_NEW, SIZE, SmallPortraits
from bot.checkpoint.offline.take_scans import OfflineScan, TakeScans
from bot.counters import Counters
from bot.ids import EventId
from bot.ledger.entries import Act
from bot.passes.codes import CodePurpose
from bot.passes.issuing.revoke_pass import RevokePass
from bot.passes.notices import PassRevoked
from bot.staff.access import NotAllowedRefused
from bot.workers.pool import Limits, Work, WorkerPool

DEVICE = ec.generate_private_key(ec.SECP256R1())
POINT = DEVICE.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


@pytest.fixture
async def on_duty(harness, checkpoint):
    """A pass, its live code, and a guard whose shift runs."""
    started = await checkpoint.goes_on_duty(await checkpoint.issue())
    issued = await harness.issue_pass()
    shown = await harness.show_code(issued)
    index = harness.typed_index.of(shown.typed.replace("-", ""))
    async with harness.read() as tx:
        live = await tx.live_codes.by_typed(issued.organisation_id, index, harness.now)
    payload = harness.codes.mint(CodePurpose.LIVE_PASS, harness.owner.organisation.tag, live.code_id)
    return started.shift, issued, payload


def scan(harness, payload, shown=Verdict.VALID_OFFLINE, **ago):
    return OfflineScan(EventId(f"web:{uuid4()}"), payload, shown, harness.now - timedelta(**ago))


def documents(harness):
    return CheckDocument(harness.open, DocumentIndex(harness.cipher), None, Counters())


async def takes(harness, shift, *scans, who=None):
    take = TakeScans(harness.open, CheckCode(harness.open, harness.codes, harness.typed_index, documents(harness)))
    return await take(who or harness.guard, shift.id, scans, now=harness.now)


async def logged(harness):
    async with harness.read() as tx:
        return [one.check async for one in tx.checks.log(harness.owner.organisation.id, harness.now - timedelta(9))]


async def test_a_scan_is_a_check_made_offline_at_the_time_of_the_device(harness, on_duty):
    shift, issued, payload = on_duty
    harness.later(hours=1)
    taken = await takes(harness, shift, scan(harness, payload, minutes=59))
    [check] = await logged(harness)
    assert (taken.new, taken.outside) == (1, ())
    assert (check.verdict, check.judged, check.pass_id) == (Verdict.VALID_OFFLINE, Verdict.VALID, issued.id)
    assert (check.arrived_at, check.checked_at) == (harness.now, harness.now - timedelta(minutes=59))
    assert await harness.notices(OfflineDiffered) == []
    [entry] = await harness.entries(Act.CHECKED)
    assert entry.facts["judged"] == "valid"


async def test_a_thousand_scans_sent_twice_are_a_thousand_checks(harness, on_duty):
    shift, _, payload = on_duty
    harness.later(minutes=30)
    batches = [[scan(harness, payload, Verdict.NOT_IN_PACK, seconds=number) for number in range(200)] for _ in range(5)]
    for batch in (*batches, *batches):
        await takes(harness, shift, *batch)
    assert len(await logged(harness)) == 1000


async def test_a_pass_revoked_before_the_scan_alerts_the_manager_once_and_after_it_does_not(harness, on_duty):
    shift, issued, payload = on_duty
    early = scan(harness, payload)
    harness.later(minutes=2)
    await RevokePass(harness.open)(harness.owner, issued.id, event_id=harness.event_id(), now=harness.now)
    harness.later(minutes=8)
    late = scan(harness, payload, minutes=5)
    await takes(harness, shift, early)
    assert await harness.notices(OfflineDiffered) == []
    await takes(harness, shift, late)
    await takes(harness, shift, early, late)
    [notice] = await harness.notices(OfflineDiffered, harness.owner)
    told = notice.content
    assert (told.count, told.shown, told.found) == (1, Verdict.VALID_OFFLINE, Verdict.REVOKED)
    assert told.number == issued.number
    assert await harness.notices(PassRevoked)


async def test_one_live_code_at_two_checkpoints_without_a_network_is_found_out(harness, on_duty):
    shift, _, payload = on_duty
    harness.later(minutes=1)
    await takes(harness, shift, scan(harness, payload, seconds=50), scan(harness, payload, seconds=40))
    assert [check.judged for check in await logged(harness)] == [Verdict.VALID, Verdict.ALREADY_USED]
    assert len(await harness.notices(OfflineDiffered, harness.owner)) == 1


async def test_scans_are_judged_in_the_order_of_their_times(harness, on_duty):
    shift, _, payload = on_duty
    harness.later(minutes=1)
    first, second = scan(harness, payload, seconds=50), scan(harness, payload, Verdict.ALREADY_USED_HERE, seconds=40)
    await takes(harness, shift, second, first)
    judged = {check.verdict: check.judged for check in await logged(harness)}
    assert judged == {Verdict.VALID_OFFLINE: Verdict.VALID, Verdict.ALREADY_USED_HERE: Verdict.ALREADY_USED}
    assert await harness.notices(OfflineDiffered) == []


@pytest.mark.parametrize("text", ["", "https://example.org", "ABCD-EFGH-JKMN", "\x00" * 200, "P" + "A" * 44])
async def test_any_text_is_taken_and_one_that_nobody_knew_alerts_nobody(harness, on_duty, text):
    shift, _, _ = on_duty
    harness.later(minutes=1)
    assert (await takes(harness, shift, scan(harness, text, Verdict.NOT_IN_PACK, seconds=5))).new == 1
    assert await harness.notices(OfflineDiffered) == []


async def test_scans_from_before_or_after_the_shift_are_not_taken(harness, on_duty):
    shift, _, payload = on_duty
    harness.later(hours=13)
    scans = [scan(harness, payload, hours=14), scan(harness, payload, minutes=5), scan(harness, payload, hours=-1)]
    taken = await takes(harness, shift, *scans, scan(harness, payload, hours=2))
    assert taken.new == 1
    assert set(taken.outside) == {each.event_id for each in scans}


async def test_nobody_delivers_scans_of_somebody_elses_shift(harness, on_duty):
    shift, _, payload = on_duty
    for who, of in (
        (harness.owner, shift),
        (harness.neighbour, shift),
        (harness.guard, replace(shift, id=UUID(int=1))),
    ):
        with pytest.raises(NotAllowedRefused):
            await takes(harness, of, scan(harness, payload), who=who)


async def builds(harness, who=None, key=POINT, portraits=None):
    portraits = portraits or SmallPortraits(WorkerPool(), wanted=False)
    build = BuildPack(harness.read, harness.day_keys, NamesInPacks(True), portraits)
    return await build(who or harness.guard, key, (), now=harness.now)


def pack_in(delivery):
    """The head, and the parts by number, of a delivery to `POINT`."""
    plain = zlib.decompress(decrypted(delivery))
    size = int.from_bytes(plain[:4], "big")
    head, at, parts = json.loads(plain[4 : 4 + size]), 4 + size + 64, {}
    while at < len(plain):
        length = int.from_bytes(plain[at + 1 : at + 5], "big")
        parts[plain[at]], at = plain[at + 5 : at + 5 + length], at + 5 + length
    return head, parts


def decrypted(delivery):
    point, nonce, sealed = delivery[:65], delivery[65:77], delivery[77:]
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    key = HKDF(SHA256(), 32, salt=None, info=FORMAT.encode()).derive(DEVICE.exchange(ec.ECDH(), theirs))
    return AESGCM(key).decrypt(nonce, sealed, point)


def portraits_in(part):
    """The small portraits of a part, by locator."""
    (count,) = struct.unpack_from(">H", part)
    locators = [part[2 + 4 * number : 6 + 4 * number] for number in range(count)]
    sizes, at, found = struct.unpack_from(f">{count}H", part, 2 + 4 * count), 2 + 6 * count, {}
    for locator, size in zip(locators, sizes, strict=True):
        found[locator], at = part[at : at + size], at + size
    return found


async def test_small_portraits_are_in_packs_where_the_settings_want_them(harness, on_duty, workers):
    issued = await harness.issue_pass(a_jpeg(), to=harness.owner)
    assert pack_in(await builds(harness))[0]["portraits"] == {}
    wanted = SmallPortraits(workers, wanted=True)
    head, parts = pack_in(await builds(harness, portraits=wanted))
    assert not head["portraits_wait"]
    (number,) = map(int, head["portraits"])
    ((locator, small),) = portraits_in(parts[number]).items()
    assert locator == harness.day_keys.locator(issued.id)
    with Image.open(io.BytesIO(small)) as portrait:
        assert (portrait.format, max(portrait.size)) == ("JPEG", SIZE[1])
    assert len(small) < 4000
    await RevokePass(harness.open)(harness.owner, issued.id, event_id=harness.event_id(), now=harness.now)
    head, _ = pack_in(await builds(harness, portraits=wanted))
    assert head["portraits"] == {}
    assert wanted.missing(issued.organisation_id, [issued.photo_sha256]) == [issued.photo_sha256], "forgotten"


async def test_a_portrait_that_cannot_be_read_keeps_the_others_from_nobody(workers):
    small = SmallPortraits(workers, wanted=True)
    made = await small.with_new(UUID(int=1), ["good", "bad", "none"], {"good": a_jpeg(), "bad": b"no picture"})
    assert made["good"]
    assert made["bad"] == b""
    assert small.missing(UUID(int=1), ["good", "bad", "none"]) == ["none"]
    many = [str(number) for number in range(2 * MOST_NEW)]
    assert small.missing(UUID(int=1), many) == many[:MOST_NEW]


async def test_where_no_worker_makes_portraits_a_pack_has_those_that_there_are(workers):
    small = SmallPortraits(workers, wanted=True)
    before = await small.with_new(UUID(int=1), ["old"], {"old": a_jpeg()})
    hasty = WorkerPool(limits=Limits({Work.PICTURE: 0.0001}))
    for _ in range(2):
        assert await replace(small, workers=hasty).with_new(UUID(int=1), ["old", "new"], {"new": a_jpeg()}) == before
        assert small.missing(UUID(int=1), ["old", "new"]) == ["new"]
        await hasty.close()


def a_jpeg():
    out = io.BytesIO()
    Image.new("RGB", (480, 640), "grey").save(out, "JPEG")
    return out.getvalue()


async def test_a_pack_is_for_those_on_duty_and_for_a_key_of_a_browser(harness, on_duty):
    assert isinstance(await builds(harness), bytes)
    assert isinstance(await builds(harness, harness.owner), OffDuty)
    for key in (b"", b"x" * 65, POINT[:-1], bytes(65)):
        with pytest.raises(DeviceKeyUnusableRefused):
            await builds(harness, key=key)


async def test_revoked_passes_and_those_of_other_organisations_are_absent(harness, on_duty):
    _, issued, _ = on_duty

    async def known(organisation):
        async with harness.read() as tx:
            return {
                one.id for one in await tx.standing_passes.all(organisation.id, harness.now, harness.now + PACK_LIVES)
            }

    assert await known(harness.owner.organisation) == {issued.id}
    assert await known(harness.neighbour.organisation) == set()
    await RevokePass(harness.open)(harness.owner, issued.id, event_id=harness.event_id(), now=harness.now)
    assert await known(harness.owner.organisation) == set()
