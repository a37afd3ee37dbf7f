import pytest

from sandbox.demo import actors


@pytest.fixture(autouse=True)
def longer_waits(monkeypatch):
    """People wait longer for a bot that is killed or cut off."""
    monkeypatch.setattr(actors, "WAIT_SECONDS", 120)
