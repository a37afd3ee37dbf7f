import pytest

from bot.crypto.national.binary_curves import Curve
from bot.crypto.national.binary_field import BinaryField


@pytest.fixture(scope="session")
def standard_example():
    """The curve of annex B of DSTU 4145-2002; the point is another one than annex G recommends for the same curve."""
    return Curve(
        BinaryField(163, (7, 6, 3)),
        1,
        0x5FF6108462A2DC8210AB403925E638A19C1455D21,
        0x400000000000000000002BEC12BE2262D39BCF14D,
        0x72D867F93A93AC27DF9FF01AFFE74885C8C540420,
        0x0224A9C3947852B97C5599D5F4AB81122ADC3FD9B,
    )
