"""The same small organisation as in the tests of passes, with a checkpoint in it."""

import importlib.util
import io
from pathlib import Path

import pytest
from PIL import Image, ImageFilter

from bot.checkpoint.check_codes import CheckCode, CheckPicture
from bot.checkpoint.issue_service_qr import IssueServiceQr
from bot.checkpoint.orders import ServiceQrOrder
from bot.checkpoint.start_shift import StartShift
from bot.passes.codes import CodePurpose
from bot.qr.draw import draw_png
from bot.qr.workers import Scanners

_spec = importlib.util.spec_from_file_location(
    "house_of_passes", Path(__file__).parent.parent / "passes" / "conftest.py"
)
_passes = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_passes)
house, pin, selfie = _passes.house, _passes.pin, _passes.selfie


class Gate:
    """What happens at a checkpoint, in the tests' words."""

    def __init__(self, house, camera):
        self.house, self.camera = house, camera

    async def issue(self, *, shift_hours=12, days=180, accepts=(), cause=None, name="Прохідна № 2"):
        order = ServiceQrOrder(name, "Головний вхід", shift_hours, days, frozenset(accepts))
        issue = IssueServiceQr(self.house.open, self.house.unlock)
        cause = cause or self.house.cause()
        return await issue(self.house.owner, order, _passes.PIN, cause=cause, now=self.house.now)

    def payload(self, service_qr):
        tag = self.house.owner.organisation.tag
        return self.house.codes.mint(CodePurpose.SERVICE_QR, tag, service_qr.code_id)

    async def goes_on_duty(self, service_qr, who=None, *, take_over=False, cause=None):
        start = StartShift(self.house.open, self.house.codes)
        who, cause = who or self.house.guard, cause or self.house.cause()
        return await start(who, self.payload(service_qr), take_over=take_over, cause=cause, now=self.house.now)

    async def photographs(self, picture, who=None, cause=None):
        check = CheckPicture(self.house.open, self.house.store.reading, self.house.codes, self.camera)
        cause = cause or self.house.cause()
        return await check(who or self.house.guard, picture, cause=cause, now=self.house.now)

    async def types(self, text, who=None, cause=None):
        check = CheckCode(self.house.open, self.house.codes, self.house.typed_index)
        cause = cause or self.house.cause()
        return await check(who or self.house.guard, text, cause=cause, now=self.house.now)


@pytest.fixture(scope="session")
async def camera():
    scanners = Scanners(workers=1)
    yield scanners
    await scanners.close()


@pytest.fixture
def gate(house, camera):
    return Gate(house, camera)


@pytest.fixture
def photo_of():
    """Photograph drawn codes as Telegram passes photos on: 1280 pixels, JPEG of quality 80, on a grey wall."""

    def _photo_of(*codes):
        wall = Image.new("RGB", (1280, 960), "darkgrey")
        width = 1280 // max(2, len(codes))
        for place, code in enumerate(codes):
            shown = Image.open(io.BytesIO(code)).convert("RGB")
            side = min(width - 60, 560)
            wall.paste(shown.resize((side, side), Image.Resampling.BICUBIC), (30 + place * width, 200))
        return _jpeg(wall.rotate(3, fillcolor="grey"))

    return _photo_of


@pytest.fixture
def wall():
    return _jpeg(Image.effect_noise((1280, 960), 40).filter(ImageFilter.GaussianBlur(9)).convert("RGB"))


@pytest.fixture
def foreign():
    return draw_png("https://example.org/menu?table=7")


def _jpeg(picture):
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=80)
    return file.getvalue()
