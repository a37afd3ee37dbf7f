"""The same small organisation as in the tests of passes, with a checkpoint in it."""

import importlib.util
import io
from pathlib import Path

import pytest
from PIL import Image, ImageFilter

from bot.checkpoint.checks.check_codes import CheckCode, CheckPicture
from bot.checkpoint.documents.check_document import CheckDocument, DocumentIndex
from bot.checkpoint.duty.start_shift import StartShift
from bot.checkpoint.models import Admits
from bot.checkpoint.service_qrs.issue_service_qr import IssueServiceQr
from bot.checkpoint.service_qrs.orders import ServiceQrOrder
from bot.counters import Counters
from bot.passes.codes import CodePurpose
from bot.qr.draw import draw_png
from bot.qr.scanner import CodeScanner

_spec = importlib.util.spec_from_file_location(
    "passes_harness", Path(__file__).parent.parent / "passes" / "conftest.py"
)
_passes = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_passes)
harness, pin, selfie = _passes.harness, _passes.pin, _passes.selfie


class Checkpoint:
    """What happens at a checkpoint, in the tests' words."""

    def __init__(self, harness, camera):
        self.harness, self.camera, self.counters, self.diia = harness, camera, Counters(), None

    @property
    def documents(self):
        """Without `diia`, no document is checked."""
        return CheckDocument(self.harness.open, DocumentIndex(self.harness.cipher), self.diia, self.counters)

    async def issue(
        self, *, shift_hours=12, days=180, accepts=(), event_id=None, name="Прохідна № 2", admits=Admits.GUARDS
    ):
        order = ServiceQrOrder(name, "Головний вхід", shift_hours, days, frozenset(accepts), admits)
        issue = IssueServiceQr(self.harness.open, self.harness.unlock)
        event_id = event_id or self.harness.event_id()
        return await issue(self.harness.owner, order, _passes.PIN, event_id=event_id, now=self.harness.now)

    def payload(self, service_qr):
        tag = self.harness.owner.organisation.tag
        return self.harness.codes.mint(CodePurpose.SERVICE_QR, tag, service_qr.code_id)

    async def goes_on_duty(self, service_qr, who=None, *, take_over=False, event_id=None):
        start = StartShift(self.harness.open, self.harness.codes)
        who, event_id = who or self.harness.guard, event_id or self.harness.event_id()
        return await start(who, self.payload(service_qr), take_over=take_over, event_id=event_id, now=self.harness.now)

    async def photographs(self, picture, who=None, event_id=None):
        check = CheckPicture(self.harness.open, self.harness.read, self.harness.codes, self.camera, self.documents)
        event_id = event_id or self.harness.event_id()
        return await check(who or self.harness.guard, picture, event_id=event_id, now=self.harness.now)

    async def types(self, text, who=None, event_id=None, *, read=False):
        check = CheckCode(self.harness.open, self.harness.codes, self.harness.typed_index, self.documents)
        event_id = event_id or self.harness.event_id()
        return await check(who or self.harness.guard, text, read=read, event_id=event_id, now=self.harness.now)


@pytest.fixture(scope="session")
def camera(workers):
    return CodeScanner(workers)


@pytest.fixture
def checkpoint(harness, camera):
    return Checkpoint(harness, camera)


@pytest.fixture
def photo_of():
    """Photograph drawn codes as Telegram passes photos on: 1280 pixels, JPEG of quality 80, on a grey wall."""

    def _photo_of(*codes):
        blank_photo = Image.new("RGB", (1280, 960), "darkgrey")
        width = 1280 // max(2, len(codes))
        for place, code in enumerate(codes):
            shown = Image.open(io.BytesIO(code)).convert("RGB")
            side = min(width - 60, 560)
            blank_photo.paste(shown.resize((side, side), Image.Resampling.BICUBIC), (30 + place * width, 200))
        return _jpeg(blank_photo.rotate(3, fillcolor="grey"))

    return _photo_of


@pytest.fixture
def blank_photo():
    return _jpeg(Image.effect_noise((1280, 960), 40).filter(ImageFilter.GaussianBlur(9)).convert("RGB"))


@pytest.fixture
def foreign():
    return draw_png("https://example.org/menu?table=7")


def _jpeg(picture):
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=80)
    return file.getvalue()
