from datetime import UTC, datetime

import pytest


@pytest.fixture(scope="session")
def now():
    return datetime(2026, 3, 2, 9, 30, 15, 123456, tzinfo=UTC)
