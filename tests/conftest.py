"""What holds for all tests: the long ones begin first, so that two workers end at about the same time."""

import pytest

from bot.workers.pool import WorkerPool


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: not item.nodeid.startswith(("tests/chaos/", "tests/e2e/")))


@pytest.fixture(scope="session")
async def workers():
    """The worker processes that all tests of a session share."""
    pool = WorkerPool()
    yield pool
    await pool.close()
