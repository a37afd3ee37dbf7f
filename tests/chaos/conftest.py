import pytest

from bot.wiring.demo import acting


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """Who uses a bot that is badly off needs more of it."""
    monkeypatch.setattr(acting, "PATIENT_SECONDS", 120)
