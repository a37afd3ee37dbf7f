import pytest

from sandbox.demo import actors


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """Who uses a bot that is badly off needs more of it."""
    monkeypatch.setattr(actors, "WAIT_SECONDS", 120)
